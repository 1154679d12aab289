"""What takes longer than Slack waits may have been done all the same, and the person is told so."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import replace

import pytest
from sqlalchemy import Engine, text

from bot.clock import PlaygroundClock
from bot.playground.app import Playground
from bot.playground.errors import PersonError
from bot.settings import Settings
from tests.bot.running import UNHURRIED, running
from tests.bot.scripted import ScriptedDesk


@pytest.fixture
async def playground(
    settings: Settings, desk: ScriptedDesk, directory_engine: Engine
) -> AsyncIterator[Playground]:
    """Where a form has to be answered within one second."""
    hurried = replace(UNHURRIED, acknowledgement=1)
    async with running(settings, desk, directory_engine, PlaygroundClock(), patience=hurried) as started:
        yield started


async def test_a_form_that_is_kept_too_late_is_said_to_be_kept_perhaps(
    playground: Playground, directory_engine: Engine
):
    senco = playground.person("SENCO (sample)", team="T0SOMERSET")
    await senco.says("/contact nonsense and more")
    await senco.presses("Send to the directory team")
    with directory_engine.connect() as importing:
        importing.execute(text("UPDATE authority SET revision = revision"))
        sending = asyncio.create_task(senco.submits())
        while "took longer than Slack waits" not in senco.transcript() and not sending.done():
            await asyncio.sleep(0.02)
        importing.rollback()
    with pytest.raises(PersonError, match="What you entered is kept"):
        await sending
    senco.sees("It may have been saved all the same")
    senco.does_not_see("I do not know this button")
    await senco.submits()
    senco.sees("Question sent")
    with directory_engine.connect() as connection:
        assert connection.scalar(text("SELECT count(*) FROM sent_question")) == 1
