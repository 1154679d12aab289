"""`/timeline new`: a consultation of its own, or one with the dates of another, previewed before saving."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from slack_bolt.async_app import AsyncAck

from bot.listeners.directory.memo import Memo
from bot.listeners.directory.turn import Turn
from bot.listeners.directory.when import named_day
from bot.listeners.directory.words import NotUnderstood
from bot.listeners.timeline import naming
from bot.listeners.timeline.adding import beside, chosen_day, picked, typed
from bot.listeners.timeline.seen import AT_ONCE, newest_first, seen
from bot.views.directory import messages
from bot.views.limits import Json, Message
from bot.views.timeline import forms
from bot.views.timeline.forms import Proposed
from bot.views.timeline.words import weekday
from directory.ask.answer import Option
from directory.editing.commands import NewConsultation, NewRow
from directory.editing.errors import BadFields
from directory.errors import SignpostError
from directory.facts import KeyDate
from directory.roles import Action, NotAllowed
from directory.snapshot import Snapshot
from directory.timeline.shape import NotAWorkingDay, shaped
from directory.words import Audience

Said = dict[str, str]

_BETWEEN = "~"
_CHANGED = "The dates that you took over were changed meanwhile. Close this and begin again."
_ROW = re.compile(r"rows\.(\d+)\.")


class TooManyDays(SignpostError):
    """Slack has no room for that many days in a form."""

    def __init__(self, days: int) -> None:
        super().__init__(
            f"That consultation has {days} days, and a form can show {forms.MOST_DAYS}. Nothing was changed. "
            "Begin the new one with `/timeline new` and add its dates one by one."
        )


async def new(turn: Turn, said: Said) -> Message | None:
    """Open the form; with another consultation to follow, the preview of its dates."""
    first = named_day(said.get("from"), turn.today)
    held = await seen(turn)
    if "like" not in said:
        await turn.open(_form(turn, held, said.get("", ""), first))
        return None
    like = naming.the_consultation(held, said["like"], "like")
    if first is None:
        raise NotUnderstood(
            "Say on which day it begins. Nothing was changed. For example: "
            f'/timeline new like "{like.title}" from 11 January'
        )
    await turn.open(_preview(turn, held, like.key, first, said.get("", "")))
    return None


async def new_pressed(turn: Turn, action: dict[str, Any]) -> None:  # noqa: ARG001 - as every button
    """Open the form."""
    turn.allow(Action.EDIT_CONSULTATION)
    await turn.open(_form(turn, await seen(turn), "", None))


async def next_step(turn: Turn, ack: AsyncAck, view: Json) -> None:
    """Save what the form holds; where it takes over the dates of another consultation, show the preview."""
    turn.allow(Action.EDIT_CONSULTATION)
    first, like = chosen_day(view, "starts_on"), picked(view, "like")
    try:
        rows = tuple(_typed_rows(typed(view, "dates"), turn.today))
    except NotUnderstood as wrong:
        await ack(response_action="errors", errors={"dates": str(wrong)})
        return
    if not like:
        await _save(turn, ack, view, [("dates", row) for row in rows], Audience(picked(view, "audience")))
        return
    held = await seen(turn)
    if first is None or like not in held.consultations:
        await ack(response_action="errors", errors={"like": "This consultation is not there any more."})
        return
    if rows:
        said = "Take over the dates of another consultation or write your own here, not both."
        await ack(response_action="errors", errors={"dates": said})
        return
    try:
        preview = _preview(turn, held, like, first, typed(view, "title"), typed(view, "summary"))
    except NotAWorkingDay as wrong:
        await ack(response_action="errors", errors={"starts_on": str(wrong)})
    except SignpostError as error:
        await ack(response_action="errors", errors={"like": str(error)})
    else:
        await ack(response_action="update", view=preview)


async def save(turn: Turn, ack: AsyncAck, view: Json) -> None:
    """Save the consultation as it stands in the preview."""
    turn.allow(Action.EDIT_CONSULTATION)
    memo = Memo.unpacked(view.get("private_metadata"))
    held, chosen = await seen(turn), _previewed(view)
    if memo.key not in held.consultations or memo.from_day is None:
        await ack(response_action="errors", errors={f"title{forms.PREVIEWED}": _CHANGED})
        return
    shape = shaped(held, memo.key, memo.from_day)
    if not chosen.keys() <= {each.like for each in shape.rows}:
        await ack(response_action="errors", errors={f"title{forms.PREVIEWED}": _CHANGED})
        return
    rows = [
        (_input_of(each.like, 0), replace(each.row, days=chosen[each.like]))
        for each in shape.rows
        if chosen.get(each.like)
    ]
    await _save(turn, ack, view, rows, shape.audience, forms.PREVIEWED)


async def _save(  # noqa: PLR0917 - what the form holds, and where
    turn: Turn,
    ack: AsyncAck,
    view: Json,
    rows: Sequence[tuple[str, NewRow]],
    audience: Audience,
    suffix: str = "",
) -> None:
    """Begin the consultation. Each row stands with the input that shows it, for what is wrong with it.

    `suffix` is what the ids of the form's other inputs end with.
    """
    command = NewConsultation(
        title=typed(view, f"title{suffix}"),
        summary=typed(view, f"summary{suffix}"),
        starts_on=chosen_day(view, f"starts_on{suffix}"),
        ends_on=chosen_day(view, f"ends_on{suffix}"),
        rows=tuple(row for _, row in rows),
        audience=audience,
    )
    try:
        done = await turn.do(command)
    except NotAllowed:
        raise
    except BadFields as bad:
        errors = _at_inputs(bad.errors, rows, suffix)
        await ack(response_action="errors", errors=beside(view, BadFields(errors)))
    except SignpostError as error:
        await ack(response_action="errors", errors=beside(view, error))
    else:
        await ack(response_action="clear")
        await turn.tell(messages.done(done, note=AT_ONCE))


def _at_inputs(errors: Mapping[str, str], rows: Sequence[tuple[str, NewRow]], suffix: str) -> dict[str, str]:
    """What is wrong with ``rows.3.title`` stands at the input of the fourth row."""
    found: dict[str, str] = {}
    for name, said in errors.items():
        row = _ROW.match(name)
        found.setdefault(rows[int(row[1])][0] if row else f"{name}{suffix}", said)
    return found


def _form(turn: Turn, held: Snapshot, title: str, first: date | None) -> Json:
    others = [Option(each.key, each.title) for each in newest_first(turn, held)]
    return forms.consultation_form(turn.memo(kind="consultation").packed(), title, first, others)


def _typed_rows(text: str, today: date) -> Iterator[NewRow]:
    """The rows of lines such as "4 August: Drop-in session". Raises NotUnderstood, naming the line."""
    for number, line in enumerate(text.splitlines(), start=1):
        days, colon, title = line.partition(":")
        if not line.strip():
            continue
        if not colon or not title.strip():
            raise NotUnderstood(
                f"Line {number} needs a day, a colon and what happens: 4 August: Drop-in session"
            )
        try:
            yield NewRow(title.strip(), naming.several_days(days, today))
        except NotUnderstood:
            said = (
                f"Line {number} does not begin with a day that I understand. Write it like 4 August: Drop-in"
            )
            raise NotUnderstood(said) from None


def _preview(  # noqa: PLR0917 - what the preview is made of
    turn: Turn, held: Snapshot, like: str, first: date, title: str, summary: str = ""
) -> Json:
    """The preview of a consultation like another one. Raises NotAWorkingDay and NoDays."""
    shape = shaped(held, like, first)
    days = [
        Proposed(_input_of(each.like, at), each.row.title, day, _hint(turn, held.key_dates[each.like], at))
        for each in shape.rows
        for at, day in enumerate(each.row.days)
    ]
    if len(days) > forms.MOST_DAYS:
        raise TooManyDays(len(days))
    memo = turn.memo(kind="consultation", key=like, day=first.isoformat())
    window = (shape.starts_on, shape.ends_on)
    of = held.consultations[like].title
    return forms.preview_form(memo.packed(), of, title, summary, window, days)


def _hint(turn: Turn, row: KeyDate, at: int) -> str:
    """Which day it follows, and what it depends on."""
    was = f"Was {weekday(row.days[at], turn.today)}." if at < len(row.days) else ""
    return f"{was} {row.condition[:1].upper()}{row.condition[1:]}".strip()


def _input_of(key: str, at: int) -> str:
    return f"{key}{_BETWEEN}{at}"


def _previewed(view: Json) -> dict[str, tuple[date, ...]]:
    """The days that the preview holds for each key date; none where all of them were emptied."""
    found: dict[str, set[date]] = {}
    for block in view["blocks"]:
        key, between, _ = block.get("block_id", "").rpartition(_BETWEEN)
        if between and block["type"] == "input":
            day = chosen_day(view, block["block_id"])
            found.setdefault(key, set()).update([day] if day else [])
    return {key: tuple(sorted(days)) for key, days in found.items()}
