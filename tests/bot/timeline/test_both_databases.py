"""A consultation's life on SQLite and on PostgreSQL."""

import pytest
from aiohttp import ClientSession

from bot.playground.app import Playground
from bot.playground.person import Person
from tests.bot.timeline.test_feed import ADDRESS


@pytest.mark.parametrize("directory_engine", ["sqlite", "postgresql"], indirect=True)
async def test_dates_are_changed_followed_and_taken_back(playground: Playground, editor: Person):
    await editor.says('/timeline new like "Somerset redesign" from 11 January')
    await editor.fills({"Title": "Second redesign"})
    await editor.submits()
    await editor.says('/timeline add "Drop-in session" on 13 and 18 January 2023 in "Second redesign"')
    await editor.says('/timeline cancel "Drop-in session" on 18 January')
    editor.sees("18 January 2023", "[Undo]")
    assert b"STATUS:CANCELLED" in await followed(editor)
    await editor.presses("Undo")
    assert b"STATUS:CANCELLED" not in await followed(editor)


async def followed(editor: Person) -> bytes:
    """What the address gives that the person is told."""
    await editor.says("/timeline calendar")
    address = [found.group() for found in ADDRESS.finditer(editor.transcript())][-1]
    async with ClientSession() as session, session.get(address) as answer:
        return await answer.read()
