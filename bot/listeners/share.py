"""Sharing a private answer with a channel: made again, with what its least trusted reader may see."""

from dataclasses import replace

from bot import reply
from bot.enquiry import Enquiries
from bot.listeners.answering import shown
from bot.listeners.press import Press
from bot.views import card
from bot.views import others as views
from directory.ask.answer import Kind


async def share_in_channel(enquiries: Enquiries, press: Press) -> None:
    """Post the answer for everyone; where they may not all see it, post nothing and say so."""
    reader = await enquiries.reader_of(press.client, press.asker, press.place.channel)
    answer = await enquiries.again(reader, press.ticket)
    if answer.kind != Kind.CONTACT:
        refusal = views.not_for_schools()
        if not press.asker.is_staff:  # what may no longer be seen is nothing that they may know of
            refusal = await shown(enquiries, press.asker, press.place, answer, press.ticket)
        await reply.whisper(press.client, press.place, refusal)
        return
    showing = card.Showing(
        feedback=False, note=f"Shared by <@{press.asker.user}>.", today=enquiries.clock.today()
    )
    await reply.share(
        press.client, press.place, card.build(replace(answer, others=()), press.ticket, showing)
    )
