"""Ending what goes to a destination that Slack refuses for good, and telling the owners, once."""

from collections import defaultdict
from collections.abc import Collection
from datetime import datetime

from sqlalchemy import Engine
from sqlalchemy.orm import Session

from directory import db
from directory.follows import active_follows, end
from directory.models import Authority, Delivery, Destination, Follow
from directory.role_grants import EVERY_WORKSPACE, grants
from directory.roles import Role
from directory.rows import insert_new
from directory.words import DeliveryKind

SIGNPOST = "signpost"
"""Who stopped it, as it is kept: not a person."""


def stop_follow(
    engine: Engine, team: str, destination: str, *, why: str, at: datetime, owners: Collection[str] = ()
) -> int:
    """Stops all that the destination follows, and plans one message to each owner that says so and `why`.

    `owners` are the user ids that the environment names. Gives how many owners are to be told: none when it
    had been stopped before.
    """
    with db.writing(engine) as session:
        query = active_follows(team, destination).with_for_update(of=Follow)
        by_authority: dict[int, list[Follow]] = defaultdict(list)
        for row in session.scalars(query):
            by_authority[row.authority_id].append(row)
        told = 0
        for authority_id, rows in by_authority.items():
            end(session, rows, who=SIGNPOST, at=at, why=why)
            told += _tell(session, authority_id, rows, owners)
        return told


def _tell(session: Session, authority_id: int, rows: list[Follow], owners: Collection[str]) -> int:
    first = rows[0]
    authority = session.get_one(Authority, authority_id).key
    people = {
        grant.user
        for grant in grants(session, authority, owners)
        if grant.role is Role.OWNER and grant.team in (first.slack_team_id, EVERY_WORKSPACE)
    } - {first.destination}
    assert first.stopped_at is not None
    stopped = first.stopped_at
    details = {
        "destination": first.destination,
        "is_person": first.is_person,
        "why": first.stopped_why,
        "consultations": [row.consultation.title for row in rows],
    }
    insert_new(session, Destination, [{"id": person} for person in sorted(people)], ("id",))
    messages = [
        {
            "follow_id": first.id,
            "key": f"stopped:{first.id}:{stopped.isoformat()}:{person}",
            "kind": DeliveryKind.STOPPED,
            "destination": person,
            "details": details,
            "due_at": stopped,
            "try_at": stopped,
        }
        for person in sorted(people)
    ]
    return insert_new(session, Delivery, messages, ("key",))
