"""What all ways of asking share: the answer of an asker, as a message for a place."""

from dataclasses import replace

from slack_sdk.web.async_client import AsyncWebClient

from bot.access import Asker
from bot.enquiry import Enquiries
from bot.incoming import asks_for_help
from bot.reply import Place, whisper
from bot.ticket import Ticket
from bot.views import card
from bot.views import help as guide
from bot.views.card import Showing
from bot.views.limits import Message, message, section
from directory.ask.answer import Answer

IN_PRIVATE = (
    "Not everybody who reads this channel is council staff, so I answered here with what schools may see. "
    "Only you can see this line. Ask me in a direct message for the rest."
)


async def reader_at(enquiries: Enquiries, client: AsyncWebClient, place: Place, asker: Asker) -> Asker:
    """For whom an answer in this place is made: the asker, or in a channel the least trusted reader there."""
    return asker if place.private else await enquiries.reader_of(client, asker, place.channel)


async def reply_to(
    enquiries: Enquiries, asker: Asker, place: Place, text: str, reader: Asker | None = None
) -> Message:
    """The message that answers `text`, or the explanation where there is no question in it.

    `reader` is for whom it is made, where that is not the asker.
    """
    if asks_for_help(text):
        return guide.explanation()
    answer, ticket = await enquiries.ask(reader or asker, text)
    return await shown(enquiries, asker, place, answer, ticket)


async def tell_of_more(  # noqa: PLR0917 - who asked what, where, and who reads it
    enquiries: Enquiries, client: AsyncWebClient, asker: Asker, reader: Asker, place: Place, text: str
) -> None:
    """Tell the asker alone where they would learn more in private than the readers of the channel."""
    if not asks_for_help(text) and await enquiries.knows_more(asker, reader, text):
        await whisper(client, place, message(IN_PRIVATE, [section(IN_PRIVATE)]))


async def shown(enquiries: Enquiries, asker: Asker, place: Place, answer: Answer, ticket: Ticket) -> Message:
    """The message for an answer, with the buttons that make sense in this place for this asker.

    Where others read along, the buttons do not hold the words of the question.
    """
    if not place.private:
        ticket = replace(ticket, words="")
    asks = answer.asks_school and not asker.asked_school and ticket.asker == asker.user
    if asks and not asker.is_staff:
        enquiries.note_asked(asker)
    showing = Showing(
        shareable=place.private and not place.direct and bool(ticket.need.topics or ticket.need.post),
        asks_school=asks,
        own_school=not asker.is_staff,
        has_school=ticket.school is not None,
        today=enquiries.clock.today(),
    )
    return card.build(answer, ticket, showing)
