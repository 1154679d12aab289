"""The wall between audiences: nothing that only council staff may see reaches a school, by any way."""

import asyncio
import logging
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
import structlog
from slack_bolt.async_app import AsyncApp
from sqlalchemy import Engine

from bot.clock import PlaygroundClock
from bot.commands import try_out
from bot.listeners.directory import naming
from bot.playground.app import Playground
from bot.playground.serve import served
from bot.settings import Settings
from directory.ask.desk import VOCABULARY, EnquiryDesk
from directory.ask.index import SharedIndex
from tests.bot.running import UNHURRIED, copied
from tests.bot.wall import marked, walk
from tests.bot.wall.marked import Known
from tests.bot.wall.overheard import Overheard
from tests.bot.wall.surfaces import Heard

SENCO = "U0SOMSENCO"
READERS = {
    "a member without staff rights": {},
    "a guest with a council address": {"guest": True, "email": "head@staff.somerset.example.org"},
    "somebody of another workspace": {"home": "T0OTHER", "email": "head@staff.somerset.example.org"},
}


@pytest.fixture(scope="session")
def shared() -> SharedIndex:
    return SharedIndex.read(VOCABULARY)


@dataclass
class House:
    """The app with its stand-in for Slack, what it says, and what stands behind the wall."""

    playground: Playground
    overheard: Overheard
    heard: Heard
    engine: Engine
    known: list[Known]

    def person(self, reader: str) -> walk.Walker:
        """The sample SENCO as a reader of one of the kinds above."""
        workspace = self.playground.workspaces["T0SOMERSET"]
        workspace.members[SENCO] = replace(workspace.members[SENCO], **READERS[reader])
        plain = self.playground.person("SENCO (sample)", team="T0SOMERSET")
        return walk.Walker(workspace, plain._actions, workspace.members[SENCO], plain._quiet)


@asynccontextmanager
async def house(
    settings: Settings, engine: Engine, chosen: marked.Chosen, monkeypatch: pytest.MonkeyPatch
) -> AsyncIterator[House]:
    clock = PlaygroundClock()
    known = [each for each in marked.mark(engine, chosen, clock.today()) if each.authority == "somerset"]
    apps: list[AsyncApp] = []
    built: list[Playground] = []
    overheard = Overheard()
    build_app = try_out.build_app

    def kept(**parts: object) -> AsyncApp:
        apps.append(build_app(**parts))  # type: ignore[arg-type]
        return apps[0]

    monkeypatch.setattr(try_out, "build_app", kept)

    def build(address: str) -> Overheard:
        desk = EnquiryDesk(engine)
        built.append(try_out.create_try_out(settings, desk, engine, clock, address, patience=UNHURRIED))
        overheard.asgi = built[0].asgi
        return overheard

    async with served(build):
        yield House(built[0], overheard, Heard(apps[0]), engine, known)


@pytest.fixture
def engine(both_packs: Path, tmp_path: Path) -> Iterator[Engine]:
    with copied(both_packs, tmp_path / "wall.sqlite3") as engine:
        yield engine


@pytest.fixture(autouse=True)
def quickly(shared: SharedIndex, monkeypatch: pytest.MonkeyPatch) -> None:
    """The vocabulary, which no test changes, is read once for all of them."""
    monkeypatch.setattr(SharedIndex, "read", lambda _folder: shared)


async def walked(home: House, reader: str, caplog: pytest.LogCaptureFixture, each: int) -> list[str]:
    """Where the word was found after a walk through everything, as that reader."""
    caplog.set_level(logging.DEBUG)
    before = await asyncio.to_thread(marked.rows, home.engine)
    seen = walk.sights(home.known, each)
    with structlog.testing.capture_logs() as events:
        await walk.everywhere(home.person(reader), home.heard, seen)
    after = await asyncio.to_thread(marked.rows, home.engine)
    logged = [f"log: {event}" for event in events] + [f"log: {line}" for line in caplog.text.splitlines()]
    kept = [f"row: {row}" for row in after - before]
    assert kept, "the walk left no trace: did it go anywhere?"
    sent = {record.key.lower() for record in seen.records}
    everything = [*home.overheard.texts(), *logged, *kept]
    return [leak for text in everything for leak in marked.leaks(text, sent)]


@pytest.mark.parametrize("reader", READERS)
async def test_a_school_finds_nothing_for_staff_anywhere(
    settings: Settings,
    engine: Engine,
    reader: str,
    caplog: pytest.LogCaptureFixture,
    monkeypatch: pytest.MonkeyPatch,
):
    chosen = marked.HIDDEN["every second record"]
    async with house(settings, engine, chosen, monkeypatch) as home:
        found = await walked(home, reader, caplog, 1)
        assert not found, "\n".join(found[:25])
        assert home.heard.ran == home.heard.all, "no walk reaches: " + ", ".join(
            sorted(map(str, home.heard.all - home.heard.ran))
        )


async def test_a_view_that_leaks_is_caught(
    settings: Settings,
    engine: Engine,
    caplog: pytest.LogCaptureFixture,
    monkeypatch: pytest.MonkeyPatch,
):
    """The check of the check: a search that forgets who asks."""
    monkeypatch.setattr(naming, "readable", lambda desk, actor: desk.snapshot(actor.authority))
    async with house(settings, engine, marked.HIDDEN["as the packs have it"], monkeypatch) as home:
        reader = home.person("a guest with a council address")
        await reader.says(f"/directory find {marked.BEGINNING}", in_=walk.CHANNEL)
        assert [leak for text in home.overheard.texts() for leak in marked.leaks(text, ())]


async def test_a_listener_in_no_walk_is_noticed(
    settings: Settings, engine: Engine, monkeypatch: pytest.MonkeyPatch
):
    async with house(settings, engine, marked.HIDDEN["as the packs have it"], monkeypatch) as home:
        reader = home.person("a guest with a council address")
        await reader.says("/contact attendance", in_=walk.CHANNEL)
        assert {each.to for each in home.heard.ran} == {"/contact"}
        assert len(home.heard.all) > 50
