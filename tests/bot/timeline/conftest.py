"""The real app with both packs, in which the sample directory editors own the directories."""

from tests.bot.directory.conftest import (
    bury_editor,
    clock,
    directory_engine,
    editor,
    in_postgres,
    in_sqlite,
    playground,
    shared,
)

__all__ = [
    "bury_editor",
    "clock",
    "directory_engine",
    "editor",
    "in_postgres",
    "in_sqlite",
    "playground",
    "shared",
]
