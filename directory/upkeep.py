"""Deleting what may not, or need not, be kept any longer."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Engine

from directory import db, handled_events, sent_questions


@dataclass(frozen=True)
class Tidied:
    """How many rows were deleted of each kind."""

    handled_events: int
    sent_questions: int


def tidy(engine: Engine, now: datetime) -> Tidied:
    """Delete claims of events older than a day, and sent questions older than 30 days."""
    with db.writing(engine) as session:
        return Tidied(
            handled_events=handled_events.forget_old(session, now),
            sent_questions=sent_questions.purge(session, now),
        )
