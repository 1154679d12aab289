"""One record as a line of a file has it, beside what the directory has of it."""

from dataclasses import dataclass
from datetime import date

from directory.exchange.lookup import ended, name_of
from directory.exchange.plan import Change, Outcome, Verb
from directory.exchange.sheets import text_of
from directory.packs.problems import spoken
from directory.packs.schema import AssignmentRow, RecordRow


@dataclass(frozen=True)
class Draft:
    """A record as a line of the file has it. `held` is what the directory has of it (None: nothing).

    `ends`: the assignment that `row` takes the place of, with its new last day; `held` is that one as it was.
    """

    kind: str
    place: str
    line: int
    row: RecordRow
    held: RecordRow | None
    note: str = ""
    ends: RecordRow | None = None

    @property
    def changes(self) -> tuple[Change, ...]:
        """The fields in which the line differs from what is held; none where nothing is."""
        if self.held is None:
            return ()
        found = changes_between(self.held, self.row)
        return tuple(each for each in found if each.field != "key") if self.ends else found

    def outcome(self, today: date) -> Outcome:
        """What happens to the record, in words."""
        changes = self.changes
        verb = Verb.ADDED if self.held is None else Verb.CHANGED if changes else Verb.UNCHANGED
        name = described(self.row)
        note = self.note
        if verb == Verb.UNCHANGED and ended(self.row, today):
            note = note or "it has ended"
        return Outcome(verb, self.kind, self.row.key, name, self.line, changes, note)


def changes_between(before: RecordRow, after: RecordRow) -> tuple[Change, ...]:
    """The fields that differ, in the order of the columns."""
    found = []
    for name in type(after).model_fields:
        was, becomes = text_of(getattr(before, name)), text_of(getattr(after, name))
        if was != becomes:
            found.append(Change(spoken(name), was, becomes))
    return tuple(found)


def described(row: RecordRow) -> str:
    """The record in words: an assignment by who, what and where, the others by their name."""
    if isinstance(row, AssignmentRow):
        where = row.school or row.area
        return f"{row.contact} as {row.post}" + (f" for {where}" if where else "")
    return name_of(row)
