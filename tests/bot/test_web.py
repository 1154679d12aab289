"""Whether the process is healthy, and who may speak to it."""

import asyncio
import hashlib
import hmac
import json
import time
from collections.abc import AsyncIterator
from datetime import timedelta

import pytest
from aiohttp import ClientSession
from pydantic import SecretStr
from sqlalchemy import Engine, text

from bot.app import build_app
from bot.clock import PlaygroundClock, SystemClock
from bot.playground.serve import served
from bot.settings import Settings
from bot.web import create_web
from directory import deliveries
from tests.bot.running import UNHURRIED
from tests.bot.scripted import ScriptedDesk

SECRET = "a signing secret"


@pytest.fixture
async def address(settings: Settings, desk: ScriptedDesk, directory_engine: Engine) -> AsyncIterator[str]:
    own = {"slack_signing_secret": SecretStr(SECRET), "authority": "somerset"}
    app = build_app(
        settings=settings.model_copy(update=own),
        desk=desk,
        engine=directory_engine,
        clock=PlaygroundClock(),
        token_of={"T1": "xoxb-1"}.get,
        patience=UNHURRIED,
    )
    async with served(lambda _: create_web(app, directory_engine, desk, PlaygroundClock())) as found:
        yield found


async def test_health_says_which_revision_each_authority_is_at(address: str):
    async with ClientSession() as session, session.get(f"{address}/healthz") as answer:
        assert answer.status == 200
        assert await answer.json() == {"ok": True, "revisions": {"somerset": 1}}


async def test_health_fails_when_the_database_was_not_migrated(address: str, directory_engine: Engine):
    with directory_engine.begin() as connection:
        connection.execute(text("DELETE FROM alembic_version"))
    async with ClientSession() as session, session.get(f"{address}/healthz") as answer:
        assert answer.status == 503
        assert "signpost migrate" in (await answer.json())["problem"]


async def test_health_says_that_a_worker_has_been_silent_for_an_hour(address: str, directory_engine: Engine):
    deliveries.beat(directory_engine, "worker", SystemClock().now() - timedelta(hours=2), None)
    async with ClientSession() as session, session.get(f"{address}/healthz") as answer:
        assert answer.status == 200
        assert "A worker has been silent since" in (await answer.json())["reminders"][0]


async def test_the_front_page_says_that_it_runs(address: str):
    async with ClientSession() as session, session.get(address) as answer:
        assert "Signpost is running" in await answer.text()


async def test_a_request_that_slack_did_not_sign_is_refused(address: str):
    assert (await posted(address, {"type": "url_verification", "challenge": "x"}, "another secret"))[0] == 401


async def test_slacks_own_check_of_the_address_is_answered(address: str):
    status, body = await posted(address, {"type": "url_verification", "challenge": "hello"}, SECRET)
    assert (status, json.loads(body)) == (200, {"challenge": "hello"})


ODD = [b"{not json", b"\xff\xfe", b"[]", b"null", b'"x"', b"payload=%5B%5D", b"[" * 100_000, b'{"event":"x"}']


@pytest.mark.parametrize("body", ODD, ids=lambda body: body[:14].decode(errors="replace"))
async def test_what_cannot_be_read_and_is_not_signed_is_refused(address: str, body: bytes):
    kind = "application/x-www-form-urlencoded" if body.startswith(b"payload") else "application/json"
    headers = {"Content-Type": kind, "X-Slack-Request-Timestamp": "soon"}
    async with (
        ClientSession() as session,
        session.post(f"{address}/slack/events", data=body, headers=headers) as answer,
    ):
        assert answer.status == 401


@pytest.mark.parametrize(
    "odd", [{"X-Slack-Request-Timestamp": "soon"}, {"X-Slack-Signature": "v0=\xe9"}], ids=repr
)
async def test_a_stranger_with_an_odd_signature_is_told_nothing(
    address: str, odd: dict[str, str], capfd: pytest.CaptureFixture[str]
):
    headers = signed("{}", "another secret") | {"Content-Type": "application/x-www-form-urlencoded"} | odd
    body = "command=%2Fcontact&channel_id=C1&user_id=U1&response_url=http%3A%2F%2F127.0.0.1%3A9"
    reader, writer = await asyncio.open_connection("127.0.0.1", int(address.rpartition(":")[2]))
    lines = [f"{name}: {value}" for name, value in headers.items()]
    asked = [
        "POST /slack/events HTTP/1.1",
        "Host: x",
        "Connection: close",
        f"Content-Length: {len(body)}",
        *lines,
    ]
    writer.write("\r\n".join([*asked, "", body]).encode("latin-1"))
    assert (await reader.read()).startswith(b"HTTP/1.1 401")
    writer.close()
    assert "unexpected" not in "".join(capfd.readouterr())


async def posted(address: str, payload: dict[str, str], secret: str) -> tuple[int, str]:
    body = json.dumps(payload)
    url = f"{address}/slack/events"
    async with (
        ClientSession() as session,
        session.post(url, data=body, headers=signed(body, secret)) as answer,
    ):
        return answer.status, await answer.text()


def signed(body: str, secret: str) -> dict[str, str]:
    now = str(int(time.time()))
    digest = hmac.new(secret.encode(), f"v0:{now}:{body}".encode(), hashlib.sha256).hexdigest()
    return {
        "X-Slack-Request-Timestamp": now,
        "X-Slack-Signature": f"v0={digest}",
        "Content-Type": "application/json",
    }
