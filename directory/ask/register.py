"""The schools of the national register, Get Information About Schools, from the CSV file it offers."""

import csv
from collections.abc import Iterator, Mapping
from pathlib import Path

from directory import register_columns as columns
from directory.ask.spellings import SchoolName
from directory.errors import SignpostError
from directory.register_columns import status_of
from directory.unreadable import why_unreadable
from directory.words import SchoolStatus

ENGLAND = "england"
"""Stands for every local authority of the register."""
_NEEDED = (columns.URN, columns.NAME, columns.STATUS, columns.AUTHORITY, columns.TOWN, columns.POSTCODE)


class BadRegister(SignpostError):
    """A file cannot be read as the register, or has no school of the authority that is asked for."""


def read_register(path: Path, authority: str = ENGLAND) -> list[SchoolName]:
    """The schools of a local authority ("bath and north east somerset"), or all of them for ENGLAND.

    The file is UTF-8, or Windows-1252 as the register itself writes it. Raises BadRegister.
    """
    wanted = _plain(authority)
    found = [
        SchoolName(
            urn=row[columns.URN],
            name=row[columns.NAME],
            town=row[columns.TOWN],
            locality=", ".join(filter(None, (row.get(columns.LOCALITY), row.get(columns.THIRD_LINE)))),
            postcode=row[columns.POSTCODE],
            district=row[columns.AUTHORITY],
            proposed=status is SchoolStatus.PROPOSED,
        )
        for row in _rows(path)
        if (status := status_of(row[columns.STATUS])) not in (None, SchoolStatus.CLOSED)
        and wanted in (ENGLAND, _plain(row[columns.AUTHORITY]))
    ]
    if not found:
        raise BadRegister(
            f"{path} has no open school of '{authority}'. Write the local authority as the register does, "
            "such as 'bath and north east somerset', or england for all of them."
        )
    return found


def _rows(path: Path) -> Iterator[Mapping[str, str]]:
    """The rows of the file, once it is known to have every column that is needed."""
    try:
        written = path.read_bytes()
    except OSError as error:
        raise BadRegister(
            f"The register {path} cannot be read: {why_unreadable(error)}. Give the CSV file of all schools "
            "from Get Information About Schools."
        ) from error
    try:
        text = written.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = written.decode("cp1252", errors="replace")
    rows = csv.DictReader(text.splitlines(keepends=True))
    missing = [column for column in _NEEDED if column not in (rows.fieldnames or ())]
    if missing:
        raise BadRegister(
            f"{path} has no column named {', '.join(missing)}. Give the CSV file of all schools from Get "
            "Information About Schools, with its first line."
        )
    for row in rows:
        if any(row[column] is None for column in _NEEDED):
            raise BadRegister(
                f"{path}, line {rows.line_num}: the line is shorter than the first. Download it again."
            )
        yield row


def _plain(name: str) -> str:
    """The name of an authority with its words alone, so that "Bath & North-East Somerset" is understood."""
    words = name.casefold().replace("&", " and ").replace("-", " ").replace("_", " ").replace(",", " ")
    return " ".join(words.split())
