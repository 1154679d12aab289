"""A fault that a change would make, in words; where a post is held already, by whom and how to end that."""

from typing import Any

from directory.days import spelled
from directory.editing.kinds import BY_HELD
from directory.editing.periods import ALWAYS, EVER, Period, periods
from directory.editing.references import Fault, place_of
from directory.editing.write import name_of
from directory.snapshot import Snapshot


def in_words(fault: Fault, before: Snapshot, after: Snapshot) -> str:
    """The fault as sentences. `before` and `after`: what the directory holds without and with the change."""
    if fault.what == "held twice":
        return _held_twice(fault, before, after)
    kind = BY_HELD.get(fault.kind)
    label = kind.label if kind else fault.kind.replace("_", " ")
    fact = getattr(after, fault.kind)[fault.key]
    name = f"'{name_of(kind, fact)}'" if kind and kind.title else f"'{fault.key}'"
    return f"The {label} {name} would refer to '{fault.other}' on days when that is not in the directory."


def _held_twice(fault: Fault, before: Snapshot, after: Snapshot) -> str:
    """Who has the post already, on which days, and how somebody else can have it."""
    one, other = next(
        (one, other)
        for one in periods(after, "assignments", fault.key)
        for other in periods(after, "assignments", fault.other)
        if place_of(one) == place_of(other) and one.overlaps(other)
    )
    there, new = (one, other) if _stood(before, fault.key, one) else (other, one)
    holder: Any = there.fact
    newcomer: Any = new.fact
    who, other_one = (after.contacts[each.contact].name for each in (holder, newcomer))
    what = after.posts[holder.post].title
    place = (
        after.schools[holder.school] if holder.school else after.areas[holder.area] if holder.area else None
    )
    where = f"for {place.name}" if place else "for the whole authority"
    said = f"{who} is {what} {where} already{_days(there)}."
    if there.last != EVER and there.first <= new.first:
        return f"{said} Choose a first day after that."
    if place is None:
        return (
            f'{said} To end that, retire who holds it: /directory retire "{who}" successor "{other_one}"; or '
            "import the assignments with the other contact in its place."
        )
    return (
        f"{said} To end that the day before another begins: "
        f'/directory assign "{place.name}" to "{other_one}" as "{what}" from DAY'
    )


def _stood(before: Snapshot, key: str, period: Period) -> bool:
    """Whether an assignment had its place on such a day without the change."""
    return key in before.assignments and any(
        place_of(each) == place_of(period) and each.overlaps(period)
        for each in periods(before, "assignments", key)
    )


def _days(period: Period) -> str:
    first = f" from {spelled(period.first)}" if period.first != ALWAYS else ""
    last = f" until {spelled(period.last)}" if period.last != EVER else ""
    return f",{first}{last}" if first or last else ""
