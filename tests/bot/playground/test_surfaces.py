"""Tabs, uploads and prompts that the manifest turns on or off."""

import copy

import aiohttp
import pytest
from slack_sdk.errors import SlackApiError

from bot.clock import PlaygroundClock
from bot.playground.errors import PersonError
from bot.playground.events import EventFeed
from bot.playground.seed import sample_workspaces
from bot.playground.wire import message_object
from tests.bot.playground.conftest import running
from tests.bot.playground.sample_app import MANIFEST, section


def with_scopes(*scopes):
    manifest = copy.deepcopy(MANIFEST)
    manifest["oauth_config"]["scopes"]["bot"] += scopes
    return manifest


def with_home(**settings):
    manifest = copy.deepcopy(MANIFEST)
    manifest["features"]["app_home"] |= settings
    return manifest


async def test_an_app_without_a_home_tab_has_none_to_open_or_publish():
    async with running(with_home(home_tab_enabled=False)) as world:
        with pytest.raises(PersonError, match="no Home tab"):
            await world.person().opens_home()
        with pytest.raises(SlackApiError, match="not_enabled"):
            await world.client.views_publish(
                user_id="U0SOMSENCO", view={"type": "home", "blocks": [section("x")]}
            )


async def test_a_read_only_messages_tab_takes_no_messages():
    async with running(with_home(messages_tab_read_only_enabled=True)) as world:
        with pytest.raises(PersonError, match="turned off"):
            await world.person().says("hello")


async def test_opening_the_messages_tab_tells_the_app_which_tab(world):
    await world.person().opens_messages()
    assert world.app.last("event_callback")["event"]["tab"] == "messages"


async def test_suggested_prompts_are_shown_to_the_person_and_at_most_four():
    async with running(with_scopes("assistant:write")) as world:
        prompts = [{"title": "Attendance", "message": "Who helps with attendance?"}]
        place = {"channel_id": "D0SOMSENCO", "thread_ts": "1.2"}
        await world.client.assistant_threads_setSuggestedPrompts(**place, prompts=prompts)
        assert world.workspace.seen_by("U0SOMSENCO")["prompts"]["prompts"] == prompts
        with pytest.raises(SlackApiError, match="invalid_arguments"):
            await world.client.assistant_threads_setSuggestedPrompts(**place, prompts=prompts * 5)


async def test_a_status_lasts_until_the_app_posts(world):
    ts = await world.actions.say("U0SOMSENCO", "D0SOMSENCO", "hello")
    await world.client.assistant_threads_setStatus(
        channel_id="D0SOMSENCO", thread_ts=ts, status="is looking that up"
    )
    channel = world.workspace.channels["D0SOMSENCO"]
    assert channel.status == "is looking that up"
    await world.client.chat_postMessage(channel="D0SOMSENCO", text="x")
    assert channel.status == ""


async def test_a_file_may_be_sent_as_a_form_too():
    async with running(with_scopes("files:write")) as world, aiohttp.ClientSession() as session:
        place = await world.client.files_getUploadURLExternal(filename="a.csv", length=4)
        form = aiohttp.FormData()
        form.add_field("file", b"a,b\n", filename="a.csv")
        await session.post(place["upload_url"], data=form)
        await world.client.files_completeUploadExternal(
            files=[{"id": place["file_id"]}], channel_id="C0SOMNETWORK"
        )
        message = world.workspace.channels["C0SOMNETWORK"].messages[-1]
        response = await session.get(message.files[0]["url_private"])
        assert await response.read() == b"a,b\n"


async def test_a_file_that_never_arrived_cannot_be_shared():
    async with running(with_scopes("files:write")) as world:
        place = await world.client.files_getUploadURLExternal(filename="a.csv", length=4)
        with pytest.raises(SlackApiError, match="file_not_found"):
            await world.client.files_completeUploadExternal(files=[{"id": place["file_id"]}])


async def test_a_user_group_lists_its_people():
    async with running(with_scopes("usergroups:read")) as world:
        groups = await world.client.usergroups_list()
        users = await world.client.usergroups_users_list(usergroup=groups["usergroups"][0]["id"])
        assert users["users"] == ["U0SOMEDITOR"]


async def test_a_reaction_is_added_once():
    async with running(with_scopes("reactions:write")) as world:
        posted = await world.client.chat_postMessage(channel="C0SOMNETWORK", text="x")
        place = {"channel": "C0SOMNETWORK", "timestamp": posted["ts"], "name": "eyes"}
        await world.client.reactions_add(**place)
        with pytest.raises(SlackApiError, match="already_reacted"):
            await world.client.reactions_add(**place)


class Outbox:
    """A dispatcher that keeps what it is given."""

    def __init__(self):
        self.events = []

    def event(self, payload):
        self.events.append(payload["event"])


def test_changed_and_deleted_messages_are_told_to_the_app():
    workspace = sample_workspaces(MANIFEST, PlaygroundClock())[0]
    outbox = Outbox()
    feed = EventFeed(workspace, outbox)
    message = workspace.add(workspace.bot_message("D0SOMSENCO", "before", None))
    before = message_object(workspace, message)
    message.text = "after"
    feed.changed(before, message)
    feed.deleted(before, "D0SOMSENCO")
    changed, deleted = outbox.events
    assert (changed["subtype"], changed["channel_type"]) == ("message_changed", "im")
    assert (changed["previous_message"]["text"], changed["message"]["text"]) == ("before", "after")
    assert (deleted["subtype"], deleted["deleted_ts"]) == ("message_deleted", message.ts)
