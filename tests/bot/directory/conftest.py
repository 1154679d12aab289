"""The real app with both packs, whose sample directory editors own the directories; each test has its own."""

from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine

from bot.clock import PlaygroundClock
from bot.commands.try_out import prepare
from bot.playground.app import Playground
from bot.playground.person import Person
from bot.settings import Settings
from directory.ask.desk import VOCABULARY, EnquiryDesk
from directory.ask.index import SharedIndex
from tests.bot.faults import Faults
from tests.bot.running import copied, running

CHANNEL = "#senco-network"


@pytest.fixture(scope="session")
def shared() -> SharedIndex:
    return SharedIndex.read(VOCABULARY)


@pytest.fixture
def directory_engine(request: pytest.FixtureRequest) -> Engine:
    """A directory with both packs: in SQLite, or where a test says so in PostgreSQL."""
    kind = getattr(request, "param", "sqlite")
    return request.getfixturevalue("in_sqlite" if kind == "sqlite" else "in_postgres")


@pytest.fixture
def in_postgres(postgres_engine: Engine) -> Engine:
    prepare(postgres_engine, Settings(_env_file=None), PlaygroundClock())  # type: ignore[call-arg]
    return postgres_engine


@pytest.fixture
def in_sqlite(both_packs: Path, tmp_path: Path) -> Iterator[Engine]:
    with copied(both_packs, tmp_path / "directory.sqlite3") as engine:
        yield engine


@pytest.fixture
def clock() -> PlaygroundClock:
    return PlaygroundClock()


@pytest.fixture
async def playground(
    settings: Settings,
    directory_engine: Engine,
    clock: PlaygroundClock,
    shared: SharedIndex,
    faults: Faults,
    monkeypatch: pytest.MonkeyPatch,
) -> AsyncIterator[Playground]:
    """The vocabulary, which no test changes, is read once for all of them."""
    monkeypatch.setattr(SharedIndex, "read", lambda _folder: shared)
    async with running(settings, EnquiryDesk(directory_engine), directory_engine, clock, faults) as started:
        yield started


@pytest.fixture
def editor(playground: Playground) -> Person:
    return playground.person("Directory editor (sample)", team="T0SOMERSET")


@pytest.fixture
def bury_editor(playground: Playground) -> Person:
    return playground.person("Directory editor (sample)", team="T0BURY")
