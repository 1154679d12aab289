"""The message shortcut "Who can help with this?": answers about somebody's message, to the presser alone."""

from typing import Any

from slack_bolt.async_app import AsyncAck
from slack_bolt.context.async_context import AsyncBoltContext

from bot import incoming
from bot.enquiry import Enquiries
from bot.listeners.answering import reply_to
from bot.reply import Place, whisper


async def answer_about_message(
    enquiries: Enquiries, ack: AsyncAck, shortcut: dict[str, Any], context: AsyncBoltContext
) -> None:
    """Answer as if the message had been asked by the person who used the shortcut."""
    await ack()
    asker = await enquiries.access.identify(context.client, context.team_id or "", shortcut["user"]["id"])
    message = shortcut["message"]
    place = Place(
        shortcut["channel"]["id"],
        asker.user,
        thread_ts=message.get("thread_ts"),
        response_url=shortcut.get("response_url", ""),
    )
    await whisper(
        context.client,
        place,
        await reply_to(enquiries, asker, place, incoming.words(message.get("text", ""))),
    )
