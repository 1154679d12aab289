"""An answer reaches the person, also where Slack's ways of sending it fail."""

from collections.abc import AsyncIterator
from typing import Any

import pytest
from aiohttp import web
from slack_sdk.errors import SlackApiError

from bot.reply import Place, put_in_place, whisper
from bot.views.limits import Message

SAID = Message("the answer", [])


class FakeSlack:
    """Takes messages, except into channels where it is not a member."""

    def __init__(self, *not_there: str) -> None:
        self._not_there = not_there
        self.shown: list[tuple[str, str]] = []

    async def chat_postMessage(self, *, channel: str, text: str, **_rest: Any) -> None:
        self._take(channel, text)

    async def chat_postEphemeral(self, *, channel: str, text: str, **_rest: Any) -> None:
        self._take(channel, text)

    async def api_call(self, method: str, *, json: dict[str, str]) -> dict[str, Any]:
        assert (method, json) == ("conversations.open", {"users": "U1"})
        return {"channel": {"id": "D1"}}

    def _take(self, channel: str, text: str) -> None:
        if channel in self._not_there:
            raise SlackApiError("no", {"error": "channel_not_found"})
        self.shown.append((channel, text))


@pytest.fixture
async def urls() -> AsyncIterator[tuple[str, list[Any]]]:
    """An address that takes messages at /ok, refuses them at /refused and breaks off at /dropped."""
    taken: list[Any] = []

    async def receive(request: web.Request) -> web.Response:
        kind = request.match_info["kind"]
        if kind == "dropped" and request.transport:
            request.transport.abort()
        if kind == "refused":
            return web.json_response({"ok": False, "error": "invalid_blocks"})
        if kind == "ok":
            taken.append(await request.json())
        return web.Response(text="ok")

    app = web.Application()
    app.router.add_post("/{kind}", receive)
    runner = web.AppRunner(app)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    yield f"http://127.0.0.1:{runner.addresses[0][1]}", taken
    await runner.cleanup()


@pytest.mark.parametrize("kind", ["dropped", "refused"])
async def test_where_the_response_url_fails_the_person_still_gets_the_answer(urls, kind):
    slack = FakeSlack()
    place = Place("C1", "U1", response_url=f"{urls[0]}/{kind}")
    await whisper(slack, place, SAID)
    await put_in_place(slack, place, SAID)
    assert slack.shown == [("C1", "the answer")] * 2


async def test_where_signpost_is_not_in_the_channel_the_answer_comes_as_a_direct_message():
    slack = FakeSlack("C1")
    await whisper(slack, Place("C1", "U1"), SAID)
    assert slack.shown == [("D1", "the answer")]


async def test_a_command_between_two_people_is_answered_there_to_the_asker_alone(urls):
    slack = FakeSlack("D0THEIRS")
    await whisper(slack, Place("D0THEIRS", "U1", response_url=f"{urls[0]}/ok"), SAID)
    assert slack.shown == []
    assert [taken["response_type"] for taken in urls[1]] == ["ephemeral"]
