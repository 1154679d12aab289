"""`/timeline`: on its own the picture; what was typed after it decides who answers."""

import json
from collections.abc import Awaitable, Callable
from typing import Any

from slack_bolt.async_app import AsyncAck
from slack_bolt.context.async_context import AsyncBoltContext

from bot.enquiry import Enquiries
from bot.listeners.directory.turn import Turn, refuse, turn_of
from bot.listeners.directory.words import split
from bot.listeners.timeline import beginning, calendar, changing, editing, following
from bot.listeners.timeline.definitions import COMMAND, TIMELINE
from bot.listeners.timeline.naming import Several
from bot.listeners.timeline.seen import show
from bot.reply import Place
from bot.views.directory import help as guide
from bot.views.directory import messages
from bot.views.directory.messages import Line
from bot.views.limits import Message
from directory.roles import NotAllowed, could

INTRO = f"{COMMAND} shows what happens when. Owners change it with words."

Said = dict[str, str]
Answer = Callable[[Turn, Said], Awaitable[Message | None]]


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
    place = Place(command["channel_id"], command["user_id"], response_url=command.get("response_url", ""))
    turn = await turn_of(enquiries, context, body, place)
    words = split(command.get("text", ""))
    if not words:
        await turn.tell(await show(turn))
        return
    subcommand = TIMELINE.named(words[0].text)
    await _answered(turn, subcommand.name, subcommand.understand(words[1:]))


async def go_on(turn: Turn, action: dict[str, Any]) -> None:
    """Go on with a command once it is clear what was meant."""
    held = json.loads(action["value"])
    await _answered(turn, str(held["name"]), dict(held["said"]))


async def _answered(turn: Turn, name: str, said: Said) -> None:
    subcommand = TIMELINE.named(name)
    try:
        turn.allow(subcommand.action)
        reply = await ANSWERS[subcommand.name](turn, said)
    except NotAllowed as refused:
        await refuse(turn, refused)
        return
    except Several as several:
        reply = _which(subcommand.name, said, several)
    if reply is not None:
        await turn.tell(reply)


def _which(name: str, said: Said, several: Several) -> Message:
    def clear(key: str) -> str:
        now = said | {several.link: key}
        return json.dumps({"name": name, "said": now}, ensure_ascii=False, separators=(",", ":"))

    kind = "consultation" if several.link or name == "edit" else "date"
    lines = [Line(option.label, kind, clear(option.id)) for option in several.options]
    return messages.which(several.text, lines, "timeline")
