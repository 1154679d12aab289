"""Reminders as they look in Slack: of a day, of several days, and the news that a date has changed."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from slack_sdk.models.blocks import Block

from bot.views.limits import (
    Message,
    actions,
    button,
    context,
    email_link,
    escape,
    message,
    section,
    sections,
    web_link,
)
from bot.views.timeline.words import away, day_of, marks, weekday
from directory.timeline.picture import Row, Window, short_day, window_in_words
from directory.words import Audience

SHOWN = 20
ROOM = 9000
"""How many characters of a message's blocks are for what it lists. The rest is for what surrounds that."""
SAID = 3000
"""The same of the text that says it plainly."""
DAY = 2700
"""How many characters a day may take where several days are listed."""
LONGEST = 200
"""How many characters of a title, a condition and a note are shown where they do not fit whole."""


@dataclass(frozen=True)
class Dated:
    """A row of a timeline and who it is for."""

    row: Row
    audience: Audience

    @property
    def for_whom(self) -> str:
        """In words."""
        return "For council staff" if self.audience is Audience.STAFF else "For schools and council staff"


@dataclass(frozen=True)
class Around:
    """What surrounds a reminder: its consultation, how far that is, how to respond, and what comes next."""

    title: str
    window: Window | None = None
    respond: tuple[str, ...] = ()
    next: Row | None = None


@dataclass(frozen=True)
class Told:
    """A change of one day: what it is called, when it was, and when it is now (None: cancelled)."""

    title: str
    old: date
    new: date | None
    back: bool = False

    def sentence(self, today: date) -> str:
        """In words, with the old day and the new one."""
        was = weekday(self.old, today)
        if self.new is None:
            return f"{self.title} was to be on {was} and is cancelled."
        now = weekday(self.new, today)
        if self.back and self.new == self.old:
            return f"{self.title} was cancelled and is on again, on {now}."
        if self.back:
            return f"{self.title} was to be on {was}, was cancelled, and is on again, on {now}."
        return f"{self.title} has moved from {was} to {now}."


@dataclass(frozen=True)
class Stopped:
    """A channel or person that Slack refuses for good, Slack's word for why, and what it followed."""

    destination: str
    is_person: bool
    why: str
    consultations: tuple[str, ...]

    @property
    def linked(self) -> str:
        """As Slack links it."""
        return f"<@{self.destination}>" if self.is_person else f"<#{self.destination}>"


WHY = {
    "account_inactive": "the account is deactivated",
    "channel_not_found": "the channel is gone, or I am not in it",
    "channel_is_archived": "the channel is archived",
    "is_archived": "the channel is archived",
    "readers_not_known": "Slack does not say who reads there",
    "not_in_channel": "I am not in the channel",
    "user_disabled": "the account is deactivated",
    "user_not_found": "there is no such account",
    "cannot_dm_bot": "it is not a person",
}
"""What Slack's words for a destination that cannot be reached mean."""


def reminder(
    dates: Sequence[Dated], around: Around, memo: str, *, person: bool, snooze: bool, late: str = ""
) -> Message:
    """A reminder of one day. `late` says why it comes late; `snooze`: tomorrow is not after the day."""
    title = _when(dates)
    blocks = [
        *_lateness(late),
        section(f"*{escape(title)}*\n{escape(around.title)}"),
        *sections(_listed(dates, _line, ROOM)),
        *_surroundings(around),
        _buttons(memo, person=person, snooze=snooze),
    ]
    said = [late, f"{title}. {around.title}.", *_listed(dates, _said, SAID)]
    return message(_plainly(said, around), blocks)


def digest(
    days: Sequence[tuple[Around, Sequence[Dated]]],
    told: Sequence[Told],
    memo: str,
    today: date,
    *,
    person: bool,
    late: str,
) -> Message:
    """What changed, and what is still to come, of all that could not be sent in time, as one message."""
    lines = [each.sentence(today) for each in told]
    share = 2 if days else 1
    changed = [*(["*Changed*"] if told else []), *_most(_bullets(lines), ROOM // share)]
    blocks = [*_lateness(late), *sections(changed)]
    said = [late, *_most(lines, SAID // share)]
    shown = [_day_in_blocks(*day) for day in days[:SHOWN]]
    blocks += map(section, _most(shown, ROOM - _length(changed), len(days)))
    plainly = [_day_in_words(*day) for day in days[:SHOWN]]
    said += _most(plainly, SAID - _length(said[1:]), len(days))
    last = days[-1][0] if days else Around("")
    blocks += [*_surroundings(last), _buttons(memo, person=person, snooze=False)]
    return message(_plainly(said, last), blocks)


def change(told: Sequence[Told], around: Around, memo: str, today: date, *, person: bool) -> Message:
    """The news that dates have moved or are cancelled, each with its old day."""
    title = "A date has changed" if len(told) == 1 else f"{len(told)} dates have changed"
    lines = [each.sentence(today) for each in told]
    blocks = [
        section(f"*{title}*\n{escape(around.title)}"),
        *sections(_most(_bullets(lines), ROOM)),
        *_surroundings(around),
        _buttons(memo, person=person, snooze=False),
    ]
    return message(_plainly([f"{title}. {around.title}.", *_most(lines, SAID)], around), blocks)


def amended(earlier: str, told: Sequence[Told], today: date) -> Message:
    """What stands in the place of a reminder whose date has changed since; `earlier` is what it said."""
    lines = [each.sentence(today) for each in told]
    blocks = [
        *sections(["*This has changed since*", *_most(_bullets(lines), ROOM)]),
        context(f"Before, this said: {escape(earlier)}"),
    ]
    said = ["This has changed since.", *_most(lines, SAID), f"Before, this said: {earlier}"]
    return message("\n".join(said), blocks)


def stopped(destinations: Sequence[Stopped]) -> Message:
    """Tells the owners which destinations cannot be reached any more, why, and what to do."""
    title = "I can no longer send reminders to:"
    more = "They are not reminded any more. When this is put right, use /timeline follow there again."
    blocks = [section(f"*{title}*\n" + "\n".join(f"• {each.linked}: {_why(each)}" for each in destinations))]
    text = "\n".join([title, *(f"- {each.destination}: {_why(each)}" for each in destinations), more])
    return message(text, [*blocks, context(more)])


def _why(each: Stopped) -> str:
    about = ", ".join(each.consultations)
    return f"{escape(WHY.get(each.why, f'Slack refuses it ({each.why})'))}. It followed: {escape(about)}."


def late_since(due: date, hour: str, today: date) -> str:
    """Why a reminder comes late."""
    when = f"today at {hour}" if due == today else f"on {weekday(due, today)} at {hour}"
    return f"Late: this was due {when}, but I could not send it then."


def late_digest(count: int, first: date, today: date) -> str:
    """Why several reminders come late and in one message."""
    since = "today" if first == today else f"since {weekday(first, today)}"
    return (
        f"Late: {count} reminders were due {since}, but I could not send them then. "
        "Here is what is still to come."
    )


def _when(dates: Sequence[Dated]) -> str:
    first = dates[0].row
    return f"{day_of(first)}, {away(first)}" if away(first) else day_of(first)


def _day_in_blocks(around: Around, dates: Sequence[Dated]) -> str:
    return "\n".join(
        [f"*{escape(_when(dates))}*: {escape(_short(around.title))}", *_listed(dates, _line, DAY)]
    )


def _day_in_words(around: Around, dates: Sequence[Dated]) -> str:
    return "\n".join([f"{_when(dates)}. {around.title}.", *_listed(dates, _said, DAY)])


def _listed(dates: Sequence[Dated], line: Callable[[Dated], str], room: int) -> list[str]:
    """Each date as a line: whole where that fits, otherwise shortened and as many as there is room for."""
    whole = list(map(line, dates))
    if _length(whole) <= room and all(_length([each]) <= DAY for each in whole):
        return whole
    return _most([line(_shortened(each)) for each in dates], room)


def _most(parts: Sequence[str], room: int, of: int | None = None) -> list[str]:
    """As many as fit, and then how many of all are left out and where they are; `of`: how many there are."""
    shown: list[str] = []
    for part in parts:
        room -= _length([part])
        if room < 0:
            break
        shown.append(part)
    missing = (len(parts) if of is None else of) - len(shown)
    return [*shown, f"And {missing} more: see them with /timeline."] if missing else shown


def _length(parts: Sequence[str]) -> int:
    """How much room they take below each other, once escaped."""
    return sum(len(escape(part)) + 1 for part in parts)


def _shortened(dated: Dated) -> Dated:
    row = dated.row
    condition, note = _short(row.condition), _short(row.note)
    return replace(dated, row=replace(row, title=_short(row.plain_title), condition=condition, note=note))


def _short(text: str) -> str:
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 1].rstrip()}…"


def _bullets(lines: Sequence[str]) -> list[str]:
    return [f"• {escape(line)}" for line in lines]


def _lateness(late: str) -> Iterator[Block]:
    if late:
        yield section(f"*{escape(late)}*")


def _line(dated: Dated) -> str:
    return "\n".join(
        [
            f"• *{escape(dated.row.plain_title)}*",
            escape(" ".join(f"{each}." for each in (*marks(dated.row), dated.for_whom))),
            *([f">{escape(dated.row.note)}"] if dated.row.note else []),
        ]
    )


def _said(dated: Dated) -> str:
    told = " ".join(f"{each}." for each in (*marks(dated.row), dated.for_whom))
    return f"- {dated.row.plain_title}. {told}{f' {dated.row.note}' if dated.row.note else ''}"


def _surroundings(around: Around) -> Iterator[Block]:
    if around.window:
        yield context(f"*Consultation:* {window_in_words(around.window)}")
    if around.respond:
        yield section(f"*To respond:* {' or '.join(map(_link, around.respond))}")
    if around.next:
        yield context(f"*Next:* {_after(around.next)}")


def _after(row: Row) -> str:
    told = "".join(f". {mark}" for mark in marks(row))
    return escape(f"{day_of(row)}, {away(row)}: {row.plain_title}{told}")


def _link(text: str) -> str:
    return email_link(text) if "@" in text and "/" not in text else web_link(text)


def _buttons(memo: str, *, person: bool, snooze: bool) -> Block:
    stop = "Stop reminding me" if person else "Stop reminding this channel"
    row = [button("Snooze to tomorrow", "timeline_snooze", memo)] if snooze else []
    return actions(
        *row, button(stop, "timeline_stop", memo), button("Add to calendar", "timeline_calendar", memo)
    )


def _plainly(said: Sequence[str], around: Around) -> str:
    lines = [line for line in said if line]
    if around.window:
        lines.append(f"Consultation: {window_in_words(around.window)}")
    if around.respond:
        lines.append(f"To respond: {' or '.join(around.respond)}")
    if around.next:
        marked = "".join(f". {mark}" for mark in marks(around.next))
        far = f", {away(around.next)}" if away(around.next) else ""
        lines.append(f"Next: {short_day(around.next.day)}{far}: {around.next.plain_title}{marked}")
    return "\n".join(lines)
