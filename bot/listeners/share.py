"""Sharing a private answer with a channel: made again, with what schools may see."""

from dataclasses import replace

from bot import reply
from bot.enquiry import Enquiries, for_everyone
from bot.listeners.press import Press
from bot.views import card
from bot.views import others as views
from directory.ask.answer import Kind


async def share_in_channel(enquiries: Enquiries, press: Press) -> None:
    """Post the answer for everyone; where schools may not see it, post nothing and say so."""
    answer = await enquiries.again(for_everyone(press.asker), press.ticket)
    if answer.kind != Kind.CONTACT:
        await reply.whisper(press.client, press.place, views.not_for_schools())
        return
    showing = card.Showing(
        feedback=False, note=f"Shared by <@{press.asker.user}>.", today=enquiries.clock.today()
    )
    await reply.share(
        press.client, press.place, card.build(replace(answer, others=()), press.ticket, showing)
    )
