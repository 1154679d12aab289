"""What the directory of one authority holds, as the rows that packs and spreadsheets are made of."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from pydantic import BaseModel
from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload, selectinload

from directory import models
from directory.authorities import unknown_authority
from directory.packs.check import references_of
from directory.packs.entries import TopicRow
from directory.packs.schema import (
    KINDS,
    PARTS_OF_A_CONSULTATION,
    AuthorityRow,
    Kind,
    PlannedEditRow,
    PostChangeRow,
    RecordRow,
    SideRow,
    SourceRow,
)
from directory.packs.values import Refers
from directory.snapshot import HELD_BY_TABLE, Snapshot, take
from directory.words import Audience

NEVER_FOLDED = frozenset({"route"})
"""What stays a dated edit: two contacts may have a route one after the other, but not in their own rows."""


@dataclass(frozen=True)
class Held:
    """One authority's directory at one revision. `rows` is by kind, each kind in the order of its making."""

    authority: AuthorityRow
    revision: int
    rows: Mapping[str, tuple[RecordRow, ...]]
    topics: tuple[TopicRow, ...]
    snapshot: Snapshot
    planned: tuple[PlannedEditRow, ...] = ()

    def visible_to(self, audience: Audience) -> "Held":
        """The part that `audience` may see, without references to the rest; the snapshot is the judge."""
        seen = self.snapshot.visible_to(audience)
        kept = {
            kind: tuple(row for row in rows if row.key in getattr(seen, kind))
            for kind, rows in self.rows.items()
        }
        keys = {kind: {row.key for row in rows} for kind, rows in kept.items()}
        return replace(
            self,
            planned=tuple(row for row in self.planned if _may_be_told(row, seen, keys)),
            rows={
                kind: tuple(_without_hidden(row, keys) for row in rows if _stands(row, keys))
                for kind, rows in kept.items()
            },
            snapshot=seen,
        )

    def on(self, day: date) -> "Held":
        """What people read on `day`: planned edits that count by then are in the rows, the others planned.

        The snapshot stays as it is.
        """
        rows = {
            kind: tuple(
                self._row_on(kind, row, day) if (kind, row.key) in self.snapshot.planned else row
                for row in listed
            )
            for kind, listed in self.rows.items()
        }
        return replace(self, rows=rows, planned=tuple(row for row in self.planned if row.first_day > day))

    def _row_on(self, kind: str, row: RecordRow, day: date) -> RecordRow:
        said: dict[str, Any] = {}
        for edit in self.snapshot.planned[kind, row.key]:
            if edit.effective_from <= day:
                said |= edit.values
        fields = type(row).model_fields.keys() - NEVER_FOLDED - {"source"}  # a planned edit has its title
        return row.model_copy(update={name: said[name] for name in said.keys() & fields})


def read_held(session: Session, authority: str) -> Held:
    """Reads everything of one authority. Raises UnknownAuthority."""
    row = session.scalar(select(models.Authority).where(models.Authority.key == authority))
    if row is None:
        raise unknown_authority(session, authority)
    kept: list[models.Base] = []  # the session forgets what nobody holds, and would fetch it one by one
    sources = list(
        session.scalars(
            select(models.Source).where(models.Source.authority_id == row.id).order_by(models.Source.key)
        )
    )
    rows: dict[str, tuple[RecordRow, ...]] = {}
    for name, kind in KINDS.items():
        records = list(session.scalars(_query(name, kind, row.id)))
        kept += records
        rows[name] = tuple(_row(record, kind) for record in records)
    topics = session.scalars(select(models.Topic).order_by(models.Topic.key))
    return Held(
        authority=_authority(row, sources, rows),
        revision=row.revision,
        rows=rows,
        topics=tuple(TopicRow(key=topic.key, label=topic.label) for topic in topics),
        snapshot=take(session, authority),
        planned=_planned(session, row.id),
    )


def _planned(session: Session, authority_id: int) -> tuple[PlannedEditRow, ...]:
    query = select(models.PendingEdit).where(models.PendingEdit.authority_id == authority_id)
    rows = session.scalars(query.options(joinedload(models.PendingEdit.source))).all()
    found = []
    for row in rows:
        kind = HELD_BY_TABLE[row.record_kind]
        written = f"{kind}-{row.record_key}-{row.effective_from.isoformat()}".replace("_", "-")
        values = {
            name: getattr(row, name) for name in RecordRow.model_fields if name not in ("key", "source")
        }
        found.append(
            PlannedEditRow.model_construct(
                **values,
                key=written,
                source=row.source.key,
                kind=kind,
                record=row.record_key,
                first_day=row.effective_from,
                fields={name: _blank_for_none(row.fields[name]) for name in sorted(row.fields)},
            )
        )
    return tuple(sorted(found, key=lambda each: (each.first_day, each.key)))


def _blank_for_none(value: Any) -> Any:  # noqa: ANN401 - any value of a field, as JSON
    return "" if value is None else value


def _may_be_told(row: PlannedEditRow, seen: Snapshot, keys: Mapping[str, set[str]]) -> bool:
    """Whether the record is seen, and nothing hidden is named."""
    if row.record not in keys[row.kind] or (row.kind, row.record) not in seen.planned:
        return False
    model = KINDS[row.kind].row
    for name, value in row.fields.items():
        to = refers(model, name)
        named = value if isinstance(value, list) else [value]
        if to is not None and to in keys and any(key and key not in keys[to] for key in named):
            return False
    return True


def _query(name: str, kind: Kind, authority_id: int) -> Any:  # noqa: ANN401 - a select of any of the tables
    model: Any = kind.model
    query = select(model).where(model.authority_id == authority_id)
    if kind.model is models.PostChange:
        query = query.options(selectinload(models.PostChange.sides))
    if kind.model is models.KeyDate:
        query = query.options(selectinload(models.KeyDate.days))
    if kind.model is models.Service:
        query = query.options(selectinload(models.Service.topics), selectinload(models.Service.areas))
    if name in PARTS_OF_A_CONSULTATION:
        return query.order_by(model.consultation_id, model.position, model.key)
    return query.order_by(model.id)


def _authority(
    row: models.Authority, sources: list[models.Source], rows: Mapping[str, tuple[RecordRow, ...]]
) -> AuthorityRow:
    """As a pack has it. The default source is the one that most records have."""
    used = Counter(each.source for held in rows.values() for each in held)
    most = max((source.key for source in sources), key=lambda key: (used[key], key), default="")
    return AuthorityRow.model_construct(
        key=row.key,
        name=row.name,
        la_code=row.la_code,
        front_door_label=row.front_door_label,
        staff_email_domains=tuple(row.staff_email_domains),
        default_source=most,
        sources=tuple(
            SourceRow.model_construct(
                key=source.key, title=source.title, published=source.published, note=source.note
            )
            for source in sources
        ),
    )


def _row(record: models.Record, kind: Kind) -> RecordRow:
    """The record as a row of its kind; what the directory holds is taken as it is, without a check."""
    values: dict[str, Any] = {}
    for name, info in kind.row.model_fields.items():
        if kind.row is PostChangeRow and name in ("before", "after"):
            assert isinstance(record, models.PostChange)
            value: Any = tuple(
                SideRow.model_construct(post=side.post.key, number=side.number)
                for side in record.sides
                if side.side == name
            )
        else:
            value = _plain(getattr(record, name))
        if name == "days" and isinstance(value, tuple):
            value = tuple(date.fromisoformat(day) if isinstance(day, str) else day for day in value)
        values[info.alias or name] = value
    return kind.row.model_construct(**values)


def _plain(value: Any) -> Any:  # noqa: ANN401 - any column
    if isinstance(value, list):
        return tuple(_plain(member) for member in value)
    if isinstance(value, models.KeyDateDay):
        return value.day
    return value.key if isinstance(value, models.Base) else value  # type: ignore[attr-defined]


def refers(row: type[RecordRow], field: str) -> str | None:
    """The kind of record that a field names, if it names one."""
    found = (each.kind for each in row.model_fields[field].metadata if isinstance(each, Refers))
    return next(found, None)


def _stands(row: RecordRow, keys: Mapping[str, set[str]]) -> bool:
    """Whether the row says anything without what is hidden: an assignment is nothing without its contact."""
    needed = [name for name, info in type(row).model_fields.items() if info.is_required()]
    for path, kind, key in references_of(row):
        if path[0] in needed and kind in keys and kind != "consultations" and key not in keys[kind]:
            return False
    return True


def _without_hidden(row: RecordRow, keys: Mapping[str, set[str]]) -> RecordRow:
    changed: dict[str, Any] = {}
    for path, kind, key in references_of(row):
        if kind not in keys or key in keys[kind]:
            continue
        name = str(path[0])
        value = changed.get(name, getattr(row, name))
        if isinstance(value, tuple):
            changed[name] = tuple(each for each in value if _named(each) != key)
        else:
            changed[name] = "" if type(row).model_fields[name].is_required() else None
    return row.model_copy(update=changed) if changed else row


def _named(value: Any) -> Any:  # noqa: ANN401 - a key, or a small row that names one
    return value.post if isinstance(value, BaseModel) else value  # type: ignore[attr-defined]
