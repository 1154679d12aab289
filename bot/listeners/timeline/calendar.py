"""`/timeline calendar`: the dates as a file, and the address that keeps a calendar up to date."""

import asyncio
from typing import Any

from bot.calendar_feed import FILE_NAME
from bot.listeners.directory import files
from bot.listeners.directory.turn import Turn
from bot.listeners.timeline.seen import audience_of, drawn, visible
from bot.views.limits import Message
from bot.views.timeline import calendar as views
from bot.views.timeline import picture
from directory import db, feeds
from directory.roles import Action, could
from directory.timeline.ical import calendar_bytes

Said = dict[str, str]


async def calendar(turn: Turn, said: Said) -> Message:  # noqa: ARG001 - every subcommand takes both
    """Send the file, and say where the address is and what to do with it."""
    made = await asyncio.to_thread(_made, turn)
    if made is None:
        return picture.nothing()
    content, token = made
    await files.send(turn.client, turn.actor.user, FILE_NAME, content, comment=views.FILE_COMMENT)
    return _told(turn, token)


async def calendar_pressed(turn: Turn, action: dict[str, Any]) -> None:  # noqa: ARG001 - as every button
    """The same from a button."""
    await turn.tell(await calendar(turn, {}))


async def renew_pressed(turn: Turn, action: dict[str, Any]) -> None:  # noqa: ARG001
    """Make a new address; the old one stops working."""
    turn.allow(Action.EDIT_CONSULTATION)

    def renew() -> str:
        now, readers = turn.enquiries.clock.now(), audience_of(turn.actor)
        with db.writing(turn.enquiries.engine) as session:
            return feeds.renew(session, turn.actor.authority, readers, turn.actor.who, now)

    await turn.tell(_told(turn, await asyncio.to_thread(renew), renewed=True))


def _made(turn: Turn) -> tuple[bytes, str] | None:
    """The calendar and the token of its address; None where there is nothing that the person may see."""
    held, now = visible(turn), turn.enquiries.clock.now()
    if not drawn(turn, held):
        return None
    with db.writing(turn.enquiries.engine) as session:
        token = feeds.feed_token(session, turn.actor.authority, audience_of(turn.actor), turn.actor.who, now)
        return calendar_bytes(session, held, now), token


def _told(turn: Turn, token: str, *, renewed: bool = False) -> Message:
    address = turn.enquiries.calendar_address(token)
    owner = could(turn.actor, Action.EDIT_CONSULTATION)
    return views.calendar(
        address, audience_of(turn.actor), turn.memo().packed(2000) if owner else "", renewed=renewed
    )
