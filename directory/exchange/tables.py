"""An uploaded file as tables of texts: CSV as people really save it, XLSX, or a zip file of CSV files.

A table is read as a stream, so that a register of 50,000 rows never stands in memory as a whole.
"""

import codecs
import csv
import io
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path, PurePath
from typing import IO, Any
from xml.etree.ElementTree import ParseError

from openpyxl import load_workbook

from directory.errors import SignpostError
from directory.packs.cells import meant
from directory.unreadable import why_unreadable

_CHUNK = 1 << 20
_LARGEST = 400 << 20  # bytes of content, so that a small zip file cannot fill the memory
_DAMAGED = (  # what the readers of zip files and workbooks raise; a locked file is a RuntimeError
    zipfile.BadZipFile,
    zlib.error,
    ParseError,
    RuntimeError,
    KeyError,
    ValueError,
    EOFError,
    OSError,
)
_DELIMITERS = ",;\t"
_ERRORS = ("#N/A", "#REF!", "#NAME?", "#VALUE!", "#DIV/0!", "#NULL!", "#NUM!")


class UnreadableFile(SignpostError):
    """A file cannot be read as a table; nothing of it has been used."""

    def __init__(self, name: str, why: str) -> None:
        super().__init__(f"{name} cannot be read: {why} Nothing was changed.")


class TooLarge(UnreadableFile):
    """What a compressed file holds would fill the memory."""

    def __init__(self, name: str) -> None:
        why = f"it holds more than {_LARGEST >> 20} MB. Save each of its tables as a CSV file and give those."
        super().__init__(name, why)


@dataclass(frozen=True)
class Upload:
    """A file as somebody gave it: its name, and its bytes or where they are."""

    name: str
    content: bytes | Path

    def open(self) -> IO[bytes]:
        """The bytes as a file. Raises UnreadableFile."""
        if isinstance(self.content, bytes):
            return io.BytesIO(self.content)
        try:
            return self.content.open("rb")
        except OSError as error:
            raise UnreadableFile(self.name, f"{why_unreadable(error)}.") from error


@dataclass(frozen=True)
class Row:
    """One line of a table: its number as the spreadsheet program shows it, and its cells."""

    line: int
    cells: list[str]


@dataclass(frozen=True)
class SheetSource:
    """Where one table stands: `place` names the file, and the sheet where there are several.

    `rows` begins anew each time; `count` is about how many lines there are, for a progress bar.
    """

    place: str
    title: str
    count: int
    upload: Upload
    member: str | None = None

    def rows(self) -> Iterator[Row]:
        """The rows that are not blank. Raises UnreadableFile where the file breaks off."""
        with _undamaged(self.upload):
            if self.upload.name.lower().endswith((".xlsx", ".xlsm")):
                yield from _sheet_rows(self.upload, self.member or "")
            else:
                yield from _csv_rows(self.upload, self.member)


def sheets_of(upload: Upload) -> list[SheetSource]:
    """The tables of a file: one for a CSV file, one a sheet or a member otherwise. Raises UnreadableFile."""
    suffix = PurePath(upload.name).suffix.lower()
    with _undamaged(upload):
        if suffix in (".xlsx", ".xlsm"):
            return _sheets(upload)
        if suffix == ".zip":
            return _members(upload)
        if suffix in (".csv", ".txt", ".tsv"):
            return [_csv_source(upload, None)]
    raise UnreadableFile(upload.name, "save it as a CSV or an XLSX file, then try again.")


@contextmanager
def _undamaged(upload: Upload) -> Iterator[None]:
    try:
        yield
    except _DAMAGED as error:
        sort = PurePath(upload.name).suffix[1:].upper()
        why = f"it is no {sort} file, or it is damaged or locked. Save it anew, without a password."
        raise UnreadableFile(upload.name, why) from error


def _members(upload: Upload) -> list[SheetSource]:
    with upload.open() as file, zipfile.ZipFile(file) as packed:
        held = [each for each in packed.infolist() if each.filename.lower().endswith(".csv")]
    if sum(each.file_size for each in held) > _LARGEST:
        raise TooLarge(upload.name)
    if not held:
        raise UnreadableFile(
            upload.name, "it holds no CSV file. Save its tables as CSV files, and give those."
        )
    return [_csv_source(upload, each.filename) for each in held]


def _sheets(upload: Upload) -> list[SheetSource]:
    with upload.open() as file:
        book = _book(upload, file)
        titles = [(sheet.title, sheet.max_row or 0) for sheet in book.worksheets]
        book.close()
    several = len(titles) > 1
    return [
        SheetSource(f"{upload.name}, sheet {title}" if several else upload.name, title, count, upload, title)
        for title, count in titles
    ]


def _book(upload: Upload, file: IO[bytes]) -> Any:  # noqa: ANN401 - openpyxl's read-only workbook
    with zipfile.ZipFile(file) as packed:
        if sum(each.file_size for each in packed.infolist()) > _LARGEST:
            raise TooLarge(upload.name)
    file.seek(0)
    return load_workbook(file, read_only=True, data_only=True, keep_links=False)


def _sheet_rows(upload: Upload, title: str) -> Iterator[Row]:
    with upload.open() as file:
        book = _book(upload, file)
        for line, values in enumerate(book[title].iter_rows(values_only=True), 1):
            cells = [_shown(value) for value in values]
            if any(cells):
                yield Row(line, cells)
        book.close()


def _shown(value: object) -> str:
    """A cell of a workbook as text: days as 2022-06-27, whole numbers without a fraction."""
    match value:
        case None:
            return ""
        case bool():
            return "yes" if value else "no"
        case datetime():
            return value.date().isoformat()
        case date():
            return value.isoformat()
        case float() if value.is_integer():
            return str(int(value))
        case _:
            return _text(str(value))


def _text(cell: str) -> str:
    return meant(cell.strip("\ufeff")).strip()


def is_spreadsheet_error(cell: str) -> bool:
    """Whether the cell holds what a spreadsheet program shows for a formula that failed."""
    return cell.upper() in _ERRORS


def _csv_source(upload: Upload, member: str | None) -> SheetSource:
    place = f"{upload.name}, {member}" if member else upload.name
    with _binary(upload, member) as file:
        count = sum(chunk.count(b"\n") for chunk in iter(lambda: file.read(_CHUNK), b""))
    return SheetSource(place, PurePath(member or upload.name).stem, count, upload, member)


def _binary(upload: Upload, member: str | None) -> IO[bytes]:
    file = upload.open()
    return zipfile.ZipFile(file).open(member) if member else file


def _encoding(upload: Upload, member: str | None) -> str:
    """UTF-16 where a mark says so, else UTF-8 if all of it is, else Windows-1252 as older programs write."""
    decoder = codecs.getincrementaldecoder("utf-8")()
    with _binary(upload, member) as file:
        first = file.read(_CHUNK)
        if first.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
            return "utf-16"
        try:
            chunk = first
            while chunk:
                decoder.decode(chunk)
                chunk = file.read(_CHUNK)
            decoder.decode(b"", final=True)
        except UnicodeDecodeError:
            return "cp1252"
    return "utf-8-sig"


def _csv_rows(upload: Upload, member: str | None) -> Iterator[Row]:
    encoding = _encoding(upload, member)
    with (
        _binary(upload, member) as file,
        io.TextIOWrapper(file, encoding=encoding, errors="replace", newline="") as text,
    ):
        first = text.readline()
        delimiter = max(_DELIMITERS, key=first.count)
        lines = _with_first(first, text)
        reader = csv.reader(lines, delimiter=delimiter)
        line = 0
        try:
            for values in reader:
                started, line = line + 1, reader.line_num
                cells = [_text(value) for value in values]
                if any(cells):
                    yield Row(started, cells)
        except (csv.Error, UnicodeError) as error:
            where = f"from line {line + 1} on it is not a table ({error})."
            raise UnreadableFile(
                upload.name, f"{where} Look there for a quotation mark that is not closed."
            ) from error


def _with_first(first: str, rest: Iterator[str]) -> Iterator[str]:
    yield first
    yield from rest
