"""What the follower of a consultation knows of its dates, and what has changed since. Pure."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from directory.snapshot import Snapshot
from directory.words import DateStatus

DayOfDate = tuple[str, int]
"""One day of a key date: the date's key and the day's number, which stays with it when it moves."""


@dataclass(frozen=True)
class KnownDay:
    """On which day the follower last knew it to be, under which title, and whether it was cancelled."""

    title: str
    day: date
    cancelled: bool = False


class Change(StrEnum):
    """What became of a day that a follower knew."""

    MOVED = "moved"
    CANCELLED = "cancelled"
    BACK = "back"


@dataclass(frozen=True)
class DateChange:
    """A day that moved, was cancelled (`new` is None), or is on again after that."""

    key_date: str
    number: int
    title: str
    change: Change
    old: date
    new: date | None

    @property
    def at(self) -> DayOfDate:
        """Which day of which date it is about."""
        return self.key_date, self.number

    def as_json(self) -> dict[str, Any]:
        """Plain values, for a delivery's details."""
        new = self.new.isoformat() if self.new else None
        return {
            "key_date": self.key_date,
            "number": self.number,
            "title": self.title,
            "change": self.change.value,
            "old": self.old.isoformat(),
            "new": new,
        }

    @classmethod
    def from_json(cls, held: Mapping[str, Any]) -> "DateChange":
        """The change that `as_json` gave."""
        new = date.fromisoformat(held["new"]) if held["new"] else None
        old = date.fromisoformat(held["old"])
        return cls(held["key_date"], held["number"], held["title"], Change(held["change"]), old, new)


def days_of(seen: Snapshot, consultation: str) -> dict[DayOfDate, KnownDay]:
    """The days of a consultation, other than cancelled ones, in what the follower's audience may see.

    A day that was cancelled alone, in a row of its own, and is on again is the day that it was.
    """
    found: dict[DayOfDate, KnownDay] = {}
    for row in sorted(seen.key_dates.values(), key=lambda row: bool(row.split_from)):
        if row.consultation == consultation and row.status is not DateStatus.CANCELLED:
            for day, number in zip(row.days, row.numbers, strict=True):
                first = (row.split_from or row.key, number)
                found[(row.key, number) if first in found else first] = KnownDay(row.title, day)
    return found


def changes(
    known: Mapping[DayOfDate, KnownDay], now: Mapping[DayOfDate, KnownDay], today: date
) -> Iterator[DateChange]:
    """What to tell the follower, in the order of the old days. What lies wholly in the past is not told."""
    for at, before in sorted(known.items(), key=lambda item: (item[1].day, item[0])):
        after = now.get(at)
        change = _change(before, after)
        latest = max(before.day, after.day if after else before.day)
        if change is not None and latest >= today:
            title = after.title if after else before.title
            yield DateChange(*at, title, change, before.day, after.day if after else None)


def _change(before: KnownDay, after: KnownDay | None) -> Change | None:
    if after is None:
        return None if before.cancelled else Change.CANCELLED
    if before.cancelled:
        return Change.BACK
    return Change.MOVED if after.day != before.day else None
