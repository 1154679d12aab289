"""The calendar: the file that was sent, and the address that keeps a calendar up to date."""

from slack_sdk.models.blocks import Block, ButtonElement, ConfirmObject, PlainTextObject

from bot.views.limits import Message, actions, escape, message, section
from directory.words import Audience

FILE_COMMENT = (
    "The dates as they are today. Open the file to add them to your calendar; it does not change by itself."
)
_OUTLOOK = "In Outlook: Add calendar, Subscribe from web, paste the address."
_GOOGLE = "In Google Calendar: Other calendars, From URL, paste the address."
_NO_ADDRESS = (
    "There is no address to follow yet. The people who run Signpost can set SIGNPOST_PUBLIC_URL, and then "
    "there is one."
)
_WHO = {
    Audience.STAFF: "Whoever has the address can read the dates for council staff. Give it to nobody else.",
    Audience.SCHOOLS: "It has the dates that everybody may see.",
}


def calendar(address: str, audience: Audience, memo: str, *, renewed: bool = False) -> Message:
    """What was sent, and the `address` ("" where there is none); an owner (`memo`) can renew it."""
    lines = [
        "There is a new address. Calendars with the old one no longer get the dates: please share this one."
        if renewed
        else "I have sent you the dates as a file, in a direct message."
    ]
    blocks: list[Block] = [section(escape(lines[0]))]
    if address:
        lines += [f"Or follow this address: your calendar then stays up to date.\n{address}"]
        lines += [f"{_OUTLOOK}\n{_GOOGLE}", _WHO[audience]]
        blocks += [section(f"Or follow this address: your calendar then stays up to date.\n`{address}`")]
        blocks += [section(f"{_OUTLOOK}\n{_GOOGLE}"), section(_WHO[audience])]
        if memo:
            blocks.append(actions(_renew(memo)))
    elif memo:
        lines.append(_NO_ADDRESS)
        blocks.append(section(_NO_ADDRESS))
    return message("\n".join(lines), blocks)


def _renew(memo: str) -> ButtonElement:
    sure = ConfirmObject(
        title="Make a new address?",
        text=PlainTextObject(text="Calendars with the old address no longer get the dates."),
        confirm="Make a new one",
        deny="Keep the old one",
    )
    return ButtonElement(text="Make a new address", action_id="timeline_renew", value=memo, confirm=sure)
