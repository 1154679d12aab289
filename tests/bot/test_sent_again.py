"""Slack sends an event again when it was not acknowledged in time: it is answered once."""

import asyncio
import json

from aiohttp import ClientSession
from sqlalchemy import Engine, text

from bot.playground.app import Playground
from bot.playground.person import Person
from tests.bot.test_web import signed


async def test_an_event_that_slack_sends_again_is_answered_once(
    playground: Playground, senco: Person, signing_secret: str, directory_engine: Engine
):
    event = {
        "type": "message",
        "channel_type": "im",
        "channel": "D0SOMSENCO",
        "user": "U0SOMSENCO",
        "text": "attendance",
        "ts": "1656316800.000001",
    }
    body = json.dumps(
        {"type": "event_callback", "team_id": "T0SOMERSET", "event_id": "Ev0SAME", "event": event}
    )

    async def send(again: int) -> None:
        headers = signed(body, signing_secret) | ({"X-Slack-Retry-Num": str(again)} if again else {})
        url = f"{playground.public_url}slack/events"
        async with ClientSession() as session, session.post(url, data=body, headers=headers) as answer:
            assert answer.status == 200

    await senco.says("help")
    await asyncio.gather(*(send(again) for again in range(4)))
    await senco.says("help")
    assert senco.transcript().count("Ask the Attendance Adviser.") == 1
    with directory_engine.connect() as connection:
        assert connection.scalar(text("SELECT count(*) FROM outcome")) == 1


async def test_an_edited_message_is_not_answered_again(
    playground: Playground, senco: Person, signing_secret: str
):
    event = {
        "type": "message",
        "subtype": "message_changed",
        "channel_type": "im",
        "channel": "D0SOMSENCO",
        "message": {"user": "U0SOMSENCO", "text": "attendance"},
        "ts": "1656316800.000002",
    }
    body = json.dumps({"type": "event_callback", "team_id": "T0SOMERSET", "event_id": "Ev2", "event": event})
    await senco.says("help")
    url = f"{playground.public_url}slack/events"
    async with (
        ClientSession() as session,
        session.post(url, data=body, headers=signed(body, signing_secret)) as answer,
    ):
        assert answer.status == 200
    await senco.says("help")
    assert "Attendance Adviser" not in senco.transcript()
