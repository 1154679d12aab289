"""What else there is beside the contact that was named."""

from bot.enquiry import Enquiries
from bot.listeners.press import Press
from bot.reply import whisper
from bot.views import others as views


async def show_others(enquiries: Enquiries, press: Press) -> None:
    """Offer the others as buttons, to the presser alone."""
    answer = await enquiries.again(press.reader, press.ticket)
    await whisper(press.client, press.place, views.also(answer.others, press.ticket))
