"""Why Slack did not do what it was asked."""

from slack_sdk.errors import SlackApiError


def error_code(error: SlackApiError) -> str:
    """Slack's word for it, such as ``channel_not_found``; empty where Slack gave none.

    What stands before Slack answers in text, or breaks off: then the SDK has text, a list, or the bare HTTP
    response where Slack's answer would be.
    """
    held = getattr(error.response, "data", error.response)
    return str(held.get("error") or "") if isinstance(held, dict) else ""
