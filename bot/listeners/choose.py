"""A pressed choice completes the question it belongs to."""

from typing import Any

from slack_bolt.async_app import AsyncAck
from slack_sdk.web.async_client import AsyncWebClient

from bot.enquiry import Enquiries, for_everyone
from bot.listeners.answering import shown
from bot.reply import Place, put_in_place
from bot.ticket import Ticket


async def complete_question(
    enquiries: Enquiries, ack: AsyncAck, action: dict[str, Any], body: dict[str, Any], client: AsyncWebClient
) -> None:
    """Answer the first question with what was chosen, in place of the choice."""
    await ack()
    ticket, place = Ticket.unpacked(action.get("value", "")), Place.pressed(body)
    asker = await enquiries.access.identify(client, body["team"]["id"], place.user)
    reader = asker if place.private else for_everyone(asker)
    answer, ticket = await enquiries.complete(reader, ticket, ticket.pick)
    await put_in_place(client, place, await shown(enquiries, asker, place, answer, ticket))
