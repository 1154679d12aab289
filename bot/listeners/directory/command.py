"""`/directory`: what was typed after it decides who answers."""

import json
from collections.abc import Awaitable, Callable
from typing import Any

from slack_bolt.async_app import AsyncAck
from slack_bolt.context.async_context import AsyncBoltContext

from bot.enquiry import Enquiries
from bot.listeners.directory import (
    changing,
    editing,
    importing,
    looking,
    people,
    reviewing,
    staff,
    suggesting,
    window,
)
from bot.listeners.directory.definitions import DIRECTORY
from bot.listeners.directory.naming import SeveralNames
from bot.listeners.directory.turn import Turn, refuse, turn_of
from bot.listeners.directory.words import Word, split
from bot.reply import Place
from bot.views.directory import messages
from bot.views.directory.messages import Line
from bot.views.limits import Message
from directory.roles import NotAllowed

Said = dict[str, str]
Answer = Callable[[Turn, Said], Awaitable[Message | None]]

ANSWERS: dict[str, Answer] = {
    "find": looking.find,
    "show": looking.show_named,
    "add": editing.add,
    "edit": editing.edit,
    "retire": changing.retire,
    "assign": changing.assign,
    "alias": changing.alias,
    "verify": changing.verify,
    "import": importing.import_command,
    "export": importing.export_command,
    "history": looking.list_changes,
    "undo": changing.undo,
    "roles": people.roles,
    "staff": staff.staff,
    "review": reviewing.review_command,
    "suggest": suggesting.suggest,
    "help": looking.explain,
}


async def answer_command(
    enquiries: Enquiries,
    ack: AsyncAck,
    command: dict[str, Any],
    body: dict[str, Any],
    context: AsyncBoltContext,
) -> None:
    """Do what was typed; without words, open the window."""
    await ack()
    place = Place(command["channel_id"], command["user_id"], response_url=command.get("response_url", ""))
    turn = await turn_of(enquiries, context, body, place)
    words = split(command.get("text", ""))
    if not words:
        await window.open_window(turn)
        return
    subcommand = DIRECTORY.named(words[0].text)
    await _answered(turn, words[0], subcommand.understand(words[1:]))


async def go_on(turn: Turn, action: dict[str, Any]) -> None:
    """Go on with a command once it is clear which record was meant."""
    held = json.loads(action["value"])
    await _answered(turn, Word(held["name"]), dict(held["said"]))


async def _answered(turn: Turn, word: Word, said: Said) -> None:
    subcommand = DIRECTORY.named(word.text)
    try:
        turn.allow(subcommand.action)
        reply = await ANSWERS[subcommand.name](turn, said)
    except NotAllowed as refused:
        await refuse(turn, refused)
        return
    except SeveralNames as several:
        reply = _which(subcommand.name, said, several)
    if reply is not None:
        await turn.tell(reply)


def _which(name: str, said: Said, several: SeveralNames) -> Message:
    def clear(reference: str) -> str:
        now = {link: reference if value == several.text else value for link, value in said.items()}
        return json.dumps({"name": name, "said": now}, ensure_ascii=False, separators=(",", ":"))

    lines = [Line(each.name, each.kind.label, clear(each.reference)) for each in several.found]
    return messages.which(several.text, lines)
