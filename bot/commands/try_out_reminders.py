"""The worker of the try-out: it posts what is due when somebody does something, or sets the day."""

import asyncio
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from slack_sdk.web.async_client import AsyncWebClient
from sqlalchemy import Engine

from bot.access import Access
from bot.clock import OFFICE_OPENS, PlaygroundClock
from bot.log import slack_logger
from bot.playground.workspace import Workspace
from bot.reminders.making import make_worker, readers_by
from bot.reminders.worker import Worker
from bot.settings import Settings
from directory import db, deliveries
from directory.ask.desk import EnquiryDesk
from directory.days import LONDON

MOST_STEPS = 1000


@dataclass(frozen=True)
class TryOutReminders:
    """Wakes the worker of a workspace. `authorities` are by team id; `make` makes the worker of one team.

    A new worker is made each time, because the day may also be set back.
    """

    engine: Engine
    clock: PlaygroundClock
    authorities: Mapping[str, str]
    make: Callable[[str], Worker]
    _one: asyncio.Lock = field(default_factory=asyncio.Lock)

    async def wake(self, team: str) -> None:
        """Post what is due now."""
        async with self._one:
            await self.make(team).wake()

    async def pass_days(self, team: str, until: date) -> None:
        """Let the time until a later day pass: each reminder is posted at its own hour.

        The day is there when the office opens, or when the last reminder of that day is due.
        """
        async with self._one:
            worker = self.make(team)
            arrival = datetime.combine(until, OFFICE_OPENS, LONDON)
            for _ in range(MOST_STEPS):
                await worker.wake()
                now = self.clock.now()
                due = await asyncio.to_thread(self._next_due, team)
                tomorrow = now + timedelta(days=1)
                moment = min(tomorrow, due) if due and due > now else tomorrow
                if moment > arrival and (moment != due or moment.date() > until):
                    break
                self.clock.advance(moment - now)
            self.clock.advance(max(arrival - self.clock.now(), timedelta()))
            await worker.wake()

    def _next_due(self, team: str) -> datetime | None:
        with db.reading(self.engine) as session:
            due = deliveries.next_due(session, self.authorities[team])
        return due.astimezone(LONDON) if due else None


def make_reminders(
    settings: Settings,
    desk: EnquiryDesk,
    access: Access,
    clock: PlaygroundClock,
    workspaces: Sequence[Workspace],
) -> TryOutReminders:
    """Reminders for the workspaces, whose authorities and owners `access` knows."""
    authorities = {each.team_id: access.authority(each.team_id) for each in workspaces}
    tokens = {each.team_id: each.bot_token for each in workspaces}

    async def rest(seconds: float) -> None:
        clock.advance(timedelta(seconds=seconds))  # nobody has to wait for a try-out

    def make(team: str) -> Worker:
        authority = authorities[team]
        client = AsyncWebClient(token=tokens[team], base_url=settings.slack_api_url, logger=slack_logger())
        return make_worker(
            engine=access.engine,
            clock=clock,
            authority=authority,
            readers=readers_by(access, client),
            whole=lambda: desk.snapshot(authority),
            token=tokens[team],
            api_url=settings.slack_api_url,
            owners=access.owners_of(authority),
            rest=rest,
        )

    return TryOutReminders(access.engine, clock, authorities, make)
