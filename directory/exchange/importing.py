"""An uploaded spreadsheet as a plan: what it would add, change and remove. Nothing is written."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import islice

from directory.ask.everyday import Everyday
from directory.errors import SignpostError
from directory.exchange.columns import Header, Names, guess_kind, header_line, read_header, simple, suggestion
from directory.exchange.consequences import Missing, after, clashes, left_without, missing
from directory.exchange.draft import Draft
from directory.exchange.drafting import EDITED, Drafting
from directory.exchange.held import Held
from directory.exchange.lookup import holds
from directory.exchange.plan import Plan
from directory.exchange.register import is_register, register_drafts
from directory.exchange.sheets import PLANNED
from directory.exchange.tables import Row, SheetSource, UnreadableFile, Upload, sheets_of
from directory.packs.problems import Problem, spoken
from directory.packs.schema import KINDS, SourceRow
from directory.words import Audience

_TITLES_ABOVE = 12  # lines in which the names of the columns are looked for
_MOST_ROWS = 200_000

Progress = Callable[[int, int], None]
"""Is told how many lines have been read, and how many there are about."""


class UnknownKind(SignpostError):
    """No file holds records of that kind."""

    def __init__(self, kind: str) -> None:
        super().__init__(
            f"There is no kind of record '{kind}'. Nothing was changed. The kinds are: {_kinds_said()}."
        )


@dataclass(frozen=True)
class Choices:
    """What the editor chose: the kind of record (None: to be recognised), and to keep what is missing.

    A kind is as in KINDS, or as people write it, in the singular or the plural.
    """

    kind: str | None = None
    keep_missing: bool = False


@dataclass(frozen=True)
class ImportFile:
    """A file to be imported into what is held, on a day, with the editor's choices.

    `everyday` are the words that cannot alone stand for a topic.
    """

    held: Held
    upload: Upload
    today: date
    choices: Choices = Choices()
    everyday: Everyday = field(default_factory=Everyday)


@dataclass(frozen=True)
class _Table:
    sheet: SheetSource
    header: Header
    line: int  # of the header


@dataclass
class _Found:
    """What the tables of a file say. `whole`: the kinds of which what is not in the file is to be removed."""

    kinds: list[str]
    drafts: list[Draft] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    sources: list[SourceRow] = field(default_factory=list)
    whole: dict[str, bool] = field(default_factory=dict)
    mentioned: set[tuple[str, str]] = field(default_factory=set)
    alike: list[str] = field(default_factory=list)


def plan_import(given: ImportFile, names: Names, on_progress: Progress | None = None) -> Plan:
    """Reads the whole file against what is held. Raises UnreadableFile and UnknownKind."""
    given = replace(given, choices=replace(given.choices, kind=_known_kind(given.choices.kind)))
    kind = given.choices.kind
    sheets = sheets_of(given.upload)
    progress = _Counting(on_progress, sum(sheet.count for sheet in sheets))
    first = [list(islice(sheet.rows(), _TITLES_ABOVE)) for sheet in sheets]
    if len(sheets) == 1 and first[0] and is_register(first[0][0].cells) and kind in (None, "schools"):
        read = register_drafts(given.held, sheets[0], given.today, progress.line)
        return _plan(given, _Found(["schools"], read.drafts, read.problems, read.notes, read.sources))
    return _plan(given, _read_tables(given, sheets, first, names, progress=progress))


class _Counting:
    def __init__(self, on_progress: Progress | None, total: int) -> None:
        self.done = 0
        self._tell = on_progress
        self._total = total

    def line(self) -> None:
        self.done += 1
        if self._tell and (self.done % 500 == 0 or self.done == self._total):
            self._tell(self.done, max(self._total, self.done))


def _read_tables(
    given: ImportFile, sheets: list[SheetSource], first: list[list[Row]], names: Names, *, progress: _Counting
) -> _Found:
    drafting = Drafting(given.held, given.upload.name, given.today)
    tables = _tables(sheets, first, names, given.choices.kind, drafting)
    found = _Found(list(dict.fromkeys(table.header.kind for table in tables)))
    for table in tables:
        for row in table.sheet.rows():
            progress.line()
            if progress.done > _MOST_ROWS:
                raise UnreadableFile(
                    given.upload.name,
                    f"it has more than {_MOST_ROWS:,} lines. Split it, and keep what is not in a part.",
                )
            if row.line > table.line:
                draft = drafting.draft(table.header, table.line, table.sheet.place, row)
                found.drafts += [draft] if draft else []
    known = {source.key for source in given.held.authority.sources}
    if EDITED.key not in known and any(draft.row.source == EDITED.key for draft in found.drafts):
        found.sources.append(EDITED)
    found.problems, found.notes, found.mentioned = drafting.problems, drafting.notes, drafting.mentioned
    found.alike = drafting.alike
    found.whole = {kind: not _for_schools_only(kind, found.drafts, tables) for kind in found.kinds}
    return found


def _plan(given: ImportFile, found: _Found) -> Plan:
    held, today = given.held, given.today
    gone = Missing((), ())
    if found.whole:
        keep = given.choices.keep_missing
        gone = missing(held, found.drafts, found.whole, today, mentioned=found.mentioned, keep=keep)
    result = after(held, found.drafts)
    for kind, row in gone.rows:
        result[kind][row.key] = row
    written = [(draft.kind, draft.row) for draft in found.drafts if draft.held is None or draft.changes]
    written += [(draft.kind, draft.ends) for draft in found.drafts if draft.ends is not None]
    return Plan(
        authority=held.authority.key,
        revision=held.revision,
        fingerprint=_fingerprint(given),
        file=given.upload.name,
        today=today,
        kinds=tuple(found.kinds),
        outcomes=(*(draft.outcome(today) for draft in found.drafts), *gone.outcomes),
        problems=(
            *found.problems,
            *clashes(held, found.drafts, gone.rows, found.sources, today=today, everyday=given.everyday),
        ),
        notes=tuple(found.notes),
        alike=tuple(found.alike),
        left=left_without(result, today),
        held={kind: sum(holds(row, today) for row in held.rows[kind]) for kind in found.kinds},
        rows=(*written, *gone.rows),
        sources=tuple(found.sources),
    )


def _for_schools_only(kind: str, drafts: list[Draft], tables: list[_Table]) -> bool:
    """Whether the table says who may see each record, and none is for staff: maybe an export for schools."""
    says = any("audience" in table.header.written for table in tables if table.header.kind == kind)
    staff = any(draft.kind == kind and draft.row.audience == Audience.STAFF for draft in drafts)
    return says and not staff


def _tables(
    sheets: list[SheetSource], first: list[list[Row]], names: Names, kind: str | None, drafting: Drafting
) -> list[_Table]:
    """The tables that hold records, in the order in which records may refer to each other."""
    found: list[_Table] = []
    for sheet, rows in zip(sheets, first, strict=True):
        lines = [row.cells for row in rows]
        if sheet.title == PLANNED and len(sheets) > 1:
            drafting.notes.append(f"{sheet.place} is left out: what is planned for later days stays as it is")
            continue
        chosen = kind or guess_kind(sheet.title, lines, names)
        if chosen is None or not rows:
            _left_out(sheet, rows, drafting, only=len(sheets) == 1)
            continue
        at = header_line(lines, chosen, names)
        header = read_header(lines[at], chosen, names)
        line = rows[at].line
        if not header.fields:
            what = f"none of the columns is one that {spoken(chosen)} have"
            drafting.problems.append(Problem(sheet.place, line, "", what))
            continue
        drafting.problems += [
            Problem(sheet.place, line, "", f"two columns mean the same: {pair}; leave one out")
            for pair in header.twice
        ]
        drafting.notes += [
            f"{sheet.place}: the column '{cell}' is not used{suggestion(cell, chosen, names)}"
            for cell in header.unknown
        ]
        found.append(_Table(sheet, header, line))
    return sorted(found, key=lambda table: list(KINDS).index(table.header.kind))


def _left_out(sheet: SheetSource, rows: list[Row], drafting: Drafting, *, only: bool) -> None:
    if not only:
        drafting.notes.append(f"{sheet.place} is left out: it does not look like a table of records")
        return
    what, line = "the file is empty; its first line must name the columns", 1
    if rows:
        line = rows[0].line
        shown = ", ".join(f"'{cell}'" for cell in rows[0].cells if cell)
        what = f"the columns {shown} do not show what kind of record this is; say which of: {_kinds_said()}"
    drafting.problems.append(Problem(sheet.place, line, "", what))


def _known_kind(typed: str | None) -> str | None:
    """The kind that is meant. Raises UnknownKind."""
    if typed is None:
        return None
    wanted = simple(typed).replace(" ", "_")
    kind = next((each for each in KINDS if wanted in (each, each.removesuffix("s"))), None)
    if kind is None:
        raise UnknownKind(typed)
    return kind


def _kinds_said() -> str:
    return ", ".join(KINDS)


def _fingerprint(given: ImportFile) -> str:
    said = f"{given.held.authority.key} {given.held.revision} {given.choices} {simple(given.upload.name)}\n"
    digest = hashlib.sha256(said.encode())
    with given.upload.open() as file:
        while chunk := file.read(1 << 20):
            digest.update(chunk)
    return digest.hexdigest()[:32]
