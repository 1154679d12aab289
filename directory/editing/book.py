"""The directory while it is being changed: one authority's records, within one transaction."""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from enum import Enum
from typing import Any

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from directory import models, snapshot
from directory.ask.everyday import Everyday
from directory.authorities import unknown_authority
from directory.editing.errors import UnknownRecord
from directory.editing.kinds import KINDS, TOPIC, FieldType, Kind
from directory.facts import Fact

EDITORS, EDITORS_TITLE = "editors", "The directory's editors"
NEVER_PLANNED = frozenset({"valid_from", "valid_to", "verified_on"})


class Book:
    """Reads and writes records. Only within `changes.recording` may it be written to."""

    def __init__(
        self,
        session: Session,
        authority: str,
        today: date,
        *,
        to_write: bool = True,
        everyday: Everyday | None = None,
    ) -> None:
        """Raises UnknownAuthority. `to_write`: its other writers wait until the transaction ends.

        `everyday`: the words that cannot alone stand for a topic (None: any can).
        """
        this = models.Authority.key == authority
        if to_write:
            session.execute(update(models.Authority).where(this).values(revision=models.Authority.revision))
        row = session.scalar(select(models.Authority).where(this).execution_options(populate_existing=True))
        if row is None:
            raise unknown_authority(session, authority)
        self.session = session
        self.authority = row
        self.today = today
        self.everyday = everyday or Everyday()
        self._records: dict[str, dict[str, Any]] = {}
        self._planned: dict[tuple[str, int], list[models.PendingEdit]] | None = None
        self._held: snapshot.Snapshot | None = None

    @property
    def held(self) -> snapshot.Snapshot:
        """Everything as it has been written so far, for every audience and day."""
        if self._held is None:
            self.session.flush()
            self._held = snapshot.take(self.session, self.authority.key)
        return self._held

    def forget(self) -> None:
        """Reads everything anew: rows were written other than through this book."""
        self._records, self._planned, self._held = {}, None, None

    def record(self, kind: Kind, key: str) -> Any:  # noqa: ANN401 - a row of the kind's table
        """The row of a record. Raises UnknownRecord."""
        found = self._of(kind).get(key)
        if found is None:
            raise UnknownRecord(kind.label, key)
        return found

    def keys(self, kind: Kind) -> frozenset[str]:
        """The keys that are taken."""
        return frozenset(self._of(kind))

    def as_of(self, kind: Kind, key: str, day: date) -> Fact:
        """What the record says on `day`, whether or not it holds then. Raises UnknownRecord."""
        record = self.record(kind, key)
        fact = snapshot.fact_of(record)
        for pending in self.planned(kind, record):
            if pending.effective_from <= day:
                fact = replace(fact, **snapshot.planned_edit(pending).values)
        return fact

    def planned(self, kind: Kind, record: models.Record) -> tuple[models.PendingEdit, ...]:
        """The dated edits of a record, earliest first."""
        if self._planned is None:
            self._planned = {}
            mine = models.PendingEdit.authority_id == self.authority.id
            for row in self.session.scalars(select(models.PendingEdit).where(mine)):
                self._planned.setdefault((row.record_kind, row.record_id), []).append(row)
        rows = self._planned.get((kind.model.__tablename__, record.id), [])
        return tuple(sorted(rows, key=lambda row: row.effective_from))

    def add(
        self, kind: Kind, values: Mapping[str, Any], *, key: str, first: date | None, last: date | None = None
    ) -> models.Record:
        """A new record with these values, confirmed today. `key` must be free."""
        record = kind.model()
        record.key, record.authority_id = key, self.authority.id
        record.source = self.source()
        record.verified_on, record.valid_from, record.valid_to = self.today, first, last
        with self.session.no_autoflush:
            for name, value in values.items():
                self._set(kind, record, name, value)
        self.session.add(record)
        self.session.flush()
        self._of(kind)[record.key] = record
        self._held = None
        return record

    def put(self, kind: Kind, key: str, values: Mapping[str, Any], day: date) -> bool:
        """Lets a record say `values` from `day` on; whether anything had to be written.

        What is to hold from a later day, or what a dated edit has laid over already, becomes a dated edit.
        """
        record = self.record(kind, key)
        day = max(day, self.today)
        now = self.as_of(kind, key, day)
        differing = {name: value for name, value in values.items() if getattr(now, name) != value}
        laid_over = {n for row in self.planned(kind, record) if row.effective_from <= day for n in row.fields}
        for name in sorted(differing):
            direct = name in NEVER_PLANNED or (day == self.today and name not in laid_over)
            if direct:
                self._set(kind, record, name, differing[name])
            else:
                self._plan(kind, record, name, differing[name], day)
        if differing:
            self.session.flush()
            self._held = None
        return bool(differing)

    def hold_until(self, kind: Kind, key: str, last: date) -> None:
        """The record holds until `last`, that day included."""
        self.put(kind, key, {"valid_to": last}, self.today)

    def _plan(self, kind: Kind, record: models.Record, name: str, value: Any, day: date) -> None:  # noqa: ANN401
        table = kind.model.__tablename__
        row = next((row for row in self.planned(kind, record) if row.effective_from == day), None)
        if row is None:
            row = models.PendingEdit(
                key=f"{table}.{record.id}.{day.isoformat()}",
                authority_id=self.authority.id,
                source=self.source(),
                audience=record.audience,
                record_kind=table,
                record_id=record.id,
                record_key=record.key,
                effective_from=day,
                fields={},
            )
            self.session.add(row)
            assert self._planned is not None
            self._planned.setdefault((table, record.id), []).append(row)
        row.fields = {**row.fields, name: as_json(value)}

    def _set(self, kind: Kind, record: Any, name: str, value: Any) -> None:  # noqa: ANN401 - any column
        if name == "source":
            record.source = self.source()
            return
        field = kind.by_name[name]
        if field.refers_to and isinstance(value, tuple):
            setattr(record, name, [self._target(field.refers_to, key) for key in sorted(value)])
        elif field.refers_to:
            setattr(record, name, None if value is None else self._target(field.refers_to, value))
        elif field.holds is FieldType.TEXTS:
            setattr(record, name, list(value))
        else:
            setattr(record, name, value)

    def _target(self, to: str, key: str) -> Any:  # noqa: ANN401 - a row of some table
        if to != TOPIC:
            return self.record(KINDS[to], key)
        topic = self.session.get(models.Topic, key)
        if topic is None:
            raise UnknownRecord(TOPIC, key)
        return topic

    def _of(self, kind: Kind) -> dict[str, Any]:
        if kind.name not in self._records:
            mine = kind.model.authority_id == self.authority.id
            rows = self.session.scalars(select(kind.model).where(mine))
            self._records[kind.name] = {row.key: row for row in rows}
        return self._records[kind.name]

    def source(self) -> models.Source:
        """The source that an editor's words have."""
        mine = models.Source.authority_id == self.authority.id
        found = self.session.scalar(select(models.Source).where(mine, models.Source.key == EDITORS))
        if found is None:
            found = models.Source(authority_id=self.authority.id, key=EDITORS, title=EDITORS_TITLE)
            self.session.add(found)
        return found

    def free_key(self, kind: Kind, name: str) -> str:
        """A key made from a name that no record of the kind has yet, such as ``frome-advisor-2``."""
        plain = (
            unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower().replace("'", "")
        )
        base = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:200].strip("-") or kind.name
        taken, number, key = self.keys(kind), 1, base
        while key in taken:
            number += 1
            key = f"{base}-{number}"
        return key


def as_json(value: Any) -> Any:  # noqa: ANN401 - any value of a field
    """A value of a field as JSON keeps it."""
    if isinstance(value, tuple):
        return [as_json(each) for each in value]
    if isinstance(value, Enum):
        return value.value
    return value.isoformat() if isinstance(value, date) else value
