"""Beginning a consultation, and adding, moving, confirming and cancelling its dates."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from sqlalchemy import func, select

from directory import models
from directory.days import spelled
from directory.editing.book import Book
from directory.editing.commands import (
    AddKeyDate,
    CancelKeyDate,
    ConfirmKeyDate,
    MoveKeyDate,
    NewConsultation,
    NewRow,
)
from directory.editing.consultation_check import checked_row, is_there, tried, window_errors
from directory.editing.consultation_whole import BEGINS, ENDS, says
from directory.editing.consultation_wording import days_in_words, without_condition
from directory.editing.errors import BadFields, StaleEdit
from directory.editing.kinds import CONSULTATION, KEY_DATE
from directory.editing.versions import since, version_of
from directory.models import KeyDateDay
from directory.words import DateStatus, Stage

_NOT_THE_CONSULTATION = {"feedback_contact_id", "source_id", "source_detail", "verified_on"}


def add_key_date(book: Book, command: AddKeyDate) -> str:
    """Adds a row to a timeline; its key. Raises UnknownRecord and BadFields."""
    consultation = book.record(CONSULTATION, command.consultation)
    row = NewRow(
        command.title, command.days, command.audience, command.status, command.condition, command.note
    )
    values, errors = checked_row(book, row)
    if not errors and is_there(book, consultation, values):
        errors["title"] = f"{values['title']} is in the timeline already on that day."
    if errors:
        raise BadFields(errors)
    return _add(book, consultation, values)


def new_consultation(book: Book, command: NewConsultation) -> str:
    """Begins a consultation with its timeline; its key.

    Raises BadFields; what is wrong with a row stands under a name such as ``rows.0.title``.
    """
    whole = {"title": command.title, "summary": command.summary, "audience": command.audience}
    values, errors = tried(book, whole, CONSULTATION)
    errors |= window_errors(command.starts_on, command.ends_on)
    held = book.session.scalars(
        select(models.Consultation.title).where(models.Consultation.authority_id == book.authority.id)
    )
    if values.get("title", "").lower() in {title.lower() for title in held}:
        errors["title"] = "There is a consultation with this title already."
    rows: list[dict[str, Any]] = []
    for at, row in enumerate(command.rows):
        of_row, wrong = checked_row(book, row)
        rows.append(of_row)
        errors |= {f"rows.{at}.{name}": said for name, said in wrong.items()}
    if errors:
        raise BadFields(errors)
    values |= {"starts_on": command.starts_on, "ends_on": command.ends_on, "stage": Stage.PROPOSED}
    key = book.free_key(CONSULTATION, values["title"])
    made = book.add(CONSULTATION, values, key=key, first=None)
    assert isinstance(made, models.Consultation)
    for of_row in rows:
        _add(book, made, of_row)
    return key


def move_key_date(book: Book, command: MoveKeyDate) -> str:
    """Moves one day of a key date; its key. Raises UnknownRecord, StaleEdit and BadFields."""
    row = _row(book, command.key, command.expected_version)
    _refuse_cancelled(row)
    moved = _the_day(row, command.from_day, "from_day")
    if command.to_day == moved.day:
        return row.key
    if command.to_day in {each.day for each in row.days}:
        raise BadFields({"to_day": f"{row.title} is on {spelled(command.to_day)} already."})
    _move_the_window(row, moved.day, command.to_day)
    moved.day = command.to_day
    _written(book, row)
    return row.key


def confirm_key_date(book: Book, command: ConfirmKeyDate) -> str:
    """Confirms a key date; its key. Raises UnknownRecord, StaleEdit and BadFields."""
    row = _row(book, command.key, command.expected_version)
    _refuse_cancelled(row)
    if row.status is not DateStatus.CONFIRMED or row.condition:
        row.title = without_condition(row.title, row.condition)
        row.status, row.condition = DateStatus.CONFIRMED, ""
        _written(book, row)
    return row.key


def cancel_key_date(book: Book, command: CancelKeyDate) -> str:
    """Cancels a key date, or one of its days, which then has a row of its own; the key of what is cancelled.

    Raises UnknownRecord, StaleEdit and BadFields.
    """
    row = _row(book, command.key, command.expected_version)
    if row.status is DateStatus.CANCELLED:
        return row.key
    if command.on_day is not None:
        day = _the_day(row, command.on_day, "on_day")
        if len(row.days) > 1:
            return _cancel_one(book, row, day)
    row.status = DateStatus.CANCELLED
    _written(book, row)
    return row.key


def edits_a_consultation(items: Iterable[models.RevisionItem]) -> bool:
    """Whether a revision changes a consultation, other than whom its feedback goes to."""
    return any(
        item.record_kind == KEY_DATE.model.__tablename__
        or (item.record_kind == CONSULTATION.model.__tablename__ and _differing(item) - _NOT_THE_CONSULTATION)
        for item in items
    )


def _differing(item: models.RevisionItem) -> set[str]:
    before, after = item.before or {}, item.after or {}
    return {name for name in {*before, *after} if before.get(name) != after.get(name)}


def _row(book: Book, key: str, expected_version: int | None) -> models.KeyDate:
    row: models.KeyDate = book.record(KEY_DATE, key)
    version = version_of(book.session, row)
    if expected_version not in (None, version):
        raise StaleEdit(row.title, since(book.session, row, expected_version or 0), version)
    return row


def _refuse_cancelled(row: models.KeyDate) -> None:
    if row.status is DateStatus.CANCELLED:
        said = f"{row.title} is cancelled. Undo that, or add it again with its new day."
        raise BadFields({"title": said})


def _the_day(row: models.KeyDate, wanted: date | None, field: str) -> KeyDateDay:
    """The day of a row that is meant. Raises BadFields where it has none such, or it does not say which."""
    days = [each.day for each in row.days]
    if wanted is None and len(days) > 1:
        raise BadFields({field: f"{row.title} is on {days_in_words(days)}. Say which of these days."})
    found = next((each for each in row.days if wanted is None or each.day == wanted), None)
    if found is None:
        also = f", not on {spelled(wanted)}" if wanted else ""
        raise BadFields({field: f"{row.title} is on {days_in_words(days)}{also}."})
    return found


def _cancel_one(book: Book, row: models.KeyDate, day: KeyDateDay) -> str:
    split = models.KeyDate(
        key=book.free_key(KEY_DATE, row.title),
        authority_id=row.authority_id,
        source=book.source(),
        audience=row.audience,
        sample=row.sample,
        valid_from=row.valid_from,
        valid_to=row.valid_to,
        consultation=row.consultation,
        position=row.position,
        title=row.title,
        status=DateStatus.CANCELLED,
        condition=row.condition,
        note=row.note,
        phrases=list(row.phrases),
        split_from=row.split_from or row.key,
        days=[KeyDateDay(day=day.day, number=day.number)],
    )
    row.days.remove(day)
    _written(book, row)
    book.session.add(split)
    _written(book, split)
    return split.key


def _move_the_window(row: models.KeyDate, was: date, now: date) -> None:
    """The consultation begins or ends with the row that says so, where that is on the same day."""
    whole = row.consultation
    first, last = whole.starts_on, whole.ends_on
    if was == first and says(row, BEGINS) and (last is None or now <= last):
        whole.starts_on = now
    elif was == last and says(row, ENDS) and (first is None or first <= now):
        whole.ends_on = now


def _written(book: Book, row: models.KeyDate) -> None:
    """It is the editors' word from today on."""
    row.source, row.source_detail, row.verified_on = book.source(), "", book.today
    book.session.flush()
    book.forget()


def _add(book: Book, consultation: models.Consultation, values: dict[str, Any]) -> str:
    days = values.pop("days")
    last = select(func.max(models.KeyDate.position)).where(models.KeyDate.consultation_id == consultation.id)
    row = models.KeyDate(
        key=book.free_key(KEY_DATE, values["title"]),
        authority_id=consultation.authority_id,
        source=book.source(),
        consultation=consultation,
        position=(book.session.scalar(last) or 0) + 1,
        audience=values.pop("audience", consultation.audience),
        **values,
    )
    row.set_days(days)
    book.session.add(row)
    _written(book, row)
    return row.key
