"""A Slack stand-in with the real app behind it, for tests that read like a chat."""

from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine

from bot.clock import PlaygroundClock
from bot.commands.try_out import prepare
from bot.playground.app import Playground
from bot.playground.person import Person
from bot.settings import Settings
from directory import db
from directory.ask.desk import EnquiryDesk
from directory.packs import load_pack
from tests.bot.faults import Faults
from tests.bot.running import copied, fill, running
from tests.bot.scripted import ScriptedDesk
from tests.conftest import NOON, ROOT

SIGNING_SECRET = "a signing secret"


@pytest.fixture
def signing_secret() -> str:
    return SIGNING_SECRET


@pytest.fixture
def settings(monkeypatch: pytest.MonkeyPatch) -> Settings:
    """The settings of a process whose environment names only a signing secret."""
    for name in ("SLACK_BOT_TOKEN", "SLACK_APP_TOKEN", "SLACK_API_URL", "PORT"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("SLACK_SIGNING_SECRET", SIGNING_SECRET)
    return Settings(_env_file=None)  # type: ignore[call-arg]


@pytest.fixture(scope="session")
def loaded_template(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database file with the Somerset pack."""
    path = tmp_path_factory.mktemp("loaded") / "template.sqlite3"
    path.write_bytes(sqlite_template.read_bytes())
    pack, vocabulary = ROOT / "data/somerset", ROOT / "data/vocabulary"
    return fill(
        path, lambda engine: load_pack(engine, pack, vocabulary_folder=vocabulary, who="tests", at=NOON)
    )


@pytest.fixture(scope="session")
def both_packs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database file as `signpost try` makes it."""
    path = tmp_path_factory.mktemp("both") / "template.sqlite3"
    settings = Settings(_env_file=None)  # type: ignore[call-arg]
    return fill(path, lambda engine: prepare(engine, settings, PlaygroundClock()))


@pytest.fixture
def directory_engine(loaded_template: Path, tmp_path: Path) -> Iterator[Engine]:
    with copied(loaded_template, tmp_path / "directory.sqlite3") as engine:
        yield engine


@pytest.fixture
def whole_engine(both_packs: Path, tmp_path: Path) -> Iterator[Engine]:
    with copied(both_packs, tmp_path / "whole.sqlite3") as engine:
        yield engine


@pytest.fixture(scope="session")
def desk(loaded_template: Path) -> Iterator[ScriptedDesk]:
    """Reads the directory of the template, which no test changes."""
    engine = db.connect(f"sqlite:///{loaded_template}")
    yield ScriptedDesk(engine)
    engine.dispose()


@pytest.fixture
def faults() -> Faults:
    """What is wrong with the stand-in for Slack: nothing, until a test says so."""
    return Faults()


@pytest.fixture
async def playground(
    settings: Settings, desk: ScriptedDesk, directory_engine: Engine, faults: Faults
) -> AsyncIterator[Playground]:
    """The sample workspaces with the real app, over signed HTTP on a free port."""
    async with running(settings, desk, directory_engine, PlaygroundClock(), faults) as started:
        yield started


@pytest.fixture
async def whole_playground(settings: Settings, whole_engine: Engine) -> AsyncIterator[Playground]:
    """The same with the real desk and both packs."""
    async with running(settings, EnquiryDesk(whole_engine), whole_engine, PlaygroundClock()) as started:
        yield started


@pytest.fixture
def senco(playground: Playground) -> Person:
    return playground.person("SENCO (sample)", team="T0SOMERSET")


@pytest.fixture
def officer(playground: Playground) -> Person:
    return playground.person("Council officer (sample)", team="T0SOMERSET")
