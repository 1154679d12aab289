"""Once a month, each contact's owner is asked whether their entries are still right."""

from dataclasses import replace
from datetime import date

import pytest
from slack_sdk.web.async_client import AsyncWebClient
from sqlalchemy import Engine

from bot.clock import PlaygroundClock
from bot.owners import Owners
from bot.playground.app import Playground
from bot.playground.person import Person
from tests.bot.faults import Faults


@pytest.fixture
def owners(playground: Playground, directory_engine: Engine, clock: PlaygroundClock) -> Owners:
    client = AsyncWebClient(
        token=playground.workspaces["T0SOMERSET"].bot_token, base_url=f"{playground.public_url}api/"
    )
    return Owners(directory_engine, clock, client, "somerset")


@pytest.fixture
async def owned(editor: Person) -> None:
    """The council officer owns the directory team's entry."""
    await editor.says('/directory edit "Directory team"')
    await editor.picks("Slack member", "Council officer (sample)")
    await editor.submits()
    editor.sees("Slack member was empty")


async def test_an_owner_is_asked_once_a_month_and_confirms(
    owned, owners: Owners, officer: Person, clock: PlaygroundClock
):
    clock.set_today(date(2022, 7, 1))
    assert await owners.ask() == 1
    officer.sees("still right?", "Directory team", "01632 960004", "[Still right]", "[Change]")
    assert await owners.ask() == 0
    await officer.presses("Still right")
    officer.sees("Directory team is confirmed today")
    await officer.says('/directory show "Directory team"')
    officer.sees("Last checked: 1 July 2022")
    clock.set_today(date(2022, 8, 1))
    assert await owners.ask() == 1


async def test_an_owner_who_is_no_editor_suggests_a_change(owned, owners: Owners, officer: Person):
    await owners.ask()
    await officer.presses("Change")
    officer.sees("Modal: Suggest a correction", "01632 960004")


async def test_somebody_else_cannot_confirm_an_entry_that_is_not_theirs(
    owned, owners: Owners, officer: Person, editor: Person
):
    await owners.ask()
    await editor.says('/directory edit "Directory team"')
    await editor.picks("Slack member", "SENCO (sample)")
    await editor.submits()
    await officer.presses("Still right")
    officer.sees("you must be an editor")


async def test_a_deactivated_account_is_flagged_in_the_review_queue(
    owned, owners: Owners, playground: Playground, editor: Person
):
    members = playground.workspaces["T0SOMERSET"].members
    members["U0SOMOFFICER"] = replace(members["U0SOMOFFICER"], deleted=True)
    assert await owners.ask() == 0
    await editor.says("/directory review")
    editor.sees("Directory team", "the Slack account of its person is deactivated", "[Edit]")


@pytest.mark.parametrize("odd", ['{"ok": tr', "[]", '{"ok": true, "user": "U1"}'])
async def test_an_owner_is_asked_later_when_slack_answers_in_another_shape(
    owned, owners: Owners, officer: Person, faults: Faults, odd: str
):
    faults.answer("/api/users.info", odd)
    assert await owners.ask() == 0
    faults.end()
    assert await owners.ask() == 1
    officer.sees("still right?")
