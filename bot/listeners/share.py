"""Sharing a private answer with a channel: made again, with what schools may see."""

from dataclasses import replace
from typing import Any

from slack_bolt.async_app import AsyncAck
from slack_sdk.web.async_client import AsyncWebClient

from bot import reply
from bot.enquiry import Enquiries, for_everyone
from bot.reply import Place
from bot.ticket import Ticket
from bot.views import card
from bot.views import others as views
from directory.ask.answer import Kind


async def share_in_channel(
    enquiries: Enquiries, ack: AsyncAck, action: dict[str, Any], body: dict[str, Any], client: AsyncWebClient
) -> None:
    """Post the answer for everyone; where schools may not see it, post nothing and say so."""
    await ack()
    ticket, place = Ticket.unpacked(action.get("value", "")), Place.pressed(body)
    asker = await enquiries.access.identify(client, body["team"]["id"], place.user)
    answer = await enquiries.again(for_everyone(asker), ticket)
    if answer.kind != Kind.CONTACT:
        await reply.whisper(client, place, views.not_for_schools())
        return
    showing = card.Showing(feedback=False, note=f"Shared by <@{asker.user}>.")
    await reply.share(client, place, card.build(replace(answer, others=()), ticket, showing))
