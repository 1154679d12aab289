"""A checked pack into the database: one transaction, one revision, and nothing where nothing changed."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlalchemy import Engine, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from directory import db
from directory.changes import recording
from directory.errors import PackError
from directory.models import Authority, Contact, PendingEdit, Record, Source, Topic
from directory.packs.check import check_pack
from directory.packs.clashes import clashes
from directory.packs.entries import Pack
from directory.packs.fill import Filler, set_differing
from directory.packs.planned import stored
from directory.packs.problems import said_together
from directory.packs.schema import KINDS, ContactRow
from directory.words import Route

NEEDED_ROUTES = (Route.GENERAL, Route.FRONT_DOOR, Route.OUT_OF_HOURS)


@dataclass(frozen=True)
class LoadReport:
    """How many records a load added, changed and found unchanged; `not_in_pack` were left as they are.

    `missing_routes` are those without which people are left alone, and that no contact of the authority has.
    """

    authority: str
    added: int
    changed: int
    unchanged: int
    not_in_pack: int
    missing_routes: tuple[Route, ...] = ()


def load_pack(engine: Engine, folder: Path, *, vocabulary_folder: Path, who: str, at: datetime) -> LoadReport:
    """Loads the pack in `folder`; a second time changes nothing. Raises PackError, with nothing changed."""
    pack = check_pack(folder, vocabulary_folder=vocabulary_folder)
    try:
        with db.writing(engine) as session:
            return _Load(session, pack).run(who=who, at=at)
    except IntegrityError as error:
        raise PackError(str(folder), ["somebody changed the directory meanwhile; load it again"]) from error


class _Load:
    def __init__(self, session: Session, pack: Pack) -> None:
        self.session = session
        self.pack = pack
        self.ids: dict[str, dict[str, int]] = {}
        self.counts = {"added": 0, "changed": 0, "unchanged": 0, "not_in_pack": 0}

    def run(self, *, who: str, at: datetime) -> LoadReport:
        """Raises PackError where the directory holds elsewhere what it can hold only once."""
        found = list(clashes(self.session, self.pack))
        if found:
            raise PackError(self.pack.folder, said_together(found), len(found))
        self._topics()
        authority, renamed = self._authority()
        touched = self._sources(authority) or renamed
        before = authority.revision
        with recording(self.session, authority, who=who, action="load", at=at, why="Data pack loaded"):
            for kind in KINDS:
                self._records(kind, authority)
            self._planned(authority)
        if touched and authority.revision == before:
            authority.revision += 1  # answers show names and sources too, so they must be read anew
        return LoadReport(authority.key, **self.counts, missing_routes=self._missing_routes(authority))

    def _missing_routes(self, authority: Authority) -> tuple[Route, ...]:
        held = select(Contact.route).where(Contact.authority_id == authority.id)
        found = set(self.session.scalars(held))
        return tuple(route for route in NEEDED_ROUTES if route not in found)

    def _topics(self) -> None:
        held = {topic.key: topic for topic in self.session.scalars(select(Topic))}
        for row in self.pack.topics:
            topic = held.get(row.key) or Topic(key=row.key)
            topic.label = row.label
            self.session.add(topic)
        self.session.flush()

    def _authority(self) -> tuple[Authority, bool]:
        """The authority as the pack describes it, and whether that differs from what was held.

        Who is council staff comes from the pack only with the first load: from then on the owners say so.
        """
        row = self.pack.authority
        authority = self.session.scalar(select(Authority).where(Authority.key == row.key))
        described = row.model_dump(exclude={"key", "default_source", "sources"})
        if authority is None:
            authority = Authority(key=row.key, la_code=row.la_code, name=row.name)
            self.session.add(authority)
        else:
            del described["staff_email_domains"]
        changed = set_differing(authority, described)
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
            touched |= set_differing(source, row.model_dump(exclude={"key"}))
        self.session.flush()
        self.ids["sources"] = {key: source.id for key, source in held.items()}
        return touched

    def _records(self, kind: str, authority: Authority) -> None:
        model = KINDS[kind].model
        query = select(model).where(model.authority_id == authority.id)
        held: dict[str, Record] = {record.key: record for record in self.session.scalars(query)}
        published = {source.key: source.published for source in self.pack.authority.sources}
        filler = Filler(self.session, self.ids, published)
        in_pack = self.pack.entries[kind]
        released = self._release_routes(held) if kind == "contacts" else set()
        self.counts["not_in_pack"] += len(held.keys() - {entry.row.key for entry in in_pack})
        for entry in in_pack:
            record = held.get(entry.row.key)
            if record is None:
                record = held[entry.row.key] = model()
                record.key, record.authority_id = entry.row.key, authority.id
                filler.fill(record, entry.row)
                self.session.add(record)
                self.counts["added"] += 1
            else:
                changed = filler.fill(record, entry.row) or entry.row.key in released
                self.counts["changed" if changed else "unchanged"] += 1
        self.session.flush()
        self.ids[kind] = {key: record.id for key, record in held.items()}

    def _release_routes(self, held: Mapping[str, Record]) -> set[str]:
        """Takes each route from the contact that the pack takes it from, so that another can have it.

        Gives the keys of these contacts.
        """
        released = set()
        for entry in self.pack.entries["contacts"]:
            contact = held.get(entry.row.key)
            if not isinstance(contact, Contact) or not isinstance(entry.row, ContactRow):
                continue
            if contact.route not in (None, entry.row.route):
                contact.route = None
                released.add(contact.key)
        self.session.flush()
        return released

    def _planned(self, authority: Authority) -> None:
        """The edits from later days on. What they are about has been loaded, or has been there."""
        query = select(PendingEdit).where(PendingEdit.authority_id == authority.id)
        held = {record.key: record for record in self.session.scalars(query)}
        for row in self.pack.planned:
            values = stored(row, self.ids)
            record = held.get(values["key"])
            if record is None:
                record = PendingEdit(authority_id=authority.id)
                self.session.add(record)
                self.counts["added"] += 1
                set_differing(record, values)
            else:
                self.counts["changed" if set_differing(record, values) else "unchanged"] += 1
        self.session.flush()
