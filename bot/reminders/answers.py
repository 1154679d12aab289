"""What Slack's answer to a request means for what was asked of it."""

from dataclasses import dataclass
from typing import Any

from aiohttp import ClientConnectorError, ClientError
from slack_sdk.errors import SlackApiError

FAILURES = (SlackApiError, ClientError, OSError, TimeoutError, ValueError)
"""What a call of Slack's Web API may raise. A ValueError is an answer that cannot be read."""


class Trouble(Exception):
    """A request did not do what it should have. `error` is Slack's word for it, never what was sent."""

    def __init__(self, error: str) -> None:
        super().__init__(error)
        self.error = error


class Busy(Trouble):
    """Slack takes no more for now. Nothing was done. `seconds` is how long to wait, None where it is not
    said; `everywhere` where that is so for the whole workspace."""

    def __init__(self, error: str, seconds: float | None = None, *, everywhere: bool = False) -> None:
        super().__init__(error)
        self.seconds = seconds
        self.everywhere = everywhere


class Unclear(Trouble):
    """The request may have been carried out, or may yet be."""


class Gone(Trouble):
    """Nothing can be sent to this destination any more."""


class NotAllowed(Trouble):
    """Slack does not let us in, or lacks a permission: nothing can be sent anywhere until it is put right."""


class Refused(Trouble):
    """Slack does not take this message."""


@dataclass(frozen=True)
class _Said:
    status: int
    error: str
    retry_after: float | None


_GONE = frozenset(
    [
        "access_denied",
        "cannot_dm_bot",
        "channel_is_archived",
        "channel_not_found",
        "channel_type_not_supported",
        "is_archived",
        "is_inactive",
        "messages_tab_disabled",
        "no_permission",
        "not_in_channel",
        "restricted_action",
        "restricted_action_non_threadable_channel",
        "restricted_action_read_only_channel",
        "restricted_action_thread_only_channel",
        "team_not_found",
        "user_disabled",
        "user_is_restricted",
        "user_not_found",
        "user_not_visible",
        "users_not_found",
    ]
)
_NOT_ALLOWED = frozenset(
    [
        "ekm_access_denied",
        "enterprise_is_restricted",
        "invalid_auth",
        "missing_scope",
        "not_allowed_token_type",
        "not_authed",
        "org_login_required",
        "team_access_not_granted",
        "token_expired",
        "token_revoked",
        "two_factor_setup_required",
    ]
)
READERS_NOT_KNOWN = "readers_not_known"
"""Our own word: Slack does not say who reads there."""
OURS = "our_account_inactive"
WHOSE = "account_inactive"
"""Slack's word for an account that is no more: the person's, or ours (`OURS`). Only `auth.test` tells."""
_BUSY = frozenset(["rate_limited", "ratelimited", "message_limit_exceeded"])
_EVERYWHERE = frozenset(["message_limit_exceeded"])
_UNCLEAR = frozenset(["fatal_error", "internal_error", "request_timeout", "service_unavailable"])


def is_about_us(error: str) -> bool:
    """Whether Slack's word means that it lets us in nowhere."""
    return error in _NOT_ALLOWED or error == OURS


def trouble(error: Exception) -> Trouble:
    """What a failure of a call means."""
    if isinstance(error, SlackApiError):
        return _from_slack(_said(error.response))
    if isinstance(error, ClientConnectorError):
        return Busy("not_connected")  # nothing has left this computer
    return Unclear(type(error).__name__)


def _from_slack(said: _Said) -> Trouble:
    if said.status == 429 or said.error in _BUSY:
        return Busy(said.error or "ratelimited", said.retry_after, everywhere=said.error in _EVERYWHERE)
    if said.status != 200 or said.error in _UNCLEAR or not said.error:
        return Unclear(said.error or f"http_{said.status}")
    if said.error in _NOT_ALLOWED:
        return NotAllowed(said.error)
    return Gone(said.error) if said.error in _GONE or said.error == WHOSE else Refused(said.error)


def _said(response: Any) -> _Said:  # noqa: ANN401 - the SDK's answer, or aiohttp's where that is no JSON
    status = int(getattr(response, "status_code", 0) or getattr(response, "status", 0) or 0)
    data = getattr(response, "data", None)
    error = str(data.get("error") or "") if isinstance(data, dict) else ""
    headers = getattr(response, "headers", None) or {}
    named = {str(name).lower(): value for name, value in headers.items()}
    try:
        after = max(0.0, float(named["retry-after"]))
    except (KeyError, ValueError):
        after = None
    return _Said(status, error, after)
