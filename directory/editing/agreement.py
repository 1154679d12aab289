"""Whether a record that an editor types agrees with itself and with what it names, as one of a pack must."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from directory.editing.book import Book
from directory.editing.errors import BadFields
from directory.editing.kinds import BY_HELD, Kind
from directory.packs import schema
from directory.packs.check import faults, hidden_from_schools
from directory.words import Audience


def check_agreement(
    book: Book, kind: Kind, fields: Mapping[str, Any], day: date, before: Mapping[str, Any] | None = None
) -> None:
    """Raises BadFields with what a pack or an import would refuse about a record with these fields on `day`.

    `before` is what the record says without the edit: what was wrong with it already is let be.
    """
    known = frozenset(_wrong(book, kind, before, day)) if before is not None else frozenset()
    errors: dict[str, str] = {}
    for name, what in _wrong(book, kind, fields, day):
        if (name, what) not in known:
            errors.setdefault(name, f"{kind.by_name[name].label}: {what}.")
    if errors:
        raise BadFields(errors)


def _wrong(book: Book, kind: Kind, fields: Mapping[str, Any], day: date) -> Iterator[tuple[str, str]]:
    model = schema.KINDS[kind.held].row
    said = {"key": "", "source": "", **fields}
    row = model.model_construct(
        **{info.alias or name: said[name] for name, info in model.model_fields.items() if name in said}
    )

    def audience_of(to: str, key: str) -> Audience | None:
        return book.as_of(BY_HELD[to], key, day).audience if to in BY_HELD else None

    for path, what in (*faults(row), *hidden_from_schools(row, audience_of)):
        yield str(path[0]), what
