"""A small directory, loaded, and short ways to preview and apply a file against it."""

import io
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

import pytest
from openpyxl import Workbook
from sqlalchemy import Engine

from directory import db
from directory.exchange import (
    Applied,
    Choices,
    Exported,
    Format,
    Plan,
    Upload,
    apply_plan,
    export,
    preview,
)
from directory.exchange.plan import Outcome, Verb
from directory.packs import load_pack
from directory.snapshot import Snapshot, take
from directory.words import Audience
from tests.conftest import NOON, ROOT
from tests.directory.packs.conftest import pack  # noqa: F401 - a fixture

VOCABULARY = ROOT / "data" / "vocabulary"
TODAY = date(2022, 6, 27)


@dataclass
class Desk:
    """One authority's directory, and what an editor does with files."""

    engine: Engine
    authority: str = "sampleshire"

    def preview(self, name: str, content: bytes | str | Path, **choices: object) -> Plan:
        written = content.encode() if isinstance(content, str) else content
        with db.reading(self.engine) as session:
            return preview(
                session,
                self.authority,
                Upload(name, written),
                VOCABULARY,
                TODAY,
                choices=Choices(**choices),  # type: ignore[arg-type]
            )

    def apply(self, plan: Plan, *, remove_many: bool = False) -> Applied:
        with db.writing(self.engine) as session:
            return apply_plan(session, plan, who="U1", at=NOON, remove_many=remove_many)

    def export(self, wanted: Format, audience: Audience = Audience.STAFF) -> Exported:
        with db.reading(self.engine) as session:
            return export(session, self.authority, wanted, audience, TODAY)

    def snapshot(self) -> Snapshot:
        with db.reading(self.engine) as session:
            return take(session, self.authority)


def outcomes(plan: Plan, verb: Verb) -> dict[str, Outcome]:
    return {each.key: each for each in plan.of(verb)}


def changes(plan: Plan, key: str) -> dict[str, tuple[str, str]]:
    """What changes of a record, without what every change brings with it."""
    (found,) = (each for each in plan.outcomes if each.key == key)
    always = ("verified on", "source", "source detail")
    return {each.field: (each.before, each.after) for each in found.changes if each.field not in always}


def workbook(**sheets: list[list[object]]) -> bytes:
    book = Workbook()
    book.remove(book.active)
    for title, rows in sheets.items():
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(row)
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


def loaded(engine: Engine, folder: Path, now: datetime = NOON) -> None:
    load_pack(engine, folder, vocabulary_folder=VOCABULARY, who="test", at=now)


@pytest.fixture
def desk(engine: Engine, pack: Path) -> Desk:  # noqa: F811
    """On each kind of database."""
    loaded(engine, pack)
    return Desk(engine)


@pytest.fixture
def sqlite_desk(sqlite_engine: Engine, pack: Path) -> Desk:  # noqa: F811
    """On SQLite only, for what the database has no part in."""
    loaded(sqlite_engine, pack)
    return Desk(sqlite_engine)


@pytest.fixture
def new_desk(sqlite_template: Path, tmp_path: Path) -> Callable[[str], Desk]:
    """Makes a desk with an empty directory of its own."""

    def make(authority: str = "sampleshire") -> Desk:
        number = len(list(tmp_path.glob("empty*.sqlite3")))
        path = tmp_path / f"empty{number}.sqlite3"
        path.write_bytes(sqlite_template.read_bytes())
        return Desk(db.connect(f"sqlite:///{path}"), authority)

    return make
