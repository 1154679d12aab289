"""How questions ended, without their text: for the statistics that show what the directory lacks."""

from collections.abc import Sequence
from datetime import datetime
from enum import StrEnum

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from directory.authorities import authority_id
from directory.models import Authority, Outcome


class Verdict(StrEnum):
    """What the person who asked thought of the answer."""

    RIGHT = "right"
    WRONG = "wrong"


def record(
    session: Session,
    *,
    authority: str,
    at: datetime,
    kind: str,
    topics: Sequence[str],
    score: float,
    number: int | None = None,
) -> int:
    """Keep one outcome; its id, which is `number` where one was chosen before. Raises UnknownAuthority."""
    owner = authority_id(session, authority)
    row = Outcome(id=number, authority_id=owner, at=at, kind=kind, topics=list(topics), score=score)
    session.add(row)
    session.flush()
    return row.id


def judge(session: Session, outcome: int, verdict: Verdict, *, authority: str) -> bool:
    """Keep what the asker thought of it; False if the authority has no such outcome."""
    owner = select(Authority.id).where(Authority.key == authority).scalar_subquery()
    changed = session.scalar(
        update(Outcome)
        .where(Outcome.id == outcome, Outcome.authority_id == owner)
        .values(verdict=verdict.value)
        .returning(Outcome.id)
    )
    return changed is not None
