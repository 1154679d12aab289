"""The subcommands that only look: find, show, history, help."""

import asyncio
from collections.abc import Sequence
from typing import Any

from bot.listeners.directory import naming
from bot.listeners.directory.definitions import COMMAND, DIRECTORY
from bot.listeners.directory.memo import Memo
from bot.listeners.directory.naming import Named
from bot.listeners.directory.turn import Turn
from bot.views.directory import help as guide
from bot.views.directory import messages, record
from bot.views.directory.forms import modal
from bot.views.directory.messages import Line
from bot.views.limits import Json, Message
from directory import db
from directory.editing.history import Change, Shown, ended_by, history, show
from directory.editing.kinds import Kind
from directory.roles import Action, could

INTRO = f"{COMMAND} looks things up and changes them. On its own it opens a window."
AT_ONCE = "Leave it out for a change at once."

Said = dict[str, str]


async def find(turn: Turn, said: Said) -> Message:
    """List what a text may name."""
    return messages.found(said[""], await found(turn, said[""]))


async def found(turn: Turn, text: str) -> list[Line]:
    """What a text may name, likeliest first."""
    desk, actor = turn.enquiries.desk, turn.actor
    records = await asyncio.to_thread(naming.search, desk, actor, text, turn.today)
    return [
        Line(each.name, each.kind.label, _memo(turn, each).packed(2000), _detail(each)) for each in records
    ]


async def show_named(turn: Turn, said: Said) -> Message:
    """Show everything about the record that is named; of one that has ended, what became of it."""
    each = await turn.the_one_ever(said[""])
    return await _ended(turn, each) if each.ended_on(turn.today) else await shown(turn, each)


async def show_pressed(turn: Turn, action: dict[str, Any]) -> None:
    """Show the record of a button: in a form where there is one open, else in a message."""
    memo = Memo.unpacked(action.get("value"))
    each = await turn.record(memo.kind, memo.key)
    if turn.body.get("view"):
        await turn.open(await shown_in_form(turn, each))
    else:
        await turn.tell(await shown(turn, each))


async def shown(turn: Turn, each: Named) -> Message:
    """Everything about a record, as a message."""
    return messages.record(*await _about(turn, each))


async def shown_in_form(turn: Turn, each: Named) -> Json:
    """Everything about a record, as a form."""
    blocks = [block.to_dict() for block in messages.record_blocks(*await _about(turn, each))]
    return modal(each.kind.label.capitalize(), blocks, close="Back", memo=turn.memo().packed())


async def _about(turn: Turn, each: Named) -> tuple[str, list[tuple[str, str]], str, list[str]]:
    seen = await read(turn, each.kind, each.key)
    held = naming.readable(turn.enquiries.desk, turn.actor)
    names = [
        (field.refers_to, naming.called(held, turn.enquiries.desk, field.refers_to, key))
        for field in each.kind.fields
        if field.refers_to
        for key in _keys(getattr(seen.fact, field.name))
    ]
    called = {(to, name.id): name.label for to, name in names if name}
    editor = could(turn.actor, Action.EDIT)
    lines = list(record.lines(seen, called, editor=editor))
    allowed = [name for name, action in _BUTTONS.items() if could(turn.actor, action)]
    return each.name, lines, _memo(turn, each).packed(2000), allowed


_BUTTONS = {
    "edit": Action.EDIT,
    "verify": Action.VERIFY,
    "retire": Action.RETIRE,
    "suggest": Action.SUGGEST,
}


async def read(turn: Turn, kind: Kind, key: str) -> Shown:
    """A record with its version, for a form. Raises UnknownRecord."""

    def look() -> Shown:
        with db.reading(turn.enquiries.engine) as session:
            return show(session, turn.actor.authority, kind, key, turn.today)

    return await asyncio.to_thread(look)


async def list_changes(turn: Turn, said: Said) -> Message:
    """The last changes, of everything or of one record."""
    each = await turn.the_one_ever(said[""]) if said.get("") else None
    if each and each.ended_on(turn.today):
        return await _ended(turn, each)
    return messages.history(each.name if each else "", await changes(turn, each))


async def changes(turn: Turn, each: Named | None = None) -> Sequence[Change]:
    """The last changes, newest first."""
    turn.allow(Action.HISTORY)

    def look() -> Sequence[Change]:
        with db.reading(turn.enquiries.engine) as session:
            return history(session, turn.actor.authority, (each.kind, each.key) if each else None)

    return await asyncio.to_thread(look)


async def _ended(turn: Turn, each: Named) -> Message:
    """That a record has ended, on which day and by which change; its history, for those who may see it."""
    last = each.ended_on(turn.today)
    assert last is not None
    heirs = naming.called_so(turn.enquiries.desk, turn.actor, each, turn.today)
    if not could(turn.actor, Action.HISTORY):
        return messages.ended(each.name, each.kind.label, last, [heir.name for heir in heirs])

    def look() -> int | None:
        with db.reading(turn.enquiries.engine) as session:
            return ended_by(session, turn.actor.authority, each.kind, each.key)

    number = await asyncio.to_thread(look)
    return messages.ended(
        each.name,
        each.kind.label,
        last,
        [heir.name for heir in heirs],
        number=number,
        changes=await changes(turn, each),
    )


async def explain(turn: Turn, said: Said) -> Message:  # noqa: ARG001 - every subcommand takes both
    """How the subcommands are written: one, or all."""
    if said.get(""):
        each = DIRECTORY.named(said[""])
        return guide.one(each.usage, each.what, f"{COMMAND} {each.example}", AT_ONCE)
    return guide.all_of_them(INTRO, ((each.usage, each.what) for each in DIRECTORY.subcommands), AT_ONCE)


def _memo(turn: Turn, each: Named) -> Memo:
    return turn.memo(kind=each.kind.name, key=each.key)


def _detail(each: Named) -> str:
    fact: Any = each.fact
    said = [getattr(fact, name, "") for name in ("town", "email", "phone")]
    return ", ".join(text for text in said if text)


def _keys(value: Any) -> tuple[str, ...]:  # noqa: ANN401 - a key, several, or none
    return value if isinstance(value, tuple) else (value,) if value else ()
