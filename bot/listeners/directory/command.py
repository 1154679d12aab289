"""`/directory`: what was typed after it decides who answers."""

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
from bot.listeners.directory.turn import Turn, turn_of
from bot.listeners.directory.words import split
from bot.listeners.typed import Answer, Said, answer_typed, held_by, held_in, place_of_command
from bot.views.directory import messages
from bot.views.directory.messages import Line
from bot.views.limits import Message

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
    turn = await turn_of(enquiries, context, body, place_of_command(command))
    words = split(command.get("text", ""))
    if not words:
        await window.open_window(turn)
        return
    subcommand = DIRECTORY.named(words[0].text)
    await _answered(turn, subcommand.name, subcommand.understand(words[1:]))


async def go_on(turn: Turn, action: dict[str, Any]) -> None:
    """Go on with a command once it is clear which record was meant."""
    name, said = held_in(action)
    await _answered(turn, name, said)


async def _answered(turn: Turn, name: str, said: Said) -> None:
    subcommand = DIRECTORY.named(name)
    await answer_typed(turn, subcommand, said, ANSWERS[subcommand.name], several=SeveralNames, which=_which)


def _which(name: str, said: Said, several: SeveralNames) -> Message:
    def clear(reference: str) -> str:
        now = {link: reference if value == several.text else value for link, value in said.items()}
        return held_by(name, now)

    lines = [Line(each.name, each.kind.label, clear(each.reference)) for each in several.found]
    return messages.which(several.text, lines)
