"""Whether what an owner gave for a consultation and its dates can be saved: field by field."""

from collections.abc import Collection, Mapping
from datetime import date
from typing import Any

from sqlalchemy import select

from directory import models
from directory.days import spelled
from directory.editing.book import Book
from directory.editing.check import checked
from directory.editing.commands import NewRow
from directory.editing.errors import BadFields
from directory.editing.kinds import KEY_DATE, Kind
from directory.words import DateStatus

MOST_DAYS = 60


def checked_row(book: Book, row: NewRow) -> tuple[dict[str, Any], dict[str, str]]:
    """The values of a row, and a sentence for every field that is not right."""
    typed = {
        "title": row.title,
        "status": row.status,
        "condition": row.condition,
        "note": row.note,
        **({} if row.audience is None else {"audience": row.audience}),
    }
    values, errors = tried(book, typed, KEY_DATE)
    if not row.days:
        errors["days"] = "At least one day is needed."
    elif len(row.days) > MOST_DAYS:
        errors["days"] = f"At most {MOST_DAYS} days can be given."
    return values | {"days": tuple(sorted(set(row.days)))}, errors


def tried(
    book: Book, typed: Mapping[str, Any], kind: Kind, *, whole: bool = True
) -> tuple[dict[str, Any], dict[str, str]]:
    """The values of the typed fields, none where anything is wrong, and a sentence for every such field."""
    try:
        return checked(book, kind, typed, whole=whole), {}
    except BadFields as wrong:
        return {}, wrong.errors


def window_errors(first: date | None, last: date | None) -> dict[str, str]:
    """What is wrong with the days on which people respond, by field."""
    if last is None:
        return {}
    if first is None:
        return {"starts_on": "Give the first day, too."}
    if last < first:
        return {"ends_on": f"The last day must not be before the first day, {spelled(first)}."}
    return {}


def is_there(book: Book, consultation: models.Consultation, values: dict[str, Any]) -> bool:
    """Whether the timeline has a row of that title on one of its days; cancelled ones do not count."""
    return any(
        row.title.lower() == values["title"].lower() and {each.day for each in row.days} & set(values["days"])
        for row in _rows_of(book, consultation)
        if row.status is not DateStatus.CANCELLED
    )


def _rows_of(book: Book, consultation: models.Consultation) -> Collection[models.KeyDate]:
    query = select(models.KeyDate).where(models.KeyDate.consultation_id == consultation.id)
    return book.session.scalars(query).all()
