"""The worker tidies at once, and stops when it is told to."""

import asyncio
from datetime import timedelta

from sqlalchemy import Engine, func, select

from bot.clock import PlaygroundClock
from bot.commands.worker import work
from directory import db, handled_events
from directory.models import HandledEvent


async def test_the_worker_tidies_when_it_starts_and_stops_when_told(sqlite_engine: Engine):
    clock = PlaygroundClock()
    with db.writing(sqlite_engine) as session:
        handled_events.claim(session, "Ev1", clock.now() - timedelta(days=2))
    stop = asyncio.Event()
    stop.set()
    await work(sqlite_engine, clock, stop)
    with db.reading(sqlite_engine) as session:
        assert session.scalar(select(func.count()).select_from(HandledEvent)) == 0
