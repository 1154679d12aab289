"""Whether Slack can be reached and accepts the tokens, asked before anything is served."""

import asyncio
from collections.abc import Awaitable

import aiohttp
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_slack_response import AsyncSlackResponse

from bot.reply import UNREACHABLE
from bot.slack_error import error_code
from directory.errors import SignpostError

PATIENCE = 15  # seconds
_BUSY = frozenset(
    {"", "ratelimited", "internal_error", "fatal_error", "service_unavailable", "request_timeout"}
)
_REASONS = {
    "invalid_auth": "it does not know this token",
    "not_authed": "it does not know this token",
    "account_inactive": "the app is not installed in the workspace any more",
    "token_revoked": "the app is not installed in the workspace any more",
    "token_expired": "this token is too old",
    "not_allowed_token_type": "this is a token of another kind",
    "missing_scope": "this token does not allow it",
}
_WHERE = {
    "SLACK_BOT_TOKEN": "Copy the token that starts with xoxb- from OAuth & Permissions",
    "SLACK_APP_TOKEN": "Copy the token that starts with xapp- from Basic Information",
}


class TokenRefused(SignpostError):
    """Slack does not accept the token of `variable`."""

    def __init__(self, variable: str, error: str) -> None:
        why = _REASONS.get(error, "it gives this reason")
        super().__init__(
            f"Slack refused {variable}: {why} ({error}). {_WHERE[variable]} in "
            "the settings of the Slack app, then try again."
        )


class SlackAway(SignpostError):
    """Slack, or what stands in for it at `address`, gives no answer."""

    def __init__(self, address: str) -> None:
        super().__init__(
            f"Slack cannot be reached at {address}. Check the network and SLACK_API_URL, then try again."
        )


async def consent(call: Awaitable[AsyncSlackResponse], variable: str, address: str) -> AsyncSlackResponse:
    """What Slack answers to a call that is made with the token of `variable`.

    Raises TokenRefused; or SlackAway where nothing, or something that is not Slack, answers at `address`.
    """
    try:
        return await asyncio.wait_for(call, PATIENCE)
    except SlackApiError as error:
        said = error_code(error)
        if said in _BUSY:
            raise SlackAway(address) from error
        raise TokenRefused(variable, said) from error
    except UNREACHABLE as error:
        raise SlackAway(address) from error


async def reach_socket(address: str) -> None:
    """Open the web socket that Slack named, and close it again. Raises SlackAway."""
    try:
        async with (
            asyncio.timeout(PATIENCE),
            aiohttp.ClientSession(trust_env=True) as session,
            session.ws_connect(address),
        ):
            pass
    except UNREACHABLE as error:
        raise SlackAway(address.partition("?")[0]) from error
