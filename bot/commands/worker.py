"""`signpost worker`: wakes up to do what nobody asks for, and to post reminders when they are due."""

import asyncio
import signal
from datetime import UTC, datetime, timedelta

import structlog
from apscheduler.schedulers.asyncio import AsyncIOScheduler  # type: ignore[import-untyped]
from sqlalchemy import Engine
from sqlalchemy.exc import SQLAlchemyError

from bot.access import Access
from bot.app import slack_client
from bot.clock import Clock, SystemClock
from bot.commands.options import commands
from bot.commands.start import start
from bot.owners import Owners
from bot.reminders.making import make_worker, readers_by
from bot.reminders.terms import Terms
from bot.reminders.worker import Worker
from bot.settings import Settings
from directory import db, upkeep
from directory.ask.desk import EnquiryDesk
from directory.errors import SignpostError

log = structlog.get_logger("signpost")

EVERY = timedelta(hours=1)
PATIENCE = 8.0
"""Seconds for what is under way when the worker is told to stop; hosting platforms end it soon after."""

app = commands()


async def work(
    engine: Engine,
    clock: Clock,
    stop: asyncio.Event | None = None,
    owners: Owners | None = None,
    reminders: Worker | None = None,
    *,
    speed: float = 1.0,
) -> None:
    """Tidy at once and then every hour, until told to stop. Raises DatabaseNotReady.

    With `owners`, those who are due are asked then too whether their entries are still right. With
    `reminders`, what is due is posted. `speed` is how much faster `clock` runs than the computer's.

    The scheduler only wakes this up: what is due is read from the database each time, so a late, a missed or
    a second wake-up does no harm.
    """
    db.check_ready(engine)
    stop = stop or _stopped_by_signal()
    scheduler = AsyncIOScheduler(
        timezone=UTC, job_defaults={"misfire_grace_time": None, "coalesce": True, "max_instances": 1}
    )
    scheduler.add_job(_wake, "interval", seconds=EVERY.total_seconds(), args=[engine, clock, owners])
    if reminders is not None:
        reminders.still_wanted = lambda: not stop.is_set()
        _remind_after(scheduler, reminders, speed, timedelta())
    scheduler.start()
    try:
        await _wake(engine, clock, owners)
        await stop.wait()
    finally:
        scheduler.shutdown(wait=False)
        if reminders is not None:
            await reminders.finish(PATIENCE)


async def _wake(engine: Engine, clock: Clock, owners: Owners | None) -> None:
    """Do what is done every hour. What fails now is tried again in an hour, and ends nothing else."""
    try:
        await tidy(engine, clock)
        if owners is not None:
            await owners.ask()
    except (SQLAlchemyError, SignpostError) as error:
        log.error("hourly_work_failed", error=type(error).__name__)


async def _remind(scheduler: AsyncIOScheduler, reminders: Worker, speed: float) -> None:
    """Wake the worker, and see to it that it is woken again, also after it failed."""
    pause = reminders.terms.wake_every
    try:
        pause = await reminders.wake()
    except (SQLAlchemyError, SignpostError) as error:
        log.error("reminders_failed", error=type(error).__name__)
    finally:
        if scheduler.running:
            _remind_after(scheduler, reminders, speed, pause)


def _remind_after(scheduler: AsyncIOScheduler, reminders: Worker, speed: float, pause: timedelta) -> None:
    at = datetime.now(UTC) + pause / speed
    scheduler.add_job(_remind, "date", run_date=at, args=[scheduler, reminders, speed])


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
    """Post reminders when they are due, delete what may not be kept, ask owners if entries are right."""
    settings, engine = start()
    clock, owners, reminders = SystemClock(), None, None
    if settings.authority and settings.slack_bot_token.get_secret_value():
        owners = Owners(engine, clock, slack_client(settings), settings.authority)
        reminders = reminder_worker(settings, engine, clock)
    else:
        log.warning("nothing_is_sent", because="SIGNPOST_AUTHORITY and SLACK_BOT_TOKEN are not both set")
    asyncio.run(work(engine, clock, owners=owners, reminders=reminders))


def reminder_worker(settings: Settings, engine: Engine, clock: Clock) -> Worker:
    """The worker that posts the reminders of the authority that the settings name."""
    desk = EnquiryDesk(engine, settings.vocabulary)
    access = Access(
        desk, engine, lambda _team: settings.authority, owners_of=lambda _authority: settings.owner_ids
    )
    return make_worker(
        engine=engine,
        clock=clock,
        authority=settings.authority,
        readers=readers_by(access, slack_client(settings)),
        whole=lambda: desk.snapshot(settings.authority),
        token=settings.slack_bot_token.get_secret_value(),
        api_url=settings.slack_api_url,
        owners=settings.owner_ids,
        terms=Terms(a_second=settings.messages_a_minute / 60),
    )
