"""A filled database for each test, and the app with its stand-in for Slack on a free port."""

from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path

from sqlalchemy import Engine

from bot.clock import PlaygroundClock
from bot.commands.try_out import create_try_out
from bot.patience import Patience
from bot.playground.app import Playground
from bot.playground.serve import served
from bot.settings import Settings
from directory import db
from directory.ask.desk import EnquiryDesk
from tests.bot.faults import Faults

# A busy machine must not decide what a chat shows; tests of a limit set their own.
UNHURRIED = Patience(ourselves=60, membership=60, channel=60, acknowledgement=60)


def fill(path: Path, filler: Callable[[Engine], object]) -> Path:
    """The database file, once `filler` has written to it; it can be copied as it is."""
    engine = db.connect(f"sqlite:///{path}")
    filler(engine)
    with engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    engine.dispose()
    return path


@contextmanager
def copied(template: Path, path: Path) -> Iterator[Engine]:
    """A copy of the template at `path`, which a test may change."""
    path.write_bytes(template.read_bytes())
    engine = db.connect(f"sqlite:///{path}")
    yield engine
    engine.dispose()


@asynccontextmanager
async def running(
    settings: Settings,
    desk: EnquiryDesk,
    engine: Engine,
    clock: PlaygroundClock,
    faults: Faults | None = None,
    patience: Patience = UNHURRIED,
) -> AsyncIterator[Playground]:
    """The sample workspaces with the real app, over signed HTTP."""
    built: list[Playground] = []

    def build(address: str) -> object:
        built.append(create_try_out(settings, desk, engine, clock, address, patience=patience))
        return faults.over(built[0].asgi) if faults else built[0].asgi

    async with served(build):  # type: ignore[arg-type]
        yield built[0]
