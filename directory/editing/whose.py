"""Which areas a record belongs to, for editors who are limited to areas."""

from collections.abc import Iterable

from directory.editing.kinds import BY_HELD
from directory.editing.periods import ALWAYS, periods
from directory.editing.references import referring_to
from directory.snapshot import Snapshot

Areas = frozenset[str | None]
_NO_ONE_AREA: Areas = frozenset({None})


def areas_of(held: Snapshot, kind: str, key: str) -> Areas:
    """The areas (keys) that a record belongs to; None among them: (also) to no single area.

    A school belongs to its area, an assignment to that of its school, a contact to those of its assignments.
    A contact that is used nowhere yet belongs to none: the set is empty. `kind` is as a Snapshot names it.
    """
    if kind not in BY_HELD or key not in getattr(held, kind):
        return _NO_ONE_AREA if kind not in BY_HELD else frozenset()
    if kind == "contacts":
        return _of_contact(held, key)
    if kind not in ("schools", "teams", "assignments"):
        return _NO_ONE_AREA
    found: set[str | None] = set()
    fact = getattr(held, kind)[key]
    said = [period.fact for period in periods(held, kind, key, ALWAYS)] or [fact]
    for each in said:
        school = getattr(each, "school", None)
        found |= areas_of(held, "schools", school) if school else {getattr(each, "area", None)}
    return frozenset(found)


def areas_of_all(held: Snapshot, records: Iterable[tuple[str, str]]) -> Areas:
    """The areas that any of the records (kind and key) belong to."""
    return frozenset(area for kind, key in records for area in areas_of(held, kind, key))


def _of_contact(held: Snapshot, key: str) -> Areas:
    found: set[str | None] = set()
    for use in referring_to(held, "contacts", key, ALWAYS):
        found |= areas_of(held, use.kind, use.key) if use.kind == "assignments" else _NO_ONE_AREA
    said = [period.fact for period in periods(held, "contacts", key, ALWAYS)] or [held.contacts[key]]
    if any(getattr(each, "route", None) for each in said):
        found.add(None)
    return frozenset(found)
