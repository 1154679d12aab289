"""Signed, acknowledged within three seconds, sent again: how requests reach the app."""

import asyncio
import copy

import pytest
from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_sdk.signature import SignatureVerifier
from slack_sdk.web.async_client import AsyncWebClient

from bot.playground.dispatch import Answer, Dispatcher, Unanswered, signature_headers
from bot.playground.errors import PersonError
from bot.playground.manifest import Manifest
from bot.playground.scopes import ManifestError, check_manifest
from bot.playground.web_api.endpoint import APP_TOKEN
from tests.bot.playground.conftest import running
from tests.bot.playground.sample_app import MANIFEST


class Line:
    """A transport that notes what is sent and answers from a list; a string is an exception to raise."""

    def __init__(self, *answers):
        self.answers = list(answers)
        self.sent = []

    async def send(self, delivery):
        self.sent.append(delivery)
        answer = self.answers.pop(0)
        if isinstance(answer, Exception):
            raise answer
        if answer is None:
            await asyncio.Event().wait()
        return answer

    async def aclose(self):
        pass


def sending(line, delays=(0, 60, 300)):
    waits = []

    async def sleep(seconds):
        waits.append(seconds)

    return Dispatcher(line, ack_seconds=0.01, retry_delays=delays, sleep=sleep), waits


async def finished(dispatcher):
    await asyncio.gather(*dispatcher._running)


async def test_an_event_that_is_not_acknowledged_is_sent_three_times_more_with_reasons():
    line = Line(None, OSError(), Answer(500), Answer(500))
    dispatcher, waits = sending(line)
    dispatcher.event({"event_id": "Ev1"})
    await finished(dispatcher)
    assert [(d.retry_num, d.retry_reason) for d in line.sent] == [
        (0, ""),
        (1, "http_timeout"),
        (2, "connection_failed"),
        (3, "http_error"),
    ]
    assert waits == [0, 60, 300]


async def test_an_acknowledged_event_is_sent_once():
    line = Line(Answer(200))
    dispatcher, _ = sending(line)
    dispatcher.event({})
    await finished(dispatcher)
    assert len(line.sent) == 1


async def test_an_app_can_ask_not_to_be_sent_it_again():
    line = Line(Answer(500, no_retry=True))
    dispatcher, _ = sending(line)
    dispatcher.event({})
    await finished(dispatcher)
    assert len(line.sent) == 1


async def test_a_command_is_sent_once_only():
    line = Line(OSError())
    dispatcher, _ = sending(line)
    with pytest.raises(Unanswered, match="connection_failed"):
        await dispatcher.request("slash_commands", {})
    assert len(line.sent) == 1


def test_the_signature_is_slacks():
    headers = signature_headers("secret", b"payload=1", 1656316800)
    verifier = SignatureVerifier("secret")
    expected = verifier.generate_signature(timestamp="1656316800", body=b"payload=1")
    assert headers["X-Slack-Signature"] == expected


async def test_a_retried_event_reaches_the_app_with_its_event_id(world):
    world.app.unacknowledged = 2
    sam = world.person()
    await sam.says("hello")
    sam.sees("Told you.")
    ids = [b["event_id"] for b in world.app.heard if b.get("event", {}).get("text") == "hello"]
    assert len(ids) == 3
    assert len(set(ids)) == 1


async def test_an_app_that_does_not_answer_is_named_to_the_person():
    async with running(app_url="http://127.0.0.1:9/slack/events") as world:
        sam = world.person()
        with pytest.raises(PersonError, match="not responding"):
            await sam.uses("Ask")


async def test_a_wrong_signature_is_refused_by_the_app():
    async with running(signing_secret="another") as world:
        sam = world.person()
        await sam.says("/contact attendance")
        sam.sees("dispatch_failed")
        assert world.app.heard == []


async def test_events_that_are_not_declared_are_not_sent():
    manifest = copy.deepcopy(MANIFEST)
    manifest["settings"]["event_subscriptions"]["bot_events"] = ["app_mention"]
    async with running(manifest) as world:
        sam = world.person()
        await sam.says("hello")
        assert world.app.heard == []


async def test_a_manifest_with_an_event_without_its_scope_is_refused():
    manifest = copy.deepcopy(MANIFEST)
    manifest["oauth_config"]["scopes"]["bot"].remove("im:history")
    with pytest.raises(ManifestError, match="im:history"):
        async with running(manifest):
            pass


def test_a_shortcut_with_a_name_too_long_for_slack_is_refused():
    manifest = copy.deepcopy(MANIFEST)
    manifest["features"]["shortcuts"][0]["name"] = "Who on earth can help with this?"
    with pytest.raises(ManifestError, match="longer than 24 characters"):
        check_manifest(Manifest.from_dict(manifest))


async def test_an_event_has_the_envelope_that_slack_gives_it(world):
    sam = world.person()
    await sam.says("@Signpost hello", in_="#senco-network")
    body = next(b for b in world.app.heard if b.get("event", {}).get("type") == "app_mention")
    assert body["type"] == "event_callback"
    assert body["api_app_id"] == "A0SIGNPOST"
    assert body["authorizations"][0]["is_bot"] is True
    assert body["is_ext_shared_channel"] is False
    assert body["event"]["text"] == "<@U0SOMBOT> hello"
    assert body["event"]["channel"] == "C0SOMNETWORK"
    assert body["event"]["blocks"][0]["elements"][0]["elements"] == [
        {"type": "user", "user_id": "U0SOMBOT"},
        {"type": "text", "text": " hello"},
    ]


async def test_everything_works_through_socket_mode():
    async with running(socket_mode=True) as world:
        web = AsyncWebClient(base_url=f"{world.address}/api/")
        handler = AsyncSocketModeHandler(world.app.bolt, APP_TOKEN, web_client=web)
        await handler.connect_async()
        sam = world.person()
        await sam.says("hello")
        sam.sees("Told you.")
        await sam.says("/contact at once")
        sam.sees("Said in the acknowledgement.")
        await sam.says("/form")
        await sam.fills({"Why?": "bad"})
        await sam.picks("Which school?", "wo")
        assert await sam.submits() == {"why": "Say it differently."}
        await handler.close_async()
