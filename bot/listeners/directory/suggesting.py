"""Suggesting a correction: anybody can, from an answer, from a record or by name."""

import asyncio
from typing import Any

from slack_bolt.async_app import AsyncAck

from bot.listeners.directory import naming
from bot.listeners.directory.editing import beside, first_input, values_of
from bot.listeners.directory.memo import Memo
from bot.listeners.directory.naming import Named
from bot.listeners.directory.turn import Turn
from bot.ticket import Ticket
from bot.views.directory import forms, review
from bot.views.directory.inputs import Sheet, as_fields, filled_in, typed
from bot.views.limits import Json, Message
from directory import db, suggestions
from directory.ask.answer import ContactCard, Question
from directory.editing.errors import BadFields
from directory.editing.kinds import CONTACT, KINDS
from directory.words import Audience

Said = dict[str, str]


async def suggest(turn: Turn, said: Said) -> Message | None:
    """Open the form for the record that is named, or first ask which."""
    if said.get(""):
        await turn.open(await _form(turn, await turn.the_one(said[""])))
    else:
        await turn.open(review.pick_form(turn.memo().packed()))
    return None


async def pick_pressed(turn: Turn, _action: dict[str, Any]) -> None:
    """Ask which record is to be corrected."""
    await turn.open(review.pick_form(turn.memo().packed()))


async def suggest_pressed(turn: Turn, action: dict[str, Any]) -> None:
    """Open the form for the record of a button."""
    memo = Memo.unpacked(action.get("value"))
    await turn.open(await _form(turn, await turn.record(memo.kind, memo.key)))


async def suggest_about_answer(turn: Turn, action: dict[str, Any]) -> None:
    """Open the form for the contact of an answer; where it names several, ask which record."""
    ticket = Ticket.unpacked(action.get("value", ""))
    named = await asyncio.to_thread(_contacts_of, turn, ticket)
    if len(named) == 1:
        await turn.open(await _form(turn, named[0]))
    else:
        await turn.open(review.pick_form(turn.memo().packed()))


async def picked(turn: Turn, ack: AsyncAck, view: Json) -> None:
    """Go on from the choice of a record to its form."""
    entry = view["state"]["values"]["record"]["refer_any"]
    kind, _, key = str(entry["selected_option"]["value"]).partition(":")
    await ack(response_action="update", view=await _form(turn, await turn.record(kind, key)))


async def send(turn: Turn, ack: AsyncAck, view: Json) -> None:
    """Keep what was suggested, for the editors, or say beside it what cannot be right."""
    memo = Memo.unpacked(view["private_metadata"])
    kind = KINDS[memo.kind]
    values, before = typed(kind, view["state"]["values"]), filled_in(kind, view["blocks"])
    changed = {name: value for name, value in values.items() if value != before.get(name)}
    note = str(view["state"]["values"]["note"]["value"]["value"] or "")
    if not changed and not note.strip():
        said = "Change what is wrong, or say here what is wrong."
        await ack(response_action="errors", errors={first_input(view): said})
        return
    each = await turn.record(memo.kind, memo.key)

    def keep() -> None:
        with db.writing(turn.enquiries.engine) as session:
            now = turn.enquiries.clock.now()
            fields = as_fields(changed)
            suggestions.suggest(session, turn.actor, memo.kind, memo.key, fields, note=note, at=now)

    try:
        await asyncio.to_thread(keep)
    except BadFields as bad:
        await ack(response_action="errors", errors=beside(Sheet(kind), bad.errors))
    else:
        await ack(response_action="clear")
        await turn.tell(review.thanks(each.name))


async def _form(turn: Turn, each: Named) -> Json:
    values, version = await values_of(turn, each)
    memo = turn.memo(kind=each.kind.name, key=each.key, version=version)
    return forms.suggestion_form(Sheet(each.kind), values, memo.packed(), name=each.name)


def _contacts_of(turn: Turn, ticket: Ticket) -> list[Named]:
    """The contacts that the ticket's answer named, as schools see it."""
    desk, authority = turn.enquiries.desk, turn.actor.authority
    first = ticket.need.topics[0] if ticket.need.topics else ticket.need.post or ticket.need.school or ""
    audience = Audience.STAFF if turn.actor.is_staff else Audience.SCHOOLS
    asked = Question("", authority, turn.today, audience, ticket.school)
    cards = desk.complete(ticket.need, first, asked).contacts if first else ()
    held = naming.readable(desk, turn.actor)
    reached = {_reach(card) for card in cards}
    standing = naming.standing(held, CONTACT, turn.today)
    return [each for each in standing if _reach(each.fact) in reached]


def _reach(of: ContactCard | Any) -> tuple[str, str, str]:  # noqa: ANN401 - a card, or the fact of a contact
    return of.name, of.email, of.phone
