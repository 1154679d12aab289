"""Send to the app as Slack does: signed, acknowledged within three seconds, events sent again."""

import asyncio
import hashlib
import hmac
import json
import time
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, replace
from typing import Literal, Protocol
from urllib.parse import urlencode

import aiohttp

from bot.playground.records import Json

Kind = Literal["events_api", "slash_commands", "interactive"]
ACK_SECONDS = 3.0
# Slack sends an event again almost at once, after a minute and after five minutes.
RETRY_DELAYS = (0.0, 60.0, 300.0)


@dataclass(frozen=True)
class Delivery:
    """One request to the app."""

    kind: Kind
    payload: Json
    retry_num: int = 0
    retry_reason: str = ""


@dataclass(frozen=True)
class Answer:
    """The app's acknowledgement: an HTTP status, a body, and whether it asked not to be sent this again."""

    status: int
    body: str = ""
    no_retry: bool = False

    @property
    def ok(self) -> bool:
        """Whether the app acknowledged."""
        return 200 <= self.status < 300

    def json(self) -> Json:
        """The body as a JSON object; empty when it has none, raises ValueError when it is something else."""
        if not self.body.strip():
            return {}
        value = json.loads(self.body)
        if not isinstance(value, dict):
            raise ValueError("the app answered with JSON that is not an object")
        return value


class Unanswered(Exception):
    """The app gave no answer; the message is Slack's retry reason, such as `http_timeout`."""


class Transport(Protocol):
    """A way to reach the app."""

    async def send(self, delivery: Delivery) -> Answer:
        """Deliver and wait for the acknowledgement. Raises OSError when the app cannot be reached."""

    async def aclose(self) -> None:
        """Let go of connections."""


class HttpTransport:
    """Signed requests to the app's address."""

    def __init__(self, app_url: str, signing_secret: str) -> None:
        self._app_url = app_url
        self._secret = signing_secret
        self._session: aiohttp.ClientSession | None = None

    async def send(self, delivery: Delivery) -> Answer:
        """Post as Slack posts. Raises OSError when the app cannot be reached."""
        body, content_type = _encoded(delivery)
        headers = {"Content-Type": content_type, "User-Agent": "Slackbot 1.0 (+playground)"}
        # Apps compare this with the true time, whatever day the playground is set to.
        headers |= signature_headers(self._secret, body, int(time.time()))
        if delivery.retry_num:
            headers["X-Slack-Retry-Num"] = str(delivery.retry_num)
            headers["X-Slack-Retry-Reason"] = delivery.retry_reason
        if self._session is None:
            # A connection that is kept may be closed by the app at the moment it is used again.
            self._session = aiohttp.ClientSession(connector=aiohttp.TCPConnector(force_close=True))
        async with self._session.post(self._app_url, data=body, headers=headers) as response:
            no_retry = response.headers.get("X-Slack-No-Retry") == "1"
            return Answer(response.status, await response.text(), no_retry)

    async def aclose(self) -> None:
        """Close the connections."""
        if self._session is not None:
            await self._session.close()
            self._session = None


def signature_headers(secret: str, body: bytes, timestamp: int) -> dict[str, str]:
    """The two headers by which an app knows that a request is Slack's."""
    base = b"v0:" + str(timestamp).encode() + b":" + body
    digest = hmac.new(secret.encode(), base, hashlib.sha256).hexdigest()
    return {"X-Slack-Request-Timestamp": str(timestamp), "X-Slack-Signature": f"v0={digest}"}


def _encoded(delivery: Delivery) -> tuple[bytes, str]:
    if delivery.kind == "events_api":
        return json.dumps(delivery.payload).encode(), "application/json"
    fields = delivery.payload
    if delivery.kind == "interactive":
        fields = {"payload": json.dumps(delivery.payload)}
    return urlencode(fields).encode(), "application/x-www-form-urlencoded"


class Dispatcher:
    """Delivers to the app over one transport.

    `retry_delays` are the seconds before each further attempt at an event, waited for with `sleep`.
    """

    def __init__(
        self,
        transport: Transport,
        *,
        ack_seconds: float = ACK_SECONDS,
        retry_delays: Sequence[float] = RETRY_DELAYS,
        sleep: Callable[[float], Awaitable[object]] = asyncio.sleep,
    ) -> None:
        self._transport = transport
        self._ack_seconds = ack_seconds
        self._retry_delays = tuple(retry_delays)
        self._sleep = sleep
        self._running: set[asyncio.Task[None]] = set()

    async def request(self, kind: Kind, payload: Json) -> Answer:
        """Send a command or interaction, once. Raises `Unanswered`."""
        return await self._attempt(Delivery(kind, payload))

    def event(self, payload: Json) -> None:
        """Send an event in the background, again when it is not acknowledged."""
        task = asyncio.create_task(self._deliver_event(Delivery("events_api", payload)))
        self._running.add(task)
        task.add_done_callback(self._running.discard)

    async def aclose(self) -> None:
        """Give up what is still being sent, and close the transport."""
        for task in list(self._running):
            task.cancel()
        await asyncio.gather(*self._running, return_exceptions=True)
        await self._transport.aclose()

    async def _deliver_event(self, delivery: Delivery) -> None:
        for number, delay in enumerate((None, *self._retry_delays)):
            if delay is not None:
                await self._sleep(delay)
            try:
                answer = await self._attempt(replace(delivery, retry_num=number))
            except Unanswered as reason:
                delivery = replace(delivery, retry_reason=str(reason))
                continue
            if answer.ok or answer.no_retry:
                return
            delivery = replace(delivery, retry_reason="http_error")

    async def _attempt(self, delivery: Delivery) -> Answer:
        try:
            return await asyncio.wait_for(self._transport.send(delivery), self._ack_seconds)
        except TimeoutError:
            raise Unanswered("http_timeout") from None
        except (OSError, aiohttp.ClientError):
            raise Unanswered("connection_failed") from None
