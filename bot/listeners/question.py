"""Sending a question to the directory team: only when the person presses Send."""

import asyncio
from typing import Any

from slack_bolt.async_app import AsyncAck
from slack_sdk.web.async_client import AsyncWebClient

from bot.enquiry import Enquiries
from bot.metadata import Return
from bot.reply import Place, whisper
from bot.ticket import Ticket
from bot.views import question as views
from directory import db, sent_questions


async def open_form(
    _enquiries: Enquiries, ack: AsyncAck, action: dict[str, Any], body: dict[str, Any], client: AsyncWebClient
) -> None:
    """Open the form, filled in with the question, so that names can be deleted first."""
    await ack()
    ticket, place = Ticket.unpacked(action.get("value", "")), Place.pressed(body)
    words = ticket.words if ticket.asker in ("", place.user) else ""
    metadata = Return(place=place).packed()
    await client.views_open(trigger_id=body["trigger_id"], view=views.form(metadata, words))


async def send(
    enquiries: Enquiries, ack: AsyncAck, view: dict[str, Any], body: dict[str, Any], client: AsyncWebClient
) -> None:
    """Keep the question as it was edited, and tell the person."""
    await ack()
    text = str(view["state"]["values"]["question"]["text"]["value"] or "")
    authority = enquiries.access.authority(body["team"]["id"])

    def keep() -> None:
        with db.writing(enquiries.engine) as session:
            sent_questions.keep(
                session,
                authority=authority,
                team=body["team"]["id"],
                user=body["user"]["id"],
                text=text,
                at=enquiries.clock.now(),
            )

    await asyncio.to_thread(keep)
    place = Return.unpacked(view["private_metadata"], body["user"]["id"]).place
    await whisper(client, place, views.sent())
