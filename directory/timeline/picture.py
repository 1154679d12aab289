"""A consultation as people read it at a glance: where it stands, what is done, what is next."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from directory.facts import Consultation, KeyDate
from directory.snapshot import Snapshot
from directory.words import DateStatus, Stage

NO_CONSULTATION = "Key dates"
"""The title over dates whose consultation is not for the reader."""


class When(StrEnum):
    """Where a row lies, seen from today. `next` is the first day to come on which something happens."""

    PAST = "past"
    TODAY = "today"
    NEXT = "next"
    LATER = "later"


_IN_ORDER = tuple(When)


@dataclass(frozen=True)
class Window:
    """The days `first` to `last`, both included, on which people can respond; seen from `today`."""

    first: date
    last: date
    today: date

    @property
    def length(self) -> int:
        """How many days it has."""
        return (self.last - self.first).days + 1

    @property
    def gone(self) -> int:
        """Which of its days today is; 0 before the first, all of them after the last."""
        return min(max((self.today - self.first).days + 1, 0), self.length)

    @property
    def days_left(self) -> int:
        """How many of its days are still to come after today."""
        return self.length - self.gone

    @property
    def begun(self) -> bool:
        """Whether its first day is today or has gone by."""
        return self.today >= self.first

    @property
    def closed(self) -> bool:
        """Whether its last day has gone by."""
        return self.today > self.last


@dataclass(frozen=True)
class Row:
    """One day of a key date. `number` is the day's own among those of the key date, also when it moves.

    `days_to_go` is negative for a day in the past.
    """

    day: date
    key: str
    number: int
    title: str
    status: DateStatus
    condition: str
    note: str
    when: When
    days_to_go: int

    @property
    def plain_title(self) -> str:
        """The title without its condition, which stands among the marks."""
        return self.title.replace(f"({self.condition})", "").strip() if self.condition else self.title

    @property
    def marks(self) -> tuple[str, ...]:
        """What must be read beside the day: that it is cancelled or provisional, its condition."""
        if self.status is DateStatus.CANCELLED:
            return ("Cancelled",)
        provisional = ("Provisional",) if self.status is DateStatus.PROVISIONAL else ()
        return (*provisional, *((self.condition[0].upper() + self.condition[1:],) if self.condition else ()))


@dataclass(frozen=True)
class Picture:
    """One consultation. `rows` are past, today's, next and later ones, in that order, each by their day.

    Where the reader may see dates but not their consultation, `consultation` (its key) is empty and it has
    no stage and no window.
    """

    consultation: str
    title: str
    stage: Stage | None
    summary: str
    window: Window | None
    rows: tuple[Row, ...]


def pictures(held: Snapshot, today: date) -> tuple[Picture, ...]:
    """The consultations of a snapshot, the newest first, then dates whose consultation is not in it.

    Only what is in the snapshot is shown: give what is visible to the reader on that day.
    """
    by_consultation: dict[str, list[KeyDate]] = {key: [] for key in held.consultations}
    for row in held.key_dates.values():
        seen = row.consultation if row.consultation in held.consultations else ""
        by_consultation.setdefault(seen, []).append(row)
    drawn = [_drawn(held.consultations.get(key), rows, today) for key, rows in by_consultation.items()]
    return tuple(sorted(drawn, key=_newest_first))


def _drawn(consultation: Consultation | None, key_dates: list[KeyDate], today: date) -> Picture:
    rows = _rows(key_dates, today)
    if consultation is None:
        return Picture("", NO_CONSULTATION, None, "", None, rows)
    first, last = consultation.starts_on, consultation.ends_on
    window = Window(first, last, today) if first and last else None
    return Picture(
        consultation.key, consultation.title, consultation.stage, consultation.summary, window, rows
    )


def _rows(key_dates: list[KeyDate], today: date) -> tuple[Row, ...]:
    days = [
        (day, number, row) for row in key_dates for day, number in zip(row.days, row.numbers, strict=True)
    ]
    days.sort(key=lambda at: (at[0], at[2].position, at[2].key))
    coming = (day for day, _, row in days if day > today and row.status is not DateStatus.CANCELLED)
    next_day = next(coming, None)
    rows = [
        Row(
            day=day,
            key=row.key,
            number=number,
            title=row.title,
            status=row.status,
            condition=row.condition,
            note=row.note,
            when=_when(day, today, None if row.status is DateStatus.CANCELLED else next_day),
            days_to_go=(day - today).days,
        )
        for day, number, row in days
    ]
    return tuple(sorted(rows, key=lambda row: _IN_ORDER.index(row.when)))


def _when(day: date, today: date, next_day: date | None) -> When:
    if day <= today:
        return When.TODAY if day == today else When.PAST
    return When.NEXT if day == next_day else When.LATER


def _newest_first(picture: Picture) -> tuple[bool, int, str]:
    days = [picture.window.first] if picture.window else [row.day for row in picture.rows]
    return (not picture.consultation, -min(days, default=date.min).toordinal(), picture.consultation)


_HEADINGS = {When.PAST: "Done", When.TODAY: "Today", When.NEXT: "Next", When.LATER: "Later"}
_BAR = 30


def as_text(picture: Picture) -> str:
    """The picture as plain text."""
    return "\n".join(_lines(picture))


def _lines(picture: Picture) -> Iterator[str]:
    yield f"{picture.title} ({picture.stage})" if picture.stage else picture.title
    if picture.window:
        filled = _BAR * picture.window.gone // picture.window.length
        yield f"Consultation: {short_day(picture.window.first)} to {short_day(picture.window.last)}"
        yield f"[{'#' * filled}{'-' * (_BAR - filled)}] {window_in_words(picture.window)}"
    heading = None
    for row in picture.rows:
        if row.when is not heading:
            heading = row.when
            yield _HEADINGS[row.when]
        yield f"  {row_in_words(row)}"


def window_in_words(window: Window) -> str:
    """How far the consultation is: ``Day 23 of 48, 25 days left.``"""
    if window.closed:
        return f"Closed {_ago((window.today - window.last).days)}."
    if not window.begun:
        return f"Not begun: it starts {in_days((window.first - window.today).days)}."
    left = "this is the last day" if window.days_left == 0 else f"{counted(window.days_left)} left"
    return f"Day {window.gone} of {window.length}, {left}."


def row_in_words(row: Row) -> str:
    """A row as one line: ``Mon 25 Jul 2022, in 3 days: Scrutiny committee (Provisional)``."""
    away = f", {in_days(row.days_to_go)}" if row.days_to_go > 0 and row.status != DateStatus.CANCELLED else ""
    marks = f" ({'; '.join(row.marks)})" if row.marks else ""
    note = f". {row.note}" if row.note else ""
    return f"{short_day(row.day)}{away}: {row.plain_title}{marks}{note}"


def short_day(day: date) -> str:
    """The day with its weekday: ``Fri 12 Aug 2022``."""
    return f"{day:%a} {day.day} {day:%b %Y}"


def in_days(days: int) -> str:
    """How far off a day is: ``tomorrow``, ``in 3 days``."""
    return "tomorrow" if days == 1 else f"in {counted(days)}"


def _ago(days: int) -> str:
    return "yesterday" if days == 1 else f"{counted(days)} ago"


def counted(days: int) -> str:
    """``1 day``, ``2 days``."""
    return f"{days} day" if days == 1 else f"{days} days"
