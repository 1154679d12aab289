"""What the person thinks of the answer."""

from bot.enquiry import Enquiries
from bot.listeners.press import Press
from bot.reply import whisper
from bot.views import others as views
from directory.outcomes import Verdict


async def right_contact(enquiries: Enquiries, press: Press) -> None:
    """Keep that the answer was right, and say thank you."""
    enquiries.judge(press.asker, press.ticket, Verdict.RIGHT)
    await whisper(press.client, press.place, views.thanks())


async def not_right(enquiries: Enquiries, press: Press) -> None:
    """Keep that the answer was wrong, and offer what else there is, or the directory team."""
    enquiries.judge(press.asker, press.ticket, Verdict.WRONG)
    answer = await enquiries.again(press.reader, press.ticket)
    await whisper(press.client, press.place, views.instead(answer.others, press.ticket))
