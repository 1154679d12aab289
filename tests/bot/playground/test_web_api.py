"""The Web API refuses what Slack refuses, with Slack's codes, and answers in Slack's shapes."""

import copy
import json
from datetime import timedelta

import aiohttp
import pytest
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from tests.bot.playground.conftest import running
from tests.bot.playground.sample_app import MANIFEST, modal, section

NETWORK, OFFICE, RESTRUCTURE = "C0SOMNETWORK", "C0SOMOFFICE", "C0SOMRESTRUCT"
SENCO, OFFICER = "U0SOMSENCO", "U0SOMOFFICER"


async def refused(awaitable):
    """The answer of a call that must fail."""
    with pytest.raises(SlackApiError) as caught:
        await awaitable
    return caught.value.response.data


@pytest.mark.parametrize(
    ("method", "arguments", "code"),
    [
        ("chat.nonsense", {}, "unknown_method"),
        ("chat.postMessage", {"text": "x"}, "invalid_arguments"),
        ("chat.postMessage", {"channel": NETWORK}, "no_text"),
        ("chat.postMessage", {"channel": "C9", "text": "x"}, "channel_not_found"),
        ("chat.postMessage", {"channel": OFFICE, "text": "x"}, "not_in_channel"),
        ("chat.postMessage", {"channel": NETWORK, "text": "x" * 40_001}, "msg_too_long"),
        ("chat.postMessage", {"channel": NETWORK, "blocks": "nonsense"}, "invalid_blocks_format"),
        ("chat.postMessage", {"channel": NETWORK, "text": "x", "thread_ts": "1.2"}, "invalid_thread_ts"),
        (
            "chat.postMessage",
            {"channel": NETWORK, "text": "x", "metadata": {"event_type": "a"}},
            "invalid_metadata_format",
        ),
        (
            "chat.postMessage",
            {
                "channel": NETWORK,
                "text": "x",
                "metadata": {"event_type": "a", "event_payload": {"a": "x" * 9000}},
            },
            "metadata_too_large",
        ),
        ("chat.postEphemeral", {"channel": NETWORK, "user": "U9", "text": "x"}, "user_not_found"),
        ("chat.postEphemeral", {"channel": RESTRUCTURE, "user": SENCO, "text": "x"}, "user_not_in_channel"),
        ("chat.update", {"channel": NETWORK, "ts": "1.2", "text": "x"}, "message_not_found"),
        ("chat.delete", {"channel": NETWORK, "ts": "1.2"}, "message_not_found"),
        ("conversations.info", {"channel": "C9"}, "channel_not_found"),
        ("conversations.history", {"channel": OFFICE}, "not_in_channel"),
        ("conversations.history", {"channel": NETWORK, "cursor": "%%%"}, "invalid_cursor"),
        ("conversations.history", {"channel": NETWORK, "limit": "0x"}, "invalid_limit"),
        ("conversations.replies", {"channel": NETWORK, "ts": "1.2"}, "thread_not_found"),
        ("conversations.list", {"types": "nonsense"}, "invalid_types"),
        ("users.info", {"user": "U9"}, "user_not_found"),
        ("users.lookupByEmail", {"email": "x@example.org"}, "missing_scope"),
        ("usergroups.list", {}, "missing_scope"),
        ("views.open", {"trigger_id": "1.2.3", "view": modal("x", section("x"))}, "invalid_trigger_id"),
        ("views.open", {"trigger_id": "1.2.3", "view": {"type": "modal"}}, "invalid_arguments"),
        ("views.update", {"view_id": "V9", "view": modal("x", section("x"))}, "not_found"),
        ("apps.connections.open", {}, "not_allowed_token_type"),
    ],
)
async def test_a_call_is_refused_with_slacks_code(world, method, arguments, code):
    fields = {key: v if isinstance(v, str) else json.dumps(v) for key, v in arguments.items()}
    answer = await refused(world.client.api_call(method, data=fields))
    assert answer["error"] == code


async def test_a_call_without_a_token_is_refused(world):
    async with aiohttp.ClientSession() as session:
        response = await session.post(f"{world.address}/api/auth.test")
        assert await response.json() == {"ok": False, "error": "not_authed"}


async def test_a_call_with_a_wrong_token_is_refused(world):
    client = AsyncWebClient(token="xoxb-other", base_url=f"{world.address}/api/")
    assert (await refused(client.auth_test()))["error"] == "invalid_auth"


async def test_a_token_in_a_json_body_does_not_count(world):
    async with aiohttp.ClientSession() as session:
        body = {"token": world.workspace.bot_token}
        async with session.post(f"{world.address}/api/auth.test", json=body) as response:
            assert (await response.json())["error"] == "not_authed"


async def test_reading_methods_do_not_look_into_a_json_body(world):
    answer = await refused(world.client.api_call("users.info", json={"user": SENCO}))
    assert answer["error"] == "invalid_arguments"


async def test_a_missing_scope_is_named(world):
    answer = await refused(world.client.reactions_add(channel=NETWORK, name="eyes", timestamp="1.2"))
    assert answer["needed"] == "reactions:write"
    assert "chat:write" in answer["provided"].split(",")


async def test_invalid_blocks_are_refused_with_slacks_messages(world):
    blocks = [section("x" * 3001)]
    answer = await refused(world.client.chat_postMessage(channel=NETWORK, text="x", blocks=blocks))
    assert answer["error"] == "invalid_blocks"
    assert answer["response_metadata"]["messages"] == [
        "[ERROR] must be less than 3001 characters [json-pointer:/blocks/0/text/text]"
    ]


async def test_blocks_without_text_are_accepted_with_a_warning(world):
    async with aiohttp.ClientSession() as session:
        headers = {"Authorization": f"Bearer {world.workspace.bot_token}"}
        body = {"channel": NETWORK, "blocks": [section("x")]}
        async with session.post(
            f"{world.address}/api/chat.postMessage", json=body, headers=headers
        ) as answer:
            assert (await answer.json())["warning"] == "missing_text_in_message"


async def test_a_trigger_opens_one_modal_within_three_seconds(world):
    tickets, view = world.workspace.tickets, modal("x", section("x"))
    trigger = tickets.trigger(SENCO)
    await world.client.views_open(trigger_id=trigger, view=view)
    again = await refused(world.client.views_open(trigger_id=trigger, view=view))
    assert again["error"] == "exchanged_trigger_id"
    late = tickets.trigger(SENCO)
    world.clock.advance(timedelta(seconds=3.1))
    assert (await refused(world.client.views_open(trigger_id=late, view=view)))[
        "error"
    ] == "expired_trigger_id"


async def test_an_update_with_an_old_hash_is_refused(world):
    trigger = world.workspace.tickets.trigger(SENCO)
    opened = await world.client.views_open(trigger_id=trigger, view=modal("x", section("x")))
    view = opened["view"]
    await world.client.views_update(view_id=view["id"], hash=view["hash"], view=modal("y", section("y")))
    late = world.client.views_update(view_id=view["id"], hash=view["hash"], view=modal("z", section("z")))
    assert (await refused(late))["error"] == "hash_conflict"


async def test_a_response_url_works_five_times(world):
    path = world.workspace.tickets.hook(NETWORK, SENCO, None)
    async with aiohttp.ClientSession() as session:
        for _ in range(5):
            async with session.post(f"{world.address}/{path}", json={"text": "x"}) as response:
                assert response.status == 200
        async with session.post(f"{world.address}/{path}", json={"text": "x"}) as response:
            assert (response.status, (await response.json())["error"]) == (404, "used_url")


async def test_a_response_url_works_for_thirty_minutes(world):
    path = world.workspace.tickets.hook(NETWORK, SENCO, None)
    world.clock.advance(timedelta(minutes=31))
    async with aiohttp.ClientSession() as session:
        response = await session.post(f"{world.address}/{path}", json={"text": "x"})
        assert (response.status, (await response.json())["error"]) == (404, "expired_url")


async def test_metadata_comes_back_from_history(world):
    metadata = {"event_type": "reminder", "event_payload": {"delivery": 7}}
    posted = await world.client.chat_postMessage(channel=NETWORK, text="x", metadata=metadata)
    plain = await world.client.conversations_history(channel=NETWORK)
    full = await world.client.conversations_history(channel=NETWORK, include_all_metadata=True)
    assert posted["message"]["metadata"] == metadata
    assert "metadata" not in plain["messages"][0]
    assert full["messages"][0]["metadata"] == metadata


async def test_history_comes_in_pages_newest_first(world):
    for number in range(5):
        await world.client.chat_postMessage(channel=NETWORK, text=str(number))
    first = await world.client.conversations_history(channel=NETWORK, limit=3)
    cursor = first["response_metadata"]["next_cursor"]
    second = await world.client.conversations_history(channel=NETWORK, limit=3, cursor=cursor)
    assert [m["text"] for m in [*first["messages"], *second["messages"]]] == ["4", "3", "2", "1", "0"]
    assert (first["has_more"], second["has_more"]) == (True, False)


async def test_replies_stand_in_the_thread_and_not_in_the_history(world):
    root = await world.client.chat_postMessage(channel=NETWORK, text="root")
    await world.client.chat_postMessage(channel=NETWORK, text="reply", thread_ts=root["ts"])
    history = await world.client.conversations_history(channel=NETWORK)
    thread = await world.client.conversations_replies(channel=NETWORK, ts=root["ts"])
    assert [m["text"] for m in history["messages"]] == ["root"]
    assert [m["text"] for m in thread["messages"]] == ["root", "reply"]
    assert thread["messages"][0]["reply_count"] == 1


async def test_a_message_to_a_person_goes_to_the_direct_message(world):
    posted = await world.client.chat_postMessage(channel=OFFICER, text="x")
    opened = await world.client.conversations_open(users=OFFICER)
    assert posted["channel"] == opened["channel"]["id"] == "D0SOMOFFICER"


async def test_only_own_messages_can_be_changed(world):
    sam = world.person()
    ts = await sam.says("mine", in_="#senco-network")
    update = await refused(world.client.chat_update(channel=NETWORK, ts=ts, text="x"))
    delete = await refused(world.client.chat_delete(channel=NETWORK, ts=ts))
    assert (update["error"], delete["error"]) == ("cant_update_message", "cant_delete_message")


async def test_an_update_without_blocks_keeps_them(world):
    posted = await world.client.chat_postMessage(channel=NETWORK, text="x", blocks=[section("kept")])
    updated = await world.client.chat_update(channel=NETWORK, ts=posted["ts"], text="y")
    assert updated["message"]["blocks"][0]["text"]["text"] == "kept"
    emptied = await world.client.chat_update(channel=NETWORK, ts=posted["ts"], text="z", blocks=[])
    assert emptied["message"]["blocks"][0]["type"] == "rich_text"


async def test_an_email_address_is_given_only_with_its_scope(world):
    without = await world.client.users_info(user=SENCO)
    manifest = copy.deepcopy(MANIFEST)
    manifest["oauth_config"]["scopes"]["bot"].append("users:read.email")
    async with running(manifest) as other:
        given = await other.client.users_info(user=SENCO)
    assert "email" not in without["user"]["profile"]
    assert given["user"]["profile"]["email"] == "senco.somerset@schools.example.org"


async def test_a_guest_is_restricted(world):
    guest = await world.client.users_info(user="U0SOMGUEST")
    assert guest["user"]["is_restricted"] is True


async def test_a_private_channel_without_the_app_does_not_exist_for_it(world):
    world.workspace.channels[RESTRUCTURE].members.discard(world.workspace.bot.id)
    assert (await refused(world.client.conversations_info(channel=RESTRUCTURE)))[
        "error"
    ] == "channel_not_found"


async def test_a_file_is_uploaded_and_shared(world):
    manifest = copy.deepcopy(MANIFEST)
    manifest["oauth_config"]["scopes"]["bot"].append("files:write")
    async with running(manifest) as world:
        await world.client.files_upload_v2(
            channel=NETWORK, content="a,b\n", filename="dates.csv", title="Dates"
        )
        sam = world.person()
        assert "(file) Dates" in sam.transcript()


async def test_auth_test_tells_the_scopes_in_its_header(world):
    answer = await world.client.auth_test()
    assert "chat:write" in answer.headers["x-oauth-scopes"]
    assert answer["user_id"] == world.workspace.bot.id
