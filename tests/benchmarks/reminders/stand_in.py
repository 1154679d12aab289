"""A stand-in for Slack, in a process of its own: it misbehaves at random and keeps count of what it took.

It runs on the benchmark's clock: a Retry-After of 2 is two seconds of that clock. It answers 429 to more than
one message a second to a channel, whatever the faults.
"""

import json
import random
import socket
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from typing import Any

from aiohttp import web

from tests.benchmarks.reminders.fast_time import FastClock

Json = dict[str, Any]


@dataclass(frozen=True)
class Faults:
    """How often each thing goes wrong, as shares of all requests; `settle` in seconds of the clock.

    `late`: the client gives up waiting, but the message is posted within `settle` all the same.
    """

    busy: float = 0.04
    error_before: float = 0.03
    error_after: float = 0.03
    dropped_before: float = 0.03
    dropped_after: float = 0.03
    slow: float = 0.05
    late: float = 0.02
    timeout: float = 10.0
    settle: float = 30.0


NONE = Faults(0, 0, 0, 0, 0, 0, 0)


@dataclass
class StandIn:
    """What the stand-in has taken: `messages` by channel, oldest first."""

    clock: FastClock
    faults: Faults
    chance: random.Random
    messages: dict[str, list[Json]] = field(default_factory=lambda: defaultdict(list))
    counts: Counter[str] = field(default_factory=Counter)
    last: dict[str, float] = field(default_factory=dict)
    held: dict[str, float] = field(default_factory=dict)
    first_at: float = 0.0
    last_at: float = 0.0
    _serial: int = 0

    async def answer(self, request: web.Request) -> web.StreamResponse:
        """Answer a call of the Web API, or misbehave."""
        method = request.match_info["method"]
        said = await _arguments(request)
        self.counts[method] += 1
        do = getattr(self, method.replace(".", "_"), None)
        if do is None:
            return web.json_response({"ok": False, "error": "unknown_method"})
        if method == "chat.postMessage" and (early := self._too_early(str(said["channel"]))):
            return early
        fault = self._fault()
        if fault:
            self.counts[f"fault {fault}"] += 1
        if (refusal := self._refusal(fault, request, said)) is not None:
            return refusal
        if fault == "slow":
            await self.clock.rest(self.chance.uniform(0.1, 0.7) * self.faults.timeout)
        if fault == "late":
            longest = 0.9 * (self.faults.timeout + self.faults.settle)
            await self.clock.rest(self.chance.uniform(self.faults.timeout, longest))
        answer = do(said)
        if fault == "error_after":
            return web.Response(status=500, text="down")
        return _drop(request) if fault == "dropped_after" else web.json_response(answer)

    def _refusal(self, fault: str, request: web.Request, said: Json) -> web.StreamResponse | None:
        """What is answered without doing anything; None where it is to be done."""
        if fault == "busy":
            return self._busy(str(said.get("channel", "")), self.chance.choice([1, 2, 5]))
        if fault == "error_before":
            return web.Response(status=self.chance.choice([500, 502, 503]), text="down")
        return _drop(request) if fault == "dropped_before" else None

    def _fault(self) -> str:
        roll = self.chance.random()
        for name in (
            "busy",
            "error_before",
            "error_after",
            "dropped_before",
            "dropped_after",
            "slow",
            "late",
        ):
            roll -= getattr(self.faults, name)
            if roll < 0:
                return name
        return ""

    def _too_early(self, channel: str) -> web.Response | None:
        now = self.clock.now().timestamp()
        if now < self.held.get(channel, 0.0):
            self.counts["sent before Retry-After had passed"] += 1
            return self._busy(channel, 1)
        if now - self.last.get(channel, 0.0) < 0.95:
            self.counts["sent within a second of another"] += 1
            return self._busy(channel, 1)
        return None

    def _busy(self, channel: str, seconds: int) -> web.Response:
        now = self.clock.now().timestamp()
        self.held[channel] = max(self.held.get(channel, 0.0), now + seconds - 0.05)
        answer = {"ok": False, "error": "ratelimited"}
        return web.json_response(answer, status=429, headers={"Retry-After": str(seconds)})

    def chat_postMessage(self, said: Json) -> Json:
        """Takes a message."""
        now = self.clock.now().timestamp()
        self._serial += 1
        self.first_at = self.first_at or now
        self.last_at = now
        self.last[said["channel"]] = now
        ts = f"{int(now)}.{self._serial % 1_000_000:06d}"
        message = {
            "ts": ts,
            "text": said.get("text", ""),
            "metadata": _parsed(said.get("metadata")),
            "at": now,
        }
        self.messages[said["channel"]].append(message)
        return {"ok": True, "channel": said["channel"], "ts": ts}

    def chat_update(self, said: Json) -> Json:
        """Takes a new wording."""
        return {"ok": True, "channel": said["channel"], "ts": said["ts"]}

    def conversations_open(self, said: Json) -> Json:
        """A person's direct message."""
        return {"ok": True, "channel": {"id": f"D{str(said['users'])[1:]}"}}

    def conversations_history(self, said: Json) -> Json:
        """Messages, newest first, a small page at a time, so that paging is needed."""
        newest = [
            m for m in reversed(self.messages[said["channel"]]) if float(m["ts"]) > float(said["oldest"])
        ]
        start = int(said.get("cursor") or 0)
        page = newest[start : start + 3]
        more = str(start + 3) if start + 3 < len(newest) else ""
        with_metadata = str(said.get("include_all_metadata")).lower() in ("1", "true")
        shown = [m if with_metadata else {**m, "metadata": None} for m in page]
        return {"ok": True, "messages": shown, "response_metadata": {"next_cursor": more}}

    def auth_test(self, said: Json) -> Json:
        """Whose token it is."""
        return {"ok": True, "user_id": "U0BOT", "team_id": "T0BENCH"}

    async def report(self, _request: web.Request) -> web.Response:
        """What was taken: when each key was posted, and how often each thing happened."""
        keys: dict[str, list[float]] = defaultdict(list)
        for messages in self.messages.values():
            for message in messages:
                for key in message["metadata"]["event_payload"]["keys"]:
                    keys[key].append(message["at"])
        span = self.last_at - self.first_at
        return web.json_response({"keys": keys, "counts": dict(self.counts), "span": span})


async def _arguments(request: web.Request) -> Json:
    if request.content_type == "application/json":
        return dict(await request.json())
    return {**request.query, **(await request.post())}


def _parsed(value: Any) -> Any:
    return json.loads(value) if isinstance(value, str) else value


def _drop(request: web.Request) -> web.Response:
    if request.transport is not None:
        request.transport.abort()
    return web.Response()


def serve(listener: socket.socket, clock: FastClock, faults: Faults, seed: int) -> None:
    """Serve on a listening socket until the process is ended."""
    stand_in = StandIn(clock, faults, random.Random(f"slack {seed}"))
    app = web.Application()
    app.router.add_route("*", "/api/{method}", stand_in.answer)
    app.router.add_get("/report", stand_in.report)
    web.run_app(app, sock=listener, print=None, access_log=None, handle_signals=False)
