"""What else there is beside the contact that was named."""

from typing import Any

from slack_bolt.async_app import AsyncAck
from slack_sdk.web.async_client import AsyncWebClient

from bot.enquiry import Enquiries, for_everyone
from bot.reply import Place, whisper
from bot.ticket import Ticket
from bot.views import others as views


async def show_others(
    enquiries: Enquiries, ack: AsyncAck, action: dict[str, Any], body: dict[str, Any], client: AsyncWebClient
) -> None:
    """Offer the others as buttons, to the presser alone."""
    await ack()
    ticket, place = Ticket.unpacked(action.get("value", "")), Place.pressed(body)
    asker = await enquiries.access.identify(client, body["team"]["id"], place.user)
    answer = await enquiries.again(asker if place.private else for_everyone(asker), ticket)
    await whisper(client, place, views.also(answer.others, ticket))
