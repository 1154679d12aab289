"""What all ways of asking share: the answer of an asker, as a message for a place."""

from dataclasses import replace

from bot.access import Asker
from bot.enquiry import Enquiries, for_everyone
from bot.incoming import asks_for_help
from bot.reply import Place
from bot.ticket import Ticket
from bot.views import card
from bot.views import help as guide
from bot.views.card import Showing
from bot.views.limits import Message
from directory.ask.answer import Answer, Kind

IN_CHANNEL = "In a channel I answer with what schools may see. Ask me in a direct message for the rest."


def reader_at(place: Place, asker: Asker) -> Asker:
    """For whom an answer in this place is made: the asker, or in a channel everybody who reads there."""
    return asker if place.private else for_everyone(asker)


async def reply_to(enquiries: Enquiries, asker: Asker, place: Place, text: str) -> Message:
    """The message that answers `text`, or the explanation where there is no question in it."""
    if asks_for_help(text):
        return guide.explanation()
    answer, ticket = await enquiries.ask(reader_at(place, asker), text)
    return await shown(enquiries, asker, place, answer, ticket)


async def shown(enquiries: Enquiries, asker: Asker, place: Place, answer: Answer, ticket: Ticket) -> Message:
    """The message for an answer, with the buttons that make sense in this place for this asker.

    Where others read along, the buttons do not hold the words of the question.
    """
    if not place.private:
        ticket = replace(ticket, words="")
    asks = answer.asks_school and not asker.asked_school and ticket.asker == asker.user
    if asks and not asker.is_staff:
        await enquiries.note_asked(asker)
    elsewhere = asker.is_staff and not place.private and answer.kind == Kind.UNKNOWN
    showing = Showing(
        shareable=place.private and not place.direct and bool(ticket.need.topics or ticket.need.post),
        asks_school=asks,
        own_school=not asker.is_staff,
        has_school=ticket.school is not None,
        note=IN_CHANNEL if elsewhere else "",
        today=enquiries.clock.today(),
    )
    return card.build(answer, ticket, showing)
