"""Whether a worker is awake: each says so whenever it wakes."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Engine, delete, select
from sqlalchemy.orm import Session

from directory import db
from directory.models import WorkerBeat
from directory.rows import insert_new

SILENT_AFTER = timedelta(hours=1)
REPLACED_AFTER = timedelta(days=1)


@dataclass(frozen=True)
class Beat:
    """When a worker was last awake, and when it meant to wake next."""

    worker: str
    at: datetime
    next_at: datetime | None


def beat(engine: Engine, worker: str, now: datetime, next_at: datetime | None) -> None:
    """The worker is awake, and means to wake again at `next_at`."""
    with db.writing(engine) as session:
        insert_new(session, WorkerBeat, [{"worker": worker, "at": now, "next_at": next_at}], ("worker",))
        row = session.get_one(WorkerBeat, worker)
        row.at, row.next_at = now, next_at


def rest(engine: Engine, worker: str) -> None:
    """The worker stops because it was told to, and is not to be missed."""
    with db.writing(engine) as session:
        session.execute(delete(WorkerBeat).where(WorkerBeat.worker == worker))


def beats(session: Session) -> tuple[Beat, ...]:
    """Every worker that ever was awake and was not stopped, the latest first; empty if there was none."""
    rows = session.scalars(select(WorkerBeat).order_by(WorkerBeat.at.desc(), WorkerBeat.worker))
    return tuple(Beat(row.worker, row.at, row.next_at) for row in rows)


def silent_workers(session: Session, now: datetime) -> tuple[Beat, ...]:
    """The workers that were awake an hour ago or longer and not since.

    One that has been gone for a day while another is awake has been replaced by it, and is left out.
    """
    found = beats(session)
    anybody_awake = any(each.at > now - SILENT_AFTER for each in found)
    oldest = now - REPLACED_AFTER
    return tuple(
        each for each in found if each.at <= now - SILENT_AFTER and (each.at > oldest or not anybody_awake)
    )
