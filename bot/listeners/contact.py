"""`/contact <question>`: answered so that only the person who asks sees it."""

from typing import Any

from slack_bolt.async_app import AsyncAck
from slack_bolt.context.async_context import AsyncBoltContext

from bot import incoming
from bot.enquiry import Enquiries
from bot.listeners.answering import reply_to
from bot.reply import Place, whisper


async def answer_command(
    enquiries: Enquiries, ack: AsyncAck, command: dict[str, Any], context: AsyncBoltContext
) -> None:
    """Answer the question after the command; explain how to ask where there is none."""
    await ack()
    asker = await enquiries.access.identify(context.client, context.team_id or "", command["user_id"])
    place = Place(command["channel_id"], asker.user, response_url=command.get("response_url", ""))
    reply = await reply_to(enquiries, asker, place, incoming.words(command.get("text", "")))
    await whisper(context.client, place, reply)
