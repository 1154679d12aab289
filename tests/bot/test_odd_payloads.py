"""What Slack may also send: old buttons, other workspaces' people, missing parts."""

import json
from typing import Any
from urllib.parse import urlencode

import pytest
from aiohttp import ClientSession

from bot.playground.app import Playground
from bot.playground.person import Person
from tests.bot.test_web import signed


async def sent(playground: Playground, secret: str, body: str, kind: str) -> int:
    headers = signed(body, secret) | {"Content-Type": kind}
    url = f"{playground.public_url}slack/events"
    async with ClientSession() as session, session.post(url, data=body, headers=headers) as answer:
        return answer.status


def pressed(action: str, **different: Any) -> str:
    payload = {
        "type": "block_actions",
        "team": {"id": "T0SOMERSET"},
        "user": {"id": "U0SOMSENCO", "team_id": "T0SOMERSET"},
        "channel": None,
        "container": {"type": "message", "is_ephemeral": True},
        "actions": [{"type": "button", "action_id": action, "block_id": "b", "value": '{"u":"U0SOMSENCO"}'}],
    }
    return urlencode({"payload": json.dumps(payload | different)})


async def test_a_button_that_is_no_longer_known_says_so(
    playground: Playground, senco: Person, signing_secret: str
):
    await senco.says("help")
    form = "application/x-www-form-urlencoded"
    assert await sent(playground, signing_secret, pressed("of_last_year"), form) == 200
    await senco.says("help")
    assert "I do not know this button or command." in senco.transcript()


async def test_a_press_without_a_trigger_asks_to_press_again(
    playground: Playground, senco: Person, signing_secret: str
):
    await senco.says("help")
    form = "application/x-www-form-urlencoded"
    assert await sent(playground, signing_secret, pressed("send_question"), form) == 200
    await senco.says("help")
    assert "Please press the button again." in senco.transcript()


async def test_a_press_whose_workspace_stands_with_the_person_is_understood(
    playground: Playground, senco: Person, signing_secret: str
):
    await senco.says("help")
    form = "application/x-www-form-urlencoded"
    assert await sent(playground, signing_secret, pressed("show_others", team=None), form) == 200
    await senco.says("help")
    assert "I have nobody else for this question." in senco.transcript()


@pytest.mark.parametrize("said", [None, ""])
async def test_a_message_without_text_gets_the_explanation(
    playground: Playground, senco: Person, signing_secret: str, said: str | None
):
    await senco.says("help")
    before = senco.transcript().count("Ask in your own words")
    event = {"type": "message", "channel_type": "im", "channel": "D0SOMSENCO", "user": "U0SOMSENCO"}
    event |= {"text": said, "ts": "1656316800.000009"}  # type: ignore[dict-item]
    body = json.dumps({"type": "event_callback", "team_id": "T0SOMERSET", "event_id": "Ev9", "event": event})
    assert await sent(playground, signing_secret, body, "application/json") == 200
    await senco.says("help")
    assert senco.transcript().count("Ask in your own words") == before + 2
