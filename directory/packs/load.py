"""A checked pack into the database: one transaction, one revision, and nothing where nothing changed."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from pydantic import BaseModel
from sqlalchemy import Engine, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from directory import db
from directory.changes import recording
from directory.errors import PackError
from directory.models import (
    Area,
    Authority,
    KeyDate,
    KeyDateDay,
    PostChange,
    PostChangeSide,
    Record,
    Service,
    Source,
    Topic,
)
from directory.packs.check import check_pack
from directory.packs.entries import Pack
from directory.packs.schema import KINDS, KeyDateRow, PostChangeRow, RecordRow, ServiceRow
from directory.packs.values import Refers

_LINKED = {PostChangeRow: {"before", "after"}, KeyDateRow: {"days"}, ServiceRow: {"topics", "areas"}}


@dataclass(frozen=True)
class LoadReport:
    """How many records a load added, changed and found unchanged; `not_in_pack` were left as they are."""

    authority: str
    added: int
    changed: int
    unchanged: int
    not_in_pack: int


def load_pack(engine: Engine, folder: Path, *, vocabulary_folder: Path, who: str, at: datetime) -> LoadReport:
    """Loads the pack in `folder`; a second time changes nothing. Raises PackError, with nothing changed."""
    pack = check_pack(folder, vocabulary_folder=vocabulary_folder)
    try:
        with db.writing(engine) as session:
            return _Load(session, pack).run(who=who, at=at)
    except IntegrityError as error:
        clash = "it clashes with what the directory holds already (the same LA code, or the same route)"
        raise PackError(str(folder), [f"contacts.csv or authority.yaml: {clash}"]) from error


class _Load:
    def __init__(self, session: Session, pack: Pack) -> None:
        self.session = session
        self.pack = pack
        self.ids: dict[str, dict[str, int]] = {}
        self.counts = {"added": 0, "changed": 0, "unchanged": 0, "not_in_pack": 0}

    def run(self, *, who: str, at: datetime) -> LoadReport:
        self._topics()
        authority, renamed = self._authority()
        touched = self._sources(authority) or renamed
        before = authority.revision
        with recording(self.session, authority, who=who, action="load", at=at, why="Data pack loaded"):
            for kind in KINDS:
                self._records(kind, authority)
        if touched and authority.revision == before:
            authority.revision += 1  # answers show names and sources too, so they must be read anew
        return LoadReport(authority=authority.key, **self.counts)

    def _topics(self) -> None:
        held = {topic.key: topic for topic in self.session.scalars(select(Topic))}
        for row in self.pack.topics:
            topic = held.get(row.key) or Topic(key=row.key)
            topic.label = row.label
            self.session.add(topic)
        self.session.flush()

    def _authority(self) -> tuple[Authority, bool]:
        """The authority as the pack describes it, and whether that differs from what was held."""
        row = self.pack.authority
        authority = self.session.scalar(select(Authority).where(Authority.key == row.key))
        if authority is None:
            authority = Authority(key=row.key, la_code=row.la_code, name=row.name)
            self.session.add(authority)
        changed = _set(authority, row.model_dump(exclude={"key", "default_source", "sources"}))
        self.session.flush()
        return authority, changed

    def _sources(self, authority: Authority) -> bool:
        """Brings the sources up to date; says whether any of them changed."""
        held = {
            each.key: each
            for each in self.session.scalars(select(Source).where(Source.authority_id == authority.id))
        }
        touched = False
        for row in self.pack.authority.sources:
            source = held.get(row.key)
            if source is None:
                source = held[row.key] = Source(key=row.key, authority_id=authority.id)
                self.session.add(source)
            touched |= _set(source, row.model_dump(exclude={"key"}))
        self.session.flush()
        self.ids["sources"] = {key: source.id for key, source in held.items()}
        return touched

    def _records(self, kind: str, authority: Authority) -> None:
        model = KINDS[kind].model
        query = select(model).where(model.authority_id == authority.id)
        held: dict[str, Record] = {record.key: record for record in self.session.scalars(query)}
        in_pack = self.pack.entries[kind]
        self.counts["not_in_pack"] += len(held.keys() - {entry.row.key for entry in in_pack})
        for entry in in_pack:
            record = held.get(entry.row.key)
            if record is None:
                record = held[entry.row.key] = model()
                record.key, record.authority_id = entry.row.key, authority.id
                self._fill(record, entry.row)
                self.session.add(record)
                self.counts["added"] += 1
            else:
                changed = self._fill(record, entry.row)
                self.counts["changed" if changed else "unchanged"] += 1
        self.session.flush()
        self.ids[kind] = {key: record.id for key, record in held.items()}

    def _fill(self, record: Record, row: RecordRow) -> bool:
        """Makes the record say what the row says; says whether that changed it."""
        changed = _set(record, dict(self._columns(row)))
        if isinstance(record, PostChange) and isinstance(row, PostChangeRow):
            changed |= self._sides(record, row)
        if isinstance(record, KeyDate) and isinstance(row, KeyDateRow):
            changed |= _days(record, row.days)
        if isinstance(record, Service) and isinstance(row, ServiceRow):
            changed |= self._offers(record, row)
        return changed

    def _columns(self, row: RecordRow) -> Iterator[tuple[str, Any]]:
        linked = {"key", "verified_on"} | _LINKED.get(type(row), set())
        published = {source.key: source.published for source in self.pack.authority.sources}
        yield "verified_on", row.verified_on or published[row.source]
        for name, info in type(row).model_fields.items():
            if name in linked:
                continue
            value = getattr(row, name)
            to = next((each.kind for each in info.metadata if isinstance(each, Refers)), None)
            if to is None:
                yield name, _stored(value)
            else:
                yield f"{name}_id", None if value is None else self.ids[to][value]

    def _sides(self, change: PostChange, row: PostChangeRow) -> bool:
        wanted = {
            (side, self.ids["posts"][each.post]): (each.number, position)
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
        topics = [self.session.get_one(Topic, key) for key in sorted(row.topics)]
        areas = [self.session.get_one(Area, self.ids["areas"][key]) for key in sorted(row.areas)]
        if list(service.topics) == topics and list(service.areas) == areas:
            return False
        service.topics, service.areas = topics, areas
        return True


def _days(record: KeyDate, wanted: tuple[date, ...]) -> bool:
    held = {day.day: day for day in record.days}
    if held.keys() == set(wanted):
        return False
    for day in held.keys() - set(wanted):
        record.days.remove(held[day])
    for day in sorted(set(wanted) - held.keys()):
        record.days.append(KeyDateDay(day=day))
    return True


def _set(record: Any, values: dict[str, Any]) -> bool:  # noqa: ANN401 - a row of any table
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
