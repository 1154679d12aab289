"""The worker: on each wake-up it plans, then claims, posts and marks what is due.

Claim, commit, post, mark: a delivery is this worker's before anything is sent, and stays claimed until what
came of it is known. A worker that is killed in between leaves a claim that runs out. Whoever claims the
delivery then looks for it in Slack first. Nothing has to be remembered from one wake-up to the next.
"""

import asyncio
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import count
from os import getpid
from socket import gethostname
from uuid import uuid4

import structlog

from bot.reminders.answers import NotAllowed
from bot.reminders.errand import Desk, Errand
from bot.reminders.terms import Terms
from directory import db, deliveries
from directory.deliveries import Batch

log = structlog.get_logger("signpost")
_BREATH = timedelta(milliseconds=200)
"""The shortest time from one wake-up to the next."""


def worker_name() -> str:
    """What this process is called where workers are listed."""
    return f"{gethostname()}-{getpid()}"


@dataclass
class Worker:
    """Posts the reminders of one authority in one workspace.

    `still_wanted` says whether to go on claiming: False once the process is told to stop. After Slack has
    refused to let us in (`barred`), nothing is claimed until `barred_until`.
    """

    authority: str
    desk: Desk
    name: str = field(default_factory=worker_name)
    still_wanted: Callable[[], bool] = lambda: True
    barred: str = ""
    barred_until: datetime | None = None
    _run: str = field(default_factory=lambda: uuid4().hex[:12])
    _serial: "count[int]" = field(default_factory=count)
    _awake: asyncio.Lock = field(default_factory=asyncio.Lock)
    _beaten: datetime | None = None

    @property
    def terms(self) -> Terms:
        """The times and limits that it goes by."""
        return self.desk.poster.terms

    async def wake(self) -> timedelta:
        """Plan, and post all that is due; after which time of the clock to wake up again."""
        async with self._awake:
            now = self._now()
            await self._beat(now)
            await asyncio.to_thread(deliveries.plan, self.desk.engine, self.authority, now)
            if self.barred_until is None or now >= self.barred_until:
                self.barred = ""
                await self._post_due()
            return await asyncio.to_thread(self._next)

    async def finish(self, seconds: float) -> None:
        """End on purpose: let what is under way end, for so many seconds at most."""
        with suppress(TimeoutError):
            async with asyncio.timeout(seconds), self._awake:
                pass
        await asyncio.to_thread(deliveries.rest, self.desk.engine, self.name)

    def _now(self) -> datetime:
        return self.desk.poster.time.now()

    def _next(self) -> timedelta:
        with db.reading(self.desk.engine) as session:
            due = deliveries.next_due(session, self.authority)
        if due is None or self.barred:
            return self.terms.wake_every
        due = max(due, self.desk.poster.pace.next_turn)
        return min(max(due - self._now(), _BREATH), self.terms.wake_every)

    async def _beat(self, now: datetime) -> None:
        """Say now and then that this worker is awake, and see how many share the workspace's limit."""
        if self._beaten is None or now - self._beaten >= self.terms.wake_every / 2:
            self._beaten = now
            workers = await asyncio.to_thread(self._beat_and_count, now)
            self.desk.poster.pace.share_with(workers)

    def _beat_and_count(self, now: datetime) -> int:
        every = self.terms.wake_every
        deliveries.beat(self.desk.engine, self.name, now, now + every)
        with db.reading(self.desk.engine) as session:
            return sum(each.at > now - 2 * every for each in deliveries.beats(session))

    async def _post_due(self) -> None:
        """Bring everything to its destination, many at a time, until nothing more is due."""
        under_way: set[asyncio.Task[None]] = set()
        try:
            while True:
                room = min(self.terms.at_once - len(under_way), self._room())
                for holder, batch in await self._claimed(room):
                    under_way.add(asyncio.create_task(self._carry_out(holder, batch)))
                if not under_way:
                    return
                _, under_way = await asyncio.wait(under_way, return_when=asyncio.FIRST_COMPLETED)
        finally:
            for task in under_way:
                task.cancel()

    def _room(self) -> int:
        """For how many messages a claim that is made now lasts, at the pace that Slack allows."""
        return self.desk.poster.pace.room(self.terms.lease - self.terms.in_flight)

    async def _claimed(self, room: int) -> list[tuple[str, Batch]]:
        """What is due at so many destinations, claimed under a name that no other claim has.

        Otherwise a slow errand whose claim ran out could put off what a later claim has just sent.
        """
        if not room or self.barred or not self.still_wanted():
            return []
        now = self._now()
        await self._beat(now)
        holder = f"{self._run}/{next(self._serial)}"
        batches = await asyncio.to_thread(
            deliveries.claim,
            self.desk.engine,
            holder,
            now,
            lease=self.terms.lease,
            limit=room,
            authority=self.authority,
        )
        return [(holder, batch) for batch in batches]

    async def _carry_out(self, holder: str, batch: Batch) -> None:
        try:
            await Errand(self.desk, holder, batch).run()
        except NotAllowed as refused:
            log.error("slack_refuses_reminders", error=refused.error)
            self.barred = refused.error
            self.barred_until = self._now() + self.terms.longest_wait
        except Exception as error:  # its claim runs out, and it is looked up and tried again
            log.error("errand_failed", destination=batch.destination, error=type(error).__name__)
