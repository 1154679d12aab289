"""The national register of schools (Get Information About Schools) as a plan for an authority's schools.

Nothing of it ever removes a school or an assignment: a school that closed is kept, marked as closed, and is
no longer offered; one that has another name keeps the old one as an alias.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import partial
from typing import Any

from pydantic import ValidationError

from directory import register_columns as columns
from directory.exchange.draft import Draft
from directory.exchange.held import Held
from directory.exchange.lookup import plain_name
from directory.exchange.tables import SheetSource, UnreadableFile
from directory.exchange.understand import postcode
from directory.packs.problems import Problem, said_plainly
from directory.packs.schema import AreaRow, SchoolRow, SourceRow
from directory.register_columns import status_of
from directory.words import SchoolStatus

SOURCE = SourceRow(
    key="register",
    title="Get Information About Schools",
    note="Department for Education. Contains public sector information licensed under the Open Government "
    "Licence v3.0.",
)
NO_AREA_YET = "New in the register; an editor has not yet chosen its area"

_FIELDS = {
    "name": columns.NAME,
    "phase": columns.PHASE,
    "establishment_type": columns.TYPE,
    "street": columns.STREET,
    "locality": columns.LOCALITY,
    "town": columns.TOWN,
    "postcode": columns.POSTCODE,
}
_ADDRESS = ("street", "locality", "town", "postcode")
_NOTHING = ("not applicable", "not recorded")


@dataclass
class FromRegister:
    """The schools of the authority that the register has, and what could not be used."""

    drafts: list[Draft] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    sources: list[SourceRow] = field(default_factory=list)


def is_register(header: list[str]) -> bool:
    """Whether a file with these columns is an extract of the register."""
    return {columns.URN, columns.NAME, columns.AUTHORITY_CODE, columns.STATUS} <= set(header)


def register_drafts(held: Held, sheet: SheetSource, today: date, on_line: Callable[[], None]) -> FromRegister:
    """Reads the whole extract as a stream and keeps the authority's schools. Raises UnreadableFile."""
    found = FromRegister()
    schools = {row.key: row for row in held.rows["schools"] if isinstance(row, SchoolRow)}
    code = held.authority.la_code
    read = partial(_school, _areas(held), today)
    seen: set[str] = set()
    moved_away: list[str] = []
    lines = sheet.rows()
    header = next(lines).cells
    on_line()
    for row in lines:
        on_line()
        cells = dict(zip(header, row.cells, strict=False))
        urn = cells.get(columns.URN, "")
        if cells.get(columns.AUTHORITY_CODE) != code:
            if urn in schools:
                seen.add(urn)
                moved_away.append(
                    f"{schools[urn].name} ({urn}) is now under {cells.get(columns.AUTHORITY, 'another')}"
                )
            continue
        status = status_of(cells.get(columns.STATUS, ""))
        if status is None:
            what = f"'{cells.get(columns.STATUS, '')}' is not a status that the register is known to use"
            found.problems.append(Problem(sheet.place, row.line, columns.STATUS, what))
        elif urn in seen:
            found.problems.append(
                Problem(sheet.place, row.line, columns.URN, f"{urn} stands in the file twice")
            )
        elif urn in schools or status is not SchoolStatus.CLOSED:
            seen.add(urn)
            _take(found, (sheet.place, row.line), cells, schools.get(urn), read)
    if not found.drafts and not found.problems:
        raise UnreadableFile(
            sheet.upload.name,
            f"the register in it has no school of the LA code {code}. Give the one of all schools.",
        )
    _notes(found, schools, seen, moved_away)
    if any(draft.row.source == SOURCE.key for draft in found.drafts) and SOURCE.key not in {
        source.key for source in held.authority.sources
    }:
        found.sources.append(SOURCE)
    return found


def _take(
    found: FromRegister,
    at: tuple[str, int],
    cells: Mapping[str, str],
    held: SchoolRow | None,
    read: Callable[[Mapping[str, str], SchoolRow | None], SchoolRow],
) -> None:
    try:
        row = read(cells, held)
    except ValidationError as error:
        for path, what in said_plainly(error, SchoolRow):
            column = _FIELDS.get(str(path[0]), str(path[0])) if path else ""
            found.problems.append(Problem(*at, column, what))
        return
    found.drafts.append(Draft("schools", *at, row, held, _note(held, row)))


def _school(
    areas: Mapping[str, str], today: date, cells: Mapping[str, str], held: SchoolRow | None
) -> SchoolRow:
    """The school as the register has it; what the register does not say stays as it is held."""
    status = status_of(cells[columns.STATUS])
    values: dict[str, Any] = {name: getattr(held, name) for name in SchoolRow.model_fields} if held else {}
    for name, column in _FIELDS.items():
        if column in cells:
            values[name] = _told(name, " ".join(cells[column].split()), held, cells)
    values["status"] = status
    if columns.CLOSED_ON in cells:
        values["closed_on"] = _day(cells[columns.CLOSED_ON])
    elif status not in (SchoolStatus.CLOSED, SchoolStatus.CLOSING):
        values["closed_on"] = None
    if held is None:
        values |= {"key": cells[columns.URN], "area": areas.get(plain_name(cells.get(columns.DISTRICT, "")))}
        values |= {"source": SOURCE.key, "source_detail": f"URN {cells[columns.URN]}", "verified_on": today}
    else:
        values["aliases"] = _aliases(held, values["name"])
    if values["area"] is None and status in (SchoolStatus.OPEN, SchoolStatus.CLOSING):
        values["area_reason"] = values.get("area_reason") or NO_AREA_YET
    values["urn"] = values.pop("key")
    row = SchoolRow.model_validate(values)
    if held is not None and row != held:
        return row.model_copy(update={"verified_on": today})
    return row


def _told(name: str, text: str, held: SchoolRow | None, cells: Mapping[str, str]) -> str:
    if text.casefold() in _NOTHING:
        return ""
    if name == "postcode":
        return postcode(text)
    if name == "town" and text.isupper():
        return text.title()
    if name == "locality" and not text:
        # The register may keep the village in the third line of the address.
        third = " ".join(cells.get(columns.THIRD_LINE, "").split())
        return third if held is not None and held.locality == third else ""
    return text


def _aliases(held: SchoolRow, name: str) -> tuple[str, ...]:
    """The old name joins the aliases where the school has a new one, and the new one leaves them."""
    kept = tuple(alias for alias in held.aliases if plain_name(alias) != plain_name(name))
    if held.name == name:
        return held.aliases
    if plain_name(held.name) in {plain_name(each) for each in (*kept, name)}:
        return kept
    return (*kept, held.name)


def _note(held: SchoolRow | None, row: SchoolRow) -> str:
    """What became of the school, in a word or two."""
    if held is None:
        return "proposed to open" if row.status == SchoolStatus.PROPOSED else "opened"
    said = []
    if held.status != row.status:
        said.append(
            {SchoolStatus.CLOSED: "closed", SchoolStatus.CLOSING: "is to close"}.get(row.status, "opened")
        )
    if held.name != row.name:
        said.append("renamed")
    if any(getattr(held, name) != getattr(row, name) for name in _ADDRESS):
        said.append("moved")
    return ", ".join(said)


def _day(text: str) -> date | None:
    for wanted in ("%d-%m-%Y", "%d/%m/%Y", "%Y-%m-%d"):
        try:
            return datetime.strptime(text, wanted).date()  # noqa: DTZ007 - a day has no zone
        except ValueError:
            continue
    return None


def _areas(held: Held) -> dict[str, str]:
    """The areas by their names, which may be names of districts."""
    return {
        plain_name(name): area.key
        for area in held.rows["areas"]
        if isinstance(area, AreaRow)
        for name in (area.name, *area.aliases)
    }


def _notes(
    found: FromRegister, schools: Mapping[str, SchoolRow], seen: set[str], moved_away: list[str]
) -> None:
    found.notes += [f"{said}; it is kept as it is" for said in moved_away]
    lost = [row for row in schools.values() if row.key not in seen and row.status != SchoolStatus.CLOSED]
    if lost:
        named = ", ".join(f"{row.name} ({row.key})" for row in lost[:10])
        more = f" and {len(lost) - 10} more" if len(lost) > 10 else ""
        found.notes.append(f"Not in this extract of the register, and kept as they are: {named}{more}")
