"""A consultation as a picture: where it stands, how much of it has gone, and what is done, next and later."""

from collections.abc import Callable, Iterable, Iterator, Sequence

from slack_sdk.models.blocks import Block
from slack_sdk.models.blocks.block_elements import InteractiveElement

from bot.views.limits import (
    Message,
    actions,
    button,
    context,
    divider,
    escape,
    header,
    message,
    section,
)
from bot.views.timeline.words import away, day_of, marked, weekday
from directory.timeline.picture import Picture, Row, When, Window, as_text, window_in_words

BAR = 20
SHOWN = 5
MOST = 30
TOGETHER = 1900
NOTHING = "I do not have any dates to show you. To find the right contact at the council, use /contact."


def nothing() -> Message:
    """There is no timeline, or none that this person may see: the same words for both."""
    return message(NOTHING, [section(escape(NOTHING))])


def timeline(pictures: Sequence[Picture], memo: str, *, owner: bool) -> Message:
    """The consultations, newest first, with the buttons for this person."""
    blocks: list[Block] = []
    for picture in pictures[:SHOWN]:
        blocks += [*([divider()] if blocks else []), *_drawn(picture)]
    text = "\n\n".join(as_text(picture) for picture in pictures[:SHOWN])
    if len(pictures) > SHOWN:
        older = f"{len(pictures) - SHOWN} older ones are not shown here. The calendar has their dates."
        blocks.append(context(older))
        text += f"\n\n{older}"
    return message(text, [*blocks, actions(*_buttons(memo, owner=owner))])


def none_yet(memo: str) -> Message:
    """There is no timeline yet, for somebody who can begin one."""
    text = "There is no consultation yet. You can begin one."
    return message(text, [section(text), actions(button("New consultation", "timeline_new", memo))])


def bar(gone: int, whole: int) -> str:
    """`gone` of `whole` days as a bar: empty only before the first, full only when all of them have gone."""
    filled = BAR * gone // whole
    filled = max(filled, 1) if gone else 0
    return "█" * filled + "░" * (BAR - filled)


def _buttons(memo: str, *, owner: bool) -> Iterator[InteractiveElement]:
    yield button("Add to calendar", "timeline_calendar", memo)
    if owner:
        yield button("Add a date", "timeline_add", memo)
        yield button("New consultation", "timeline_new", memo)


def _drawn(picture: Picture) -> Iterator[Block]:
    yield header(picture.title)
    if picture.stage or picture.window:
        yield section("\n".join(_standing(picture)))
    rows = {when: [row for row in picture.rows if row.when is when] for when in When}
    done = rows[When.PAST][-MOST:]
    yield from map(context, _chunks(f"*Done*{_earlier(len(rows[When.PAST]) - MOST)}", _line, done))
    for when, title in ((When.TODAY, "Today"), (When.NEXT, "Next")):
        if rows[when]:
            yield header(_heading(title, rows[when][0]))
            yield from map(section, _chunks("", _quoted, rows[when]))
    yield from map(section, _chunks("*Later*", _line, rows[When.LATER][:MOST]))
    if len(rows[When.LATER]) > MOST:
        yield context(f"And {len(rows[When.LATER]) - MOST} later ones. The calendar has their dates.")


def _standing(picture: Picture) -> Iterator[str]:
    if picture.stage:
        yield f"*Stage:* {escape(picture.stage)}"
    if picture.window:
        yield f"*Consultation:* {_days_of(picture.window)}"
        yield f"*{window_in_words(picture.window)}*"
        yield bar(picture.window.gone, picture.window.length)


def _days_of(window: Window) -> str:
    return f"{weekday(window.first, window.today)} to {weekday(window.last, window.today)}"


def _earlier(more: int) -> str:
    return f" (the last {MOST}; {more} earlier ones are in the calendar)" if more > 0 else ""


def _heading(title: str, row: Row) -> str:
    """What stands over the rows of one day: ``Next: Mon 25 Jul, in 3 days``."""
    far = f", {away(row)}" if away(row) else ""
    return f"{title}: {day_of(row)}{far}"


def _quoted(row: Row) -> str:
    note = f"\n>{escape(row.note)}" if row.note else ""
    return f">*{escape(row.plain_title)}*{marked(row)}{note}"


def _line(row: Row) -> str:
    far = f", {away(row)}" if away(row) else ""
    return f"*{day_of(row)}*{far}: {escape(row.plain_title)}{marked(row)}"


def _chunks(title: str, line: Callable[[Row], str], rows: Iterable[Row]) -> Iterator[str]:
    """The rows as lines under a title, in texts that each fit into one block."""
    text = ""
    for row in rows:
        said = line(row)
        if text and len(text) + len(said) > TOGETHER:
            yield text
            text = ""
        before = text or title
        text = f"{before}\n{said}" if before else said
    if text:
        yield text
