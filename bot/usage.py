"""What people type on the command line: how it is read, and the one sentence about what cannot be."""

import re
from datetime import datetime, time

import typer
from typer.exceptions import TyperException

from directory.days import NotADay, parse_day

_PLAINER = (
    (r"^Invalid value(?: for )?(?:: )?", ""),
    (r"^'([^']+)': ", r"\1: "),
    (r"Value error, ", ""),
    (r"Input should be a valid integer.*", "must be a whole number"),
    (r"Input should be less than or equal to (\S+)", r"must be \1 or less"),
    (r"Input should be greater than or equal to (\S+)", r"must be \1 or more"),
)


def key_of(typed: str) -> str:
    """The key of an authority, however it was typed."""
    return typed.strip().lower()


def day_of(typed: str) -> datetime:
    """The day typed, as its midnight. Raises BadParameter."""
    try:
        return datetime.combine(parse_day(typed), time())
    except NotADay:
        raise typer.BadParameter(f"'{typed}' is not a day; write it as 2022-06-27 or 27/06/2022.") from None


def said_plainly(error: TyperException) -> str:
    """What is wrong with what was typed, and where to read what the command takes."""
    said = error.format_message().strip()
    if "\n" in said:  # the help itself, for somebody who typed a command and nothing else
        return said
    for pattern, plainer in _PLAINER:
        said = re.sub(pattern, plainer, said)
    context = getattr(error, "ctx", None)
    command = context.command_path if context is not None else "signpost"
    return f"{said.rstrip('.')}. Nothing was done. `{command} --help` says what can be typed."
