"""How many records may go at once without being asked about."""

from datetime import date

from directory.snapshot import HELD_BY_TABLE, Snapshot
from directory.words import Audience

MANY = 10
"""Removing more than one in so many of the records asks first."""


def is_many(removed: int, whole: int) -> bool:
    """Whether `removed` of `whole` records is more than a tenth of them."""
    return removed * MANY > whole


def out_of_use(before: Snapshot, after: Snapshot, today: date) -> tuple[int, int]:
    """How many of the records that are in use on `today` no longer would be, and how many are."""
    used = _in_use(before, today)
    return len(used - _in_use(after, today)), len(used)


def _in_use(held: Snapshot, today: date) -> set[tuple[str, str]]:
    seen = held.visible_to(Audience.STAFF, today)
    return {(kind, key) for kind in HELD_BY_TABLE.values() for key in getattr(seen, kind)}
