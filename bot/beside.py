"""Notes kept beside the answers: none holds an answer up, and one that cannot be kept is given up."""

import asyncio
from collections.abc import Callable

import structlog
from sqlalchemy import Engine
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from directory import db
from directory.errors import SignpostError

log = structlog.get_logger(__name__)
PATIENCE_SECONDS = 1.0
"""How long a note waits for another writer, such as an import on SQLite."""


class Beside:
    """Keeps notes one after the other, in the order in which they were given, beside the event loop."""

    def __init__(self, engine: Engine, patience: float = PATIENCE_SECONDS) -> None:
        self._engine = engine
        self._patience = patience
        self._turns: asyncio.Lock | None = None
        self._under_way: set[asyncio.Task[None]] = set()

    def keep(self, what: str, write: Callable[[Session], object]) -> None:
        """Let `write` do its work soon, in a transaction of its own. `what` names it in the log."""
        task = asyncio.create_task(self._keep(what, write))
        self._under_way.add(task)
        task.add_done_callback(self._under_way.discard)

    async def _keep(self, what: str, write: Callable[[Session], object]) -> None:
        if self._turns is None:
            self._turns = asyncio.Lock()
        async with self._turns:
            await asyncio.to_thread(self._write, what, write)

    def _write(self, what: str, write: Callable[[Session], object]) -> None:
        try:
            with db.writing(self._engine, patience=self._patience) as session:
                write(session)
        except (SQLAlchemyError, SignpostError) as error:  # a note is never worth an answer
            log.warning("note_given_up", what=what, error=type(error).__name__)
