"""JSON Lines files, such as sets of labelled questions: one JSON object a line."""

from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel, ValidationError

from directory.errors import SignpostError
from directory.unreadable import why_unreadable

Line = TypeVar("Line", bound=BaseModel)


class BadJsonLines(SignpostError):
    """A JSON Lines file cannot be read, or a line of it is not in the format."""


def read_json_lines(path: Path, kind: type[Line]) -> list[tuple[int, Line]]:
    """What stands on each line that is not blank, with the line's number. Raises BadJsonLines."""
    try:
        lines = path.read_text(encoding="utf-8-sig").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise BadJsonLines(f"{path} cannot be read: {why_unreadable(error)}.") from error
    return [(at, _read(path, at, line, kind)) for at, line in enumerate(lines, start=1) if line.strip()]


def _read(path: Path, at: int, line: str, kind: type[Line]) -> Line:
    try:
        return kind.model_validate_json(line)
    except ValidationError as error:
        first = error.errors()[0]
        field = ".".join(map(str, first["loc"])) or "the line"
        raise BadJsonLines(
            f"{path}, line {at}, {field}: {first['msg']}. Each line must be one JSON object with the fields "
            f"that README.md names."
        ) from None
