"""Whether the history tells the present: every record rebuilt from its revisions alone, and compared."""

from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from directory import models
from directory.authorities import authority_id
from directory.changes import state_of
from directory.settings_history import KIND as AUTHORITY_ITSELF

_RECORDS: tuple[type[models.Record], ...] = tuple(
    mapper.class_ for mapper in models.Base.registry.mappers if issubclass(mapper.class_, models.Record)
)


def replay(session: Session, authority: str) -> tuple[str, ...]:
    """The differences between the history and the tables, in words; none where all is well.

    Raises UnknownAuthority.
    """
    owner = authority_id(session, authority)
    told = _told(session, owner)
    present = {
        (model.__tablename__, row.id): state_of(row)
        for model in _RECORDS
        for row in session.scalars(select(model).where(model.authority_id == owner))
    }
    return tuple(_differences(told, present))


def _told(session: Session, owner: int) -> dict[tuple[str, int], dict[str, Any]]:
    item = models.RevisionItem
    query = (
        select(item.record_kind, item.record_id, item.after)
        .join(models.Revision, item.revision_id == models.Revision.id)
        .where(models.Revision.authority_id == owner, item.record_kind != AUTHORITY_ITSELF)
        .order_by(models.Revision.number, item.id)
    )
    states: dict[tuple[str, int], dict[str, Any]] = {}
    for kind, record_id, after in session.execute(query):
        if after is None:
            states.pop((kind, record_id), None)
        else:
            states[kind, record_id] = after
    return states


def _differences(
    told: dict[tuple[str, int], dict[str, Any]], present: dict[tuple[str, int], dict[str, Any]]
) -> list[str]:
    found = [
        f"{kind} {number} is in the history and not in the directory"
        for kind, number in told.keys() - present.keys()
    ]
    found += [
        f"{kind} {number} is in the directory and not in the history"
        for kind, number in present.keys() - told.keys()
    ]
    for at in told.keys() & present.keys():
        fields = sorted(name for name in present[at] if told[at].get(name) != present[at][name])
        if fields:
            found.append(f"{at[0]} {at[1]} differs from its history in: {', '.join(fields)}")
    return sorted(found)
