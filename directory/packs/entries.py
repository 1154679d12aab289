"""What has been read from a pack, each record with the place in the files where it stands."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from directory.ask.everyday import Everyday
from directory.packs.problems import Problem
from directory.packs.schema import AuthorityRow, PlannedEditRow, RecordRow, Row


@dataclass(frozen=True)
class Place:
    """Where a record stands: a line of a CSV file, or a node of a YAML file that knows its own lines."""

    file: str
    line: int
    node: Any = None

    def line_of(self, path: tuple[str | int, ...]) -> int:
        """The line, counted from 1, of the field at `path`, or the nearest line above it that is known."""
        line, node = self.line, self.node
        for step in path:
            positions = getattr(getattr(node, "lc", None), "data", None) or {}
            if step not in positions:
                break
            line = positions[step][0] + 1
            node = node[step]
        return line

    def problem(self, path: tuple[str | int, ...], what: str) -> Problem:
        """`what` is wrong with the field at `path`."""
        shown = ".".join(str(step + 1) if isinstance(step, int) else step for step in path)
        return Problem(self.file, self.line_of(path), shown, what)


@dataclass(frozen=True)
class Entry:
    """A record as a pack gives it, and where."""

    row: RecordRow
    place: Place


class TopicRow(Row):
    """What a pack needs to know of a topic of the vocabulary; the rest of it is not for packs."""

    model_config = {"extra": "ignore", "frozen": True}  # noqa: RUF012 - pydantic reads it from the class

    key: str
    label: str


@dataclass(frozen=True)
class Pack:
    """A whole pack whose files agree with the schema and with each other. `entries` is by kind.

    `place` is where the authority is described, `planned` are the rows of ``planned_edits.yaml``.
    """

    folder: str
    authority: AuthorityRow
    place: Place
    entries: Mapping[str, tuple[Entry, ...]]
    topics: tuple[TopicRow, ...]
    planned: tuple[PlannedEditRow, ...] = ()


@dataclass
class Reading:
    """What a reading of the files has found so far, with all its problems."""

    authority: AuthorityRow | None = None
    place: Place = Place("authority.yaml", 1)  # of the authority
    entries: dict[str, list[Entry]] = field(default_factory=dict)
    named: dict[str, set[str]] = field(default_factory=dict)  # keys per kind, also those of faulty rows
    topics: list[TopicRow] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    planned: list[tuple[PlannedEditRow, Place]] = field(default_factory=list)
    everyday: Everyday = field(default_factory=Everyday)
