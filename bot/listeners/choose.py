"""A pressed choice completes the question it belongs to."""

from bot.enquiry import Enquiries
from bot.listeners.answering import shown
from bot.listeners.press import Press
from bot.reply import put_in_place


async def complete_question(enquiries: Enquiries, press: Press) -> None:
    """Answer the first question with what was chosen, in place of the choice."""
    answer, ticket = await enquiries.complete(press.reader, press.ticket, press.ticket.pick)
    reply = await shown(enquiries, press.asker, press.place, answer, ticket)
    await put_in_place(press.client, press.place, reply)
