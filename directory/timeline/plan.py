"""Which reminders of a day fall when. Pure: the days, the leads and the calendar of working days go in.

Every moment is timezone-aware and given in UTC. The hour is one of London's wall clock, so that 09:00 stays
09:00 when the clocks go forward or back.
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from typing import Protocol

from directory.days import LONDON, london_day
from directory.timeline.working_days import ENGLAND

DEFAULT_LEADS = (7, 1, 0)
DEFAULT_HOUR = "09:00"
_DAY = timedelta(days=1)


class Calendar(Protocol):
    """What tells working days from others."""

    def is_working(self, day: date) -> bool:
        """Whether people work on the day."""


@dataclass(frozen=True)
class Reminder:
    """One reminder of `day`, asked for `lead` days before it, to be sent `at` (UTC)."""

    day: date
    lead: int
    at: datetime


def reminders(
    known: Mapping[date, datetime],
    leads: Collection[int],
    hour: str = DEFAULT_HOUR,
    calendar: Calendar = ENGLAND,
) -> Iterator[Reminder]:
    """The reminders of each day in `known`, which says since when the follower knows it; in order of days.

    One whose own morning was over by then is not planned. One that falls on a day off moves to the working
    day before, or to the next one if that would be before the follower knew, and stays where it is only if
    there is no working day left up to the date. Two for one day on the same morning are one: the smaller
    lead.
    """
    for day in sorted(known):
        mornings: dict[datetime, int] = {}
        for lead in sorted(set(leads)):
            at = _moment_of(day, lead, hour, known[day], calendar)
            if at is not None:
                mornings.setdefault(at, lead)
        for at, lead in sorted(mornings.items()):
            yield Reminder(day, lead, at)


def _moment_of(day: date, lead: int, hour: str, since: datetime, calendar: Calendar) -> datetime | None:
    own = day - timedelta(days=lead)
    if morning(own, hour) < since:
        return None
    before = _working(_back(own, hour, since), calendar)
    after = _working(_days(own + _DAY, day), calendar)
    return morning(before or after or own, hour)


def _back(day: date, hour: str, since: datetime) -> Iterator[date]:
    while morning(day, hour) >= since:
        yield day
        day -= _DAY


def _days(first: date, last: date) -> Iterator[date]:
    while first <= last:
        yield first
        first += _DAY


def _working(days: Iterator[date], calendar: Calendar) -> date | None:
    return next((day for day in days if calendar.is_working(day)), None)


@lru_cache(maxsize=4096)
def morning(day: date, hour: str = DEFAULT_HOUR) -> datetime:
    """The moment (UTC) of that hour in London on `day`.

    An hour that the clocks leave out is the moment an hour after the one before it; one that they give
    twice is the first.
    """
    return datetime.combine(day, time.fromisoformat(hour), LONDON).astimezone(UTC)


def snooze_until(
    day: date, now: datetime, hour: str = DEFAULT_HOUR, calendar: Calendar = ENGLAND
) -> datetime | None:
    """When a reminder of `day` comes again that is snoozed to tomorrow; None if the day is over by then.

    It is the next working morning up to the day, or simply tomorrow's if there is none.
    """
    tomorrow = london_day(now) + _DAY
    if tomorrow > day:
        return None
    return morning(_working(_days(tomorrow, day), calendar) or tomorrow, hour)
