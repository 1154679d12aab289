"""Asking for a person's school once, and changing it whenever they like."""

import asyncio
from dataclasses import replace
from typing import Any

from slack_bolt.async_app import AsyncAck
from slack_bolt.context.async_context import AsyncBoltContext
from slack_sdk.web.async_client import AsyncWebClient

from bot.access import Asker
from bot.enquiry import Enquiries
from bot.listeners.answering import reader_at, shown
from bot.listeners.home import publish
from bot.listeners.press import Press
from bot.metadata import Return
from bot.reply import Place, open_form, put_in_place, whisper
from bot.ticket import Ticket
from bot.views import school as views
from directory.ask.answer import Option
from directory.errors import UnknownSchool


async def suggest(
    enquiries: Enquiries, ack: AsyncAck, payload: dict[str, Any], context: AsyncBoltContext
) -> None:
    """The schools that match what has been typed so far."""
    authority = enquiries.access.authority(context.team_id or "")
    typed, today = payload.get("value") or "", enquiries.clock.today()
    found = await asyncio.to_thread(enquiries.desk.suggest_schools, authority, typed, today)
    await ack(options=views.options(found))


async def choose_school(enquiries: Enquiries, press: Press) -> None:
    """Remember the chosen school as the asker's own, and finish their question with it."""
    asker = press.asker
    if press.ticket.asker == asker.user and not asker.is_staff:
        asker = await enquiries.remember_school(asker, press.chosen)
    ticket = replace(press.ticket, school=press.chosen)
    await _finish(enquiries, press.client, asker, press.place, ticket)


async def work_in_no_school(enquiries: Enquiries, press: Press) -> None:
    """Remember that the asker works in no school; the answer stays, without the question."""
    if press.ticket.asker != press.asker.user:
        await whisper(press.client, press.place, views.not_yours())
        return
    asker = await enquiries.remember_school(press.asker, None)
    answer = await enquiries.again(press.reader, press.ticket)
    reply = await shown(enquiries, asker, press.place, answer, press.ticket)
    await put_in_place(press.client, press.place, reply)


async def open_change(
    enquiries: Enquiries,
    ack: AsyncAck,
    action: dict[str, Any],
    body: dict[str, Any],
    context: AsyncBoltContext,
) -> None:
    """Open the form for the person's school, from an answer or from the Home tab.

    Slack gives three seconds to open it, so nothing slow happens first.
    """
    await ack()
    ticket = Ticket.unpacked(action["value"]) if action.get("value") else None
    place = Place.pressed(body)
    mine = ticket is not None and ticket.asker == place.user
    current = await _current(enquiries, context.team_id or "", place.user)
    view = views.change(Return(place, ticket if mine else None).packed(), current)
    await open_form(context.client, body, view)


async def save_change(
    enquiries: Enquiries, ack: AsyncAck, view: dict[str, Any], body: dict[str, Any], context: AsyncBoltContext
) -> None:
    """Remember the school, refresh the Home tab, and answer the question again where there is one."""
    await ack()
    chosen = view["state"]["values"]["school"][views.PICK]["selected_option"]
    urn = chosen["value"] if chosen else None
    back = Return.unpacked(view["private_metadata"], body["user"]["id"])
    asker = await enquiries.access.identify(context.client, context.team_id or "", body["user"]["id"])
    asker = await enquiries.remember_school(asker, urn)
    await publish(enquiries, context.client, asker)
    if back.ticket is not None and back.place.channel:
        need = replace(back.ticket.need, school=None)
        await _finish(
            enquiries, context.client, asker, back.place, replace(back.ticket, need=need, school=urn)
        )


async def _finish(
    enquiries: Enquiries, client: AsyncWebClient, asker: Asker, place: Place, ticket: Ticket
) -> None:
    reader = await reader_at(enquiries, client, place, asker)
    if ticket.school is None:
        answer = await enquiries.again(reader, ticket)
    else:
        answer, ticket = await enquiries.complete(reader, ticket, ticket.school)
    await put_in_place(client, place, await shown(enquiries, asker, place, answer, ticket))


async def _current(enquiries: Enquiries, team: str, user: str) -> Option | None:
    urn = await enquiries.access.school_of(team, user)
    if urn is None:
        return None
    try:
        school = await asyncio.to_thread(
            enquiries.desk.school, enquiries.access.authority(team), urn, enquiries.clock.today()
        )
    except UnknownSchool:
        return None
    return Option(school.urn, school.name)
