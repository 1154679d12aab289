"""Why Slack did not do what it was asked."""

from aiohttp import ClientConnectorError
from slack_sdk.errors import SlackApiError

_UNSURE = frozenset({"", "fatal_error", "internal_error", "request_timeout", "service_unavailable"})


def error_code(error: SlackApiError) -> str:
    """Slack's word for it, such as ``channel_not_found``; empty where Slack gave none.

    What stands before Slack answers in text, or breaks off: then the SDK has text, a list, or the bare HTTP
    response where Slack's answer would be.
    """
    held = getattr(error.response, "data", error.response)
    return str(held.get("error") or "") if isinstance(held, dict) else ""


def may_be_done(error: Exception) -> bool:
    """Whether Slack may have done what it was asked, although this came of it."""
    if isinstance(error, SlackApiError):
        return error_code(error) in _UNSURE
    return not isinstance(error, ClientConnectorError)  # then nothing has left this computer
