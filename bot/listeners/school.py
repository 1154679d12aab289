"""Asking for a person's school once, and changing it whenever they like."""

import asyncio
from dataclasses import replace
from typing import Any

from slack_bolt.async_app import AsyncAck
from slack_sdk.web.async_client import AsyncWebClient

from bot.access import Asker
from bot.enquiry import Enquiries, for_everyone
from bot.listeners.answering import shown
from bot.listeners.home import publish
from bot.metadata import Return
from bot.reply import Place, put_in_place, whisper
from bot.ticket import Ticket
from bot.views import school as views
from directory.ask.answer import Option
from directory.errors import UnknownSchool


async def suggest(enquiries: Enquiries, ack: AsyncAck, payload: dict[str, Any], body: dict[str, Any]) -> None:
    """The schools that match what has been typed so far."""
    authority = enquiries.access.authority(body["team"]["id"])
    typed, today = payload.get("value") or "", enquiries.clock.today()
    found = await asyncio.to_thread(enquiries.desk.suggest_schools, authority, typed, today)
    await ack(options=views.options(found))


async def choose_school(
    enquiries: Enquiries, ack: AsyncAck, action: dict[str, Any], body: dict[str, Any], client: AsyncWebClient
) -> None:
    """Remember the chosen school as the asker's own, and finish their question with it."""
    await ack()
    urn = action["selected_option"]["value"]
    ticket, place = Ticket.unpacked(action["block_id"]), Place.pressed(body)
    asker = await enquiries.access.identify(client, body["team"]["id"], place.user)
    if ticket.asker == asker.user and not asker.is_staff:
        asker = await enquiries.remember_school(asker, urn)
    await _finish(enquiries, client, asker, place, replace(ticket, school=urn))


async def work_in_no_school(
    enquiries: Enquiries, ack: AsyncAck, action: dict[str, Any], body: dict[str, Any], client: AsyncWebClient
) -> None:
    """Remember that the asker works in no school; the answer stays, without the question."""
    await ack()
    ticket, place = Ticket.unpacked(action.get("value", "")), Place.pressed(body)
    asker = await enquiries.access.identify(client, body["team"]["id"], place.user)
    if ticket.asker != asker.user:
        await whisper(client, place, views.not_yours())
        return
    asker = await enquiries.remember_school(asker, None)
    answer = await enquiries.again(asker if place.private else for_everyone(asker), ticket)
    await put_in_place(client, place, await shown(enquiries, asker, place, answer, ticket))


async def open_change(
    enquiries: Enquiries, ack: AsyncAck, action: dict[str, Any], body: dict[str, Any], client: AsyncWebClient
) -> None:
    """Open the form for the person's school, from an answer or from the Home tab.

    Slack gives three seconds to open it, so nothing slow happens first.
    """
    await ack()
    ticket = Ticket.unpacked(action["value"]) if action.get("value") else None
    place = Place.pressed(body)
    mine = ticket is not None and ticket.asker == place.user
    current = await _current(enquiries, body["team"]["id"], place.user)
    view = views.change(Return(place, ticket if mine else None).packed(), current)
    await client.views_open(trigger_id=body["trigger_id"], view=view)


async def save_change(
    enquiries: Enquiries, ack: AsyncAck, view: dict[str, Any], body: dict[str, Any], client: AsyncWebClient
) -> None:
    """Remember the school, refresh the Home tab, and answer the question again where there is one."""
    await ack()
    chosen = view["state"]["values"]["school"][views.PICK]["selected_option"]
    urn = chosen["value"] if chosen else None
    back = Return.unpacked(view["private_metadata"], body["user"]["id"])
    asker = await enquiries.access.identify(client, body["team"]["id"], body["user"]["id"])
    asker = await enquiries.remember_school(asker, urn)
    await publish(enquiries, client, asker)
    if back.ticket is not None and back.place.channel:
        need = replace(back.ticket.need, school=None)
        await _finish(enquiries, client, asker, back.place, replace(back.ticket, need=need, school=urn))


async def _finish(
    enquiries: Enquiries, client: AsyncWebClient, asker: Asker, place: Place, ticket: Ticket
) -> None:
    reader = asker if place.private else for_everyone(asker)
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
