"""Which records refer to which, on which days; and whether each finds what it refers to."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import combinations, groupby

from directory.editing.kinds import BY_HELD, KINDS
from directory.editing.periods import EVER, Period, day_after, day_before, periods
from directory.facts import Assignment
from directory.snapshot import Snapshot

REFERENCES: dict[str, tuple[tuple[str, str], ...]] = {
    **{
        kind.held: tuple((field.name, KINDS[field.refers_to].held) for field in kind.references)
        for kind in BY_HELD.values()
    },
    "key_dates": (("consultation", "consultations"),),
    "ring_fences": (("consultation", "consultations"),),
    "support_offers": (("consultation", "consultations"),),
}
"""For each kind (a Snapshot's name for it): the fields that refer, and the kind referred to."""


Place = tuple[str, str, str]
"""What one contact at a time can have: a post, for an area, for a school ("" for none)."""


def place_of(period: Period) -> Place:
    """The place that an assignment gives during a period."""
    fact = period.fact
    if not isinstance(fact, Assignment):
        raise TypeError(f"{fact.key} is not an assignment")
    return fact.post, fact.area or "", fact.school or ""


@dataclass(frozen=True)
class Reference:
    """A record (`kind`, `key`) refers in `field` to `target` (of `to`) during `period`."""

    kind: str
    key: str
    field: str
    to: str
    target: str
    period: Period


@dataclass(frozen=True)
class Fault:
    """Something that must not be: the record it is about, what is wrong, and with which other record."""

    kind: str
    key: str
    what: str
    other: str


def references(held: Snapshot, since: date) -> Iterator[Reference]:
    """Every reference that holds on a day from `since` on."""
    for kind, fields in REFERENCES.items():
        if not fields:
            continue
        for key in getattr(held, kind):
            for period in periods(held, kind, key, since):
                for name, to in fields:
                    value = getattr(period.fact, name)
                    for target in value if isinstance(value, tuple) else (value,):
                        if target is not None:
                            yield Reference(kind, key, name, to, target, period)


def referring_to(held: Snapshot, kind: str, key: str, since: date) -> tuple[Reference, ...]:
    """The references to one record that hold on a day from `since` on."""
    return tuple(each for each in references(held, since) if each.to == kind and each.target == key)


def faults(held: Snapshot, today: date) -> frozenset[Fault]:
    """References to nothing on a day from `today` on, and posts held twice at once in one place."""
    return frozenset((*_dangling(held, today), *_held_twice(held)))


def _dangling(held: Snapshot, today: date) -> Iterator[Fault]:
    for each in references(held, today):
        target = getattr(held, each.to).get(each.target)
        begins = max(each.period.first, today)
        if target is None or not (target.holds_on(begins) and target.holds_on(each.period.last)):
            yield Fault(each.kind, each.key, each.field, each.target)


def _held_twice(held: Snapshot) -> Iterator[Fault]:
    found = [
        (place_of(period), key, period)
        for key in held.assignments
        for period in periods(held, "assignments", key)
    ]
    found.sort(key=lambda each: (each[0], each[1], each[2].first))
    for _, same in groupby(found, key=lambda each: each[0]):
        for (_, one, first), (_, other, second) in combinations(same, 2):
            if one != other and first.overlaps(second):
                yield Fault("assignments", one, "held twice", other)


def free_periods(held: Snapshot, place: Place, wanted: Period) -> list[Period]:
    """The parts of `wanted` during which nobody has the place, earliest first."""
    taken = sorted(
        (period.first, period.last)
        for key in held.assignments
        for period in periods(held, "assignments", key, wanted.first)
        if place_of(period) == place
    )
    free: list[Period] = []
    begins = wanted.first
    for first, last in taken:
        if begins < first:
            free.append(Period(begins, min(wanted.last, day_before(first)), wanted.fact))
        if last == EVER:
            return [each for each in free if each.first <= each.last]
        begins = max(begins, day_after(last))
    if begins <= wanted.last:
        free.append(Period(begins, wanted.last, wanted.fact))
    return [each for each in free if each.first <= each.last]
