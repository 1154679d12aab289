"""What else there is beside the contact that was named."""

from typing import Any

from slack_bolt.async_app import AsyncAck
from slack_bolt.context.async_context import AsyncBoltContext

from bot.enquiry import Enquiries
from bot.listeners.press import pressed
from bot.reply import whisper
from bot.views import others as views


async def show_others(
    enquiries: Enquiries,
    ack: AsyncAck,
    action: dict[str, Any],
    body: dict[str, Any],
    context: AsyncBoltContext,
) -> None:
    """Offer the others as buttons, to the presser alone."""
    await ack()
    press = await pressed(enquiries, context, body, action.get("value"))
    answer = await enquiries.again(press.reader, press.ticket)
    await whisper(context.client, press.place, views.also(answer.others, press.ticket))
