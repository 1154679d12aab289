"""A directory in which everything that only staff may see carries a word that stands nowhere else."""

import json
import re
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import JSON, Engine, Enum, String, insert, inspect, select, update
from sqlalchemy.orm import Session

from directory import models
from directory.words import Audience, Route

MARK = "zqxwallmark"
BEGINNING = "zqxwall"
"""What a person may type to find the word, without the answer repeating it."""
_KEY = re.compile(rf"[\w.-]+-{BEGINNING}key", re.IGNORECASE)

RECORDS: Mapping[str, type[models.Record]] = {
    mapper.class_.__tablename__: mapper.class_
    for mapper in sorted(models.Base.registry.mappers, key=lambda mapper: mapper.class_.__name__)
    if issubclass(mapper.class_, models.Record) and mapper.class_ is not models.PendingEdit
}
Chosen = Callable[[models.Record], bool]
HIDDEN: dict[str, Chosen] = {
    "as the packs have it": lambda record: False,
    **{f"every {table}": lambda record, table=table: record.__tablename__ == table for table in RECORDS},
    "every second record": lambda record: record.id % 2 == 0,
    "everything": lambda record: True,
}
"""What is turned into staff records, beside those that are so already."""


@dataclass(frozen=True)
class Known:
    """A record: its kind (a table), its key now, what it was called before; `hidden` from schools or not."""

    authority: str
    table: str
    key: str
    name: str
    hidden: bool


def texts_of(model: type[models.Base]) -> dict[str, Any]:
    """The columns of a table that hold text for people, with their types; a school's URN is none."""
    columns = inspect(model).columns
    return {
        column.key: column.type
        for column in columns
        if isinstance(column.type, String | JSON)
        and not isinstance(column.type, Enum)
        and column.key != "days"  # dates, in a list
    }


def mark(engine: Engine, chosen: Chosen, on: date) -> list[Known]:
    """Turn the chosen records into staff records, and put the word into every text of all staff records.

    What is planned for them carries it too; and the general contact of each authority, which schools see in
    many answers, becomes a staff record with another name a week after the day `on`.
    The history, suggestions and sent questions, which schools never see, carry it as well.
    """
    found: list[Known] = []
    with Session(engine) as session:
        authorities = {row.id: row.key for row in session.scalars(select(models.Authority))}
        for table, model in RECORDS.items():
            for record in session.scalars(select(model)).unique().all():
                name = str(getattr(record, "title", "") or getattr(record, "name", ""))
                hidden = record.audience == Audience.STAFF or chosen(record)
                key = f"{record.key}-{BEGINNING}key" if hidden else record.key
                found.append(Known(authorities[record.authority_id], table, key, name, hidden))
                if hidden:
                    values = {name: _marked(getattr(record, name)) for name in texts_of(model)}
                    values["key"] = key
                    session.execute(
                        update(model)
                        .where(model.id == record.id)
                        .values(**values, audience=Audience.STAFF, version=model.version + 1)
                    )
        _plan(session, on)
        for kind in (models.Revision, models.Suggestion, models.SentQuestion):
            name = {"revision": "why", "suggestion": "note", "sent_question": "text"}[kind.__tablename__]
            session.execute(update(kind).values({name: MARK}))
        session.execute(update(models.Authority).values(revision=models.Authority.revision + 1))
        session.commit()
    return found


def _marked(value: Any) -> Any:
    if isinstance(value, str):
        return f"{value} {MARK}" if value else MARK
    if isinstance(value, list):
        return [*map(_marked, value), MARK]
    return value


def _plan(session: Session, on: date) -> None:
    for edit in session.scalars(select(models.PendingEdit)).all():
        target = session.get_one(RECORDS[edit.record_kind], edit.record_id)
        if target.audience == Audience.STAFF:
            fields = {n: _marked(v) if n in texts_of(type(target)) else v for n, v in edit.fields.items()}
            session.execute(
                update(models.PendingEdit)
                .where(models.PendingEdit.id == edit.id)
                .values(record_key=target.key, fields=fields)
            )
    for contact in session.scalars(select(models.Contact).where(models.Contact.route == Route.GENERAL)).all():
        later = on + timedelta(days=7)
        values = {
            "authority_id": contact.authority_id,
            "key": f"contact.{contact.id}.{later.isoformat()}",
            "source_id": contact.source_id,
            "record_kind": "contact",
            "record_id": contact.id,
            "record_key": contact.key,
            "effective_from": later,
            "fields": {"name": MARK, "audience": Audience.STAFF.value},
        }
        session.execute(insert(models.PendingEdit).values(values))


def leaks(text: str, sent: Collection[str]) -> Iterator[str]:
    """Where a text holds the word, or a hidden record's key that is not among those `sent` by the reader."""
    low = text.lower()
    places = [low.find(MARK)] if MARK in low else []
    places += [found.start() for found in _KEY.finditer(low) if found[0] not in sent]
    for at in places:
        yield f"{text[:40]} ...{text[max(0, at - 300) : at + 100]}..."


def rows(engine: Engine) -> set[str]:
    """Every row that is no record and no history, as text."""
    kept = {*RECORDS, "revision", "revision_item", "pending_edit"}
    with engine.connect() as connection:
        return {
            f"{table.name}: {json.dumps(list(row), default=str)}"
            for table in models.Base.metadata.sorted_tables
            if table.name not in kept
            for row in connection.execute(select(table))
        }
