"""A consultation's timeline laid out anew from another first day, in the same working-day distances."""

from dataclasses import dataclass
from datetime import date

from directory.days import spelled
from directory.editing.commands import NewConsultation, NewRow
from directory.errors import SignpostError
from directory.facts import Consultation, KeyDate
from directory.snapshot import Snapshot
from directory.timeline.working_days import ENGLAND, WorkingDays
from directory.words import Audience, DateStatus


class NotAWorkingDay(SignpostError):
    """A consultation cannot begin on that day; `next_day` is the first on which it can."""

    def __init__(self, day: date, next_day: date) -> None:
        self.next_day = next_day
        super().__init__(
            f"{spelled(day)} is a weekend or a bank holiday. Nothing was changed. "
            f"The next working day is {spelled(next_day)}."
        )


class NoDays(SignpostError):
    """The consultation that was named has no day to count from."""

    def __init__(self, title: str) -> None:
        super().__init__(f"{title} has no dates that others could follow. Nothing was changed.")


@dataclass(frozen=True)
class ShapedRow:
    """A row to be; `like` is the key of the key date that it follows."""

    like: str
    row: NewRow


@dataclass(frozen=True)
class Shape:
    """What a new consultation would be, for its maker to see and change. Nothing of it is saved.

    `like` is the key of the consultation that it follows.
    """

    like: str
    summary: str
    audience: Audience
    starts_on: date
    ends_on: date | None
    rows: tuple[ShapedRow, ...]

    def named(self, title: str) -> NewConsultation:
        """The command that makes it as it is."""
        rows = tuple(each.row for each in self.rows)
        return NewConsultation(title, self.summary, self.starts_on, self.ends_on, rows, self.audience)


def shaped(held: Snapshot, like: str, first: date, calendar: WorkingDays = ENGLAND) -> Shape:
    """The consultation `like` of a snapshot as it would be if it began on `first`.

    Every day is as many working days from `first` as it was from the first day of `like` (of its earliest
    date, where it has none); a day off counts as the working day before it. What was cancelled is left out.
    Nobody has settled the new days yet, so every row is provisional. Raises NotAWorkingDay and NoDays.
    """
    whole = held.consultations[like]
    rows = [
        row
        for row in held.key_dates.values()
        if row.consultation == like and row.status is not DateStatus.CANCELLED
    ]
    old = _first_day(whole, rows)
    if not calendar.is_working(first):
        raise NotAWorkingDay(first, calendar.on_or_after(first))

    def moved(day: date) -> date:
        return calendar.shifted(first, calendar.between(old, calendar.on_or_before(day)))

    rows.sort(key=lambda row: (row.position, row.key))
    return Shape(
        like=like,
        summary=whole.summary,
        audience=whole.audience,
        starts_on=first,
        ends_on=moved(whole.ends_on) if whole.ends_on else None,
        rows=tuple(
            ShapedRow(row.key, _like(row, tuple(sorted({moved(day) for day in row.days})))) for row in rows
        ),
    )


def _first_day(whole: Consultation, rows: list[KeyDate]) -> date:
    first = whole.starts_on or min((day for row in rows for day in row.days), default=None)
    if first is None:
        raise NoDays(whole.title)
    return first


def _like(row: KeyDate, days: tuple[date, ...]) -> NewRow:
    return NewRow(row.title, days, row.audience, DateStatus.PROVISIONAL, row.condition, row.note)
