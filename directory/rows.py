"""Many rows at once, without an object for each; and rows that another process may add at the same moment."""

from collections.abc import Sequence
from typing import Any, cast

from sqlalchemy import Delete, Table, Update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from directory.models import Base


def table_of(model: type[Base]) -> Table:
    """The table of a model."""
    return cast(Table, model.__table__)


def insert_new(
    session: Session, model: type[Base], rows: Sequence[dict[str, Any]], unique: Sequence[str]
) -> int:
    """Adds those rows that are not there yet by their `unique` columns; how many were added."""
    if not rows:
        return 0
    insert = sqlite.insert if session.get_bind().dialect.name == "sqlite" else postgresql.insert
    added = insert(table_of(model)).on_conflict_do_nothing(index_elements=unique)
    counted = added.execution_options(preserve_rowcount=True)
    session.flush()
    return session.connection().execute(counted, rows).rowcount


def for_each(session: Session, statement: Update | Delete, rows: Sequence[dict[str, Any]]) -> int:
    """Carries out a statement once for each row of parameters; how many rows of the table it met."""
    if not rows:
        return 0
    return session.connection().execute(statement, rows).rowcount
