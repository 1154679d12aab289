"""`/timeline follow`, `stop` and `status`, and the buttons of reminders."""

import asyncio
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from slack_sdk.errors import SlackApiError
from sqlalchemy.orm import Session

from bot.listeners.directory.memo import Memo
from bot.listeners.directory.turn import Turn
from bot.listeners.directory.words import NotUnderstood
from bot.listeners.timeline.naming import the_consultation
from bot.listeners.timeline.seen import audience_of, visible
from bot.reminders.health import silences
from bot.slack_error import error_code
from bot.views.limits import Message, text_alone
from bot.views.timeline import following as views
from bot.views.timeline import picture
from directory import db, deliveries, follows
from directory.roles import Action, may
from directory.snapshot import Snapshot
from directory.timeline.plan import DEFAULT_HOUR, DEFAULT_LEADS
from directory.words import Audience

Said = dict[str, str]
T = TypeVar("T")
_CANNOT = frozenset({"not_in_channel", "channel_not_found", "missing_scope"})


@dataclass(frozen=True)
class Destination:
    """Where reminders go: the person, or the channel in which they said so."""

    id: str
    is_person: bool
    audience: Audience


async def follow(turn: Turn, said: Said) -> Message:
    """This channel, or the person, is reminded from now on."""
    where = await _destination(turn, said.get("", ""))
    leads, hour = _leads(said.get("before", "")), said.get("at", DEFAULT_HOUR)
    held = await asyncio.to_thread(visible, turn)
    wanted = _wanted(held, said.get("in", ""))
    if not wanted:
        return picture.nothing()
    if not where.is_person:
        if not await asyncio.to_thread(_has_dates, turn, where.audience, wanted):
            return text_alone(views.NOT_HERE)
        if not await _can_post(turn, where.id):
            return text_alone(views.INVITE)
    now = turn.enquiries.clock.now()

    def keep(session: Session) -> None:
        for consultation in wanted:
            follows.follow(
                session,
                turn.actor.authority,
                consultation,
                team=turn.actor.team,
                destination=where.id,
                is_person=where.is_person,
                audience=where.audience,
                who=turn.actor.who,
                at=now,
                leads=leads,
                hour=hour.zfill(5),
            )

    await _written(turn, keep)
    await asyncio.to_thread(deliveries.plan, turn.enquiries.engine, turn.actor.authority, now)
    standing = await _status(turn)
    mine = [each for each in standing.destinations if each.destination == where.id]
    titles = tuple(held.consultations[key].title for key in wanted if key in held.consultations)
    wishes = views.Wishes(where.is_person, titles, tuple(sorted(leads, reverse=True)), hour.zfill(5))
    return views.followed(wishes, mine[0].next_at if mine else None, turn.today)


async def stop(turn: Turn, said: Said) -> Message:
    """Nobody is reminded here any more."""
    whom = said.get("", "").lower()
    me = whom == "me" or turn.place.channel.startswith("D") or not turn.place.channel
    destination = turn.actor.user if me else turn.place.channel
    now = turn.enquiries.clock.now()

    def end(session: Session) -> str:
        followed = follows.following(session, turn.actor.authority, destination)
        if not followed:
            return views.NOT_FOLLOWED
        staff = bool(may(turn.actor, Action.SEE_STAFF_RECORDS))
        if not (me or staff or all(each.created_by == turn.actor.who for each in followed)):
            return views.NOT_YOURS
        follows.stop(
            session,
            turn.actor.authority,
            team=turn.actor.team,
            destination=destination,
            who=turn.actor.who,
            at=now,
        )
        return ""

    refusal = await _written(turn, end)
    return text_alone(refusal) if refusal else views.ended(me)


async def status(turn: Turn, said: Said) -> Message:  # noqa: ARG001 - every subcommand takes both
    """How the reminders of the authority stand."""
    turn.allow(Action.READ_STATUS)
    standing = await _status(turn)
    now = turn.enquiries.clock.now()
    silent = await asyncio.to_thread(silences, turn.enquiries.engine, now)
    return views.status(standing, silent, turn.today)


async def snooze_pressed(turn: Turn, action: dict[str, Any]) -> None:
    """Post this reminder again tomorrow."""
    key, now = Memo.unpacked(action.get("value")).key, turn.enquiries.clock.now()
    channel = turn.place.channel
    to = await _written(turn, lambda session: deliveries.snooze_to_tomorrow(session, key, channel, now))
    await turn.tell(views.snoozed(to, turn.today) if to else text_alone(views.GONE))


async def stop_pressed(turn: Turn, action: dict[str, Any]) -> None:  # noqa: ARG001 - as every button
    """The same as `/timeline stop` in that place."""
    await turn.tell(await stop(turn, {}))


async def _destination(turn: Turn, whom: str) -> Destination:
    if whom.lower() not in ("", "me", "here", "this channel"):
        raise NotUnderstood(
            f"I can remind you ('me') or this channel ('here'), not '{whom}'. Nothing was changed."
        )
    if whom.lower() == "me" or turn.place.direct:
        return Destination(turn.actor.user, True, audience_of(turn.actor))
    readers = await turn.enquiries.access.audience_of_channel(
        turn.client, turn.actor.team, turn.place.channel
    )
    return Destination(turn.place.channel, False, readers)


async def _can_post(turn: Turn, channel: str) -> bool:
    """Whether Signpost is in the channel, and may read back what it posts there."""
    try:
        await turn.client.conversations_history(channel=channel, limit=1)
    except SlackApiError as error:
        if error_code(error) in _CANNOT:
            return False
        raise
    return True


def _wanted(held: Snapshot, text: str) -> list[str]:
    """The keys of the consultations that are meant; those of the dates where only these can be seen."""
    if held.consultations or text:
        return [the_consultation(held, text, "in").key]
    return sorted({row.consultation for row in held.key_dates.values()})


def _has_dates(turn: Turn, audience: Audience, wanted: Sequence[str]) -> bool:
    whole = turn.enquiries.desk.snapshot(turn.actor.authority)
    rows = whole.visible_to(audience, turn.today).key_dates.values()
    return any(row.consultation in wanted for row in rows)


def _leads(text: str) -> tuple[int, ...]:
    """``14, 7 and 1`` as numbers. Raises NotUnderstood."""
    if not text:
        return DEFAULT_LEADS
    found = re.sub(r"\b(?:days?|and)\b|,", " ", text.lower()).split()
    if not all(each.isdecimal() and len(each) < 4 for each in found):
        raise NotUnderstood(
            f"'{text}' are not days before a date. Write them like 7, 1, 0. Nothing was changed."
        )
    return tuple(int(each) for each in found)


async def _status(turn: Turn) -> deliveries.Status:
    def read() -> deliveries.Status:
        with db.reading(turn.enquiries.engine) as session:
            return deliveries.status(session, turn.actor.authority)

    return await asyncio.to_thread(read)


async def _written(turn: Turn, work: Callable[[Session], T]) -> T:
    def write() -> T:
        with db.writing(turn.enquiries.engine) as session:
            return work(session)

    return await asyncio.to_thread(write)
