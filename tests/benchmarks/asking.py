"""Signpost itself, ready to be timed: over Somerset's directory and over all schools of England."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

from directory import db, facts
from directory.ask.answer import Question
from directory.ask.decide import decide
from directory.ask.desk import EnquiryDesk
from directory.ask.index import AskIndex, SharedIndex
from directory.ask.reading import read
from directory.ask.spellings import SchoolName
from directory.packs import load_pack
from directory.snapshot import Snapshot
from directory.words import Audience, SchoolStatus
from tests.benchmarks.score_schools import ROOT, VOCABULARY

TODAY = date(2022, 6, 27)


class Asked:
    """One index, asked as a school asks."""

    def __init__(self, index: AskIndex) -> None:
        self.index = index

    def decision(self, text: str) -> object:
        """Topic, school and decision; the contacts are not looked up."""
        return decide(read(text, self.index), self.index, Audience.SCHOOLS, None)

    def school(self, text: str) -> tuple[str, ...]:
        """The URNs of the schools that a text names: one where the finder is sure."""
        return tuple(school.urn for school in self.index.schools.find(text).schools)


def somerset(folder: Path) -> EnquiryDesk:
    """A desk over the Somerset pack, in a new SQLite file in `folder`."""
    engine = db.connect(f"sqlite:///{folder}/bench.sqlite3")
    db.migrate(engine)
    load_pack(
        engine,
        ROOT / "data" / "somerset",
        vocabulary_folder=VOCABULARY,
        who="benchmarks",
        at=datetime(2022, 6, 27, tzinfo=UTC),
    )
    return EnquiryDesk(engine, VOCABULARY)


def local(desk: EnquiryDesk) -> Asked:
    """The index over Somerset's directory that the desk asks for schools."""
    shared = SharedIndex.read(VOCABULARY)
    return Asked(AskIndex(shared, desk.snapshot("somerset").visible_to(Audience.SCHOOLS, TODAY)))


def answer(desk: EnquiryDesk, text: str) -> object:
    """The whole answer, as a person gets it: the revision is checked and the text is written."""
    return desk.ask(Question(text, "somerset", TODAY))


def with_schools(held: Snapshot, schools: list[SchoolName]) -> Snapshot:
    """The same directory with other schools in it."""
    like = next(iter(held.schools.values()))
    found: Mapping[str, facts.School] = {
        school.urn: replace(
            like,
            key=school.urn,
            name=school.name,
            aliases=(),
            status=SchoolStatus.PROPOSED if school.proposed else SchoolStatus.OPEN,
            locality=school.locality,
            town=school.town,
            postcode=school.postcode,
            area=None,
        )
        for school in schools
    }
    return replace(held, authority="england", authority_name="England", schools=found)


def england(desk: EnquiryDesk, schools: list[SchoolName]) -> Asked:
    """An index over all schools of the register, with Somerset's teams and posts."""
    held = with_schools(desk.snapshot("somerset").visible_to(Audience.SCHOOLS, TODAY), schools)
    return Asked(AskIndex(SharedIndex.read(VOCABULARY), held))
