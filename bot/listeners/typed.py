"""What every slash command with subcommands does: take the words, answer them, ask which one was meant."""

import json
from collections.abc import Awaitable, Callable
from typing import Any, TypeVar

from bot.listeners.directory.turn import Turn, refuse
from bot.listeners.subcommands import Subcommand
from bot.reply import Place
from bot.views.limits import Message
from directory.errors import SignpostError
from directory.roles import NotAllowed

Said = dict[str, str]
Answer = Callable[[Turn, Said], Awaitable[Message | None]]
Several = TypeVar("Several", bound=SignpostError)


def place_of_command(command: dict[str, Any]) -> Place:
    """Where a command was typed."""
    return Place(command["channel_id"], command["user_id"], response_url=command.get("response_url", ""))


async def answer_typed(
    turn: Turn,
    subcommand: Subcommand,
    said: Said,
    answer: Answer,
    *,
    several: type[Several],
    which: Callable[[str, Said, Several], Message],
) -> None:
    """Tell the person what `answer` says to the subcommand, or that they may not use it.

    Where the answer raises `several`, `which` asks what was meant; the press goes on with `held_in`.
    """
    try:
        turn.allow(subcommand.action)
        reply = await answer(turn, said)
    except NotAllowed as refused:
        await refuse(turn, refused)
        return
    except several as unclear:
        reply = which(subcommand.name, said, unclear)
    if reply is not None:
        await turn.tell(reply)


def held_by(name: str, said: Said) -> str:
    """A subcommand and what was said with it, as the value of a button."""
    return json.dumps({"name": name, "said": said}, ensure_ascii=False, separators=(",", ":"))


def held_in(action: dict[str, Any]) -> tuple[str, Said]:
    """The subcommand of a button and what was said with it."""
    held = json.loads(action["value"])
    return str(held["name"]), dict(held["said"])
