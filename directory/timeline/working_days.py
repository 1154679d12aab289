"""Working days: not a Saturday, a Sunday or a bank holiday."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from holidays import HolidayBase, country_holidays

_DAY = timedelta(days=1)
_SATURDAY = 5


@cache
def _bank_holidays() -> HolidayBase:
    return country_holidays("GB", subdiv="ENG")


def _is_bank_holiday(day: date) -> bool:
    return day in _bank_holidays()


@dataclass(frozen=True)
class WorkingDays:
    """A calendar of working days. `is_holiday` says which weekdays are none."""

    is_holiday: Callable[[date], bool]

    def is_working(self, day: date) -> bool:
        """Whether people are at work on `day`."""
        return day.weekday() < _SATURDAY and not self.is_holiday(day)

    def on_or_before(self, day: date) -> date:
        """`day` if it is a working day, else the last one before it."""
        while not self.is_working(day):
            day -= _DAY
        return day

    def on_or_after(self, day: date) -> date:
        """`day` if it is a working day, else the first one after it."""
        while not self.is_working(day):
            day += _DAY
        return day

    def shifted(self, day: date, by: int) -> date:
        """The working day that is `by` working days after `day`; before it, if `by` is negative.

        With `by` 0 it is `on_or_before(day)`.
        """
        if by == 0:
            return self.on_or_before(day)
        step = _DAY if by > 0 else -_DAY
        for _ in range(abs(by)):
            day += step
            while not self.is_working(day):
                day += step
        return day

    def between(self, start: date, end: date) -> int:
        """How many working days `end` is after `start`; negative if it is before.

        `shifted(start, between(start, end))` is `end` where both are working days.
        """
        if end < start:
            return -sum(map(self.is_working, _days(end, start - _DAY)))
        return sum(map(self.is_working, _days(start + _DAY, end)))


def _days(first: date, last: date) -> list[date]:
    return [first + timedelta(days=count) for count in range((last - first).days + 1)]


ENGLAND = WorkingDays(_is_bank_holiday)
"""Working days in England, by its bank holidays; also those given once, such as 19 September 2022."""
