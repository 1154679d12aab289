"""Rows as cells, and cells as the CSV and XLSX files that people open in a spreadsheet program."""

import csv
import io
import zipfile
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell

from directory.exchange.lookup import name_of
from directory.packs.cells import harmless, joined
from directory.packs.problems import columns_of
from directory.packs.schema import KINDS, PlannedEditRow, RecordRow, SideRow

Table = tuple[list[str], list[list[str]]]
"""A header and rows of texts, as they are meant: `harmless` is not applied yet."""

_UNTOLD = ("source", "source_detail")
_EPOCH = (1980, 1, 1, 0, 0, 0)  # the first moment a zip file can hold, so that equal content is equal bytes
_LONGEST_CELL = 32_767  # what a spreadsheet cell can hold


def text_of(value: Any) -> str:  # noqa: ANN401 - any field of a row
    """A field as it stands in a cell: lists with semicolons, posts of a change as `key (how many)`."""
    match value:
        case None:
            return ""
        case bool():
            return "yes" if value else "no"
        case date():
            return value.isoformat()
        case SideRow():
            return f"{value.post} ({value.number})"
        case tuple():
            return joined(text_of(each) for each in value)
        case _:
            return str(value)


def table_of(kind: str, rows: Iterable[RecordRow]) -> Table:
    """All columns of a kind, and a line for each of its rows."""
    model = KINDS[kind].row
    lines = [[text_of(getattr(row, name)) for name in model.model_fields] for row in rows]
    return columns_of(model), lines


def tables_of(rows: Mapping[str, Iterable[RecordRow]]) -> dict[str, Table]:
    """The table of each kind, in the order of KINDS."""
    return {kind: table_of(kind, rows[kind]) for kind in KINDS if kind in rows}


PLANNED = "planned_edits"
_PLANNED_COLUMNS = ["first day", "kind", "key", "name", "field", "becomes"]


def planned_table(planned: Iterable[PlannedEditRow], rows: Mapping[str, Iterable[RecordRow]]) -> Table:
    """What fields become on later days: a line for each, in the order of the days."""
    names = {(kind, row.key): name_of(row) for kind, listed in rows.items() for row in listed}
    lines = [
        [
            edit.first_day.isoformat(),
            edit.kind.replace("_", " "),
            edit.record,
            names.get((edit.kind, edit.record), edit.record),
            name.replace("_", " "),
            text_of(tuple(value) if isinstance(value, list) else value),
        ]
        for edit in planned
        for name, value in edit.fields.items()
        if name not in _UNTOLD
    ]
    return list(_PLANNED_COLUMNS), lines


def as_csv(table: Table, *, line_end: str = "\r\n", mark: bool = True) -> bytes:
    """UTF-8, by default with the mark and line ends by which spreadsheet programs know it."""
    header, lines = table
    written = io.StringIO(newline="")
    writer = csv.writer(written, lineterminator=line_end)
    writer.writerow(header)
    writer.writerows([[harmless(_one_line_end(cell)) for cell in line] for line in lines])
    return written.getvalue().encode("utf-8-sig" if mark else "utf-8")


def _one_line_end(cell: str) -> str:
    return cell.replace("\r\n", "\n").replace("\r", "\n")


def as_xlsx(tables: Mapping[str, Table]) -> bytes:
    """A workbook with a sheet a table; every cell is text, so that numbers keep their leading zero."""
    book = Workbook(write_only=True)
    for name, (header, lines) in tables.items():
        sheet = book.create_sheet(name)
        sheet.freeze_panes = "A2"
        sheet.append(header)
        for line in lines:
            sheet.append([_text_cell(sheet, cell) for cell in line])
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


def _text_cell(sheet: Any, text: str) -> Any:  # noqa: ANN401 - openpyxl gives no types for these
    kept = harmless("".join(sign for sign in _one_line_end(text) if sign in "\n\t" or sign >= " "))
    cell = WriteOnlyCell(sheet, value=kept[:_LONGEST_CELL])
    cell.data_type = "s"
    cell.number_format = "@"
    return cell


def as_zip(files: Mapping[str, bytes]) -> bytes:
    """The files in one zip file; equal files give equal bytes."""
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in files.items():
            packed.writestr(zipfile.ZipInfo(name, _EPOCH), content, zipfile.ZIP_DEFLATED)
    return written.getvalue()
