"""The form for a new date."""

from datetime import date
from typing import Any

from slack_bolt.async_app import AsyncAck

from bot.listeners.directory.editing import entry, first_input
from bot.listeners.directory.memo import Memo
from bot.listeners.directory.turn import Turn
from bot.listeners.directory.words import NotUnderstood
from bot.listeners.timeline.naming import several_days
from bot.listeners.timeline.seen import AT_ONCE, newest_first, seen
from bot.views.directory import messages
from bot.views.limits import Json
from bot.views.timeline import forms, picture
from directory.ask.answer import Option
from directory.editing.commands import AddKeyDate
from directory.editing.errors import BadFields
from directory.errors import SignpostError
from directory.roles import Action, NotAllowed
from directory.words import Audience, DateStatus


async def add_pressed(turn: Turn, action: dict[str, Any]) -> None:  # noqa: ARG001 - as every button
    """Open the form."""
    turn.allow(Action.EDIT_CONSULTATION)
    consultations = newest_first(turn, await seen(turn))
    if not consultations:
        await turn.tell(picture.none_yet(turn.memo().packed(2000)))
        return
    memo = turn.memo(kind="consultation", key=consultations[0].key)
    offered = [Option(each.key, each.title) for each in consultations]
    await turn.open(forms.date_form(memo.packed(), offered))


async def save(turn: Turn, ack: AsyncAck, view: Json) -> None:
    """Add the date of the form, or say beside the fields what is wrong."""
    turn.allow(Action.EDIT_CONSULTATION)
    try:
        days = _days(turn, view)
    except NotUnderstood as wrong:
        await ack(response_action="errors", errors={"days": str(wrong)})
        return
    readers = picked(view, "audience")
    command = AddKeyDate(
        consultation=picked(view, "consultation") or Memo.unpacked(view.get("private_metadata")).key,
        title=typed(view, "title"),
        days=days,
        audience=None if readers == forms.SAME.id else Audience(readers),
        status=DateStatus(picked(view, "status")),
        condition=typed(view, "condition"),
        note=typed(view, "note"),
    )
    try:
        done = await turn.do(command)
    except NotAllowed:
        raise
    except SignpostError as error:
        await ack(response_action="errors", errors=beside(view, error))
    else:
        await ack(response_action="clear")
        await turn.tell(messages.done(done, note=AT_ONCE))


def beside(view: Json, error: SignpostError) -> dict[str, str]:
    """The sentences of an error by input; what belongs to no input stands at the first."""
    inputs = [block["block_id"] for block in view["blocks"] if block["type"] == "input"]
    if isinstance(error, BadFields):
        return {name if name in inputs else inputs[0]: text for name, text in error.errors.items()}
    return {first_input(view): str(error)}


def typed(view: Json, name: str) -> str:
    """What was typed into an input."""
    return str(entry(view, name).get("value") or "").strip()


def picked(view: Json, name: str) -> str:
    """What was chosen from a list; empty where nothing was."""
    chosen = entry(view, name).get("selected_option")
    return str(chosen["value"]) if chosen else ""


def chosen_day(view: Json, name: str) -> date | None:
    """The day that was chosen."""
    chosen = entry(view, name).get("selected_date")
    return date.fromisoformat(chosen) if chosen else None


def _days(turn: Turn, view: Json) -> tuple[date, ...]:
    first, others = chosen_day(view, "day"), typed(view, "days")
    more = several_days(others, turn.today) if others else ()
    return tuple(sorted({*more, *([first] if first else [])}))
