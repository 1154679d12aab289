"""Sending a question to the directory team: only when the person presses Send."""

import asyncio
from typing import Any

from slack_bolt.async_app import AsyncAck
from slack_bolt.context.async_context import AsyncBoltContext
from slack_sdk.web.async_client import AsyncWebClient

from bot import reply
from bot.enquiry import Enquiries
from bot.ticket import Ticket
from bot.views import question as views
from directory import db, sent_questions
from directory.facts import Contact
from directory.words import Audience, Route


async def open_form(
    _enquiries: Enquiries, ack: AsyncAck, action: dict[str, Any], body: dict[str, Any], client: AsyncWebClient
) -> None:
    """Open the form, filled in with the question where nobody else can read it there."""
    await ack()
    ticket = Ticket.unpacked(action.get("value", ""))
    words = ticket.words if ticket.asker in ("", body["user"]["id"]) else ""
    await reply.open_form(client, body, views.form(words))


async def send(
    enquiries: Enquiries, ack: AsyncAck, view: dict[str, Any], body: dict[str, Any], context: AsyncBoltContext
) -> None:
    """Keep the question as it was edited; the form then says what happens next."""
    team = context.team_id or ""
    text = str(view["state"]["values"]["question"]["text"]["value"] or "")
    authority = enquiries.access.authority(team)

    def keep() -> Contact | None:
        with db.writing(enquiries.engine) as session:
            sent_questions.keep(
                session,
                authority=authority,
                team=team,
                user=body["user"]["id"],
                text=text,
                at=enquiries.clock.now(),
            )
        held = enquiries.desk.snapshot(authority).visible_to(Audience.SCHOOLS, enquiries.clock.today())
        return held.route(Route.DIRECTORY_TEAM)

    await ack(response_action="update", view=views.sent(await asyncio.to_thread(keep)))
