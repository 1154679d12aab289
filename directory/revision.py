"""The revision of an authority's directory: a number that every change makes one larger."""

from weakref import WeakMethod

from sqlalchemy import Connection, Engine, bindparam, event, select
from sqlalchemy.engine.interfaces import DBAPICursor
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from directory import models
from directory.authorities import unknown_authority

_REVISION = select(models.Authority.revision).where(models.Authority.key == bindparam("key"))
"""Prepared, since every question asks for it."""


def revision_of(connection: Connection | Session, authority: str) -> int:
    """The authority's revision now. Raises UnknownAuthority."""
    found: int | None = connection.scalar(_REVISION, {"key": authority})
    if found is None:
        raise unknown_authority(connection, authority)
    return found


class RevisionCheck:
    """Reads revisions on one connection that it keeps, because every question does.

    What SQLAlchemy does around one short statement, and to take a connection from its pool, takes longer than
    the database. No transaction stays open: each reading sees what was committed last, by whomever. Not for
    several threads at once.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        compiled = _REVISION.compile(dialect=engine.dialect)
        self._statement = str(compiled)
        self._positional = compiled.positional
        self._connection: Connection | None = None
        self._cursor: DBAPICursor | None = None
        close = WeakMethod(self._close)
        event.listen(engine, "engine_disposed", lambda _engine: (found := close()) and found())

    def revision_of(self, authority: str) -> int:
        """The authority's revision now. Raises UnknownAuthority."""
        try:
            found = self._read(authority)
        except (self._engine.dialect.loaded_dbapi.Error, DBAPIError):
            self._give_back()
            found = None
        if found is None:
            with self._engine.connect() as connection:  # which says what is wrong, in the usual way
                return revision_of(connection, authority)
        return found

    def _read(self, authority: str) -> int | None:
        cursor = self._cursor or self._open()
        cursor.execute(self._statement, (authority,) if self._positional else {"key": authority})
        rows = cursor.fetchall()
        return int(rows[0][0]) if rows else None

    def _open(self) -> DBAPICursor:
        connection = self._connection = self._engine.connect()
        if self._engine.dialect.name != "sqlite":  # which begins no transaction in order to read
            connection = connection.execution_options(isolation_level="AUTOCOMMIT")
        self._cursor = connection.connection.cursor()
        return self._cursor

    def _give_back(self) -> None:
        """Gives the connection back to the pool, which mends one that is broken."""
        if self._connection is not None:
            self._connection.close()
        self._connection = self._cursor = None

    def _close(self) -> None:
        if self._connection is not None:
            self._connection.detach()
        self._give_back()
