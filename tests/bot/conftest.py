"""A Slack stand-in with the real app behind it, for tests that read like a chat."""

from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine

from bot.clock import PlaygroundClock
from bot.commands.try_out import create_try_out
from bot.playground.app import Playground
from bot.playground.person import Person
from bot.playground.serve import served
from bot.settings import Settings
from directory import db
from directory.packs import load_pack
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
    engine = db.connect(f"sqlite:///{path}")
    load_pack(
        engine, ROOT / "data/somerset", vocabulary_folder=ROOT / "data/vocabulary", who="tests", at=NOON
    )
    with engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    engine.dispose()
    return path


@pytest.fixture
def directory_engine(loaded_template: Path, tmp_path: Path) -> Iterator[Engine]:
    path = tmp_path / "directory.sqlite3"
    path.write_bytes(loaded_template.read_bytes())
    engine = db.connect(f"sqlite:///{path}")
    yield engine
    engine.dispose()


@pytest.fixture(scope="session")
def desk(loaded_template: Path) -> Iterator[ScriptedDesk]:
    """Reads the directory of the template, which no test changes."""
    engine = db.connect(f"sqlite:///{loaded_template}")
    yield ScriptedDesk(engine)
    engine.dispose()


@pytest.fixture
async def playground(
    settings: Settings, desk: ScriptedDesk, directory_engine: Engine
) -> AsyncIterator[Playground]:
    """The sample workspaces with the real app, over signed HTTP on a free port."""
    built: list[Playground] = []

    def build(address: str) -> object:
        built.append(create_try_out(settings, desk, directory_engine, PlaygroundClock(), address))
        return built[0].asgi

    async with served(build):  # type: ignore[arg-type]
        yield built[0]


@pytest.fixture
def senco(playground: Playground) -> Person:
    return playground.person("SENCO (sample)", team="T0SOMERSET")


@pytest.fixture
def officer(playground: Playground) -> Person:
    return playground.person("Council officer (sample)", team="T0SOMERSET")
