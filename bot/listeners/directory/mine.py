"""What a contact's owner presses in the monthly message. They may confirm their own entry, editor or not."""

from dataclasses import replace
from typing import Any

from bot.listeners.directory import editing, suggesting
from bot.listeners.directory.looking import read
from bot.listeners.directory.memo import Memo
from bot.listeners.directory.turn import Turn
from bot.views.limits import text_alone
from directory.editing.commands import Verify
from directory.editing.kinds import CONTACT
from directory.roles import Action, Role, Standing, may


async def right(turn: Turn, action: dict[str, Any]) -> None:
    """Confirm the entry of a button."""
    memo = Memo.unpacked(action.get("value"))
    each = await turn.record(CONTACT.name, memo.key)
    owner = getattr(each.fact, "slack_user_id", None) == turn.actor.user
    if owner and turn.actor.standing is Standing.MEMBER and turn.actor.role is not Role.OWNER:
        own = replace(turn.actor, role=Role.EDITOR, areas=frozenset())
        turn = replace(turn, actor=own)
    await turn.do(Verify(CONTACT.name, memo.key))
    await turn.tell(text_alone(f"Thank you. {each.name} is confirmed today."))


async def change(turn: Turn, action: dict[str, Any]) -> None:
    """Open the entry in a form: an editor saves it, anybody else suggests it to the editors."""
    memo = Memo.unpacked(action.get("value"))
    areas = (await read(turn, CONTACT, memo.key)).areas if turn.actor.areas else ()
    if may(turn.actor, Action.EDIT, areas):
        await editing.edit_pressed(turn, action)
    else:
        await suggesting.suggest_pressed(turn, action)
