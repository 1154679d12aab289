"""A direct message: answered there."""

from typing import Any

from slack_sdk.web.async_client import AsyncWebClient

from bot import incoming
from bot.enquiry import Enquiries
from bot.listeners.answering import reply_to
from bot.listeners.events import first_time
from bot.reply import Place, post


async def answer_direct_message(
    enquiries: Enquiries, event: dict[str, Any], body: dict[str, Any], client: AsyncWebClient
) -> None:
    """Answer what a person wrote to Signpost; edits, deletions and what bots write are left alone."""
    plain = event.get("subtype") in (None, "file_share") and not event.get("bot_id")
    written = plain and event.get("channel_type") == "im"
    if not written or not event.get("user") or not await first_time(enquiries, body):
        return
    asker = await enquiries.access.identify(client, body["team_id"], event["user"])
    place = Place(event["channel"], asker.user, thread_ts=event.get("thread_ts"))
    await post(client, place, await reply_to(enquiries, asker, place, incoming.words(event.get("text", ""))))
