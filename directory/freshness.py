"""Which records nobody has confirmed for long."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from directory.editing.kinds import AREA, CONTACT, POST, SERVICE, TEAM, Kind
from directory.facts import Fact
from directory.snapshot import Snapshot

STALE_AFTER = timedelta(days=180)
WATCHED = (CONTACT, SERVICE, POST, TEAM, AREA)


@dataclass(frozen=True)
class Old:
    """A record that nobody has confirmed for more than 180 days."""

    kind: Kind
    fact: Fact


def is_stale(verified_on: date | None, today: date) -> bool:
    """Whether more than 180 days have gone since the day; a record never confirmed is stale."""
    return verified_on is None or today - verified_on > STALE_AFTER


def unconfirmed(verified_on: date | None, today: date) -> str:
    """Since when nobody has confirmed a record: "Not confirmed since March"; "" where it is fresh.

    The month has its year where that is another one. A record that was never checked says so elsewhere.
    """
    if verified_on is None or not is_stale(verified_on, today):
        return ""
    year = "" if verified_on.year == today.year else f" {verified_on.year}"
    return f"Not confirmed since {verified_on:%B}{year}"


def stale(held: Snapshot, today: date) -> tuple[Old, ...]:
    """The current records to be confirmed, longest unconfirmed first: contacts before what they stand for."""
    found = sorted(
        _stale(held, today),
        key=lambda old: (WATCHED.index(old.kind), old.fact.verified_on or date.min, old.fact.key),
    )
    return tuple(found)


def _stale(held: Snapshot, today: date) -> Iterator[Old]:
    for kind in WATCHED:
        for fact in getattr(held, kind.held).values():
            now = held.as_of(kind.held, fact, today)
            if now.holds_on(today) and is_stale(now.verified_on, today):
                yield Old(kind, now)
