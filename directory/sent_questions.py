"""Questions that people chose to send to the directory team. They are kept for 30 days at most."""

from datetime import datetime, timedelta

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from directory.errors import UnknownAuthority
from directory.models import Authority, SentQuestion

KEPT = timedelta(days=30)


def keep(session: Session, *, authority: str, team: str, user: str, text: str, at: datetime) -> int:
    """Keep a question that `user` of the Slack workspace `team` sent; its id. Raises UnknownAuthority."""
    owner = session.scalar(select(Authority.id).where(Authority.key == authority))
    if owner is None:
        raise UnknownAuthority(authority, sorted(session.scalars(select(Authority.key))))
    row = SentQuestion(authority_id=owner, at=at, slack_team_id=team, slack_user_id=user, text=text)
    session.add(row)
    session.flush()
    return row.id


def purge(session: Session, now: datetime) -> int:
    """Delete the questions that have been kept for more than 30 days; how many."""
    old = delete(SentQuestion).where(SentQuestion.at < now - KEPT).returning(SentQuestion.id)
    return len(session.scalars(old).all())
