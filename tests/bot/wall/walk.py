"""One person goes everywhere in Slack: types, presses, chooses and submits whatever there is."""

import json
import sys
from collections.abc import Awaitable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from bot import listeners
from bot.listeners.directory.memo import Memo
from bot.listeners.subcommands import SlashCommand, Subcommand
from bot.playground.errors import PersonError, SlackError
from bot.ticket import Ticket
from directory.ask.answer import Need
from directory.editing.kinds import KINDS
from tests.bot.directory.forged import Forger
from tests.bot.wall.marked import BEGINNING, Known
from tests.bot.wall.surfaces import Heard

CHANNEL = "#senco-network"
A_FEW = 5
QUESTIONS = (
    "when does the consultation close",
    "which ring fence is a Service Manager in",
    "what happened to the Head of SSE",
    "where do we send feedback about the restructure",
    "who is the lead inclusion advisor for Wookey",
    "attendance",
    BEGINNING,
)


class Walker(Forger):
    """A person who forgets what was on the screen, which else would be drawn anew for every step."""

    def forgets(self) -> None:
        """Clear the screen."""
        self._workspace.reset()


_REFUSED = (PersonError, SlackError, LookupError, StopIteration)


@dataclass(frozen=True)
class Sights:
    """What a walk asks for: records of the authority, hidden and seen, and what they were called."""

    records: Sequence[Known]
    names: Sequence[str]


def sights(known: Sequence[Known], each: int) -> Sights:
    """At most `each` hidden records of every kind, and as many that schools see."""
    by_kind: dict[tuple[str, bool], list[Known]] = {}
    for record in known:
        by_kind.setdefault((record.table, record.hidden), []).append(record)
    some = [record for records in by_kind.values() for record in records[:each]]
    return Sights(some, list(dict.fromkeys(record.name for record in some if record.name)))


def slash_commands() -> list[SlashCommand]:
    """Every command that has subcommands."""
    modules = [module for name, module in sys.modules.items() if name.startswith(listeners.__name__)]
    found = {
        id(value): value
        for module in modules
        for value in vars(module).values()
        if isinstance(value, SlashCommand)
    }
    return sorted(found.values(), key=lambda command: command.name)


async def everywhere(person: Walker, heard: Heard, seen: Sights) -> None:
    """Every listener at least once, and with every hidden record where it takes one."""
    await _tabs(person)
    await _questions(person, [*QUESTIONS, *seen.names])
    for surface in heard.of("command"):
        await _tried(person.says(surface.example, in_=CHANNEL))
    for command in slash_commands():
        await _subcommands(person, command, seen.names)
    for surface in heard.of("options"):
        await _typeaheads(person, surface.example, seen.names)
    for at, surface in enumerate(heard.of("action")):
        for value in _values(surface.example, some(seen.records, at)):
            await _tried(person.sends_press(surface.example, value))
            await _goes_on(person)
            person.forgets()
        await _tried(person.sends_choice(surface.example, "148006"))
    for at, surface in enumerate(heard.of("view")):
        for record in some(seen.records, at):
            await _tried(person.sends_form(_form(surface.example, record), {}))
            person.forgets()
    for surface in heard.of("shortcut"):
        assert surface.example == "who_can_help", f"nothing walks the {surface}"


async def _tabs(person: Walker) -> None:
    await person.opens_home()
    await _tried(person.presses("Set my school"))
    await _tried(person.picks("Which school", BEGINNING))
    await _goes_on(person)
    await person.opens_messages()


async def _questions(person: Walker, questions: Sequence[str]) -> None:
    pressed: dict[str, int] = {}
    for question in questions:
        ways = (
            person.says(f"/contact {question}", in_=CHANNEL),
            person.says(question),
            person.says(f"@Signpost {question}", in_=CHANNEL),
            person.uses("Who can help with this?", on=question),
        )
        for way in ways:
            await _tried(way)
            for label in person.buttons()[:6]:
                pressed[label] = pressed.get(label, 0) + 1
                if pressed[label] <= 3:
                    await _tried(person.presses(label))
                    await _goes_on(person)
        person.forgets()


async def _subcommands(person: Walker, command: SlashCommand, names: Sequence[str]) -> None:
    await _tried(person.says(command.name, in_=CHANNEL))
    await _tried(person.fills({"Search": BEGINNING}))
    await _goes_on(person)
    for each in command.subcommands:
        lines = [each.example, f"{each.name}", f"help {each.name}", f"{each.name}x"]
        lines += [_about(each, name) for name in (BEGINNING, *names)] if each.parts else []
        for line in lines:
            await _tried(person.says(f"{command.name} {line}", in_=CHANNEL))
            await _goes_on(person)
            person.forgets()


def _about(each: Subcommand, name: str) -> str:
    """The subcommand with the name in every place where there can be one."""
    parts = [part for part in each.parts if not part.flag and (part.required or not part.link)]
    return " ".join([each.name, *(f'{part.link} "{name}"'.strip() for part in parts)])


async def _typeaheads(person: Walker, action_id: str, names: Sequence[str]) -> None:
    ids = [action_id]
    if action_id == "refer_any":
        ids += [f"refer_{name}" for name in (*KINDS, "topic")]
    for each in ids:
        for typed in (BEGINNING, "a", *names):
            await _tried(person.is_offered(each, typed))
            person.forgets()


def some(records: Sequence[Known], at: int) -> list[Known]:
    """A few of the records, other ones for every listener, so that each kind has its turn many times."""
    return [records[(at * A_FEW + number) % len(records)] for number in range(A_FEW)]


def _values(action_id: str, records: Sequence[Known]) -> Iterator[str]:
    """What a button could carry: records as it would name them, and damaged values."""
    yield from ("", "1", "{")
    of_a_command = any(action_id.startswith(command.name[1:]) for command in slash_commands())
    for record in records:
        if "_which_" in action_id:
            yield json.dumps({"name": "show", "said": {"": f"{record.table}:{record.key}"}})
        elif of_a_command:
            yield Memo(kind=record.table, key=record.key, version=1).packed()
        if record.table in ("post", "school", "area"):
            need = Need(**{record.table: record.key})
            yield Ticket(need=need, asker="U0SOMSENCO", pick=record.key).packed()


async def _goes_on(person: Walker) -> None:
    """Submit the form that is open, as it is, and close what is left."""
    with suppress(*_REFUSED):
        person.modal()
        await person.submits()
    for _ in range(3):
        try:
            person.modal()
            await person.closes()
        except _REFUSED:
            return


def _form(callback_id: str, record: Known) -> dict[str, Any]:
    field = {"type": "plain_text_input", "action_id": "text", "initial_value": BEGINNING}
    label = {"type": "plain_text", "text": "Search"}
    return {
        "type": "modal",
        "callback_id": callback_id,
        "title": {"type": "plain_text", "text": "Forged"},
        "submit": {"type": "plain_text", "text": "Send"},
        "private_metadata": Memo(kind=record.table, key=record.key, version=1).packed(),
        "blocks": [{"type": "input", "block_id": "search", "label": label, "element": field}],
    }


async def _tried(doing: Awaitable[Any]) -> None:
    """Done, unless Slack itself would refuse it or there is no such thing on the screen."""
    with suppress(*_REFUSED):
        await doing
