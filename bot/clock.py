"""What time it is, as an object that can be handed in.

Everything that asks for the date or the time takes a `Clock`, so that tests and the try-out page choose
the day.
"""

from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from typing import Protocol

from directory.days import LONDON

FIRST_DAY = date(2022, 6, 27)
OFFICE_OPENS = time(9, 0)


class Clock(Protocol):
    """Tells the time in England."""

    def now(self) -> datetime:
        """The present moment, timezone-aware, in Europe/London."""

    def today(self) -> date:
        """The present calendar day in Europe/London."""


class SystemClock:
    """The computer's own clock."""

    def now(self) -> datetime:
        """The present moment, timezone-aware, in Europe/London."""
        return datetime.now(LONDON)

    def today(self) -> date:
        """The present calendar day in Europe/London."""
        return self.now().date()


class PlaygroundClock:
    """A clock that a person or a test sets.

    It starts at 09:00 on `day` (default 27 June 2022). It stands still unless `elapsed` is given: a function
    such as `time.monotonic` that returns seconds, whose growth is added to the time.
    """

    def __init__(self, day: date = FIRST_DAY, *, elapsed: Callable[[], float] | None = None) -> None:
        self._first_day = day
        self._elapsed = elapsed
        self.reset()

    def reset(self) -> None:
        """Go back to 09:00 on the first day."""
        self._start = datetime.combine(self._first_day, OFFICE_OPENS, LONDON)
        self._origin = self._elapsed() if self._elapsed else 0.0

    def now(self) -> datetime:
        """The set moment, timezone-aware, in Europe/London."""
        gone = self._elapsed() - self._origin if self._elapsed else 0.0
        return self._start + timedelta(seconds=gone)

    def today(self) -> date:
        """The set calendar day in Europe/London."""
        return self.now().date()

    def set_today(self, day: date) -> None:
        """Move to `day`, keeping the time of day."""
        self._start = datetime.combine(day, self._start.timetz().replace(tzinfo=None), LONDON)

    def advance(self, by: timedelta) -> None:
        """Move forward by `by`."""
        self._start += by
