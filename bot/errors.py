"""The one error handler: what went wrong becomes a sentence for the person."""

import asyncio
import secrets
import traceback
from typing import Any

import structlog
from slack_bolt import BoltResponse
from slack_bolt.error import BoltUnhandledRequestError
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.reply import Place, whisper
from bot.views.limits import escape, message, section
from directory.errors import SignpostError

log = structlog.get_logger("signpost")

# Bolt looks every 10 ms whether a listener acknowledged, and forgets it when an error is handled sooner:
# Slack would then say that the app does not respond. So handling takes a little longer, in seconds.
ACK_IS_SEEN = 0.05


async def handle_error(error: Exception, body: dict[str, Any], client: AsyncWebClient) -> BoltResponse | None:
    """Tell the person what happened and what to do next.

    An error of the domain is a sentence already. Any other gets a short reference, under which its type and
    place in the code are logged; its own text may quote what somebody asked, so that is not logged.
    """
    if isinstance(error, BoltUnhandledRequestError):
        return BoltResponse(status=200 if "event" in body else 404)
    await asyncio.sleep(ACK_IS_SEEN)
    if isinstance(error, SignpostError):
        sentence = str(error)
    else:
        reference = secrets.token_hex(3).upper()
        _log(error, reference)
        sentence = (
            f"Something went wrong on my side, and nothing was kept. Please try again. If it happens again, "
            f"tell the people who run Signpost this reference: {reference}."
        )
    place = _place(body)
    if place is not None:
        try:
            await whisper(client, place, message(sentence, [section(escape(sentence))]))
        except (SlackApiError, OSError, TimeoutError) as failed:
            log.warning("error_not_shown", error=type(failed).__name__)
    return None


def _log(error: Exception, reference: str) -> None:
    frames = traceback.extract_tb(error.__traceback__)
    where = " < ".join(f"{frame.filename}:{frame.lineno} {frame.name}" for frame in reversed(frames[-6:]))
    slack = error.response.get("error") if isinstance(error, SlackApiError) else None
    log.error("unexpected", reference=reference, error=type(error).__name__, slack_error=slack, where=where)


def _place(body: dict[str, Any]) -> Place | None:
    """Where to tell the person (in a form or the Home tab: the direct message); None in a typeahead."""
    if "command" in body:
        return Place(body["channel_id"], body["user_id"], response_url=body.get("response_url", ""))
    if "event" in body:
        event = body["event"]
        if event.get("bot_id") or not event.get("user") or not event.get("channel"):
            return None
        thread = event.get("thread_ts")
        return Place(event["channel"], event["user"], thread_ts=thread) if "text" in event else None
    if body.get("type") in ("block_actions", "message_action", "view_submission"):
        return Place.pressed(body)
    return None
