"""Which key date or consultation somebody means by a name, and which of its days."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, timedelta
from typing import TypeVar

from rapidfuzz import fuzz

from bot.listeners.directory.when import named_day
from bot.listeners.directory.words import NotUnderstood
from directory.ask.answer import Option
from directory.ask.text import plain
from directory.days import NotADay, parse_day, spelled
from directory.errors import SignpostError
from directory.facts import Consultation, KeyDate
from directory.snapshot import Snapshot
from directory.words import DateStatus

MOST = 5
_ALIKE = 82
_SEPARATORS = re.compile(r"\s*(?:,|;|\band\b|&)\s*", re.IGNORECASE)
_RANGE = re.compile(
    r"(?:from\s+)?(?:(\d{1,2})-(?=\d{1,2}\s)|(.+?)(?:\s+(?:to|until|-)\s+|\s*[–—]\s*))(.+)", re.IGNORECASE
)
_MOST_DAYS = 31
_SPACES = re.compile(r"[^\w]+")

T = TypeVar("T", KeyDate, Consultation)


class NoSuchDate(SignpostError):
    """Nothing in the timelines is called so."""

    def __init__(self, text: str, known: Iterable[str]) -> None:
        listed = "".join(f"\n- {title}" for title in known)
        there = f" There are:{listed}" if listed else ""
        super().__init__(f"I know no date or consultation called '{text}'. Nothing was changed.{there}")


class Several(SignpostError):
    """Several could be meant by what was said after `link`; `options` are their keys and names."""

    def __init__(self, link: str, text: str, options: Sequence[Option]) -> None:
        self.link = link
        self.text = text
        self.options = tuple(options)
        listed = "".join(f"\n- {option.label}" for option in options)
        super().__init__(f"'{text}' could be any of these. Nothing was changed. Write one in full:{listed}")


def the_date(held: Snapshot, text: str, of: Consultation | None = None) -> KeyDate:
    """The key date that a text names, in the consultation `of` or in any. Raises NoSuchDate and Several."""
    rows = [row for row in held.key_dates.values() if of is None or row.consultation == of.key]
    found = _dates(rows, text)
    standing = [row for row in found if row.status is not DateStatus.CANCELLED] or found
    if not standing:
        raise NoSuchDate(text, list(dict.fromkeys(row.title for row in rows))[:10])
    if len(standing) > 1:
        raise Several("", text, [Option(row.key, _told_apart(held, row)) for row in standing[:MOST]])
    return standing[0]


def the_consultation(held: Snapshot, text: str, link: str) -> Consultation:
    """The consultation that a text names; without one the only one. Raises NoSuchDate and Several."""
    everything = list(held.consultations.values())
    own = _compared(held.authority_name)
    found = (
        _found(everything, text, lambda each: [each.title, f"{own} {own}s {each.title}"])
        if text
        else everything
    )
    if not found:
        raise NoSuchDate(text, [each.title for each in everything][:10])
    if len(found) > 1:
        said = text or "the consultation"
        raise Several(link, said, [Option(each.key, each.title) for each in found[:MOST]])
    return found[0]


def the_day(row: KeyDate, text: str | None, today: date) -> date | None:
    """The day of a key date that a text names, also where that day has gone; None where nothing was said.

    Raises NotUnderstood where it has no such day.
    """
    if not text:
        return None
    for day in row.days:
        try:
            if parse_day(text.lower().strip(), day) == day:
                return day
        except NotADay:
            break
    named = named_day(text, today)
    if named not in row.days:
        wrong, days = spelled(named) if named else text, _listed([spelled(day) for day in row.days])
        raise NotUnderstood(f"'{row.title}' is not on {wrong}, but on {days}. Nothing was changed.")
    return named


def several_days(text: str, today: date) -> tuple[date, ...]:
    """The days of a list such as "13 and 18 July" or "5 to 7 September". Raises NotUnderstood."""
    text = " ".join(text.split())
    days: list[date] = []
    month = ""

    def one(piece: str) -> date:
        day = named_day(f"{piece} {month}" if piece.isdecimal() else piece, today)
        if day is None:
            raise NotUnderstood(f"'{text}' is not a list of days. Nothing was changed.")
        return day

    for piece in reversed(_SEPARATORS.split(text)):
        ends = _RANGE.fullmatch(piece)
        first = last = one(ends[3] if ends else piece)
        month = f"{last:%B} {last.year}"
        if ends:
            first = one(ends[1] or ends[2])
            month = f"{first:%B} {first.year}"
        days += _from_to(first, last)
    return tuple(sorted(set(days)))


def _from_to(first: date, last: date) -> Iterator[date]:
    """Each day from the first to the last. Raises NotUnderstood where these are not in order, or too many."""
    between = f"{spelled(first)} to {spelled(last)}"
    if last < first:
        raise NotUnderstood(
            f"{between} ends before it starts. Nothing was changed. Write the earlier day first, or the "
            f"year of both."
        )
    count = (last - first).days + 1
    if count > _MOST_DAYS:
        raise NotUnderstood(
            f"{between} is {count} days. Nothing was changed. A date can have {_MOST_DAYS} of them at most: "
            f"add two dates instead, for the beginning and the end."
        )
    return (first + timedelta(days=each) for each in range(count))


def _dates(rows: Sequence[KeyDate], text: str) -> list[KeyDate]:
    """Those of each consultation that fit best: a name that is closer in one must not hide another's."""
    if any(row.key == text for row in rows):
        return [row for row in rows if row.key == text]
    groups: dict[str, list[KeyDate]] = {}
    for row in rows:
        groups.setdefault(row.consultation, []).append(row)
    return [
        row for group in groups.values() for row in _found(group, text, lambda row: [row.title, *row.phrases])
    ]


def _found(candidates: Sequence[T], text: str, names: Callable[[T], list[str]]) -> list[T]:
    """Those with that key, else called so, else with these words in their name, else alike."""
    wanted = _compared(text)
    if not wanted:
        return []
    tests: Iterator[Callable[[T], bool]] = iter(
        (
            lambda each: each.key == text,
            lambda each: _compared(each.title) == wanted,
            lambda each: wanted in map(_compared, names(each)),
            lambda each: f" {wanted} " in f" {_compared(each.title)} ",
            lambda each: any(set(wanted.split()) <= set(_compared(name).split()) for name in names(each)),
            lambda each: any(fuzz.ratio(wanted, _compared(name)) >= _ALIKE for name in names(each)),
        )
    )
    for fits in tests:
        found = [each for each in candidates if fits(each)]
        if found:
            return found
    return []


def _told_apart(held: Snapshot, row: KeyDate) -> str:
    of = held.consultations.get(row.consultation)
    days = _listed([f"{day.day} {day:%b %Y}" for day in row.days])
    return f"{days}: {row.title}" + (f", {of.title}" if of and len(held.consultations) > 1 else "")


def _listed(texts: Sequence[str]) -> str:
    return f"{', '.join(texts[:-1])} and {texts[-1]}" if len(texts) > 1 else "".join(texts)


def _compared(name: str) -> str:
    return " ".join(_SPACES.sub(" ", plain(name)).split())
