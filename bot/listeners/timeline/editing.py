"""`/timeline edit`: the form that changes a consultation itself."""

from dataclasses import replace
from typing import Any

from slack_bolt.async_app import AsyncAck

from bot.listeners.directory.editing import beside, first_input, touched
from bot.listeners.directory.looking import read
from bot.listeners.directory.memo import Memo
from bot.listeners.directory.turn import Turn
from bot.listeners.timeline import naming
from bot.listeners.timeline.seen import AT_ONCE, seen
from bot.views.directory import messages
from bot.views.directory.inputs import Sheet, typed
from bot.views.limits import Json, Message
from bot.views.timeline import forms, picture
from directory.editing.commands import EditConsultation
from directory.editing.errors import BadFields, StaleEdit
from directory.editing.kinds import CONSULTATION
from directory.errors import SignpostError
from directory.facts import Consultation
from directory.roles import Action, NotAllowed

Said = dict[str, str]


async def edit(turn: Turn, said: Said) -> Message | None:
    """Open the form; without a name, for the only consultation there is."""
    held = await seen(turn)
    if not held.consultations:
        return picture.none_yet(turn.memo().packed(2000))
    await _open(turn, naming.the_consultation(held, said.get("", ""), ""))
    return None


async def save(turn: Turn, ack: AsyncAck, view: Json) -> None:
    """Change what was typed of the consultation, or say beside the fields what is wrong.

    Where somebody else changed it meanwhile, the form shows that, and keeps what was typed.
    """
    turn.allow(Action.EDIT_CONSULTATION)
    memo = Memo.unpacked(view.get("private_metadata"))
    sheet = Sheet(forms.EDITED, memo.number)
    values = typed(sheet.kind, view["state"]["values"])
    mine = {name: values[name] for name in touched(sheet.kind, view, memo, values)}
    try:
        done = await turn.do(EditConsultation(memo.key, mine, memo.version))
    except NotAllowed:
        raise
    except BadFields as bad:
        await ack(response_action="errors", errors=beside(sheet, bad.errors))
    except StaleEdit as stale:
        now, _ = await _values_of(turn, memo.key)
        again = replace(memo, number=memo.number + 1, version=stale.version, mine=tuple(mine))
        form = forms.edit_form(again.packed(), now | mine, again.number, stale.since)
        await ack(response_action="update", view=form)
    except SignpostError as error:
        await ack(response_action="errors", errors={first_input(view): str(error)})
    else:
        await ack(response_action="clear")
        await turn.tell(messages.done(done, note=AT_ONCE))


async def _open(turn: Turn, consultation: Consultation) -> None:
    values, version = await _values_of(turn, consultation.key)
    memo = turn.memo(kind="consultation", key=consultation.key, version=version)
    await turn.open(forms.edit_form(memo.packed(), values))


async def _values_of(turn: Turn, key: str) -> tuple[dict[str, Any], int]:
    """What a consultation says, as its form takes it, and its version."""
    now = await read(turn, CONSULTATION, key)
    return {field.name: getattr(now.fact, field.name) for field in forms.EDITED.fields}, now.version
