"""A pressed choice completes the question it belongs to."""

from typing import Any

from slack_bolt.async_app import AsyncAck
from slack_bolt.context.async_context import AsyncBoltContext

from bot.enquiry import Enquiries
from bot.listeners.answering import shown
from bot.listeners.press import pressed
from bot.reply import put_in_place


async def complete_question(
    enquiries: Enquiries,
    ack: AsyncAck,
    action: dict[str, Any],
    body: dict[str, Any],
    context: AsyncBoltContext,
) -> None:
    """Answer the first question with what was chosen, in place of the choice."""
    await ack()
    press = await pressed(enquiries, context, body, action.get("value"))
    answer, ticket = await enquiries.complete(press.reader, press.ticket, press.ticket.pick)
    reply = await shown(enquiries, press.asker, press.place, answer, ticket)
    await put_in_place(context.client, press.place, reply)
