"""`/timeline`: on its own the picture; what was typed after it decides who answers."""

from typing import Any

from slack_bolt.async_app import AsyncAck
from slack_bolt.context.async_context import AsyncBoltContext

from bot.enquiry import Enquiries
from bot.listeners.directory.turn import Turn, turn_of
from bot.listeners.directory.words import split
from bot.listeners.timeline import beginning, calendar, changing, editing, following
from bot.listeners.timeline.definitions import COMMAND, TIMELINE
from bot.listeners.timeline.naming import Several
from bot.listeners.timeline.seen import show
from bot.listeners.typed import Answer, Said, answer_typed, held_by, held_in, place_of_command
from bot.views.directory import help as guide
from bot.views.directory import messages
from bot.views.directory.messages import Line
from bot.views.limits import Message
from directory.roles import could

INTRO = f"{COMMAND} shows what happens when. Owners change it with words."


async def explain(turn: Turn, said: Said) -> Message:
    """How the subcommands are written: one, or all that the person may use."""
    if said.get(""):
        each = TIMELINE.named(said[""])
        return guide.one(each.usage, each.what, f"{COMMAND} {each.example}")
    theirs = [each for each in TIMELINE.subcommands if could(turn.actor, each.action)]
    return guide.all_of_them(INTRO, ((each.usage, each.what) for each in theirs))


ANSWERS: dict[str, Answer] = {
    "calendar": calendar.calendar,
    "add": changing.add,
    "move": changing.move,
    "confirm": changing.confirm,
    "cancel": changing.cancel,
    "new": beginning.new,
    "edit": editing.edit,
    "follow": following.follow,
    "stop": following.stop,
    "status": following.status,
    "help": explain,
}


async def answer_command(
    enquiries: Enquiries,
    ack: AsyncAck,
    command: dict[str, Any],
    body: dict[str, Any],
    context: AsyncBoltContext,
) -> None:
    """Do what was typed; without words, show the consultations."""
    await ack()
    turn = await turn_of(enquiries, context, body, place_of_command(command))
    words = split(command.get("text", ""))
    if not words:
        await turn.tell(await show(turn))
        return
    subcommand = TIMELINE.named(words[0].text)
    await _answered(turn, subcommand.name, subcommand.understand(words[1:]))


async def go_on(turn: Turn, action: dict[str, Any]) -> None:
    """Go on with a command once it is clear what was meant."""
    name, said = held_in(action)
    await _answered(turn, name, said)


async def _answered(turn: Turn, name: str, said: Said) -> None:
    subcommand = TIMELINE.named(name)
    await answer_typed(turn, subcommand, said, ANSWERS[subcommand.name], several=Several, which=_which)


def _which(name: str, said: Said, several: Several) -> Message:
    def clear(key: str) -> str:
        now = said | {several.link: key}
        return held_by(name, now)

    kind = "consultation" if several.link or name == "edit" else "date"
    lines = [Line(option.label, kind, clear(option.id)) for option in several.options]
    return messages.which(several.text, lines, "timeline")
