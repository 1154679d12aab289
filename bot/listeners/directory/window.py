"""The window of `/directory`: search in it, and go on to what can be done."""

import asyncio
from typing import Any

from slack_bolt.async_app import AsyncAck

from bot.listeners.directory import naming
from bot.listeners.directory.looking import changes, found
from bot.listeners.directory.turn import Turn
from bot.views.directory import forms, hub
from bot.views.directory.inputs import option
from bot.views.directory.messages import history_blocks
from bot.views.limits import Json
from directory.ask.answer import Option
from directory.roles import Action, Role, could

_PARTS = {
    hub.ADD: Action.ADD,
    hub.REVIEW: Action.REVIEW,
    hub.HISTORY: Action.HISTORY,
    hub.IMPORT: Action.IMPORT,
}


async def open_window(turn: Turn) -> None:
    """Open the window with what this person can do."""
    await turn.open(await _window(turn))


async def search(turn: Turn, ack: AsyncAck, view: Json) -> None:
    """Show what was searched for in the window."""
    text = view["state"]["values"]["search"]["text"]["value"] or ""
    lines = await found(turn, text) if text.strip() else None
    await ack(response_action="update", view=await _window(turn, searched=text, found=lines))


async def open_history(turn: Turn, action: dict[str, Any]) -> None:  # noqa: ARG001 - as every button
    """Show the last changes on top of the window."""
    blocks = history_blocks("The last changes of the directory", await changes(turn))
    listed = [block.to_dict() for block in blocks]
    await turn.open(forms.modal("History", listed, close="Back", memo=turn.memo().packed()))


async def suggest_options(turn: Turn, to: str, typed: str) -> list[Json]:
    """What a list of records of the kind `to` offers for what was typed so far."""
    desk, actor = turn.enquiries.desk, turn.actor
    offered: tuple[Option, ...] = await asyncio.to_thread(naming.options, desk, actor, to, typed, turn.today)
    return [option(each) for each in offered]


async def _window(turn: Turn, **more: Any) -> Json:  # noqa: ANN401 - what was searched and found
    allowed = [part for part, action in _PARTS.items() if could(turn.actor, action)]
    held = await turn.enquiries.access.grants(turn.actor.authority)
    owners = [grant.user for grant in held if grant.role is Role.OWNER]
    return hub.hub(turn.memo().packed(2000), allowed, owners, **more)
