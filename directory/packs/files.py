"""The files of a pack as plain values with their lines: text, CSV and YAML."""

import csv
import io
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError

from directory.packs.cells import meant
from directory.packs.entries import Place
from directory.packs.problems import Problem


class Unreadable(Exception):
    """A file cannot be read at all; `problem` says why."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(str(problem))
        self.problem = problem


def text_of(path: Path) -> str:
    """The file's text. Raises Unreadable where it is missing or is not UTF-8."""
    try:
        content = path.read_bytes()
    except OSError as error:
        raise Unreadable(Problem(path.name, None, "", "the file is missing or cannot be opened")) from error
    try:
        if b"\0" in content:  # valid UTF-8, but not text that a database can keep
            raise UnicodeDecodeError("utf-8", content, content.index(b"\0"), len(content), "a zero byte")
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        advice = "the file is not in UTF-8; save it again as 'CSV UTF-8' (or as UTF-8 text)"
        raise Unreadable(Problem(path.name, line, "", advice)) from error


def table_of(path: Path) -> tuple[list[str], Iterator[tuple[int, list[str]]]]:
    """The CSV file's header, and its rows that are not blank, each with its line. Raises Unreadable."""
    reader = csv.reader(io.StringIO(text_of(path), newline=""), strict=True)

    def rows() -> Iterator[tuple[int, list[str]]]:
        try:
            for cells in reader:
                stripped = [meant(cell).strip() for cell in cells]
                if any(stripped):
                    yield reader.line_num, stripped
        except csv.Error as error:
            what = f"the table cannot be read from here on: {error}"
            raise Unreadable(Problem(path.name, reader.line_num, "", what)) from error

    body = rows()
    first = next(body, None)
    if first is None:
        raise Unreadable(Problem(path.name, 1, "", "the file is empty; its first line must name the columns"))
    return first[1], body


def yaml_of(path: Path) -> Any:  # noqa: ANN401 - whatever the file holds, with its lines
    """The YAML file's content, as nodes that know their lines. Raises Unreadable."""
    text = text_of(path)
    try:
        return YAML(typ="rt").load(text)
    except MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        what = f"this is not YAML that can be read: {error.problem or error.context}"
        raise Unreadable(Problem(path.name, mark.line + 1 if mark else None, "", what)) from error
    except YAMLError as error:
        raise Unreadable(Problem(path.name, None, "", "this is not YAML that can be read")) from error


def entries_of(path: Path) -> list[Place]:
    """The members of a YAML file that is a list of records. Raises Unreadable."""
    content = yaml_of(path)
    if content is None:
        return []
    if not isinstance(content, list):
        raise Unreadable(Problem(path.name, 1, "", "this must be a list; start each record with a hyphen"))
    return members(path.name, 1, content)


def members(file: str, line: int, sequence: list[Any]) -> list[Place]:
    """The place of each member of a YAML list that begins at `line`."""
    whole = Place(file, line, sequence)
    return [Place(file, whole.line_of((index,)), node) for index, node in enumerate(sequence)]


def plain(node: Any) -> Any:  # noqa: ANN401 - any YAML value
    """A YAML node without its lines; empty values are left out."""
    if isinstance(node, dict):
        return {str(key): plain(value) for key, value in node.items() if value is not None}
    if isinstance(node, list):
        return [plain(value) for value in node]
    if isinstance(node, str):
        return str(node)
    if isinstance(node, int) and not isinstance(node, bool):
        return int(node)
    return node if isinstance(node, date | bool | float | None) else str(node)
