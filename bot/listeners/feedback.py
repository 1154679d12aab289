"""What the person thinks of the answer."""

from typing import Any

from slack_bolt.async_app import AsyncAck
from slack_sdk.web.async_client import AsyncWebClient

from bot.enquiry import Enquiries, for_everyone
from bot.reply import Place, whisper
from bot.ticket import Ticket
from bot.views import others as views
from directory.outcomes import Verdict


async def right_contact(
    enquiries: Enquiries, ack: AsyncAck, action: dict[str, Any], body: dict[str, Any], client: AsyncWebClient
) -> None:
    """Keep that the answer was right, and say thank you."""
    await ack()
    ticket, place = Ticket.unpacked(action.get("value", "")), Place.pressed(body)
    asker = await enquiries.access.identify(client, body["team"]["id"], place.user)
    await enquiries.judge(asker, ticket, Verdict.RIGHT)
    await whisper(client, place, views.thanks())


async def not_right(
    enquiries: Enquiries, ack: AsyncAck, action: dict[str, Any], body: dict[str, Any], client: AsyncWebClient
) -> None:
    """Keep that the answer was wrong, and offer what else there is, or the directory team."""
    await ack()
    ticket, place = Ticket.unpacked(action.get("value", "")), Place.pressed(body)
    asker = await enquiries.access.identify(client, body["team"]["id"], place.user)
    await enquiries.judge(asker, ticket, Verdict.WRONG)
    answer = await enquiries.again(asker if place.private else for_everyone(asker), ticket)
    await whisper(client, place, views.instead(answer.others, ticket))
