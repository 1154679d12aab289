"""What the person thinks of the answer."""

from typing import Any

from slack_bolt.async_app import AsyncAck
from slack_bolt.context.async_context import AsyncBoltContext

from bot.enquiry import Enquiries
from bot.listeners.press import pressed
from bot.reply import whisper
from bot.views import others as views
from directory.outcomes import Verdict


async def right_contact(
    enquiries: Enquiries,
    ack: AsyncAck,
    action: dict[str, Any],
    body: dict[str, Any],
    context: AsyncBoltContext,
) -> None:
    """Keep that the answer was right, and say thank you."""
    await ack()
    press = await pressed(enquiries, context, body, action.get("value"))
    await enquiries.judge(press.asker, press.ticket, Verdict.RIGHT)
    await whisper(context.client, press.place, views.thanks())


async def not_right(
    enquiries: Enquiries,
    ack: AsyncAck,
    action: dict[str, Any],
    body: dict[str, Any],
    context: AsyncBoltContext,
) -> None:
    """Keep that the answer was wrong, and offer what else there is, or the directory team."""
    await ack()
    press = await pressed(enquiries, context, body, action.get("value"))
    await enquiries.judge(press.asker, press.ticket, Verdict.WRONG)
    answer = await enquiries.again(press.reader, press.ticket)
    await whisper(context.client, press.place, views.instead(answer.others, press.ticket))
