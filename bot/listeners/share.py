"""Sharing a private answer with a channel: made again, with what schools may see."""

from dataclasses import replace
from typing import Any

from slack_bolt.async_app import AsyncAck
from slack_bolt.context.async_context import AsyncBoltContext

from bot import reply
from bot.enquiry import Enquiries, for_everyone
from bot.listeners.press import pressed
from bot.views import card
from bot.views import others as views
from directory.ask.answer import Kind


async def share_in_channel(
    enquiries: Enquiries,
    ack: AsyncAck,
    action: dict[str, Any],
    body: dict[str, Any],
    context: AsyncBoltContext,
) -> None:
    """Post the answer for everyone; where schools may not see it, post nothing and say so."""
    await ack()
    press = await pressed(enquiries, context, body, action.get("value"))
    answer = await enquiries.again(for_everyone(press.asker), press.ticket)
    if answer.kind != Kind.CONTACT:
        await reply.whisper(context.client, press.place, views.not_for_schools())
        return
    showing = card.Showing(feedback=False, note=f"Shared by <@{press.asker.user}>.")
    await reply.share(
        context.client, press.place, card.build(replace(answer, others=()), press.ticket, showing)
    )
