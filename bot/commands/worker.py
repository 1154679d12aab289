"""`signpost worker`: wakes up now and then to do what nobody asks for."""

import asyncio
import signal

import structlog
from apscheduler.schedulers.asyncio import AsyncIOScheduler  # type: ignore[import-untyped]
from sqlalchemy import Engine

from bot.app import slack_client
from bot.clock import LONDON, Clock, SystemClock
from bot.commands.options import commands
from bot.commands.start import start
from bot.owners import Owners
from directory import db, upkeep

log = structlog.get_logger("signpost")

EVERY_HOURS = 1
GRACE_SECONDS = 3600

app = commands()


async def work(
    engine: Engine, clock: Clock, stop: asyncio.Event | None = None, owners: Owners | None = None
) -> None:
    """Tidy at once and then every hour, until told to stop. Raises DatabaseNotReady.

    With `owners`, those who are due are asked then too whether their entries are still right.

    The scheduler only wakes this up: what is due is read from the database each time, so a late or a
    second worker does no harm.
    """
    db.check_ready(engine)
    stop = stop or _stopped_by_signal()
    scheduler = AsyncIOScheduler(timezone=LONDON)
    scheduler.add_job(
        _wake,
        "interval",
        hours=EVERY_HOURS,
        args=[engine, clock, owners],
        misfire_grace_time=GRACE_SECONDS,
        coalesce=True,
        max_instances=1,
    )
    scheduler.start()
    try:
        await _wake(engine, clock, owners)
        await stop.wait()
    finally:
        scheduler.shutdown(wait=False)


async def _wake(engine: Engine, clock: Clock, owners: Owners | None) -> None:
    await tidy(engine, clock)
    if owners is not None:
        await owners.ask()


async def tidy(engine: Engine, clock: Clock) -> None:
    """Delete what has been kept long enough."""
    done = await asyncio.to_thread(upkeep.tidy, engine, clock.now())
    log.info("tidied", handled_events=done.handled_events, sent_questions=done.sent_questions)


def _stopped_by_signal() -> asyncio.Event:
    stop = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    return stop


@app.command("worker")
def worker_command() -> None:
    """Delete what may not be kept any longer, and ask owners once a month whether entries are right."""
    settings, engine = start()
    clock, owners = SystemClock(), None
    if settings.authority and settings.slack_bot_token.get_secret_value():
        owners = Owners(engine, clock, slack_client(settings), settings.authority)
    asyncio.run(work(engine, clock, owners=owners))
