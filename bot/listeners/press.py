"""What all buttons share: who pressed, where, and the question that the button belongs to."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

from slack_bolt.async_app import AsyncAck
from slack_bolt.context.async_context import AsyncBoltContext
from slack_sdk.web.async_client import AsyncWebClient

from bot.access import Asker
from bot.enquiry import Enquiries
from bot.listeners.answering import reader_at
from bot.reply import Place
from bot.ticket import Ticket


@dataclass(frozen=True)
class Press:
    """A pressed button or a used menu: by whom, where, about which question; `chosen` from the menu.

    `reader` is for whom the answer is made: the presser, or in a channel its least trusted reader.
    """

    client: AsyncWebClient
    asker: Asker
    reader: Asker
    place: Place
    ticket: Ticket
    chosen: str = ""


def on_press(
    enquiries: Enquiries, answer: Callable[[Enquiries, Press], Awaitable[None]]
) -> Callable[..., Awaitable[None]]:
    """A listener for Bolt that acknowledges, finds out who pressed what, and lets `answer` do the rest."""

    async def listen(
        ack: AsyncAck, action: dict[str, Any], body: dict[str, Any], context: AsyncBoltContext
    ) -> None:
        await ack()
        place = Place.pressed(body)
        asker = await enquiries.access.identify(context.client, context.team_id or "", place.user)
        ticket = Ticket.unpacked(action.get("value") or action["block_id"])  # a menu has no value of its own
        chosen = (action.get("selected_option") or {}).get("value", "")
        reader = await reader_at(enquiries, context.client, place, asker)
        await answer(enquiries, Press(context.client, asker, reader, place, ticket, chosen))

    return listen
