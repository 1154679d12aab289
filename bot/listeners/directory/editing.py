"""The forms for adding, editing and retiring: filled in, checked, shown again with what is wrong."""

import hashlib
from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import date
from typing import Any

from slack_bolt.async_app import AsyncAck

from bot.listeners.directory import naming
from bot.listeners.directory.looking import read
from bot.listeners.directory.memo import Memo
from bot.listeners.directory.naming import Named
from bot.listeners.directory.turn import Turn
from bot.listeners.directory.when import named_day
from bot.views.directory import forms, messages
from bot.views.directory.forms import Notice
from bot.views.directory.inputs import Sheet, as_fields, filled_in, shown_fields, typed
from bot.views.limits import Json, Message
from directory.editing.commands import Add, Done, Edit, Retire, Verify
from directory.editing.errors import BadFields, LikelyDuplicate, StaleEdit, StillUsed
from directory.editing.kinds import KINDS, Kind, kind_of
from directory.errors import SignpostError
from directory.roles import Action, NotAllowed

Said = dict[str, str]
Suggested = Callable[[Turn, Memo, Done], Awaitable[None]]


async def add(turn: Turn, said: Said) -> Message | None:
    """Open the form for a new record."""
    kind = kind_of(said[""])
    first = forms.first_typed(said.get("called", ""), kind.title)
    await turn.open(
        forms.record_form(Sheet(kind), first, turn.memo(kind=kind.name).packed(), name="", day=None)
    )
    return None


async def edit(turn: Turn, said: Said) -> Message | None:
    """Open a record in a form."""
    each = await turn.the_one(said[""])
    await turn.open(await _filled(turn, each, named_day(said.get("from"), turn.today)))
    return None


async def add_pressed(turn: Turn, action: dict[str, Any]) -> None:
    """Open the form for the kind that was chosen."""
    turn.allow(Action.ADD)
    await add(turn, {"": action["selected_option"]["value"]})


async def edit_pressed(turn: Turn, action: dict[str, Any]) -> None:
    """Open the record of a button in a form."""
    turn.allow(Action.EDIT)
    memo = Memo.unpacked(action.get("value"))
    await turn.open(await _filled(turn, await turn.record(memo.kind, memo.key), None))


async def verify_pressed(turn: Turn, action: dict[str, Any]) -> None:
    """Confirm the record of a button."""
    memo = Memo.unpacked(action.get("value"))
    await turn.tell(messages.done(await turn.do(Verify(memo.kind, memo.key))))


async def retire_pressed(turn: Turn, action: dict[str, Any]) -> None:
    """Ask who takes the place of the record of a button."""
    turn.allow(Action.RETIRE)
    memo = Memo.unpacked(action.get("value"))
    each = await turn.record(memo.kind, memo.key)
    shown = await read(turn, each.kind, each.key)
    memo = turn.memo(kind=memo.kind, key=memo.key, day=memo.day)
    await turn.open(forms.retire_form(each.kind, each.name, shown.uses, memo.packed(), day=memo.from_day))


async def nobody_pressed(turn: Turn, action: dict[str, Any]) -> None:
    """Retire the record of a button without a successor."""
    memo = Memo.unpacked(action.get("value"))
    done = await turn.do(Retire(memo.kind, memo.key, from_day=memo.from_day, nobody=True))
    await turn.tell(messages.done(done))


async def values_of(turn: Turn, each: Named) -> tuple[dict[str, Any], int]:
    """What a record says today, as a form takes it, and its version."""
    seen = await read(turn, each.kind, each.key)
    held = naming.readable(turn.enquiries.desk, turn.actor)
    values: dict[str, Any] = {}
    for field in shown_fields(each.kind):
        value = getattr(seen.fact, field.name)
        if field.refers_to and value:
            keys = value if isinstance(value, tuple) else (value,)
            found = (naming.called(held, turn.enquiries.desk, field.refers_to, key) for key in keys)
            named = tuple(each for each in found if each)
            value = named if isinstance(value, tuple) else next(iter(named), None)
        values[field.name] = value
    return values, seen.version


async def _filled(turn: Turn, each: Named, day: date | None) -> Json:
    if turn.actor.areas:  # so that nobody types what they may not save
        turn.allow(Action.EDIT, (await read(turn, each.kind, each.key)).areas)
    values, version = await values_of(turn, each)
    memo = turn.memo(kind=each.kind.name, key=each.key, version=version)
    return forms.record_form(Sheet(each.kind), values, memo.packed(), name=each.name, day=day)


async def save(suggested: Suggested, turn: Turn, ack: AsyncAck, view: Json) -> None:
    """Save what a form for a new or an old record holds, or show the form again with what is wrong.

    `suggested` is told where the change was somebody's suggestion.
    """
    memo = Memo.unpacked(view["private_metadata"])
    sheet = Sheet(KINDS[memo.kind], memo.number)
    values = typed(sheet.kind, view["state"]["values"])
    mine = touched(sheet.kind, view, memo, values)
    try:
        done = await _saved(turn, memo, {name: values[name] for name in mine}, view)
    except BadFields as bad:
        await ack(response_action="errors", errors=beside(sheet, bad.errors))
    except LikelyDuplicate as alike:
        again = replace(memo, number=memo.number + 1, sure=_mark(alike), mine=mine)
        await _show_again(turn, ack, again, values, Notice(duplicates=alike.warnings))
    except StaleEdit as stale:
        again = replace(memo, number=memo.number + 1, version=stale.version, mine=mine)
        await _show_again(turn, ack, again, {n: values[n] for n in mine}, Notice(since=stale.since))
    except NotAllowed:
        raise
    except SignpostError as error:
        await ack(response_action="errors", errors={first_input(view): str(error)})
    else:
        await ack(response_action="clear")
        await turn.tell(messages.done(done))
        if memo.suggestion:
            await suggested(turn, memo, done)


async def _saved(turn: Turn, memo: Memo, fields: dict[str, Any], view: Json) -> Done:
    """Carries the form out. A warning that the editor has seen does not stop it again."""
    day, reason = chosen_day(view), why(view)
    command: Add | Edit
    if memo.key:
        command = Edit(memo.kind, memo.key, as_fields(fields), memo.version, from_day=day, why=reason)
    else:
        command = Add(memo.kind, as_fields(fields), from_day=day, why=reason)
    try:
        return await turn.do(command)
    except LikelyDuplicate as alike:
        if _mark(alike) != memo.sure:
            raise
        return await turn.do(replace(command, confirmed=True))


async def _show_again(turn: Turn, ack: AsyncAck, memo: Memo, values: dict[str, Any], notice: Notice) -> None:
    """Show the form with `values`, and what the record says now in its other fields."""
    view = turn.body["view"]
    name, now = "", dict[str, Any]()
    if memo.key:
        each = await turn.record(memo.kind, memo.key)
        name, (now, _) = each.name, await values_of(turn, each)
    again = forms.record_form(
        Sheet(KINDS[memo.kind], memo.number),
        now | values,
        memo.packed(),
        name=name,
        day=chosen_day(view),
        notice=notice,
    )
    await ack(response_action="update", view=again)


async def save_retired(turn: Turn, ack: AsyncAck, view: Json) -> None:
    """Retire the record of the form, with the successor that was chosen or with nobody."""
    memo = Memo.unpacked(view["private_metadata"])
    picked = entry(view, "successor").get("selected_option")
    nobody = bool(entry(view, forms.NOBODY).get("selected_options"))
    if picked and nobody:
        said = "Choose a successor or nobody, not both."
        await ack(response_action="errors", errors={forms.NOBODY: said})
        return
    command = Retire(
        memo.kind,
        memo.key,
        from_day=chosen_day(view),
        successor=picked["value"] if picked else None,
        nobody=nobody,
        why=why(view),
    )
    try:
        done = await turn.do(command)
    except StillUsed as used:
        said = str(used) if used.needs_editing else "Choose who takes its place, or tick “Nobody, for now”."
        await ack(response_action="errors", errors={"successor": said})
    except NotAllowed:
        raise
    except SignpostError as error:
        await ack(response_action="errors", errors={"successor": str(error)})
    else:
        await ack(response_action="clear")
        label = picked["text"]["text"] if picked else ""
        await turn.tell(messages.done(done, f"{label} takes its place." if label else ""))


def beside(sheet: Sheet, errors: dict[str, str]) -> dict[str, str]:
    """The sentences by input; what belongs to no input stands at the first."""
    names = [field.name for field in shown_fields(sheet.kind)]
    return {
        sheet.block_id(name if name in names else names[0]): sentence for name, sentence in errors.items()
    }


def touched(kind: Kind, view: Json, memo: Memo, values: dict[str, Any]) -> tuple[str, ...]:
    """The fields that the editor has filled in or changed; of a new record all."""
    if not memo.key:
        return tuple(values)
    before = filled_in(kind, view["blocks"])
    return tuple(name for name in values if name in memo.mine or values[name] != before.get(name))


def first_input(view: Json) -> str:
    """The id of the first input of a form."""
    return str(next(block["block_id"] for block in view["blocks"] if block["type"] == "input"))


def entry(view: Json, block_id: str) -> Json:
    """What stands in an input of a submitted form."""
    entries = view["state"]["values"].get(block_id, {})
    return next(iter(entries.values()), {})


def chosen_day(view: Json) -> date | None:
    """The day from which a form's change holds; None: at once."""
    chosen = entry(view, "from_day").get("selected_date")
    return date.fromisoformat(chosen) if chosen else None


def why(view: Json) -> str:
    """What a form gives as the reason."""
    return entry(view, "why").get("value") or ""


def _mark(alike: LikelyDuplicate) -> str:
    return hashlib.sha256("\n".join(alike.warnings).encode()).hexdigest()[:16]
