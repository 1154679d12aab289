"""What is said about following a consultation, and how its reminders stand."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from slack_sdk.models.blocks import Block

from bot.views.limits import Message, actions, button, context, escape, message, section, text_alone
from bot.views.timeline.reminder import WHY
from bot.views.timeline.words import weekday
from directory.days import LONDON, london_day
from directory.deliveries import DestinationStatus, Status, Unsent
from directory.timeline.picture import counted

SHOWN = 15
LISTED = 3
NOT_HERE = (
    "Not everybody who can read this channel may see these dates, so I would have nothing to post here. "
    "Nothing was changed. To be reminded yourself, use /timeline follow me."
)
INVITE = (
    "I cannot post reminders here, because I am not in this channel. Nothing was changed. "
    "Type /invite @Signpost, then try again."
)
NOT_FOLLOWED = "Nothing is followed here, so nothing was changed. /timeline follow begins it."
NOT_YOURS = (
    "Only council staff, and whoever asked for these reminders, can stop them for the whole channel. "
    "Nothing was changed."
)
GONE = "I cannot snooze this: its day comes first, or it is no longer planned. Nothing was changed."


@dataclass(frozen=True)
class Wishes:
    """How a destination is reminded. `titles` are the consultations whose names the reader may see."""

    me: bool
    titles: tuple[str, ...]
    leads: tuple[int, ...]
    hour: str


def followed(wishes: Wishes, next_at: datetime | None, today: date) -> Message:
    """What will be reminded of, when, and how to end it."""
    who = "I will remind you" if wishes.me else "I will remind this channel"
    about = f" of {_listed(wishes.titles)}" if wishes.titles else " of the key dates"
    text = f"{who}{about}: {leads_in_words(wishes.leads)}, at {wishes.hour}."
    more = "A reminder that falls on a weekend or a bank holiday comes on the working day before."
    next_one = f"The first one comes on {moment(next_at, today)}." if next_at else "No date is still to come."
    blocks = [
        section(f"*{escape(text)}*"),
        context(f"{more} {next_one}"),
        actions(button(stop_label(me=wishes.me), "timeline_stop", "{}")),
    ]
    return message(f"{text} {next_one} {more}", blocks)


def stop_label(*, me: bool) -> str:
    """What the button that ends it says."""
    return "Stop reminding me" if me else "Stop reminding this channel"


def ended(me: bool) -> Message:
    """Reminders have been stopped."""
    whom = "you" if me else "this channel"
    again = "/timeline follow me" if me else "/timeline follow"
    return text_alone(f"I will not remind {whom} any more. {again} begins it again.")


def snoozed(to: datetime, today: date) -> Message:
    """When the reminder comes again."""
    return text_alone(f"I will post this reminder again on {moment(to, today)}.")


def status(standing: Status, silent: Sequence[str], today: date) -> Message:
    """How the reminders stand, the destinations with trouble first."""
    title = f"Next: {moment(standing.next_at, today)}" if standing.next_at else "Nothing is planned"
    totals = ", ".join(
        f"{what} {standing.total(what)}" for what in ("planned", "posted", "late", "missed", "failed")
    )
    found = sorted(standing.destinations, key=lambda each: not (each.failed or each.missed or each.error))
    lines = [list(_of(each, today)) for each in found[:SHOWN]]
    blocks: list[Block] = [section(f"*{escape(title)}*\n{totals}")]
    blocks += [section(f"*{escape(each)}*") for each in silent]
    blocks += [
        section("\n".join([_linked(each), *map(escape, told)]))
        for each, told in zip(found, lines, strict=False)
    ]
    more = f"And {len(found) - SHOWN} more." if len(found) > SHOWN else ""
    blocks += [context(more)] if more else []
    plainly = [f"{each.destination}: {' '.join(told)}" for each, told in zip(found, lines, strict=False)]
    return message("\n".join(filter(None, [f"{title}. {totals}.", *silent, *plainly, more])), blocks)


def _of(each: DestinationStatus, today: date) -> Iterator[str]:
    if each.stopped_why:
        yield f"Stopped: {_why(each.stopped_why)}."
    elif each.stopped_at:
        day = london_day(each.stopped_at)
        yield f"No longer follows {_listed(each.consultations)}: stopped on {weekday(day, today)}."
    else:
        yield f"Follows {_listed(each.consultations)}."
    late = f" ({each.late} of them late)" if each.late else ""
    yield f"Planned {each.planned}, posted {each.posted}{late}, missed {each.missed}, failed {each.failed}."
    if each.next_at:
        yield f"Next: {moment(each.next_at, today)}."
    if each.error:
        yield f"Waiting, because: {_why(each.error)}."
    for unsent in each.unsent[:LISTED]:
        yield _unsent(unsent, today)


def _unsent(unsent: Unsent, today: date) -> str:
    about = f" of {weekday(unsent.day, today)}" if unsent.day else ""
    why = f": {_why(unsent.error)}" if unsent.error else ""
    due = weekday(london_day(unsent.due_at), today)
    return f"{unsent.status.value.capitalize()}: the {unsent.kind.value}{about}, due {due}{why}."


def _why(error: str) -> str:
    return WHY.get(error, error)


def _linked(each: DestinationStatus) -> str:
    return f"<@{each.destination}>" if each.is_person else f"<#{each.destination}>"


def leads_in_words(leads: Sequence[int]) -> str:
    """``7 days and 1 day before each date, and on the morning of the day``."""
    before = [counted(lead) for lead in leads if lead]
    parts = [f"{_listed(before)} before each date"] if before else []
    return " and ".join([*parts, *(["on the morning of the day"] if 0 in leads else [])])


def moment(at: datetime, today: date) -> str:
    """A moment as people write it: ``Tue 5 Jul at 09:00``."""
    there = at.astimezone(LONDON)
    return f"{weekday(there.date(), today)} at {there:%H:%M}"


def _listed(texts: Sequence[str]) -> str:
    return f"{', '.join(texts[:-1])} and {texts[-1]}" if len(texts) > 1 else "".join(texts)
