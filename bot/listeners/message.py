"""A direct message: answered there."""

from typing import Any

from slack_bolt.context.async_context import AsyncBoltContext

from bot import incoming
from bot.enquiry import Enquiries
from bot.listeners.answering import reply_to
from bot.listeners.events import first_time
from bot.reply import Place, post

WRITTEN = (None, "file_share", "thread_broadcast")


async def answer_direct_message(
    enquiries: Enquiries, event: dict[str, Any], body: dict[str, Any], context: AsyncBoltContext
) -> None:
    """Answer what a person wrote to Signpost; edits, deletions and what bots write are left alone."""
    plain = event.get("subtype") in WRITTEN and not event.get("bot_id")
    written = plain and event.get("channel_type") == "im"
    if not written or not event.get("user") or not await first_time(enquiries, body):
        return
    asker = await enquiries.access.identify(context.client, context.team_id or "", event["user"])
    place = Place(event["channel"], asker.user, thread_ts=event.get("thread_ts"))
    await post(
        context.client, place, await reply_to(enquiries, asker, place, incoming.words(event.get("text", "")))
    )
