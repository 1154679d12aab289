"""The subcommands that change the directory at once: assign, retire, alias, verify, undo."""

from typing import Any

from bot.listeners.directory.turn import Turn
from bot.listeners.directory.when import named_day
from bot.listeners.directory.words import NotUnderstood
from bot.views.directory import messages
from bot.views.limits import Message, text_alone
from directory.editing.commands import Alias, Assign, Retire, Undo, Verify
from directory.editing.errors import StaleEdit, StillUsed, UndoRemovesMany
from directory.editing.kinds import AREA, CONTACT, POST, SCHOOL
from directory.roles import Action

Said = dict[str, str]


async def assign(turn: Turn, said: Said) -> Message:
    """Give a school or an area to a contact."""
    place = await turn.the_one(said[""], (SCHOOL, AREA))
    contact = await turn.the_one(said["to"], (CONTACT,))
    post = await turn.the_one(said["as"], (POST,)) if "as" in said else None
    command = Assign(
        contact=contact.key,
        post=post.key if post else None,
        school=place.key if place.kind is SCHOOL else None,
        area=place.key if place.kind is AREA else None,
        from_day=named_day(said.get("from"), turn.today),
    )
    return messages.done(await turn.do(command))


async def retire(turn: Turn, said: Said) -> Message:
    """Take a record out of use; where others need it, ask who takes its place."""
    if "successor" in said and "nobody" in said:
        raise NotUnderstood("Name a successor or say nobody, not both. Nothing was changed.")
    successor = None
    if "successor" in said:
        record, successor = await turn.the_two(said[""], said["successor"])
    else:
        record = await turn.the_one(said[""])
    day = named_day(said.get("from"), turn.today)
    command = Retire(
        kind=record.kind.name,
        key=record.key,
        from_day=day,
        successor=successor.key if successor else None,
        nobody="nobody" in said,
    )
    try:
        title = f"{successor.name} takes the place of {record.name}." if successor else ""
        return messages.done(await turn.do(command), title)
    except StillUsed as used:
        if used.needs_editing:
            raise
        memo = turn.memo(kind=record.kind.name, key=record.key, day=day.isoformat() if day else "")
        return messages.still_used(str(used), memo.packed(2000))


async def alias(turn: Turn, said: Said) -> Message:
    """Add another name, or take one away."""
    if "add" not in said and "remove" not in said:
        raise NotUnderstood(
            "Say which name to add or to remove. Nothing was changed. "
            'For example: /directory alias "Bishop Fox\'s School" add "Bishops"'
        )
    record = await turn.the_one(said[""])
    add, remove = ((said[link],) if link in said else () for link in ("add", "remove"))
    return messages.done(await turn.do(Alias(record.kind.name, record.key, add, remove)))


async def verify(turn: Turn, said: Said) -> Message:
    """Confirm a record without changing it."""
    record = await turn.the_one(said[""])
    return messages.done(await turn.do(Verify(record.kind.name, record.key)))


async def undo(turn: Turn, said: Said) -> Message:
    """Take a change back by its number."""
    number = said[""].lstrip("#")
    if not number.isdecimal() or len(number) > 9:
        raise NotUnderstood(
            f"'{number}' is not the number of a change. Nothing was changed. "
            "`/directory history` shows the numbers."
        )
    return await _undone(turn, int(number))


async def undo_pressed(turn: Turn, action: dict[str, Any]) -> None:
    """Take back the change of a button, or ask first where much would be removed."""
    await turn.tell(await _undone(turn, int(action["value"])))


async def undo_all_pressed(turn: Turn, action: dict[str, Any]) -> None:
    """Take back the change of a button, removals and all."""
    await turn.tell(await _undone(turn, int(action["value"]), confirmed=True))


async def undo_keep_pressed(turn: Turn, action: dict[str, Any]) -> None:
    """Leave the change of a button as it is."""
    turn.allow(Action.UNDO)
    await turn.tell(text_alone(f"Change {int(action['value'])} was not taken back. Nothing was changed."))


async def _undone(turn: Turn, number: int, *, confirmed: bool = False) -> Message:
    """What is taken back; where others have changed it since, what they changed."""
    try:
        return messages.done(await turn.do(Undo(number, confirmed=confirmed)))
    except UndoRemovesMany as many:
        return messages.removes_many(str(many), str(number))
    except StaleEdit as stale:
        sentence = f"Change {number} stands and was not taken back, because this was changed since."
        return messages.changed_since(sentence, stale)
