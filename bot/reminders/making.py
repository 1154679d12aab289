"""Puts a worker's parts together: who reads where, who writes for them, and what posts."""

import asyncio
import random
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import date

from slack_sdk.web.async_client import AsyncWebClient
from sqlalchemy import Engine

from bot.access import Access
from bot.clock import Clock
from bot.reminders.composing import Composer
from bot.reminders.errand import Desk, Readers
from bot.reminders.pace import Pace
from bot.reminders.posting import Poster, reminder_client
from bot.reminders.terms import Terms
from bot.reminders.time import Time
from bot.reminders.worker import Worker
from directory.deliveries import Batch
from directory.snapshot import Snapshot
from directory.words import Audience


@dataclass
class Composers:
    """Those who write, one for each audience, until the directory or the day changes."""

    whole: Callable[[], Snapshot]
    clock: Clock
    _kept: dict[tuple[int, date, Audience, bool], Composer] = field(default_factory=dict)

    def __call__(self, audience: Audience, is_person: bool) -> Composer:
        """Who writes for this audience, to a person or to a channel."""
        whole, today = self.whole(), self.clock.today()
        found = self._kept.get((whole.revision, today, audience, is_person))
        if found is None:
            found = Composer(whole, audience, today, is_person)
            kept = {at: each for at, each in self._kept.items() if at[:2] == (whole.revision, today)}
            self._kept = {**kept, (whole.revision, today, audience, is_person): found}
        return found


def readers_by(access: Access, client: AsyncWebClient) -> Readers:
    """Tells who reads at a destination, as Slack has it: a person, or the least trusted of a channel."""

    async def readers(batch: Batch) -> Audience | None:
        return await access.readers(client, batch.team, batch.destination, is_person=batch.is_person)

    return readers


def make_worker(
    *,
    engine: Engine,
    clock: Clock,
    authority: str,
    readers: Readers,
    whole: Callable[[], Snapshot],
    token: str | None,
    api_url: str,
    owners: frozenset[str] = frozenset(),
    terms: Terms | None = None,
    rest: Callable[[float], Awaitable[None]] = asyncio.sleep,
    speed: float = 1.0,
    chance: random.Random | None = None,
) -> Worker:
    """A worker for one authority. `whole` gives its directory as it is now; `token` is the bot's.

    `rest` waits for seconds of `clock`, which runs `speed` times as fast as the computer's.
    """
    terms, time = terms or Terms(), Time(clock, rest)
    client = reminder_client(token, api_url, terms, speed)
    desk = Desk(
        engine=engine,
        poster=Poster(client, time, terms, Pace(time, terms)),
        readers=readers,
        composer=Composers(whole, clock),
        chance=(chance or random.Random()).random,  # noqa: S311 - nothing secret: it spreads retries
        owners=owners,
    )
    return Worker(authority, desk)
