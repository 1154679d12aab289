"""Which column of a person's spreadsheet is which field: recognised by the names that people really use."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from pydantic import TypeAdapter
from rapidfuzz import fuzz, process

from directory.ask.vocabulary import VocabularyError, read_checked
from directory.packs.schema import KINDS

_COLUMNS = TypeAdapter(dict[str, dict[str, tuple[str, ...]]])

_CLOSE_ENOUGH = 75
_LEAST = 2  # columns that make a line a header, where the kind is not given

Names = Mapping[str, Mapping[str, str]]
"""By kind: each name of a column, without capitals and signs, with its field."""


@dataclass(frozen=True)
class Header:
    """The columns of a table: the field of each position, how it was written, and what was not understood."""

    kind: str
    fields: Mapping[int, str]
    written: Mapping[str, str]
    unknown: tuple[str, ...]
    twice: tuple[str, ...]


def load_column_names(vocabulary: Path) -> Names:
    """Reads ``columns.yaml`` of the vocabulary folder. Raises VocabularyError, naming what is wrong."""
    content = read_checked(vocabulary / "columns.yaml", _COLUMNS)
    every = content.pop("every", {})
    found: dict[str, dict[str, str]] = {}
    for kind, schema in KINDS.items():
        given = content.pop(kind, {})
        lost = [name for name in given if name not in schema.row.model_fields]
        if lost:
            raise VocabularyError(f"columns.yaml, at {kind}: there is no field {', '.join(lost)}.")
        names: dict[str, str] = {}
        own: dict[str, list[str]] = {name: [] for name in schema.row.model_fields}
        for group in (own, given, every):
            for field, listed in group.items():
                for name in (field, *listed):
                    if field in schema.row.model_fields:
                        names.setdefault(simple(name), field)
        found[kind] = names
    if content:
        raise VocabularyError(f"columns.yaml: there is no kind of record {', '.join(content)}.")
    return found


def simple(name: str) -> str:
    """A name without capitals and signs: "E-mail (work)" is "email work"."""
    words = re.sub(r"[^a-z0-9]+", " ", name.casefold().replace("-mail", "mail").replace("'", "")).split()
    return " ".join(words)


def read_header(cells: Sequence[str], kind: str, names: Names) -> Header:
    """What each cell of a header line stands for in a table of this kind."""
    fields: dict[int, str] = {}
    written: dict[str, str] = {}
    unknown: list[str] = []
    twice: list[str] = []
    for position, cell in enumerate(cells):
        field = names[kind].get(simple(cell))
        if field is None and cell:
            unknown.append(cell)
        elif field in written:
            twice.append(f"'{cell}' and '{written[field]}'")
        elif field is not None:
            fields[position], written[field] = field, cell
    return Header(kind, fields, written, tuple(unknown), tuple(twice))


def suggestion(cell: str, kind: str, names: Names) -> str:
    """`` (did you mean 'x'?)`` for a column that is not known, where one is close to it."""
    close = process.extractOne(simple(cell), list(names[kind]), scorer=fuzz.ratio, score_cutoff=_CLOSE_ENOUGH)
    return f" (did you mean '{names[kind][close[0]]}'?)" if close else ""


def guess_kind(title: str, lines: Sequence[Sequence[str]], names: Names) -> str | None:
    """The kind that a table is of, by its title or else by its columns; None where that is not clear."""
    wanted = simple(title)
    for kind in KINDS:
        if wanted.replace(" ", "_") in (kind, kind.removesuffix("s")):
            return kind
    scored = sorted(((_known(lines, kind, names), kind) for kind in KINDS), reverse=True)
    (best, kind), (second, _) = scored[0], scored[1]
    if best >= _LEAST and best > second:
        return kind
    named = [each for each in KINDS if simple(each).removesuffix("s") in wanted]
    return named[0] if len(named) == 1 else None


def header_line(lines: Sequence[Sequence[str]], kind: str, names: Names) -> int:
    """Which of the first lines names the columns, since people put a title above: the best understood one."""
    counts = [_understood(cells, kind, names) for cells in lines]
    return counts.index(max(counts)) if counts else 0


def _known(lines: Sequence[Sequence[str]], kind: str, names: Names) -> float:
    """How many columns are understood as this kind's, if all that it needs are there; its own count more."""
    best = max(lines, key=lambda cells: _understood(cells, kind, names), default=())
    header = read_header(best, kind, names)
    needed = {
        name
        for name, info in KINDS[kind].row.model_fields.items()
        if info.is_required() and name not in ("key", "source")
    }
    return len(header.fields) if needed <= set(header.written) else 0


def _understood(cells: Sequence[str], kind: str, names: Names) -> int:
    return len(read_header(cells, kind, names).fields)
