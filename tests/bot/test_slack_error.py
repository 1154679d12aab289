"""Whatever answers in Slack's place, its refusal can be read."""

from collections.abc import AsyncIterator

import pytest
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.commands.slack_consent import SlackAway, consent
from bot.playground.serve import served
from bot.slack_error import error_code
from tests.bot.faults import Faults

ODD = [
    ("upstream connect error", 503, "text/plain"),
    ("<html>", 503, "text/html"),
    ('{"ok": tr', 200, "application/json"),
    ("[]", 200, "application/json"),
    ("null", 200, "application/json"),
    ("", 500, "application/json"),
]


@pytest.fixture
async def client(faults: Faults) -> AsyncIterator[AsyncWebClient]:
    """A client of a Slack that is nothing but faults."""

    async def nothing(*_: object) -> None:
        raise AssertionError

    async with served(lambda _: faults.over(nothing)) as address:
        yield AsyncWebClient(base_url=f"{address}/api/")


async def refused(client: AsyncWebClient) -> SlackApiError:
    with pytest.raises(SlackApiError) as found:
        await client.auth_test()
    return found.value


@pytest.mark.parametrize(("text", "status", "kind"), ODD)
async def test_what_is_no_answer_of_slack_has_no_code(
    client: AsyncWebClient, faults: Faults, text: str, status: int, kind: str
):
    faults.answer("/api/auth.test", text, status=status, kind=kind)
    assert error_code(await refused(client)) == ""
    with pytest.raises(SlackAway):
        await consent(client.auth_test(), "SLACK_BOT_TOKEN", "an address")


async def test_slacks_own_word_is_the_code(client: AsyncWebClient, faults: Faults):
    faults.answer("/api/auth.test", '{"ok": false, "error": "invalid_auth"}')
    assert error_code(await refused(client)) == "invalid_auth"


def test_an_answer_that_is_only_a_mapping_has_its_code():
    assert error_code(SlackApiError("no", {"error": "is_archived"})) == "is_archived"
