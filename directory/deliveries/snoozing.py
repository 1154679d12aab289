"""Snoozing a reminder to tomorrow."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from directory.deliveries.marking import snooze
from directory.models import Delivery
from directory.timeline.plan import snooze_until


def snooze_to_tomorrow(session: Session, key: str, channel: str, now: datetime) -> datetime | None:
    """The reminder that was posted in `channel` under `key` comes again on the next working morning.

    Gives when, also where it was snoozed before; None where there is no such reminder, or its day is over by
    then.
    """
    row = session.scalar(select(Delivery).where(Delivery.key == key, Delivery.channel == channel))
    if row is None or row.day is None:
        return None
    to = snooze_until(row.day, now, row.follow.hour)
    if to is not None:
        snooze(session, row.id, to)
    return to
