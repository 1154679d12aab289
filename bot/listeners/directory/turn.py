"""One thing that a person does with the directory: who, where, and what they can do there."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from slack_bolt.async_app import AsyncAck
from slack_bolt.context.async_context import AsyncBoltContext
from slack_sdk.web.async_client import AsyncWebClient

from bot.enquiry import Enquiries
from bot.listeners.directory import naming
from bot.listeners.directory.memo import Memo
from bot.listeners.directory.naming import Named
from bot.reply import Place, open_form, whisper
from bot.views.directory import messages
from bot.views.directory.forms import message_form
from bot.views.limits import Json, Message
from directory import db
from directory.editing.carry_out import carry_out
from directory.editing.commands import Command, Done
from directory.editing.kinds import KINDS, Kind
from directory.editing.whose import Areas
from directory.errors import SignpostError
from directory.roles import Action, Actor, NotAllowed, Role, could, may


@dataclass(frozen=True)
class Turn:
    """A command, a press or a submission: `actor` did it at `place`; `body` is Slack's payload."""

    enquiries: Enquiries
    client: AsyncWebClient
    actor: Actor
    place: Place
    body: dict[str, Any]

    @property
    def today(self) -> date:
        """The day it is."""
        return self.enquiries.clock.today()

    async def do(self, command: Command) -> Done:
        """Carry out a command as one transaction. Raises NotAllowed and the errors of editing."""

        def write() -> Done:
            with db.writing(self.enquiries.engine) as session:
                return carry_out(
                    session,
                    self.actor,
                    command,
                    today=self.today,
                    now=self.enquiries.clock.now(),
                    everyday=self.enquiries.desk.vocabulary.everyday,
                )

        return await asyncio.to_thread(write)

    def allow(self, action: Action, areas: Areas = frozenset()) -> None:
        """Raises NotAllowed where the actor may not do so to what belongs to `areas` (none: to anything)."""
        if not could(self.actor, action):
            raise NotAllowed(action, may(self.actor, action, self.actor.areas))
        verdict = may(self.actor, action, areas)
        if areas and not verdict:
            raise NotAllowed(action, verdict)

    async def the_one(self, text: str, kinds: Sequence[Kind] = ()) -> Named:
        """The record that a text names. Raises NoSuchName and SeveralNames."""
        wanted = tuple(kinds) or naming.NAMED
        return await asyncio.to_thread(
            naming.the_one, self.enquiries.desk, self.actor, text, self.today, wanted
        )

    async def the_one_ever(self, text: str) -> Named:
        """The record that a text names, also one that has ended. Raises NoSuchName and SeveralNames."""
        return await asyncio.to_thread(naming.the_one_ever, self.enquiries.desk, self.actor, text, self.today)

    async def the_two(self, text: str, other: str) -> tuple[Named, Named]:
        """A record and the one that takes its place. Raises NoSuchName, SeveralNames and AlreadyRetired."""
        return await asyncio.to_thread(
            naming.the_two, self.enquiries.desk, self.actor, text, other, self.today
        )

    async def record(self, kind: str, key: str) -> Named:
        """The record of a kind and key. Raises NoSuchName."""
        if kind not in KINDS:
            raise naming.NoSuchName(key, ())
        return await asyncio.to_thread(naming.record, self.enquiries.desk, self.actor, kind, key, self.today)

    async def tell(self, message: Message) -> None:
        """Answer the person alone."""
        await whisper(self.client, self.place, message)

    async def open(self, view: Json) -> None:
        """Open a form, on top of the one that is open. Raises TooLate."""
        opened = self.body.get("view") or {}
        await open_form(self.client, self.body, view, above=opened.get("type") == "modal")

    def memo(self, **about: Any) -> Memo:  # noqa: ANN401 - fields of Memo
        """A memo that reports back to where this was done."""
        place = self.place
        return Memo(channel=place.channel, url=place.response_url, thread=place.thread_ts or "", **about)


Listener = Callable[..., Awaitable[None]]
Submission = Callable[[Turn, AsyncAck, Json], Awaitable[None]]


async def turn_of(
    enquiries: Enquiries, context: AsyncBoltContext, body: dict[str, Any], place: Place
) -> Turn:
    """The turn that a payload tells of."""
    actor = await enquiries.access.actor(context.client, context.team_id or "", place.user)
    return Turn(enquiries, context.client, actor, place, body)


def place_of(body: dict[str, Any]) -> Place:
    """Where a button was pressed; in a form, where the form reports to."""
    view = body.get("view")
    if view and view.get("type") == "modal":
        return Memo.unpacked(view.get("private_metadata")).place(body["user"]["id"])
    return Place.pressed(body)


def on_press(enquiries: Enquiries, answer: Callable[[Turn, dict[str, Any]], Awaitable[None]]) -> Listener:
    """A listener for a button: acknowledges, finds out who pressed it, and tells them of a refusal."""

    async def listen(
        ack: AsyncAck, action: dict[str, Any], body: dict[str, Any], context: AsyncBoltContext
    ) -> None:
        await ack()
        turn = await turn_of(enquiries, context, body, place_of(body))
        try:
            await answer(turn, action)
        except NotAllowed as refused:
            await refuse(turn, refused)

    return listen


def on_submit(enquiries: Enquiries, answer: Submission) -> Listener:
    """A listener for a form: finds out who sent it; what went wrong takes the form's place."""

    async def listen(ack: AsyncAck, view: Json, body: dict[str, Any], context: AsyncBoltContext) -> None:
        place = Memo.unpacked(view.get("private_metadata")).place(body["user"]["id"])
        turn = await turn_of(enquiries, context, body, place)
        try:
            await answer(turn, ack, view)
        except NotAllowed as refused:
            await ack(response_action="update", view=message_form("Not changed", str(refused)))
            await whisper(context.client, place, await refusal(turn, refused))
        except SignpostError as error:
            if ack.response is not None:  # the form is gone
                raise
            await ack(response_action="update", view=message_form("Not done", str(error)))

    return listen


async def refuse(turn: Turn, refused: NotAllowed) -> None:
    """Say why not, who the owners are, and what the person can do instead."""
    await turn.tell(await refusal(turn, refused))


async def refusal(turn: Turn, refused: NotAllowed) -> Message:
    """The refusal as a message. A consultation is its owners' alone: nobody suggests corrections to it."""
    held = await turn.enquiries.access.grants(turn.actor.authority)
    owners = [grant.user for grant in held if grant.role is Role.OWNER]
    memo = "" if refused.action is Action.EDIT_CONSULTATION else turn.memo().packed(2000)
    return messages.refusal(str(refused), owners, memo)
