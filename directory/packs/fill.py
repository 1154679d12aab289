"""A row of a pack into the record that keeps it: only what differs is written."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from pydantic import BaseModel
from sqlalchemy.orm import Session

from directory.models import Area, KeyDate, PostChange, PostChangeSide, Record, Service, Topic
from directory.packs.schema import KeyDateRow, PostChangeRow, RecordRow, ServiceRow
from directory.packs.values import Refers

_LINKED = {PostChangeRow: {"before", "after"}, KeyDateRow: {"days"}, ServiceRow: {"topics", "areas"}}


class Filler:
    """Writes rows into records. `ids` gives the database's id of each key by kind, and may grow meanwhile;
    `published` the day on which facts of a source count as verified."""

    def __init__(
        self,
        session: Session,
        ids: Mapping[str, Mapping[str, int]],
        published: Mapping[str, date | None],
    ) -> None:
        self._session = session
        self._ids = ids
        self._published = published

    def fill(self, record: Record, row: RecordRow) -> bool:
        """Makes the record say what the row says; says whether that changed it."""
        changed = set_differing(record, dict(self._columns(row)))
        if isinstance(record, PostChange) and isinstance(row, PostChangeRow):
            changed |= self._sides(record, row)
        if isinstance(record, KeyDate) and isinstance(row, KeyDateRow):
            changed |= record.set_days(row.days)
        if isinstance(record, Service) and isinstance(row, ServiceRow):
            changed |= self._offers(record, row)
        return changed

    def _columns(self, row: RecordRow) -> Iterator[tuple[str, Any]]:
        linked = {"key", "verified_on"} | _LINKED.get(type(row), set())
        yield "verified_on", row.verified_on or self._published.get(row.source)
        for name, info in type(row).model_fields.items():
            if name in linked:
                continue
            value = getattr(row, name)
            to = next((each.kind for each in info.metadata if isinstance(each, Refers)), None)
            if to is None:
                yield name, _stored(value)
            elif to == "topics":
                yield f"{name}_key", value
            else:
                yield f"{name}_id", None if value is None else self._ids[to][value]

    def _sides(self, change: PostChange, row: PostChangeRow) -> bool:
        wanted = {
            (side, self._ids["posts"][each.post]): (each.number, position)
            for side, listed in (("before", row.before), ("after", row.after))
            for position, each in enumerate(listed, start=1)
        }
        held = {(side.side, side.post_id): side for side in change.sides}
        if {place: (side.number, side.position) for place, side in held.items()} == wanted:
            return False
        for place in held.keys() - wanted.keys():
            change.sides.remove(held[place])
        for place, (number, position) in wanted.items():
            side = held.get(place)
            if side is None:
                side = PostChangeSide(side=place[0], post_id=place[1])
                change.sides.append(side)
            side.number, side.position = number, position
        return True

    def _offers(self, service: Service, row: ServiceRow) -> bool:
        topics = [self._session.get_one(Topic, key) for key in sorted(row.topics)]
        areas = [self._session.get_one(Area, self._ids["areas"][key]) for key in sorted(row.areas)]
        if list(service.topics) == topics and list(service.areas) == areas:
            return False
        service.topics, service.areas = topics, areas
        return True


def set_differing(record: Any, values: dict[str, Any]) -> bool:  # noqa: ANN401 - a row of any table
    """Sets what differs; says whether anything did."""
    differing = {name: value for name, value in values.items() if getattr(record, name) != _stored(value)}
    for name, value in differing.items():
        setattr(record, name, _stored(value))
    return bool(differing)


def _stored(value: Any) -> Any:  # noqa: ANN401 - any cell
    """A cell as its column keeps it: lists as JSON lists, and days in them as text."""
    if isinstance(value, tuple | list):
        return [each.isoformat() if isinstance(each, date) else each for each in value]
    if isinstance(value, BaseModel):
        raise TypeError("a nested row has no column of its own")
    return value
