"""A worker in a process of its own, which can be killed at any moment."""

import asyncio
import logging
import random

import structlog

from bot.commands.worker import work
from bot.reminders.making import make_worker
from bot.reminders.terms import Terms
from directory import db, snapshot
from directory.deliveries import Batch
from directory.snapshot import Snapshot
from directory.words import Audience
from tests.benchmarks.reminders.council import AUTHORITY
from tests.benchmarks.reminders.fast_time import FastClock


def work_until_killed(url: str, slack: str, clock: FastClock, terms: Terms, name: str, seed: int) -> None:
    """What `signpost worker` does, on the benchmark's clock."""
    logging.basicConfig(level=logging.ERROR)
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.ERROR))
    engine = db.connect(url)
    held: list[Snapshot] = []

    def whole() -> Snapshot:
        if not held:
            with db.reading(engine) as session:
                held.append(snapshot.take(session, AUTHORITY))
        return held[0]

    async def readers(_batch: Batch) -> Audience:
        return Audience.SCHOOLS

    worker = make_worker(
        engine=engine,
        clock=clock,
        authority=AUTHORITY,
        readers=readers,
        whole=whole,
        token="xoxb-sample",
        api_url=f"{slack}/api/",
        terms=terms,
        rest=clock.rest,
        speed=clock.scale,
        chance=random.Random(f"worker {seed} {name}"),
    )
    worker.name = name
    asyncio.run(work(engine, clock, reminders=worker, speed=clock.scale))
