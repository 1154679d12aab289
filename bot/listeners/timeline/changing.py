"""The subcommands that change a timeline at once: add, move, confirm, cancel."""

import asyncio
from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from bot.listeners.directory.turn import Turn
from bot.listeners.directory.when import named_day
from bot.listeners.directory.words import NotUnderstood
from bot.listeners.timeline import naming
from bot.listeners.timeline.seen import AT_ONCE, seen
from bot.views.directory import messages
from bot.views.limits import Message
from bot.views.timeline import changed
from directory import db
from directory.editing.commands import AddKeyDate, CancelKeyDate, ConfirmKeyDate, Done, MoveKeyDate
from directory.editing.history import Change, history
from directory.editing.kinds import KEY_DATE
from directory.facts import KeyDate
from directory.roles import Action
from directory.words import Audience, DateStatus

Said = dict[str, str]

SHORTLY = timedelta(minutes=10)
"""What somebody else changed so shortly before is told: whoever typed the command may not have seen it."""
_BY_PEOPLE = frozenset({Action.EDIT_CONSULTATION.name.lower(), Action.UNDO.name.lower()})

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
    return _told(turn, await turn.do(command), days)


async def move(turn: Turn, said: Said) -> Message:
    """Move a date, or one of its days."""
    row = await _row(turn, said)
    from_day = naming.the_day(row, said.get("from"), turn.today)
    to_day = named_day(said["to"], turn.today)
    assert to_day is not None  # the subcommand requires it
    return await _changed(turn, MoveKeyDate(row.key, to_day, from_day), [to_day])


async def confirm(turn: Turn, said: Said) -> Message:
    """Say that a provisional date is confirmed."""
    row = await _row(turn, said)
    return await _changed(turn, ConfirmKeyDate(row.key))


async def cancel(turn: Turn, said: Said) -> Message:
    """Cancel a date, or one of its days."""
    row = await _row(turn, said)
    day = naming.the_day(row, said.get("on"), turn.today)
    return await _changed(turn, CancelKeyDate(row.key, day))


async def _row(turn: Turn, said: Said) -> KeyDate:
    held = await seen(turn)
    of = naming.the_consultation(held, said["in"], "in") if "in" in said else None
    return naming.the_date(held, said[""], of)


async def _changed(
    turn: Turn, command: MoveKeyDate | ConfirmKeyDate | CancelKeyDate, days: Iterable[date] = ()
) -> Message:
    done = await turn.do(command)
    if done.revision is None:
        return messages.done(done)
    return _told(turn, done, days, await asyncio.to_thread(_by_others, turn, command.key, done.revision))


def _told(turn: Turn, done: Done, days: Iterable[date], before: Sequence[Change] = ()) -> Message:
    notes = [*changed.unusual(days, turn.today), *changed.by_others(before), AT_ONCE]
    return messages.done(done, title=changed.BY_OTHERS if before else "", note=" ".join(notes))


def _by_others(turn: Turn, key: str, revision: int) -> list[Change]:
    """What others changed of the date shortly before this person did, as `revision`; oldest first."""
    after = turn.enquiries.clock.now() - SHORTLY
    with db.reading(turn.enquiries.engine) as session:
        found = history(session, turn.actor.authority, (KEY_DATE, key), before=revision)
    by_people = [each for each in reversed(found) if each.action in _BY_PEOPLE and each.at >= after]
    return [each for each in by_people if each.who != turn.actor.who]
