"""What a person may see of the consultations."""

import asyncio
from collections.abc import Sequence

from bot.listeners.directory.turn import Turn
from bot.views.limits import Message
from bot.views.timeline import picture as views
from directory.facts import Consultation
from directory.roles import Action, Actor, could, may
from directory.snapshot import Snapshot
from directory.timeline.picture import Picture, pictures
from directory.words import Audience

AT_ONCE = "Calendars that follow the dates are told, too."
"""What is said in small of every change."""


def audience_of(actor: Actor) -> Audience:
    """Whose dates the person sees when nobody else reads the answer."""
    return Audience.STAFF if may(actor, Action.SEE_STAFF_RECORDS) else Audience.SCHOOLS


def visible(turn: Turn) -> Snapshot:
    """What the person may see today. It may read the database."""
    held = turn.enquiries.desk.snapshot(turn.actor.authority)
    return held.visible_to(audience_of(turn.actor), turn.today)


async def seen(turn: Turn) -> Snapshot:
    """What the person may see today."""
    return await asyncio.to_thread(visible, turn)


def drawn(turn: Turn, held: Snapshot) -> Sequence[Picture]:
    """The pictures that have something to show."""
    return [each for each in pictures(held, turn.today) if each.consultation or each.rows]


def newest_first(turn: Turn, held: Snapshot) -> list[Consultation]:
    """The consultations that the person may see."""
    keys = [each.consultation for each in pictures(held, turn.today) if each.consultation]
    return [held.consultations[key] for key in keys]


async def show(turn: Turn) -> Message:
    """The consultations as a picture; for whom there is none, the words for nothing found."""
    shown = drawn(turn, await seen(turn))
    owner = could(turn.actor, Action.EDIT_CONSULTATION)
    memo = turn.memo().packed(2000)
    if shown:
        return views.timeline(shown, memo, owner=owner)
    return views.none_yet(memo) if owner else views.nothing()
