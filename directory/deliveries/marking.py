"""What came of a claim: posted, put off, in doubt, refused, missed; and snoozing what was posted.

Only the worker that holds a claim changes it, except that what was posted is posted, whoever finds out.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Engine, select, update
from sqlalchemy.orm import Session

from directory import db
from directory.deliveries.claiming import LATE_AFTER
from directory.models import Delivery
from directory.rows import insert_new
from directory.timeline.known_dates import DateChange
from directory.words import DeliveryKind, DeliveryStatus


def mark_posted(
    engine: Engine, ids: Sequence[int], *, channel: str, ts: str, at: datetime, details: Mapping[str, Any]
) -> None:
    """One message, posted `at` in `channel` as `ts`, carried these deliveries; `details`: what it showed."""
    with db.writing(engine) as session:
        mine = (Delivery.id.in_(ids), Delivery.status != DeliveryStatus.POSTED)
        for row in session.scalars(select(Delivery).where(*mine).with_for_update()):
            row.status, row.channel, row.ts, row.done_at = DeliveryStatus.POSTED, channel, ts, at
            row.late = row.due_at < at - LATE_AFTER
            row.details = {**row.details, **details}
            row.error, row.claimed_by, row.claimed_until = "", "", None


def mark_amended(engine: Engine, channel: str, ts: str, since: Iterable[DateChange]) -> None:
    """The message that stands in `channel` as `ts` tells of these changes now, whatever it told before."""
    with db.writing(engine) as session:
        carried = select(Delivery).where(Delivery.channel == channel, Delivery.ts == ts)
        for row in session.scalars(carried.with_for_update()):
            row.details = {**row.details, "since": [change.as_json() for change in since]}


def put_off(engine: Engine, worker: str, ids: Sequence[int], *, try_at: datetime, error: str) -> int:
    """Slack surely did not take them: they are tried again at `try_at`; how many that concerned."""
    again = {"status": DeliveryStatus.PLANNED, "try_at": try_at, "error": error}
    return _mark(engine, worker, ids, attempts=Delivery.attempts + 1, **again, **_FREE)


def doubt(engine: Engine, worker: str, ids: Sequence[int], *, look_at: datetime, error: str) -> int:
    """Slack may have taken them: they stay claimed until `look_at`, when any worker claims them as uncertain.

    Until then nothing else goes to their destination.
    """
    return _mark(engine, worker, ids, attempts=Delivery.attempts + 1, claimed_until=look_at, error=error)


def release(engine: Engine, worker: str, ids: Sequence[int], *, try_at: datetime) -> int:
    """Nothing was tried, nor in doubt before: anybody may claim them from `try_at` on."""
    return _mark(engine, worker, ids, status=DeliveryStatus.PLANNED, try_at=try_at, **_FREE)


def fail(engine: Engine, worker: str, ids: Sequence[int], *, error: str, at: datetime) -> int:
    """Slack refuses them for good."""
    return _mark(engine, worker, ids, status=DeliveryStatus.FAILED, error=error, done_at=at, **_FREE)


def miss(engine: Engine, worker: str, ids: Sequence[int], *, at: datetime) -> int:
    """They were not posted, and their day has passed."""
    return _mark(engine, worker, ids, status=DeliveryStatus.MISSED, done_at=at, **_FREE)


def drop(engine: Engine, worker: str, ids: Sequence[int], *, at: datetime) -> int:
    """There is nothing left to say: what they were about is gone, or is not for who reads there."""
    return _mark(engine, worker, ids, status=DeliveryStatus.DROPPED, done_at=at, **_FREE)


_FREE: dict[str, Any] = {"claimed_by": "", "claimed_at": None, "claimed_until": None}


def _mark(engine: Engine, worker: str, ids: Sequence[int], **values: Any) -> int:  # noqa: ANN401 - columns
    mine = (Delivery.id.in_(ids), Delivery.status == DeliveryStatus.CLAIMED, Delivery.claimed_by == worker)
    with db.writing(engine) as session:
        marked = update(Delivery).where(*mine).values(**values).returning(Delivery.id)
        return len(session.scalars(marked).all())


def snooze(session: Session, delivery_id: int, to: datetime) -> bool:
    """A posted reminder comes once more, at `to`; False if it was snoozed to then already, or is none.

    A delivery that comes again is one of its own, so that the first one stays posted once.
    """
    row = session.get(Delivery, delivery_id)
    if row is None or row.kind not in (DeliveryKind.REMINDER, DeliveryKind.SNOOZED):
        return False
    first = row.key.removeprefix("snoozed:").split("@")[0]
    again = {"key": f"snoozed:{first}@{to.isoformat()}", "kind": DeliveryKind.SNOOZED}
    about = {"follow_id": row.follow_id, "destination": row.destination, "day": row.day, "lead": row.lead}
    return insert_new(session, Delivery, [{**again, **about, "due_at": to, "try_at": to}], ("key",)) == 1
