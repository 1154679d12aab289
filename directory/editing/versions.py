"""Whether a record is still as an editor saw it, and what changed it since."""

from collections.abc import Sequence

from sqlalchemy import ColumnElement, and_, func, or_, select
from sqlalchemy.orm import Session

from directory.editing.errors import Since
from directory.editing.wording import Names, sentences
from directory.models import PendingEdit, Record, Revision, RevisionItem


def version_of(session: Session, record: Record) -> int:
    """The version of a record: the number of the last revision that touched it or a dated edit of it."""
    query = (
        select(func.max(Revision.number))
        .join(RevisionItem, RevisionItem.revision_id == Revision.id)
        .where(Revision.authority_id == record.authority_id, about(record.__tablename__, record.id))
    )
    return session.scalar(query) or 0


def since(session: Session, record: Record, version: int) -> tuple[Since, ...]:
    """What later revisions than `version` changed of a record, oldest first."""
    query = (
        select(Revision, RevisionItem)
        .join(RevisionItem, RevisionItem.revision_id == Revision.id)
        .where(Revision.authority_id == record.authority_id, Revision.number > version)
        .where(about(record.__tablename__, record.id))
        .order_by(Revision.number, RevisionItem.id)
    )
    names = Names(session, record.authority_id)
    found: dict[Revision, list[RevisionItem]] = {}
    for revision, item in session.execute(query):
        found.setdefault(revision, []).append(item)
    return tuple(told(revision, items, names) for revision, items in found.items())


def told(revision: Revision, items: Sequence[RevisionItem], names: Names) -> Since:
    """One revision as it is told to an editor."""
    return Since(revision.number, revision.who, revision.at, tuple(sentences(items, names)), revision.why)


def about(table: str, record_id: int) -> ColumnElement[bool]:
    """Items about one record: the record itself, or a dated edit of it (whose key begins with both)."""
    itself = and_(RevisionItem.record_kind == table, RevisionItem.record_id == record_id)
    dated = RevisionItem.record_kind == PendingEdit.__tablename__
    return or_(
        itself, and_(dated, RevisionItem.record_key.startswith(f"{table}.{record_id}.", autoescape=True))
    )
