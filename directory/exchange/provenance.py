"""Since when the records say what they say, and what services said before: read from the history."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from directory.exchange.sheets import text_of
from directory.models import Authority, PendingEdit, Revision, RevisionItem, Service
from directory.snapshot import HELD_BY_TABLE
from directory.words import Audience

_TOLD = {
    "name": "name",
    "aliases": "alternate_name",
    "description": "description",
    "url": "url",
    "phases": "eligibility_description",
}
"""The fields of a service of which former values are told, by what the standard calls them. Who owned a
service before is not among them: that is a person's history, and not the service's."""

_BY = {"load": "Data pack", "import": "Spreadsheet import"}


@dataclass(frozen=True)
class FieldChange:
    """One field of a service, as the standard calls it, before and after a change (`number`)."""

    number: int
    at: datetime
    by: str
    field: str
    before: str
    after: str


@dataclass(frozen=True)
class Provenance:
    """`modified`: when each record was last changed, by kind (a name of a Snapshot) and key; `changes`: those
    of each service's own fields, by its key, oldest first."""

    modified: Mapping[tuple[str, str], datetime] = field(default_factory=dict)
    changes: Mapping[str, tuple[FieldChange, ...]] = field(default_factory=dict)


def read_provenance(session: Session, authority: str, audience: Audience) -> Provenance:
    """What the history of an authority tells `audience`: nothing of when a record was not for it."""
    owner = select(Authority.id).where(Authority.key == authority).scalar_subquery()
    latest = (
        select(RevisionItem.record_kind, RevisionItem.record_key, func.max(Revision.at))
        .join(Revision, RevisionItem.revision_id == Revision.id)
        .where(Revision.authority_id == owner, RevisionItem.record_kind != PendingEdit.__tablename__)
        .group_by(RevisionItem.record_kind, RevisionItem.record_key)
    )
    modified = {
        (HELD_BY_TABLE[kind], key): at for kind, key, at in session.execute(latest) if kind in HELD_BY_TABLE
    }
    return Provenance(modified, _changes(session, owner, audience))


def _changes(session: Session, owner: Any, audience: Audience) -> dict[str, tuple[FieldChange, ...]]:  # noqa: ANN401
    query = (
        select(RevisionItem, Revision)
        .join(Revision, RevisionItem.revision_id == Revision.id)
        .where(Revision.authority_id == owner, RevisionItem.record_kind == Service.__tablename__)
        .order_by(Revision.number, RevisionItem.id)
    )
    found: dict[str, list[FieldChange]] = defaultdict(list)
    for item, revision in session.execute(query):
        before, after = item.before, item.after
        if before is None or after is None:
            continue
        if audience != Audience.STAFF and Audience.STAFF in (before["audience"], after["audience"]):
            continue
        by = _BY.get(revision.action, "Directory editor")
        found[item.record_key] += [
            FieldChange(revision.number, revision.at, by, told, _text(before[name]), _text(after[name]))
            for name, told in _TOLD.items()
            if before[name] != after[name]
        ]
    return {key: tuple(changes) for key, changes in found.items()}


def _text(value: Any) -> str:  # noqa: ANN401 - any value of a field
    return text_of(tuple(value) if isinstance(value, list) else value)


def moment(at: datetime) -> str:
    """A moment as the standard writes it: ``2026-06-01T09:00:00.000Z``."""
    known = at if at.tzinfo else at.replace(tzinfo=UTC)
    return known.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
