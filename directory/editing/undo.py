"""Putting back what a revision changed, as a new revision. The history itself is never altered."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from sqlalchemy import Date, Enum, inspect, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session, selectinload

from directory import models
from directory.changes import state_of
from directory.editing.book import Book
from directory.editing.commands import Undo
from directory.editing.errors import Clash, StaleEdit, StillUsed, TakenBack, UnknownRevision
from directory.editing.kinds import BY_HELD, BY_TABLE
from directory.editing.periods import ALWAYS, EVER, Period
from directory.editing.references import Reference, referring_to
from directory.editing.retire import in_words
from directory.editing.undone import Undone
from directory.editing.versions import since
from directory.editing.wording import Names
from directory.editing.write import name_of
from directory.settings_history import KIND as AUTHORITY_ITSELF
from directory.settings_history import NotUndoneByNumber
from directory.snapshot import HELD_BY_TABLE, Snapshot

State = Mapping[str, Any]
_TABLES: dict[str, type[models.Record]] = {
    mapper.class_.__tablename__: mapper.class_
    for mapper in models.Base.registry.mappers
    if issubclass(mapper.class_, models.Record)
}


def undo(book: Book, command: Undo) -> str:
    """Undoes a revision; "" for a key.

    Raises UnknownRevision, NotUndoneByNumber, TakenBack, StaleEdit, StillUsed and Clash.
    """
    revision = _revision(book, command.number)
    items = list(revision.items)
    if any(item.record_kind == AUTHORITY_ITSELF for item in items):
        raise NotUndoneByNumber(command.number)
    _check_nothing_came_after(book, revision)
    again = [_recreated(book, item) for item in items if item.after is None and item.before is not None]
    book.session.flush()
    for record, before in again:
        _fill(book.session, record, before, before)
    _free_the_routes(book.session, items)
    for item in items:
        if item.before is not None and item.after is not None:
            changed = {name for name in item.before if item.before[name] != item.after.get(name)}
            record = book.session.get_one(_TABLES[item.record_kind], item.record_id)
            _fill(book.session, record, item.before, changed)
    book.session.flush()
    _remove(book, [item for item in items if item.before is None])
    return ""


def _free_the_routes(session: Session, items: list[models.RevisionItem]) -> None:
    """Lets go of the routes first, so that they can go from one contact back to another."""
    for item in items:
        if item.before and item.after and item.before.get("route") != item.after.get("route"):
            session.get_one(models.Contact, item.record_id).route = None
    session.flush()


def _revision(book: Book, number: int) -> models.Revision:
    mine = models.Revision.authority_id == book.authority.id
    query = select(models.Revision).where(mine, models.Revision.number == number)
    found = book.session.scalar(query.options(selectinload(models.Revision.items)))
    if found is None:
        raise UnknownRevision(number)
    return found


def _check_nothing_came_after(book: Book, revision: models.Revision) -> None:
    """Raises TakenBack, StaleEdit or Clash if a record is no longer as the revision left it."""
    item = next((each for each in revision.items if not _is_as_left(book, each)), None)
    if item is None:
        return
    undone = Undone(book.session, book.authority.id)
    by = undone.by(revision.number)
    if by is not None:
        again = all(_is_as_left(book, each) for each in _revision(book, by).items)
        raise TakenBack(revision.number, by, again=again)
    record = book.session.get(_TABLES[item.record_kind], item.record_id)
    title = _title(item, Names(book.session, book.authority.id))
    if record is None:
        raise Clash((f"{title} has been removed since.",))
    later = since(book.session, record, revision.number)
    version = later[-1].revision if later else revision.number
    raise StaleEdit(title, undone.counting(later, revision.number) or later, version)


def _is_as_left(book: Book, item: models.RevisionItem) -> bool:
    """Whether a record is still as its revision left it, in what the revision changed."""
    record = book.session.get(_TABLES[item.record_kind], item.record_id)
    now = state_of(record) if record is not None else None
    if item.before is None or item.after is None or now is None:
        return now == item.after
    changed = (name for name in item.after if item.after[name] != item.before.get(name))
    return all(now.get(name) == item.after[name] for name in changed)


def _title(item: models.RevisionItem, names: Names) -> str:
    kind = BY_TABLE.get(item.record_kind)
    if kind is None or not kind.title:
        return f"The {item.record_kind.replace('_', ' ')} '{item.record_key}'"
    return f"The {kind.label} '{names.of(item.record_kind, item.record_id)}'"


def _recreated(book: Book, item: models.RevisionItem) -> tuple[models.Record, State]:
    """The removed row again, with the id it had; its links are filled in once all rows are there."""
    before = item.before or {}
    model = _TABLES[item.record_kind]
    mine = model.authority_id == book.authority.id
    with book.session.no_autoflush:
        if book.session.scalar(select(model.id).where(mine, model.key == item.record_key)) is not None:
            raise Clash((f"Another record has the key '{item.record_key}' by now.",))
    record = model()
    record.id = item.record_id
    for column in inspect(model).column_attrs:
        if column.key in before and column.key != "id":
            setattr(record, column.key, _typed(column.columns[0].type, before[column.key]))
    book.session.add(record)
    return record, before


def _fill(session: Session, record: models.Record, state: State, names: Any) -> None:  # noqa: ANN401 - names
    """Gives a record the values that `state` has for `names`: columns, references and links."""
    mapper = inspect(type(record))
    by_column = {
        next(iter(relation.local_columns)).key: relation
        for relation in mapper.relationships
        if not relation.uselist and len(relation.local_columns) == 1
    }
    for name in names:
        if name in mapper.relationships:
            setattr(record, name, _linked(session, record, name, state[name]))
        elif name in by_column:
            relation = by_column[name]
            value = state[name]
            target = None if value is None else session.get_one(relation.mapper.class_, value)
            setattr(record, relation.key, target)
        elif name not in ("id", "authority_id"):
            setattr(record, name, _typed(mapper.columns[name].type, state[name]))


def _linked(session: Session, record: models.Record, name: str, links: list[Any]) -> list[Any]:
    match record, name:
        case models.Service(), "topics":
            return [session.get_one(models.Topic, key) for key in links]
        case models.Service(), "areas":
            mine = models.Area.authority_id == record.authority_id
            rows = session.scalars(select(models.Area).where(mine, models.Area.key.in_(links)))
            return sorted(rows, key=lambda area: area.key)
        case models.KeyDate(), "days":
            record.restore_days({each["number"]: date.fromisoformat(each["day"]) for each in links})
            return list(record.days)
        case models.PostChange(), "sides":
            sides = {(side.side, side.post_id): side for side in record.sides}
            return [_side(sides, link) for link in links]
    raise TypeError(f"{type(record).__name__}.{name} is not a list of links")


def _side(held: Mapping[tuple[str, int], models.PostChangeSide], link: State) -> models.PostChangeSide:
    side = held.get((link["side"], link["post_id"])) or models.PostChangeSide(
        side=link["side"], post_id=link["post_id"]
    )
    side.number, side.position = link["number"], link["position"]
    return side


def _typed(column: Any, value: Any) -> Any:  # noqa: ANN401 - any column's type and its value as JSON
    if value is None:
        return None
    if isinstance(column, Date):
        return date.fromisoformat(value)
    if isinstance(column, Enum) and column.enum_class is not None:
        return column.enum_class(value)
    return value


def _remove(book: Book, items: list[models.RevisionItem]) -> None:
    """Removes rows that the revision added, where nothing else refers to them. Raises StillUsed and Clash."""
    going = {(HELD_BY_TABLE.get(item.record_kind, ""), item.record_key) for item in items}
    book.forget()
    for kind, key in sorted(going):
        left = [use for use in _naming(book.held, kind, key) if (use.kind, use.key) not in going]
        if left:
            fact = getattr(book.held, kind)[key]
            title = name_of(BY_HELD[kind], fact) if kind in BY_HELD else key
            raise StillUsed(title, in_words(book, left), needs_editing=True)
    rows = [book.session.get_one(_TABLES[item.record_kind], item.record_id) for item in items]
    with book.session.no_autoflush:  # all at once, so that they go in an order that the database allows
        for row in rows:
            book.session.delete(row)
    try:
        book.session.flush()
    except IntegrityError as error:  # what is not a record, such as the role of an editor of an area
        raise Clash(("Something else still needs what would be removed.",)) from error


def _naming(held: Snapshot, kind: str, key: str) -> Iterator[Reference]:
    """The references to a record on any day, and what is told of a post, which outlives its last day."""
    yield from referring_to(held, kind, key, ALWAYS)
    for change in held.post_changes.values() if kind == "posts" else ():
        if any(side.post == key for side in change.sides):
            yield Reference("post_changes", change.key, "sides", kind, key, Period(ALWAYS, EVER, change))
