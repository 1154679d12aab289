"""Every write to the directory: one transaction, one revision, who, when, before, after, why.

A write happens inside `recording`. What was added, altered or removed there is found from the session
itself, so a write cannot be left out of the history by forgetting to mention it; and a session that
tries to write a record outside `recording` is refused (NotRecorded).
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import Enum
from typing import Any

from sqlalchemy import event, func, inspect, select, update
from sqlalchemy.orm import InstanceState, Session

from directory.errors import NotRecorded
from directory.models import Authority, Base, KeyDateDay, PostChangeSide, Record, Revision, RevisionItem

_KEY = "signpost.recording"
_OWNERS: dict[type[Base], str] = {PostChangeSide: "change", KeyDateDay: "key_date"}


@dataclass(eq=False)
class _Recording:
    before: dict[Record, dict[str, Any] | None] = field(default_factory=dict)
    removed: set[Record] = field(default_factory=set)
    last_id: dict[type[Record], int] = field(default_factory=dict)


@contextmanager
def recording(
    session: Session,
    authority: Authority,
    *,
    who: str,
    action: str,
    at: datetime,
    why: str = "",
    effective_from: date | None = None,
) -> Iterator[None]:
    """Records what the block does to the authority's records as one revision.

    Nothing is recorded, and the authority's revision does not grow, where nothing changed.
    The caller's session is one transaction (`db.writing`), so the change and its history are kept together.
    """
    tape = _Recording()
    session.info[_KEY] = tape
    try:
        yield
        session.flush()
    finally:
        session.info.pop(_KEY, None)
    items = [item for item in (_item(record, before, tape) for record, before in tape.before.items()) if item]
    if not items:
        return
    session.execute(
        update(Authority).where(Authority.id == authority.id).values(revision=Authority.revision + 1)
    )
    session.refresh(authority, ["revision"])
    session.add(
        Revision(
            authority_id=authority.id,
            number=authority.revision,
            at=at,
            who=who,
            action=action,
            why=why,
            effective_from=effective_from,
            items=items,
        )
    )
    session.flush()


def _item(record: Record, before: dict[str, Any] | None, tape: _Recording) -> RevisionItem | None:
    after = None if record in tape.removed else state_of(record)
    if before == after:
        return None
    shown = before or after or {}
    return RevisionItem(
        record_kind=record.__tablename__,
        record_id=shown["id"] if shown.get("id") else record.id,
        record_key=record.key,
        before=before,
        after=after,
    )


def state_of(record: Record) -> dict[str, Any]:
    """The record's columns, and the keys of what it is linked to many-to-many, as plain JSON values."""
    return _state(record, committed=False)


def _state(record: Record, *, committed: bool) -> dict[str, Any]:
    instance: InstanceState[Any] = inspect(record)
    mapper = instance.mapper
    state: dict[str, Any] = {}
    for column in mapper.column_attrs:
        if column.key != "version":
            state[column.key] = _plain(_value(instance, column.key, committed=committed))
    for relation in mapper.relationships:
        if relation.uselist:
            linked = _value(instance, relation.key, committed=committed) or []
            links = [_link(other, committed=committed) for other in linked]
            state[relation.key] = sorted(links, key=_order)
    return state


def _order(link: Any) -> Any:  # noqa: ANN401 - a key, or a small object
    """Links in an order of their own, so that one and the same state always reads the same."""
    if not isinstance(link, dict):
        return link
    return link["day"] if "day" in link else (link["side"], link["position"], link["post_id"])


def _value(instance: InstanceState[Any], name: str, *, committed: bool) -> Any:  # noqa: ANN401 - any column
    attribute = instance.attrs[name]
    if not committed or name not in instance.dict:  # what was never loaded was not changed either
        return getattr(instance.object, name)
    history = attribute.history
    if history.unchanged is None and history.deleted is None:
        return getattr(instance.object, name)
    if isinstance(getattr(instance.object, name), list) and instance.mapper.relationships.get(name):
        return [*(history.unchanged or ()), *(history.deleted or ())]
    if history.deleted:
        return history.deleted[0]
    return history.unchanged[0] if history.unchanged else None


def _link(other: Base, *, committed: bool) -> Any:  # noqa: ANN401 - a key, or a small object
    instance: InstanceState[Any] = inspect(other)
    if isinstance(other, PostChangeSide):
        names = ("side", "position", "post_id", "number")
        return {name: _value(instance, name, committed=committed) for name in names}
    if isinstance(other, KeyDateDay):
        return {name: _plain(_value(instance, name, committed=committed)) for name in ("day", "number")}
    return other.key  # type: ignore[attr-defined]


def _plain(value: Any) -> Any:  # noqa: ANN401 - any column value
    if isinstance(value, date | datetime):
        return value.isoformat()
    if isinstance(value, Enum):
        return value.value
    return value


@event.listens_for(Session, "before_flush")
def _watch(session: Session, _context: object, _instances: object) -> None:
    tape: _Recording | None = session.info.get(_KEY)
    for touched in (*session.new, *session.dirty, *session.deleted):
        owner = _OWNERS.get(type(touched))
        record = getattr(touched, owner) if owner else touched
        if not isinstance(record, Record) or not (
            session.is_modified(record)
            or record in session.new
            or record in session.deleted
            or touched is not record
        ):
            continue
        if tape is None:
            raise NotRecorded(f"{type(record).__name__} {record.key} was changed outside `recording`.")
        if record in session.new and session.get_bind().dialect.name == "sqlite":
            _number(session, record, tape)
        if record not in tape.before:
            tape.before[record] = None if record in session.new else _state(record, committed=True)
        if record in session.deleted:
            tape.removed.add(record)


def _number(session: Session, record: Record, tape: _Recording) -> None:
    """Gives a new record an id that none ever had.

    SQLite would hand out the id of a removed row again, and the history would take two records for one.
    """
    model = type(record)
    if record.id is not None:
        return
    if model not in tape.last_id:
        with session.no_autoflush:
            held = session.scalar(select(func.max(model.id))) or 0
            of_kind = RevisionItem.record_kind == model.__tablename__
            past = session.scalar(select(func.max(RevisionItem.record_id)).where(of_kind)) or 0
        tape.last_id[model] = max(held, past)
    tape.last_id[model] += 1
    record.id = tape.last_id[model]
