"""Questions that people chose to send to the directory team. They are kept for 30 days at most."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import delete, exists, insert, literal, select, true
from sqlalchemy.orm import Session

from directory.authorities import authority_id
from directory.models import Authority, SentQuestion

KEPT = timedelta(days=30)


def keep(session: Session, *, authority: str, team: str, user: str, text: str, at: datetime) -> int:
    """Keep a question that `user` of the Slack workspace `team` sent; its id. Raises UnknownAuthority.

    While the same question of the same person waits, it is not kept again.
    """
    owner = authority_id(session, authority)
    sent = {"authority_id": owner, "slack_team_id": team, "slack_user_id": user, "text": text}
    same = [getattr(SentQuestion, name) == value for name, value in sent.items()]
    values = [literal(value, getattr(SentQuestion, name).type) for name, value in (sent | {"at": at}).items()]
    new = select(*values).where(~exists().where(*same))  # in one statement, as the same may be sent meanwhile
    session.execute(insert(SentQuestion).from_select([*sent, "at"], new))
    return session.scalars(select(SentQuestion.id).where(*same).order_by(SentQuestion.id).limit(1)).one()


@dataclass(frozen=True)
class Waiting:
    """A question that the directory team has not dealt with: who sent it (ids of Slack), and when."""

    id: int
    at: datetime
    authority: str
    team: str
    user: str
    text: str


def waiting(session: Session, authority: str = "") -> tuple[Waiting, ...]:
    """The questions of an authority (empty: of all), oldest first."""
    rows = session.execute(
        select(SentQuestion, Authority.key)
        .join(Authority, Authority.id == SentQuestion.authority_id)
        .where(Authority.key == authority if authority else true())
        .order_by(SentQuestion.at, SentQuestion.id)
    )
    return tuple(
        Waiting(row.id, row.at, key, row.slack_team_id, row.slack_user_id, row.text) for row, key in rows
    )


def done(session: Session, question: int) -> bool:
    """Delete a question that has been dealt with; False if there is none of that id."""
    gone = delete(SentQuestion).where(SentQuestion.id == question).returning(SentQuestion.id)
    return session.scalar(gone) is not None


def purge(session: Session, now: datetime) -> int:
    """Delete the questions that have been kept for more than 30 days; how many."""
    old = delete(SentQuestion).where(SentQuestion.at < now - KEPT).returning(SentQuestion.id)
    return len(session.scalars(old).all())
