"""Who Signpost is in a workspace is known at once, also while Slack's Web API is slow or away."""

import asyncio
from typing import Any

import pytest
from aiohttp import ServerDisconnectedError
from slack_sdk.errors import SlackApiError

from bot.app import authorizer


class Answer:
    data = {"team_id": "T1", "bot_id": "B1", "user_id": "U0BOT"}  # noqa: RUF012


class FakeSlack:
    """Answers `auth.test`, or fails, or never answers (`error` None)."""

    def __init__(self, error: Exception | None, *, fails: int = 1) -> None:
        self._error, self._fails = error, fails
        self.asked = 0

    async def auth_test(self, *, token: str) -> Any:
        assert token == "xoxb-1"
        self.asked += 1
        if self.asked > self._fails:
            return Answer()
        if self._error is None:
            await asyncio.Event().wait()
        raise self._error or AssertionError


def of(slack: FakeSlack):
    return authorizer(slack, {"T1": "xoxb-1"}.get, patience=0.01)


@pytest.mark.parametrize(
    "error", [None, ServerDisconnectedError(), SlackApiError("no", {"error": "internal_error"})]
)
async def test_a_fault_of_slack_does_not_keep_a_request_waiting(error: Exception | None):
    slack = FakeSlack(error)
    authorize = of(slack)
    assert (await authorize(team_id="T1")).bot_token == "xoxb-1"
    assert (await authorize(team_id="T1")).bot_user_id == "U0BOT"


async def test_slack_is_asked_once():
    slack = FakeSlack(None, fails=0)
    authorize = of(slack)
    for _ in range(3):
        await authorize(team_id="T1")
    assert slack.asked == 1


async def test_a_token_that_slack_refuses_is_not_used():
    slack = FakeSlack(SlackApiError("no", {"error": "token_revoked"}))
    assert await of(slack)(team_id="T1") is None


async def test_a_workspace_without_a_token_is_not_served():
    assert await of(FakeSlack(None))(team_id="T9") is None
