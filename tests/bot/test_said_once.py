"""Where Slack does what it is asked but its answer is lost, nothing is said twice to everybody."""

import pytest
from aiohttp import ClientConnectorError, ServerDisconnectedError
from slack_sdk.http_retry import HttpRequest, HttpResponse, RetryState

from bot.app import slack_client
from bot.playground.person import Person
from bot.settings import Settings
from tests.bot.faults import Faults

LOST = "Slack did not say whether my message was posted. Look first"
NOT_CONNECTED = ClientConnectorError(None, OSError())  # type: ignore[arg-type]
BROKEN_OFF = ServerDisconnectedError()


@pytest.mark.parametrize("status", [500, None])
async def test_a_direct_message_is_answered_once(senco: Person, faults: Faults, status: int | None):
    await senco.says("help")
    faults.lose("/api/chat.postMessage", status=status)
    await senco.says("attendance")
    senco.sees(LOST)
    assert senco.transcript().count("[Right contact]") == 1


@pytest.mark.parametrize("status", [503, None])
async def test_an_answer_is_shared_once(senco: Person, officer: Person, faults: Faults, status: int | None):
    await senco.says("/contact attendance", in_="#senco-network")
    faults.lose("/hook/", status=status)
    await senco.presses("Share in channel")
    assert officer.transcript().count("Shared by") == 1
    senco.sees(LOST)


async def test_an_answer_is_shared_also_where_its_address_is_too_old(
    senco: Person, officer: Person, faults: Faults
):
    await senco.says("/contact attendance", in_="#senco-network")
    faults.answer("/hook/", '{"ok": false, "error": "expired_url"}', status=404)
    await senco.presses("Share in channel")
    officer.sees("Shared by")


@pytest.mark.parametrize(
    ("method", "status", "error", "again"),
    [
        ("chat.postMessage", 429, None, True),
        ("chat.postMessage", 500, None, False),
        ("chat.postMessage", 503, None, False),
        ("chat.postMessage", None, NOT_CONNECTED, True),
        ("chat.postMessage", None, BROKEN_OFF, False),
        ("users.info", 503, None, True),
        ("users.info", None, BROKEN_OFF, True),
    ],
)
async def test_only_what_slack_surely_did_not_do_is_tried_again(
    settings: Settings, method: str, status: int | None, error: Exception | None, again: bool
):
    request = HttpRequest(method="POST", url=f"https://slack.com/api/{method}", headers={})
    response = HttpResponse(status_code=status, headers={}) if status else None
    asked = [
        await handler.can_retry_async(state=RetryState(), request=request, response=response, error=error)
        for handler in slack_client(settings).retry_handlers
    ]
    assert any(asked) == again
