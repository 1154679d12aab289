"""The database: one engine for SQLite or PostgreSQL, sessions, and whether it is ready to use."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import make_url
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from directory.errors import DatabaseNotReady

MIGRATIONS = Path(__file__).parent / "migrations"
BUSY_TIMEOUT_MS = 10_000


def connect(url: str) -> Engine:
    """An engine for `url` (``sqlite:///file`` or ``postgresql+psycopg://...``).

    SQLite is opened with write-ahead logging, foreign keys on, and writers that wait for each other. Errors
    do not list the values of a statement: one may be what somebody wrote.
    """
    parsed = make_url(url)
    if parsed.get_backend_name() == "postgresql" and parsed.drivername == "postgresql":
        parsed = parsed.set(drivername="postgresql+psycopg")
    if parsed.get_backend_name() == "sqlite" and parsed.database:
        Path(parsed.database).expanduser().parent.mkdir(parents=True, exist_ok=True)
    engine = create_engine(parsed, pool_pre_ping=True, hide_parameters=True)
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _prepare_sqlite)
    return engine


def _prepare_sqlite(connection: Any, _record: Any) -> None:  # noqa: ANN401 - a DBAPI object of the driver
    cursor = connection.cursor()
    cursor.execute("PRAGMA journal_mode=WAL")
    cursor.execute("PRAGMA foreign_keys=ON")
    cursor.execute(f"PRAGMA busy_timeout={BUSY_TIMEOUT_MS}")
    cursor.close()


def alembic_config(engine: Engine) -> Config:
    """Alembic's configuration for this engine; there is no alembic.ini to keep in step."""
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.attributes["engine"] = engine
    return config


def migrate(engine: Engine) -> None:
    """Brings the tables to this version. Raises DatabaseNotReady if the database cannot be reached."""
    try:
        command.upgrade(alembic_config(engine), "head")
    except SQLAlchemyError as error:
        raise DatabaseNotReady(_unreachable(engine)) from error


def check_ready(engine: Engine) -> None:
    """Raises DatabaseNotReady, saying what to do, unless the tables are those of this version."""
    head = ScriptDirectory(str(MIGRATIONS)).get_current_head()
    try:
        with engine.connect() as connection:
            current = MigrationContext.configure(connection).get_current_revision()
    except SQLAlchemyError as error:
        raise DatabaseNotReady(_unreachable(engine)) from error
    if current != head:
        state = "has no tables yet" if current is None else "was made by another version of Signpost"
        raise DatabaseNotReady(f"The database {state}. Run `signpost migrate`, then try again.")


def _unreachable(engine: Engine) -> str:
    shown = engine.url.render_as_string(hide_password=True)
    return f"The database at {shown} cannot be opened. Check SIGNPOST_DATABASE_URL and that it is running."


@contextmanager
def reading(engine: Engine) -> Iterator[Session]:
    """A session for reading. Nothing done in it is kept."""
    with Session(engine, expire_on_commit=False) as session:
        yield session


@contextmanager
def writing(engine: Engine, *, patience: float | None = None) -> Iterator[Session]:
    """A session that is one transaction: kept whole at the end of the block, or not at all.

    `patience` is how many seconds it waits for other writers before it gives up with an OperationalError
    (None: BUSY_TIMEOUT_MS on SQLite, without end on PostgreSQL).
    """
    with engine.connect() as connection:
        usual = None if patience is None else _wait_at_most(connection, patience)
        try:
            with Session(connection, expire_on_commit=False) as session, session.begin():
                yield session
        finally:
            if usual is not None:
                connection.exec_driver_sql(usual)
                connection.commit()


def _wait_at_most(connection: Connection, seconds: float) -> str:
    """Lets a connection wait so long for other writers; the statement that puts back what is usual."""
    setting, usual = "PRAGMA busy_timeout={}", str(BUSY_TIMEOUT_MS)
    if connection.dialect.name == "postgresql":
        setting, usual = "SET lock_timeout TO {}", "DEFAULT"
    connection.exec_driver_sql(setting.format(round(seconds * 1000)))
    connection.commit()
    return setting.format(usual)
