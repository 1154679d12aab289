"""`/timeline edit`: the form that changes a consultation itself."""

import asyncio

from slack_bolt.async_app import AsyncAck

from bot.listeners.directory.memo import Memo
from bot.listeners.directory.turn import Turn
from bot.listeners.timeline import naming
from bot.listeners.timeline.adding import beside, chosen_day, picked, typed
from bot.listeners.timeline.seen import AT_ONCE, seen
from bot.views.directory import messages
from bot.views.limits import Json, Message
from bot.views.timeline import forms, picture
from directory import db
from directory.editing.commands import EditConsultation
from directory.editing.errors import StaleEdit
from directory.editing.history import show
from directory.editing.kinds import CONSULTATION
from directory.errors import SignpostError
from directory.facts import Consultation
from directory.roles import Action, NotAllowed
from directory.words import Stage

Said = dict[str, str]


async def edit(turn: Turn, said: Said) -> Message | None:
    """Open the form; without a name, for the only consultation there is."""
    held = await seen(turn)
    if not held.consultations:
        return picture.none_yet(turn.memo().packed(2000))
    await _open(turn, naming.the_consultation(held, said.get("", ""), ""))
    return None


async def save(turn: Turn, ack: AsyncAck, view: Json) -> None:
    """Change the consultation, or say beside the fields what is wrong."""
    turn.allow(Action.EDIT_CONSULTATION)
    memo = Memo.unpacked(view.get("private_metadata"))
    command = EditConsultation(
        key=memo.key,
        title=typed(view, "title"),
        summary=typed(view, "summary"),
        stage=Stage(picked(view, "stage")),
        starts_on=chosen_day(view, "starts_on"),
        ends_on=chosen_day(view, "ends_on"),
        expected_version=memo.version,
    )
    try:
        done = await turn.do(command)
    except NotAllowed:
        raise
    except StaleEdit as stale:
        again = SignpostError(f"{stale} Close this and open it again to see how it is now.")
        await ack(response_action="errors", errors=beside(view, again))
    except SignpostError as error:
        await ack(response_action="errors", errors=beside(view, error))
    else:
        await ack(response_action="clear")
        await turn.tell(messages.done(done, note=AT_ONCE))


async def _open(turn: Turn, consultation: Consultation) -> None:
    def read() -> int:
        with db.reading(turn.enquiries.engine) as session:
            return show(session, turn.actor.authority, CONSULTATION, consultation.key, turn.today).version

    version = await asyncio.to_thread(read)
    memo = turn.memo(kind="consultation", key=consultation.key, version=version)
    await turn.open(forms.edit_form(memo.packed(), consultation))
