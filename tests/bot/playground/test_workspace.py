"""What people see, and what they cannot do."""

import asyncio
from datetime import date, timedelta

import pytest

from bot.clock import PlaygroundClock
from bot.playground.errors import PersonError
from bot.playground.seed import sample_workspaces
from tests.bot.playground.sample_app import MANIFEST, actions, plain, section


@pytest.fixture
def workspace():
    return sample_workspaces(MANIFEST, PlaygroundClock())[0]


def names(workspace, user):
    return {channel["name"] for channel in workspace.seen_by(user)["channels"]}


def test_the_private_channel_is_seen_by_its_members_alone(workspace):
    assert "restructure" in names(workspace, "U0SOMOFFICER")
    assert "restructure" not in names(workspace, "U0SOMSENCO")


def test_the_two_workspaces_share_no_id():
    first, second = sample_workspaces(MANIFEST, PlaygroundClock())
    assert not set(first.members) & set(second.members)
    assert not set(first.channels) & set(second.channels)


def test_what_is_seen_has_everything_the_page_draws(workspace):
    seen = workspace.seen_by("U0SOMSENCO")
    assert {"version", "team", "me", "people", "commands", "channels", "views", "home", "notices"} <= set(
        seen
    )
    assert seen["commands"][0]["command"] == "/contact"


async def test_a_waiting_page_wakes_when_something_changes(workspace):
    waiting = asyncio.create_task(workspace.changed(workspace.version, 5))
    await asyncio.sleep(0)
    workspace.notify("U0SOMSENCO", "x")
    assert await waiting == workspace.version


async def test_a_waiting_page_is_answered_when_nothing_changes(workspace):
    assert await workspace.changed(workspace.version, 0.001) == workspace.version


def test_timestamps_grow_even_when_the_day_is_set_back(workspace):
    first = workspace.new_ts()
    workspace.clock.set_today(date(2021, 1, 1))
    assert float(workspace.new_ts()) > float(first)


async def test_unread_messages_are_counted_until_the_channel_is_read(world):
    sam = world.person()
    await world.client.chat_postMessage(channel="C0SOMNETWORK", text="x")

    def unread():
        channels = world.workspace.seen_by(sam.id)["channels"]
        return next(c["unread"] for c in channels if c["id"] == "C0SOMNETWORK")

    assert unread() == 1
    await world.actions.read(sam.id, "C0SOMNETWORK")
    assert unread() == 0


async def test_nobody_posts_in_a_channel_without_being_in_it(world):
    with pytest.raises(PersonError, match="not in this channel"):
        await world.actions.say("U0SOMSENCO", "C0SOMRESTRUCT", "x")


async def test_nobody_presses_a_button_in_the_ephemeral_message_of_another(world):
    sam = world.person()
    await sam.says("/contact who helps?", in_="#senco-network")
    message = world.workspace.channels["C0SOMNETWORK"].messages[-1]
    with pytest.raises(PersonError, match="no longer here"):
        await world.actions.press("U0SOMOFFICER", {"ephemeral": message.ts}, "row", "right")


async def test_an_option_that_is_not_offered_cannot_be_chosen(world):
    option = {"text": plain("One"), "value": "1"}
    select = {"type": "static_select", "action_id": "s", "options": [option], "placeholder": plain("Pick")}
    posted = await world.client.chat_postMessage(
        channel="C0SOMNETWORK", text="x", blocks=[section("x"), actions(select)]
    )
    place = {"channel": "C0SOMNETWORK", "ts": posted["ts"]}
    with pytest.raises(PersonError, match="not offered"):
        await world.actions.choose("U0SOMSENCO", place, "row", "s", "2")


async def test_a_choice_in_a_message_is_sent_with_its_state(world):
    option = {"text": plain("One"), "value": "1"}
    select = {
        "type": "static_select",
        "action_id": "right",
        "options": [option],
        "placeholder": plain("Pick"),
    }
    await world.client.chat_postMessage(channel="C0SOMNETWORK", text="x", blocks=[actions(select)])
    await world.person().picks("Pick", "One")
    payload = world.app.last("block_actions")
    assert payload["actions"][0]["selected_option"]["value"] == "1"
    assert payload["state"]["values"]["row"]["right"]["selected_option"]["value"] == "1"


async def test_a_reset_forgets_what_was_said_and_goes_back_to_the_first_day(world):
    sam = world.person()
    await sam.says("hello")
    world.clock.set_today(date(2022, 9, 1))
    await world.playground.reset()
    assert sam.transcript() == ""
    assert world.clock.today() == date(2022, 6, 27)


def test_the_clock_starts_at_nine_on_the_first_day_and_is_in_london():
    now = PlaygroundClock().now()
    assert now.isoformat() == "2022-06-27T09:00:00+01:00"


def test_the_clock_can_run():
    seconds = iter([100.0, 107.0])
    clock = PlaygroundClock(elapsed=lambda: next(seconds))
    assert clock.now().second == 7


def test_the_clock_can_be_moved_to_a_winter_day_and_keeps_the_time():
    clock = PlaygroundClock()
    clock.advance(timedelta(hours=1))
    clock.set_today(date(2022, 12, 1))
    assert clock.now().isoformat() == "2022-12-01T10:00:00+00:00"


async def test_a_failed_assertion_shows_what_the_person_saw(world):
    sam = world.person()
    await sam.says("hello")
    with pytest.raises(AssertionError, match=r"Told \*you"):
        sam.sees("something else")
    with pytest.raises(AssertionError, match="sees 'Told you'"):
        sam.does_not_see("Told you")


async def test_two_people_can_act_at_the_same_time(world):
    sam, other = world.person(), world.person("Council officer (sample)")
    await asyncio.gather(sam.says("hello"), other.says("/contact who helps?"))
    sam.sees("Told you.")
    other.sees("EHC Officer")
