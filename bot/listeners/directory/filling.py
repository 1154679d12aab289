"""Filling an empty place of the review queue: who holds the post from now on."""

from typing import Any

from slack_bolt.async_app import AsyncAck

from bot.listeners.directory import queue
from bot.listeners.directory.editing import chosen_day, entry, why
from bot.listeners.directory.memo import Memo
from bot.listeners.directory.turn import Turn
from bot.views.directory import messages, review
from bot.views.limits import Json
from directory.editing.commands import Assign
from directory.editing.empty_places import EmptyPlace, empty_places
from directory.editing.errors import BadFields
from directory.errors import SignpostError
from directory.roles import Action, NotAllowed


class FilledAlready(SignpostError):
    """The place is not empty any more."""

    def __init__(self) -> None:
        super().__init__("Another editor has filled this place already. Nothing was changed.")


async def assign_pressed(turn: Turn, action: dict[str, Any]) -> None:
    """Ask who fills the place of a button."""
    turn.allow(Action.ASSIGN)
    memo = Memo.unpacked(action.get("value"))
    place = await _place(turn, memo)
    pages = Memo.unpacked((turn.body.get("view") or {}).get("private_metadata")).pages
    about = turn.memo(post=memo.post, area=memo.area, school=memo.school, pages=pages)
    await turn.open(review.assign_form(place.said, about.packed()))


async def save_assigned(turn: Turn, ack: AsyncAck, view: Json) -> None:
    """Assign whom the form names, and show the queue under it as it is then."""
    memo = Memo.unpacked(view["private_metadata"])
    command = Assign(
        contact=entry(view, "contact")["selected_option"]["value"],
        post=memo.post,
        school=memo.school or None,
        area=memo.area or None,
        from_day=chosen_day(view),
        why=why(view),
    )
    try:
        done = await turn.do(command)
    except NotAllowed:
        raise
    except SignpostError as error:
        said = " ".join(error.errors.values()) if isinstance(error, BadFields) else str(error)
        await ack(response_action="errors", errors={"contact": said})
        return
    await ack()
    await turn.tell(messages.done(done))
    if below := view.get("previous_view_id"):
        now = await queue.view(turn, " ".join(done.said), memo.pages)
        await turn.client.views_update(view_id=below, view=now)


async def _place(turn: Turn, memo: Memo) -> EmptyPlace:
    """The place of a memo as the queue tells of it. Raises FilledAlready."""
    held = turn.enquiries.desk.snapshot(turn.actor.authority)
    wanted = (memo.post, memo.area, memo.school)
    for place in empty_places(held, turn.today):
        if place.post and (place.post, place.area or "", place.school or "") == wanted:
            return place
    raise FilledAlready
