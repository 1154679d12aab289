"""The worker tidies at once, and stops when it is told to."""

import asyncio
import sqlite3
from contextlib import closing
from datetime import timedelta
from typing import Any

from sqlalchemy import Engine, event, func, select

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


async def test_a_worker_that_starts_while_another_process_writes_goes_on(sqlite_engine: Engine):
    @event.listens_for(sqlite_engine, "connect")
    def impatient(connection: Any, _record: Any) -> None:
        connection.execute("PRAGMA busy_timeout=1")

    db.check_ready(sqlite_engine)
    stop = asyncio.Event()
    with closing(sqlite3.connect(str(sqlite_engine.url.database), isolation_level=None)) as another:
        another.execute("BEGIN IMMEDIATE")
        working = asyncio.create_task(work(sqlite_engine, PlaygroundClock(), stop))
        done, _ = await asyncio.wait([working], timeout=0.3)
    assert not done
    stop.set()
    await working
