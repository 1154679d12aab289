"""Who changed what, when and why; and one record as an editor sees it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import ColumnElement, and_, func, or_, select
from sqlalchemy.orm import Session

from directory.authorities import authority_id
from directory.editing.book import Book
from directory.editing.errors import UnknownRecord, Use
from directory.editing.kinds import ASSIGNMENT, Kind
from directory.editing.references import referring_to
from directory.editing.retire import in_words
from directory.editing.versions import about, version_of
from directory.editing.whose import Areas, areas_of
from directory.editing.wording import Names, sentences
from directory.facts import Fact
from directory.models import PendingEdit, Revision, RevisionItem
from directory.settings_history import KIND as AUTHORITY_ITSELF

MOST_SAID = 8


@dataclass(frozen=True)
class Change:
    """One revision. `said` are sentences; `more` counts the records that they leave out.

    `who` is a Slack user id or the name of a command, `action` a word such as ``edit`` or ``undo``.
    `by_number` says whether it can be undone by its number.
    """

    number: int
    at: datetime
    who: str
    action: str
    why: str
    effective_from: date | None
    said: tuple[str, ...]
    more: int
    by_number: bool = True


@dataclass(frozen=True)
class Shown:
    """A record on a day: what it says, its version for an edit, what is planned, what refers to it, and the
    areas that it belongs to (keys; None among them: to no single one; empty: it is used nowhere yet)."""

    kind: Kind
    fact: Fact
    version: int
    planned: tuple[str, ...]
    uses: tuple[Use, ...]
    areas: Areas


def show(session: Session, authority: str, kind: Kind, key: str, today: date) -> Shown:
    """One record as it is on `today`. `session` is for reading. Raises UnknownRecord, UnknownAuthority."""
    book = Book(session, authority, today, to_write=False)
    record = book.record(kind, key)
    names = Names(session, book.authority.id)
    dated = [row for row in book.planned(kind, record) if row.effective_from > today]
    items = [_as_item(row) for row in dated]
    uses = referring_to(book.held, kind.held, key, today)
    return Shown(
        kind,
        book.as_of(kind, key, today),
        version_of(session, record),
        tuple(sentences(items, names)),
        in_words(book, uses),
        areas_of(book.held, kind.held, key),
    )


def history(
    session: Session,
    authority: str,
    record: tuple[Kind, str] | None = None,
    *,
    before: int | None = None,
    most: int = 10,
) -> tuple[Change, ...]:
    """The latest changes, newest first: all of them, or those of one record (its kind and key).

    Who holds or is held counts as a change of a contact, post, school or area, too. `before` is the number
    of a revision, to read on from. Raises UnknownAuthority, and UnknownRecord if it never was.
    """
    owner = authority_id(session, authority)
    wanted = _items_of(session, owner, *record) if record else None
    query = select(Revision).where(Revision.authority_id == owner)
    if before is not None:
        query = query.where(Revision.number < before)
    if wanted is not None:
        query = query.where(Revision.items.any(wanted))
    names = Names(session, owner)
    rows = session.scalars(query.order_by(Revision.number.desc()).limit(most)).all()
    return tuple(_told(session, row, wanted, names) for row in rows)


def ended_by(session: Session, authority: str, kind: Kind, key: str) -> int | None:
    """The number of the change that set a record's last day; None where it has had it from the first.

    Raises UnknownRecord, UnknownAuthority.
    """
    owner = authority_id(session, authority)
    table, record_id = kind.model.__tablename__, _id_of(session, owner, kind, key)
    query = (
        select(Revision.number, RevisionItem)
        .join(RevisionItem, RevisionItem.revision_id == Revision.id)
        .where(RevisionItem.record_kind == table, RevisionItem.record_id == record_id)
        .where(Revision.authority_id == owner)
        .order_by(Revision.number.desc())
    )
    for number, item in session.execute(query):
        before, after = item.before or {}, item.after or {}
        if before.get("valid_to") != after.get("valid_to"):
            return int(number) if item.before is not None else None
    return None


def _told(session: Session, revision: Revision, wanted: ColumnElement[bool] | None, names: Names) -> Change:
    mine = RevisionItem.revision_id == revision.id
    which = mine if wanted is None else and_(mine, wanted)
    items = session.scalars(
        select(RevisionItem).where(which).order_by(RevisionItem.id).limit(MOST_SAID)
    ).all()
    count = session.scalar(select(func.count()).select_from(RevisionItem).where(which)) or 0
    return Change(
        revision.number,
        revision.at,
        revision.who,
        revision.action,
        revision.why,
        revision.effective_from,
        _said(items, names),
        count - len(items),
        all(item.record_kind != AUTHORITY_ITSELF for item in items),
    )


def _said(items: Sequence[RevisionItem], names: Names) -> tuple[str, ...]:
    return tuple(dict.fromkeys(sentences(items, names)))


def _items_of(session: Session, owner: int, kind: Kind, key: str) -> ColumnElement[bool]:
    """The items about a record, also one that has been removed, and about its assignments."""
    table, record_id = kind.model.__tablename__, _id_of(session, owner, kind, key)
    itself = about(table, record_id)
    if table not in {field.refers_to for field in ASSIGNMENT.references}:
        return itself
    column = f"{table}_id"
    named = [state[column].as_integer() == record_id for state in (RevisionItem.before, RevisionItem.after)]
    return or_(itself, and_(RevisionItem.record_kind == ASSIGNMENT.model.__tablename__, or_(*named)))


def _id_of(session: Session, owner: int, kind: Kind, key: str) -> int:
    """The id that the record with a key has or had. Raises UnknownRecord."""
    query = (
        select(RevisionItem.record_id)
        .join(Revision, Revision.id == RevisionItem.revision_id)
        .where(Revision.authority_id == owner)
        .where(RevisionItem.record_kind == kind.model.__tablename__, RevisionItem.record_key == key)
    )
    record_id = session.scalar(query.order_by(RevisionItem.id.desc()).limit(1))
    if record_id is None:
        raise UnknownRecord(kind.label, key)
    return record_id


def _as_item(row: PendingEdit) -> RevisionItem:
    """A dated edit in the shape in which the history tells it."""
    state = {
        "record_kind": row.record_kind,
        "record_id": row.record_id,
        "effective_from": row.effective_from.isoformat(),
        "fields": row.fields,
    }
    return RevisionItem(
        record_kind=PendingEdit.__tablename__, record_id=row.id, record_key=row.key, before=None, after=state
    )
