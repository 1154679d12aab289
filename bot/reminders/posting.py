"""One message to one destination in Slack, sent at most once; and what came of it."""

from collections.abc import Awaitable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, TypeVar

from slack_sdk.web.async_client import AsyncWebClient

from bot.log import slack_logger
from bot.reminders.answers import FAILURES, OURS, WHOSE, Busy, Gone, NotAllowed, Trouble, trouble
from bot.reminders.pace import Pace, TooLate
from bot.reminders.terms import Terms
from bot.reminders.time import Time
from bot.views.limits import Message

EVENT_TYPE = "signpost_delivery"
T = TypeVar("T")


@dataclass(frozen=True)
class Posted:
    """Where a message stands in Slack."""

    channel: str
    ts: str


def reminder_client(token: str | None, api_url: str, terms: Terms, scale: float = 1.0) -> AsyncWebClient:
    """A client that makes each request once.

    The SDK's own handlers would send a message again after a dropped connection without looking whether it
    had arrived. `scale` is how much faster the clock of `terms` runs than the computer's.
    """
    return AsyncWebClient(
        token=token,
        base_url=api_url.rstrip("/") + "/",
        timeout=terms.request_timeout.total_seconds() / scale,  # type: ignore[arg-type]
        logger=slack_logger(),
        retry_handlers=[],
    )


@dataclass
class Poster:
    """Sends to the destinations of one workspace, at the pace that Slack allows.

    Every method raises a Trouble: Busy, Unclear, Gone, NotAllowed, Refused; those that send something also
    TooLate, where the claim for it could end before it is to be seen.
    """

    client: AsyncWebClient
    time: Time
    terms: Terms
    pace: Pace
    _direct: dict[str, str] = field(default_factory=dict)

    async def channel_of(self, destination: str, *, is_person: bool) -> str:
        """The id of the channel: a person's is their direct message with the app."""
        if not is_person:
            return destination
        if destination not in self._direct:
            opened = await self._call(self.client.conversations_open(users=destination), destination)
            self._direct[destination] = str((opened.get("channel") or {}).get("id") or destination)
        return self._direct[destination]

    async def post(
        self, destination: str, channel: str, message: Message, carried: Mapping[str, Any], until: datetime
    ) -> Posted:
        """Post a message with what it carries for a look-up. The claim on its deliveries ends at `until`."""
        await self._turn(destination, until)
        answer = await self._call(
            self.client.chat_postMessage(
                channel=channel,
                text=message.text,
                blocks=message.blocks,
                metadata={"event_type": EVENT_TYPE, "event_payload": dict(carried)},
                unfurl_links=False,
                unfurl_media=False,
            ),
            destination,
        )
        self.pace.sent(destination)
        return Posted(str(answer.get("channel") or channel), str(answer.get("ts") or ""))

    async def amend(self, destination: str, at: Posted, message: Message, until: datetime) -> None:
        """Put a message in the place of one that was posted, during a claim that ends at `until`."""
        await self._turn(destination, until)
        await self._call(
            self.client.chat_update(channel=at.channel, ts=at.ts, text=message.text, blocks=message.blocks),
            destination,
        )
        self.pace.sent(destination)

    async def page(self, destination: str, channel: str, oldest: datetime, cursor: str) -> dict[str, Any]:
        """One page of a channel's messages since `oldest`, with what they carry."""
        found = self.client.conversations_history(
            channel=channel,
            oldest=f"{oldest.timestamp():.6f}",
            limit=200,
            include_all_metadata=True,
            cursor=cursor or None,
        )
        return await self._call(found, destination)

    async def _turn(self, destination: str, until: datetime) -> None:
        latest = until - self.terms.in_flight
        await self.pace.turn(destination, latest)
        if self.time.now() >= latest:
            raise TooLate(self.time.now())

    async def _call(self, call: Awaitable[Any], destination: str) -> dict[str, Any]:
        try:
            answer = await call
        except FAILURES as error:
            raise await self._judged(trouble(error), destination) from error
        data: dict[str, Any] = answer.data
        return data

    async def _judged(self, what: Trouble, destination: str) -> Trouble:
        """The trouble, once others who have it too are held up; whose account is no more is found out."""
        if isinstance(what, Busy) and what.seconds is not None:
            until = self.time.after(what.seconds)
            if what.everywhere:
                self.pace.hold_all(until)
            else:
                self.pace.hold(destination, until)
        if isinstance(what, Gone) and what.error == WHOSE:
            try:
                await self.client.auth_test()
            except FAILURES as error:
                asked = trouble(error)
                return NotAllowed(OURS) if isinstance(asked, Gone | NotAllowed) else Busy(asked.error)
        return what
