"""The subcommands that change a timeline at once: add, move, confirm, cancel."""

from bot.listeners.directory.turn import Turn
from bot.listeners.directory.when import named_day
from bot.listeners.directory.words import NotUnderstood
from bot.listeners.timeline import naming
from bot.listeners.timeline.seen import AT_ONCE, seen
from bot.views.directory import messages
from bot.views.limits import Message
from directory.editing.commands import AddKeyDate, CancelKeyDate, ConfirmKeyDate, MoveKeyDate
from directory.words import Audience, DateStatus

Said = dict[str, str]

_READERS = {
    "staff": Audience.STAFF,
    "council staff": Audience.STAFF,
    "schools": Audience.SCHOOLS,
    "everybody": Audience.SCHOOLS,
    "everyone": Audience.SCHOOLS,
}


async def add(turn: Turn, said: Said) -> Message:
    """Add a date, on one day or several."""
    audience = _READERS.get(said["for"].lower()) if "for" in said else None
    if "for" in said and audience is None:
        raise NotUnderstood(
            f"Nothing was changed. Say who may see it: 'for staff' or 'for schools', not 'for {said['for']}'."
        )
    days = naming.several_days(said["on"], turn.today)
    consultation = naming.the_consultation(await seen(turn), said.get("in", ""), "in")
    command = AddKeyDate(
        consultation=consultation.key,
        title=said[""],
        days=days,
        audience=audience,
        status=DateStatus.PROVISIONAL if "provisional" in said else DateStatus.CONFIRMED,
        condition=said.get("if", ""),
    )
    return messages.done(await turn.do(command), note=AT_ONCE)


async def move(turn: Turn, said: Said) -> Message:
    """Move a date, or one of its days."""
    row = naming.the_date(await seen(turn), said[""])
    from_day = naming.the_day(row, said.get("from"), turn.today)
    to_day = named_day(said["to"], turn.today)
    assert to_day is not None  # the subcommand requires it
    return messages.done(await turn.do(MoveKeyDate(row.key, to_day, from_day)), note=AT_ONCE)


async def confirm(turn: Turn, said: Said) -> Message:
    """Say that a provisional date is confirmed."""
    row = naming.the_date(await seen(turn), said[""])
    return messages.done(await turn.do(ConfirmKeyDate(row.key)), note=AT_ONCE)


async def cancel(turn: Turn, said: Said) -> Message:
    """Cancel a date, or one of its days."""
    row = naming.the_date(await seen(turn), said[""])
    day = naming.the_day(row, said.get("on"), turn.today)
    return messages.done(await turn.do(CancelKeyDate(row.key, day)), note=AT_ONCE)
