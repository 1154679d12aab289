"""One line of a spreadsheet as the record that it would make of what the directory holds."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from pydantic import ValidationError

from directory.days import spelled
from directory.editing.alike import Alike
from directory.editing.book import EDITORS, EDITORS_TITLE
from directory.exchange.columns import Header
from directory.exchange.draft import Draft, changes_between
from directory.exchange.handover import handed_over
from directory.exchange.held import Held
from directory.exchange.lookup import (
    Ambiguous,
    Lookup,
    TopicLookup,
    ended,
    holds,
    key_from,
    name_of,
    plain_name,
)
from directory.exchange.sheets import text_of
from directory.exchange.tables import Row
from directory.exchange.understand import blank_keeps, looks_made_up, phone, same_meaning, understand
from directory.packs.problems import Problem, said_plainly, spoken
from directory.packs.schema import (
    KINDS,
    AssignmentRow,
    ContactRow,
    RecordRow,
    SourceRow,
    SupportOfferRow,
)

EDITED = SourceRow(key=EDITORS, title=EDITORS_TITLE)
_KEEPS_SOURCE = {spoken(name) for name in ("aliases", "audience", "sample", "slack_user_id", "verified_on")}
_WHO_AND_WHERE = ("contact", "post", "area", "school")


def _words(values: Mapping[str, Any]) -> str:
    """What a line calls its record."""
    return str(next((values[name] for name in ("name", "title", "phrase") if values.get(name)), ""))


class _BadPhone(Exception):
    pass


class Drafting:
    """Makes drafts, line by line, so that a later line may refer to what an earlier one adds."""

    def __init__(self, held: Held, file: str, today: date) -> None:
        self.problems: list[Problem] = []
        self.notes: list[str] = []
        self.alike: list[str] = []
        self.mentioned: set[tuple[str, str]] = set()  # what the file has, also where the line has a mistake
        self._file = file
        self._today = today
        self._sources = {source.key: source.key for source in held.authority.sources}
        self._sources |= {plain_name(source.title): source.key for source in held.authority.sources}
        self._lookups = {kind: Lookup(rows, today) for kind, rows in held.rows.items()}
        self._topics = TopicLookup(held.topics)
        self._held = {kind: {row.key: row for row in rows} for kind, rows in held.rows.items()}
        self._lines: dict[tuple[str, str], int] = {}
        self._absent: set[tuple[str, str]] = set()
        self._alike: dict[str, Alike] = {}

    def draft(self, header: Header, header_line: int, place: str, line: Row) -> Draft | None:
        """The draft of one line, or None with its problems noted."""
        kind = header.kind
        cells = {name: line.cells[at] if at < len(line.cells) else "" for at, name in header.fields.items()}
        read = understand(kind, cells, {**self._lookups, "topics": self._topics})
        if read.faults:
            for name, what in read.faults:
                self._problem(place, line.line, header, name, what)
            return None
        try:
            held = self._match(kind, read.values)
        except Ambiguous as error:
            what = f"this may be any of {', '.join(error.keys)}; add a column `key` that says which"
            self.problems.append(Problem(place, line.line, "", what))
            return None
        if held is not None:
            self.mentioned.add((kind, held.key))
        try:
            row = self._row(kind, held, dict(read.values))
        except ValidationError as error:
            self._invalid(error, header, header_line, place, line.line, new=held is None)
            return None
        except _BadPhone as error:
            self._problem(place, line.line, header, "phone", str(error))
            return None
        first = self._lines.setdefault((kind, row.key), line.line)
        if first != line.line:
            self.problems.append(
                Problem(place, line.line, "", f"this is the same record as on line {first}: {name_of(row)}")
            )
            return None
        self._look_alike(kind, row, place, line.line, new=held is None)
        draft = Draft(kind, place, line.line, row, held)
        if isinstance(row, AssignmentRow) and isinstance(held, AssignmentRow):
            draft = handed_over(draft, row, held, self._lookups[kind].rows, self._today)
        self._lookups[kind].add(draft.row)
        return draft

    def _problem(self, place: str, line: int, header: Header, name: str, what: str) -> None:
        self.problems.append(Problem(place, line, header.written.get(name, spoken(name)), what))

    def _invalid(
        self, error: ValidationError, header: Header, header_line: int, place: str, line: int, *, new: bool
    ) -> None:
        model = KINDS[header.kind].row
        fields = {info.alias or name: name for name, info in model.model_fields.items()}
        for path, what in said_plainly(error, model):
            name = fields.get(str(path[0]), str(path[0])) if path else ""
            if new and name not in header.written and name in fields.values():
                if (place, name) not in self._absent:
                    self._absent.add((place, name))
                    said = f"there is no column for this, and a new record needs it: {what}"
                    self.problems.append(Problem(place, header_line, spoken(name), said))
                continue
            self._problem(place, line, header, name, what)

    def _match(self, kind: str, values: Mapping[str, Any]) -> RecordRow | None:
        """What the directory holds of a line. Raises Ambiguous."""
        held = self._held[kind]
        key = values.get("key", "")
        if kind == "assignments" and (key not in held or self._is_past(held[key], values)):
            return self._assignment(values) or held.get(key)
        if key in held:
            return held[key]
        if kind == "schools" and key:
            return None
        name = plain_name(_words(values))
        found = [row for row in held.values() if name and plain_name(name_of(row)) == name]
        standing = [row for row in found if not ended(row, self._today)]
        if len(standing) > 1:
            raise Ambiguous([row.key for row in standing])
        return standing[0] if standing else None

    def _is_past(self, held: RecordRow, values: Mapping[str, Any]) -> bool:
        """Whether an assignment has ended, and the line of its key tells of another by now."""
        told = ((values[name] or None, getattr(held, name)) for name in _WHO_AND_WHERE if name in values)
        return ended(held, self._today) and any(said != there for said, there in told)

    def _assignment(self, values: Mapping[str, Any]) -> RecordRow | None:
        """The same assignment, else the one of the same post for the same school or area."""
        wanted = [values.get(name) or None for name in _WHO_AND_WHERE]
        place = [
            row
            for row in self._held["assignments"].values()
            if isinstance(row, AssignmentRow)
            and not ended(row, self._today)
            and [row.post, row.area, row.school] == wanted[1:]
        ]
        same = [row for row in place if row.contact == wanted[0]]
        chosen = same or [row for row in place if holds(row, self._today)] or place
        if len(chosen) > 1:
            raise Ambiguous([row.key for row in chosen])
        return chosen[0] if chosen else None

    def _row(self, kind: str, held: RecordRow | None, given: dict[str, Any]) -> RecordRow:
        """The record with what the line says. Raises ValidationError, and _BadPhone for a new number."""
        try:
            if given.get("phone") and not same_meaning("phone", getattr(held, "phone", ""), given["phone"]):
                given["phone"] = phone(given["phone"])
        except ValueError as error:
            raise _BadPhone(str(error)) from error
        row = KINDS[kind].row.model_validate(self._overlaid(kind, held, given))
        changed = {change.field for change in changes_between(held, row)} if held else set()
        return self._confirmed(row, changed) if changed else row

    def _overlaid(self, kind: str, held: RecordRow | None, given: Mapping[str, Any]) -> dict[str, Any]:
        """The held values with those of the line over them, by the names of the file."""
        model = KINDS[kind].row
        values = {name: getattr(held, name) for name in model.model_fields} if held else {}
        for name, value in given.items():
            if value == "":
                began = kind == "assignments" and name == "valid_from"  # is not forgotten for a blank
                if not (began or blank_keeps(model, name)):
                    values.pop(name, None)
            elif not (
                held and isinstance(value, str) and same_meaning(name, text_of(getattr(held, name)), value)
            ):
                values[name] = value
        self._source(values, held)
        if held is not None:
            values["key"] = held.key
        else:
            self._first_values(kind, values)
        if issubclass(model, ContactRow | SupportOfferRow) and not given.get("sample"):
            email, phone = str(values.get("email", "")), str(values.get("phone", ""))
            if email or phone:
                values["sample"] = looks_made_up(email, phone)
        return {
            info.alias or name: values[name] for name, info in model.model_fields.items() if name in values
        }

    def _source(self, values: dict[str, Any], held: RecordRow | None) -> None:
        """A source that is named by its key or title; what is none goes into the details."""
        given = str(values.get("source", ""))
        known = self._sources.get(given) or self._sources.get(plain_name(given))
        if known is None and given != (held.source if held else ""):
            details = [part for part in (given, str(values.get("source_detail", ""))) if part]
            values["source_detail"] = "; ".join(details)
        values["source"] = known or (held.source if held else EDITED.key)

    def _first_values(self, kind: str, values: dict[str, Any]) -> None:
        values.setdefault("verified_on", self._today)
        if not values.get("source_detail"):
            values["source_detail"] = self._detail()
        if kind == "schools":
            return
        lookup = self._lookups[kind]
        given = str(values.get("key", ""))
        if given and key_from(given, ()) == given and given not in lookup.rows:
            return
        words = _words(values)
        if kind == "assignments":
            words = " ".join(str(values.get(name) or "") for name in ("post", "school", "area"))
        elif not words:
            words = given or kind
        values["key"] = key_from(words, lookup.rows)

    def _confirmed(self, row: RecordRow, changed: set[str]) -> RecordRow:
        """Who changes a record confirms it and answers for it, unless the line says something else itself."""
        update: dict[str, Any] = {}
        if "verified on" not in changed:
            update["verified_on"] = self._today
        if changed - _KEEPS_SOURCE and not changed & {"source", "source detail"}:
            update |= {"source": EDITED.key, "source_detail": self._detail()}
        return row.model_copy(update=update)

    def _detail(self) -> str:
        return f"{self._file[:200]}, {spelled(self._today)}"

    def _look_alike(self, kind: str, row: RecordRow, place: str, line: int, *, new: bool) -> None:
        """Notes that a new record looks like one there is or another line's; later lines meet this one."""
        if kind in ("assignments", "schools") or ended(row, self._today):
            return
        alike = self._alike_of(kind)
        name, email = name_of(row), _email(row)
        twin = next(iter(alike.twins(name, email, but=row.key)), None) if new else None
        alike.add(row.key, name, email)
        if twin is None:
            return
        other = self._held[kind].get(twin.key)
        if other is not None:
            what = f"'{name_of(other)}' has {twin.how}"
            then = f"put {twin.key} in a column `key`"
        else:
            what, then = f"line {self._lines[kind, twin.key]} has {twin.how}", "leave one of them out"
        said = f"'{name}' would be new, but {what}. If they are the same, {then}."
        self.alike.append(f"{place}, line {line}: {said}")

    def _alike_of(self, kind: str) -> Alike:
        if kind not in self._alike:
            self._alike[kind] = Alike()
            for row in self._held[kind].values():
                if not ended(row, self._today):
                    self._alike[kind].add(row.key, name_of(row), _email(row))
        return self._alike[kind]


def _email(row: RecordRow) -> str:
    return row.email if isinstance(row, ContactRow) else ""
