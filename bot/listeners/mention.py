"""A mention in a channel: answered in the thread, with what its least trusted reader may see."""

from typing import Any

from slack_bolt.context.async_context import AsyncBoltContext

from bot import incoming
from bot.enquiry import Enquiries
from bot.listeners.answering import reader_at, reply_to, tell_of_more
from bot.listeners.events import first_time
from bot.reply import Place, post


async def answer_mention(
    enquiries: Enquiries, event: dict[str, Any], body: dict[str, Any], context: AsyncBoltContext
) -> None:
    """Answer in the thread of the message, or in a new one under it."""
    if event.get("bot_id") or not event.get("user") or not await first_time(enquiries, body):
        return
    asker = await enquiries.access.identify(context.client, context.team_id or "", event["user"])
    thread = event.get("thread_ts") or event["ts"]
    place = Place(event["channel"], asker.user, thread_ts=thread, private=False)
    text = incoming.words(event.get("text", ""))
    reader = await reader_at(enquiries, context.client, place, asker)
    await post(context.client, place, await reply_to(enquiries, asker, place, text, reader))
    await tell_of_more(enquiries, context.client, asker, reader, place, text)
