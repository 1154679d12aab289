"""A long file shows how far it is, nobody else waits for it, and it is written whole or not at all."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from sqlalchemy import Engine, event, func, select

from bot.playground.app import Playground
from bot.playground.person import Person
from directory import db
from directory.models import Revision, School
from tests.directory.exchange.test_register import register, school

LINES = 6000
OPENED = 300
ASK = "who is the lead inclusion advisor for Wookey"


@pytest.fixture
async def seen(playground: Playground) -> AsyncIterator[list[str]]:
    """The newest message of each direct message, whenever one appears or changes."""
    workspace = playground.workspaces["T0SOMERSET"]
    found: list[str] = []

    async def look() -> None:
        while True:
            await asyncio.sleep(0.002)
            for channel in workspace.channels.values():
                if channel.kind == "im" and channel.messages:
                    newest = channel.messages[-1].text
                    found.extend([newest] if newest not in found else [])

    watching = asyncio.create_task(look())
    yield found
    watching.cancel()


@pytest.fixture
def extract(tmp_path: Path) -> bytes:
    """The register, with schools that have opened in Somerset."""
    opened = [
        school(str(900_000 + at), f"Lantern School {at}", code="933", district="Mendip")
        for at in range(OPENED)
    ]
    others = [school(str(200_000 + at), f"School {at}", code="100") for at in range(LINES - OPENED)]
    return register(tmp_path / "edubasealldata20220627.csv", *opened, *others).read_bytes()


async def uploads(editor: Person, extract: bytes) -> None:
    await editor.says("/directory import")
    await editor.attaches("Spreadsheet", "edubasealldata20220627.csv", extract)
    await editor.submits()


async def test_a_long_file_shows_how_far_it_is_while_others_are_answered(
    seen: list[str], editor: Person, senco: Person, extract: bytes
):
    await senco.says(ASK)
    seen.clear()
    importing = asyncio.create_task(uploads(editor, extract))
    async with asyncio.timeout(30):
        while not any("%" in text for text in seen):
            await asyncio.sleep(0.01)
    await senco.says(ASK)
    await importing
    shown = [text for text in seen if text.startswith("Reading edubasealldata20220627.csv: ")]
    assert len(shown) >= 3
    assert shown == sorted(shown)
    answer = next(at for at, text in enumerate(seen) if "Lead Inclusion Advisor" in text)
    preview = next(at for at, text in enumerate(seen) if text.startswith("Preview of"))
    assert answer < preview


async def test_the_progress_is_shown_again_while_it_is_applied(
    seen: list[str], editor: Person, extract: bytes
):
    await uploads(editor, extract)
    editor.sees(f"Schools: {OPENED} added", "[Apply]")
    seen.clear()
    await editor.presses("Apply")
    assert len([text for text in seen if "%" in text]) >= 3
    editor.sees(f"{OPENED} schools added", "[Undo]")


async def test_what_breaks_off_half_way_leaves_nothing_written(
    editor: Person, extract: bytes, directory_engine: Engine
):
    await uploads(editor, extract)
    before = held(directory_engine)
    written = 0

    def break_off(_mapper: object, _connection: object, _school: School) -> None:
        nonlocal written
        written += 1
        if written == OPENED // 2:
            raise OSError("the disk is full")

    event.listen(School, "before_insert", break_off)
    try:
        await editor.presses("Apply")
    finally:
        event.remove(School, "before_insert", break_off)
    assert written == OPENED // 2
    editor.sees("was not imported. Nothing was changed.", "Something went wrong on my side")
    assert held(directory_engine) == before
    await editor.presses("Apply")
    editor.sees(f"{OPENED} schools added")


def held(engine: Engine) -> tuple[int | None, int | None]:
    with db.reading(engine) as session:
        return session.scalar(select(func.count(School.id))), session.scalar(select(func.count(Revision.id)))
