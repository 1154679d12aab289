"""Changing what a consultation is called, what it is about, its stage, and its first and last day."""

from collections.abc import Iterable
from datetime import date

from sqlalchemy import select

from directory import models
from directory.editing.book import Book
from directory.editing.commands import EditConsultation
from directory.editing.consultation_check import tried, window_errors
from directory.editing.errors import BadFields, StaleEdit
from directory.editing.kinds import CONSULTATION, CONSULTATION_ITSELF
from directory.editing.versions import since, version_of
from directory.words import DateStatus

BEGINS = ("start", "begin", "open", "launch")
ENDS = ("end", "close", "closing", "conclu", "finish", "deadline", "last day")
"""Words of the row of a timeline with which a consultation begins or ends, where it is on that day."""


def edit_consultation(book: Book, command: EditConsultation) -> str:
    """Changes a consultation; its key. Raises UnknownRecord, StaleEdit and BadFields.

    The row that begins or ends it, where there is one on that day, moves with its first or last day.
    """
    whole: models.Consultation = book.record(CONSULTATION, command.key)
    version = version_of(book.session, whole)
    if command.expected_version not in (None, version):
        raise StaleEdit(whole.title, since(book.session, whole, command.expected_version or 0), version)
    values, errors = tried(book, command.fields, CONSULTATION_ITSELF, whole=False)
    first, last = values.get("starts_on", whole.starts_on), values.get("ends_on", whole.ends_on)
    errors |= window_errors(first, last)
    if _is_taken(book, whole, values.get("title", whole.title)):
        errors["title"] = "There is another consultation with this title already."
    if errors:
        raise BadFields(errors)
    changed = {name for name in values if getattr(whole, name) != values[name]}
    if not changed:
        return whole.key
    _move_along(book, whole, whole.starts_on, first, BEGINS)
    _move_along(book, whole, whole.ends_on, last, ENDS)
    for name in changed:
        setattr(whole, name, values[name])
    whole.source, whole.source_detail, whole.verified_on = book.source(), "", book.today
    book.session.flush()
    book.forget()
    return whole.key


def says(row: models.KeyDate, words: Iterable[str]) -> bool:
    """Whether the title or a phrase of a row has one of the words."""
    said = " ".join((row.title, *row.phrases)).lower()
    return any(word in said for word in words)


def _is_taken(book: Book, whole: models.Consultation, title: str) -> bool:
    own = models.Consultation.authority_id == book.authority.id
    query = select(models.Consultation.title).where(own, models.Consultation.id != whole.id)
    return title.strip().lower() in {held.lower() for held in book.session.scalars(query)}


def _move_along(
    book: Book, whole: models.Consultation, was: date | None, now: date | None, words: Iterable[str]
) -> None:
    if was is None or now is None or was == now:
        return
    rows = select(models.KeyDate).where(models.KeyDate.consultation_id == whole.id)
    for row in book.session.scalars(rows):
        on_it = next((each for each in row.days if each.day == was), None)
        free = now not in {each.day for each in row.days}
        if on_it and free and row.status is not DateStatus.CANCELLED and says(row, words):
            on_it.day = now
            row.source, row.source_detail, row.verified_on = book.source(), "", book.today
