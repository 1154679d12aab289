"""What is said in small beside a change of a timeline: what about its days, and about others, stands out."""

from collections.abc import Iterable, Iterator
from datetime import date

from bot.views.directory.words import change
from bot.views.timeline.words import weekday
from directory.editing.history import Change
from directory.timeline.working_days import ENGLAND

_SATURDAY = 5
BY_OTHERS = "Somebody else changed this date shortly before you."


def unusual(days: Iterable[date], today: date) -> Iterator[str]:
    """A sentence about each day that has gone by or on which nobody works: it may be a slip."""
    for day in days:
        if day < today:
            yield f"{weekday(day, today)} has gone by."
        elif not ENGLAND.is_working(day):
            why = "a bank holiday" if day.weekday() < _SATURDAY else "at the weekend"
            yield f"{weekday(day, today)} is {why}."


def by_others(before: Iterable[Change]) -> Iterator[str]:
    """What others changed just before, each change with its number and who made it."""
    for each in before:
        yield f"Before that: {change(each)}"
