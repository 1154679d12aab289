"""What a record says from when to when: its days cut at every day on which a planned edit begins."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from directory.facts import Fact
from directory.snapshot import Snapshot

ALWAYS, EVER = date.min, date.max
_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Period:
    """`fact` is what holds on the days `first` to `last`, both included. Open ends are date.min, date.max."""

    first: date
    last: date
    fact: Fact

    def overlaps(self, other: "Period") -> bool:
        """Whether some day is in both."""
        return self.first <= other.last and other.first <= self.last


def periods(held: Snapshot, kind: str, key: str, since: date = ALWAYS) -> Iterator[Period]:
    """The periods of a record, earliest first, from `since` on. `kind` is the snapshot's name for it.

    A record that holds on no day has none.
    """
    fact: Fact = getattr(held, kind)[key]
    cuts = sorted({edit.effective_from for edit in held.planned.get((kind, key), ())})
    for first, after in zip([ALWAYS, *cuts], [*cuts, None], strict=True):
        said = held.as_of(kind, fact, first)
        begins = max(first, fact.valid_from or ALWAYS, since)
        ends = min(after - _DAY if after else EVER, fact.valid_to or EVER)
        if begins <= ends:
            yield Period(begins, ends, said)


def day_before(day: date) -> date:
    """The last day of what holds until `day`."""
    return day - _DAY


def day_after(day: date) -> date:
    """The first day of what follows on `day`."""
    return day + _DAY
