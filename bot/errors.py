"""The one error handler: what went wrong becomes a sentence for the person."""

import asyncio
import secrets
import traceback
from typing import Any

import structlog
from slack_bolt import BoltResponse
from slack_bolt.context.async_context import AsyncBoltContext
from slack_bolt.error import BoltUnhandledRequestError
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.reply import UNREACHABLE, Place, Unheard, whisper
from bot.slack_error import error_code
from bot.views.limits import escape, message, section
from directory.errors import SignpostError

log = structlog.get_logger("signpost")

# Bolt looks every 10 ms whether a listener acknowledged, and forgets it when an error is handled sooner:
# Slack would then say that the app does not respond. So handling takes a little longer, in seconds.
ACK_IS_SEEN = 0.05

BEGAN = "began"
OUTDATED = "I do not know this button or command. Nothing was changed. Please ask your question again."
LATE = (
    "This took longer than Slack waits for me. It may have been saved all the same, so look before you send "
    "it again: the history of a record shows every change to it."
)


async def note_began(context: AsyncBoltContext) -> None:
    """Keep that something answers a request: Bolt tells what came too late as if there were nothing."""
    context[BEGAN] = True


async def handle_error(error: Exception, body: dict[str, Any], client: AsyncWebClient) -> BoltResponse | None:
    """Tell the person what happened and what to do next.

    An error of the domain is a sentence already. Any other gets a short reference, under which its type and
    place in the code are logged; its own text may quote what somebody asked, so that is not logged.
    """
    if isinstance(error, BoltUnhandledRequestError):
        if "event" in body:
            return BoltResponse(status=200)
        if error.request.context.get(BEGAN):
            await _tell(LATE, body, client)
            return BoltResponse(status=503)  # so that a form stays open, with what was typed
        told = await _tell(OUTDATED, body, client)
        return BoltResponse(status=200 if told else 404)
    await asyncio.sleep(ACK_IS_SEEN)
    await _tell(_sentence(error), body, client)
    return None


def _sentence(error: Exception) -> str:
    if isinstance(error, SignpostError):
        return str(error)
    reference = secrets.token_hex(3).upper()
    _log(error, reference)
    return (
        f"Something went wrong on my side. Nothing that you wrote was kept. Please try again. If it happens "
        f"again, tell the people who run Signpost this reference: {reference}."
    )


async def _tell(sentence: str, body: dict[str, Any], client: AsyncWebClient) -> bool:
    """Show the sentence to the person; False where there is no place for it, or Slack does not take it."""
    place = _place(body)
    if place is None:
        return False
    try:
        await whisper(client, place, message(sentence, [section(escape(sentence))]))
    except (SlackApiError, Unheard, *UNREACHABLE) as failed:
        log.warning("error_not_shown", error=type(failed).__name__)
        return False
    return True


def _log(error: Exception, reference: str) -> None:
    frames = traceback.extract_tb(error.__traceback__)
    where = " < ".join(f"{frame.filename}:{frame.lineno} {frame.name}" for frame in reversed(frames[-6:]))
    slack = error_code(error) if isinstance(error, SlackApiError) else None
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
