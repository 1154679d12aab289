"""What all buttons share: who pressed, where, and the question that the button belongs to."""

from dataclasses import dataclass
from typing import Any

from slack_bolt.context.async_context import AsyncBoltContext

from bot.access import Asker
from bot.enquiry import Enquiries
from bot.listeners.answering import reader_at
from bot.reply import Place
from bot.ticket import Ticket


@dataclass(frozen=True)
class Press:
    """A pressed button: by whom, where, and about which question."""

    asker: Asker
    place: Place
    ticket: Ticket

    @property
    def reader(self) -> Asker:
        """For whom the answer is made: the presser, or in a channel everybody who reads there."""
        return reader_at(self.place, self.asker)


async def pressed(
    enquiries: Enquiries, context: AsyncBoltContext, body: dict[str, Any], packed: str | None
) -> Press:
    """The press that a payload tells of; `packed` is what the button remembers of its question."""
    place = Place.pressed(body)
    asker = await enquiries.access.identify(context.client, context.team_id or "", place.user)
    return Press(asker, place, Ticket.unpacked(packed or ""))
