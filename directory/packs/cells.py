"""Text in the cell of a table: nothing that a spreadsheet would run, and lists that come back unharmed."""

import re
from collections.abc import Iterable

LIST_SEPARATOR = ";"

# What a spreadsheet takes for the start of a formula, also after spaces, and in full-width signs.
_FORMULA = re.compile(r"'*(?:\s*[=+\-@＝＋－＠]|[\t\r\n])")
_ESCAPED = re.compile(r"\\([\\;])")


def harmless(text: str) -> str:
    """The text so that no spreadsheet runs it: an apostrophe goes before what could begin a formula."""
    return f"'{text}" if _FORMULA.match(text) else text


def meant(cell: str) -> str:
    """The text that a cell stands for: takes away the apostrophe that `harmless` put there."""
    return cell[1:] if cell.startswith("'") and _FORMULA.match(cell) else cell


def joined(values: Iterable[str]) -> str:
    """A list in one cell, separated by semicolons; one within a member has a backslash before it."""
    separator = f"{LIST_SEPARATOR} "
    return separator.join(value.replace("\\", "\\\\").replace(";", "\\;") for value in values)


def listed(cell: str) -> list[str]:
    """The members of a list in one cell, without blank ones."""
    parts = re.findall(r"(?:\\[\\;]|[^;])+", cell)
    return [part for part in (_ESCAPED.sub(r"\1", part).strip() for part in parts) if part]
