"""Slack sends an event again when it was not acknowledged in time; each is taken once, by one process."""

from datetime import datetime, timedelta

from sqlalchemy import delete
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from directory.models import HandledEvent

KEPT = timedelta(days=1)


def claim(session: Session, event_id: str, at: datetime) -> bool:
    """True for the first to claim this event, in any process on this database; False for all others."""
    insert = sqlite.insert if session.get_bind().dialect.name == "sqlite" else postgresql.insert
    statement = insert(HandledEvent).values(event_id=event_id, at=at)
    taken = session.execute(
        statement.on_conflict_do_nothing(index_elements=["event_id"]).returning(HandledEvent.event_id)
    )
    return taken.first() is not None


def forget_old(session: Session, now: datetime) -> int:
    """Delete claims older than a day, long after Slack's last retry; how many."""
    old = delete(HandledEvent).where(HandledEvent.at < now - KEPT).returning(HandledEvent.event_id)
    return len(session.scalars(old).all())
