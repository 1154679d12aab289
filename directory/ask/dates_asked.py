"""Which days of a timetable a question asks for: by what they are called, by the calendar, by their order."""

import calendar
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from itertools import pairwise

from directory import facts
from directory.ask.evidence import Evidence
from directory.ask.text import Token, stem
from directory.timeline.working_days import ENGLAND

_EVERY = frozenset({"all", "whole", "every", "full"})
_EVERYTHING = _EVERY | {"timetable", "timeline", "list", "dates"}
_OF_THEM = (_EVERYTHING - _EVERY) | {"date", "day", "days", "step", "steps"}
_NEXT = frozenset({"next", "after", "then", "following", "afterwards", "once"})
_BEFORE = frozenset({"before", "prior", "ahead"})
_TO_COME = frozenset({"coming", "upcoming", "remaining", "left", "ahead"})
_WHAT = frozenset({"everything", "anything", "all", "what", "whats", "which", "dates", "steps", "stages"})
_ALL_THERE_IS = frozenset({"everything", "anything", "all", "dates", "happening", "happens"})
_HOW_LONG = frozenset({"long", "days", "weeks", "much", "many", "time"})
_JOINING = frozenset({"and", "then", "plus", "but", "or"})
_TO = _JOINING | {"to", "till", "until"}
_WHEN = frozenset({"when", "whens"})
_WHICH = frozenset({"which", "what", "whats"})
_DAY = frozenset({"day", "date", "month", "week"})
_FROM = frozenset({"between", "from"})
_SPAN = frozenset({"between", "both"})
_SEVERAL = frozenset({"steps", "stages", "rest", "remaining", "happens"})
_ONE_OF_SEVERAL = frozenset({"second", "final", "later", "earlier", "other"})
_ORDINAL = ("st", "nd", "rd", "th")
_BANK_HOLIDAY = frozenset({"bank", "holiday"})
_ENOUGH, _CLOSE = 2.0, 0.5
_IN_A_PART, _MENTIONED = 1.5, 1.0
_MOST_NAMED = 3
_DAY_NAMED, _MONTH_NAMED = 3.0, 1.5

At = tuple[date, facts.KeyDate]
"""A day of a timetable, with the row that it belongs to."""


@dataclass(frozen=True)
class DatesAsked:
    """The days of a timetable in order, and the evidence by which its rows are known."""

    timetable: tuple[At, ...]
    evidence: Evidence

    @cached_property
    def words(self) -> frozenset[str]:
        """The words by which the rows are known, as they are compared."""
        return frozenset(map(stem, self.evidence.known_words))

    def names_a_row(self, found: Sequence[Token]) -> bool:
        """Whether a wording of a row stands in a message."""
        return bool(self.evidence.weigh(found).hits)

    def told(self, found: Sequence[Token]) -> float:
        """The evidence for the row that a message speaks of most; a day or month of the timetable is some."""
        scores = self.evidence.weigh(found).scores
        days, months = _days_said(found), _months_said(found)
        of_calendar = max(
            (
                _DAY_NAMED if (day.day, day.month) in days else _MONTH_NAMED if day.month in months else 0.0
                for day, _ in self.timetable
            ),
            default=0.0,
        )
        return (scores[0][1] if scores else 0.0) + of_calendar

    def asked(self, found: Sequence[Token], today: date) -> tuple[At, ...]:
        """The days that a question is about, in order; none where none in particular is meant."""
        if not self.timetable:
            return ()
        said = {token.plain for token in found}
        coming = _coming_days(found, today) if said & _WHAT else None
        if coming:
            first, last = coming
            return tuple(at for at in self.timetable if first <= at[0] <= last)
        scores = self.evidence.weigh(found).scores
        named = self._named(found, scores)
        days = _days_said(found)
        months = _months_said(found) if not days else frozenset[int]()
        if not (named or days or months):
            days = self._numbered(found)
        of_all = said & _EVERY and said & _OF_THEM
        if not (months or days) and (of_all or (said & _EVERYTHING and not named)):
            return self.timetable
        mentioned = {key for key, score in scores if score > 0}
        of_some = bool(named) and not said & _ALL_THERE_IS
        meant = named | mentioned if of_some else {row.key for _, row in self.timetable}
        rows = {
            at
            for at in self.timetable
            if at[1].key in named
            or (at[0].day, at[0].month) in days
            or (at[0].month in months and at[1].key in meant)
        }
        span = set(self._between(found, today))
        if "between" in said and not span:
            return ()
        rows |= span | set(self._beside(found, rows, today))
        if len({day for day, _ in rows}) < _asked_for(found) or self._tells_apart(found):
            return ()
        return tuple(at for at in self.timetable if at in rows)

    def _tells_apart(self, found: Sequence[Token]) -> bool:
        """Whether one of several is meant by its order ("the final one"), which no wording of a row says."""
        apart = [token.start for token in found if token.plain in _ONE_OF_SEVERAL]
        hits = self.evidence.weigh(found).hits if apart else ()
        return any(not any(hit.start <= start < hit.end for hit in hits) for start in apart)

    def _named(self, found: Sequence[Token], scores: Sequence[tuple[str, float]]) -> set[str]:
        """The rows that a message speaks of, and the one of each part of it: three at most."""
        named = [key for key, score in scores if score >= _ENOUGH and score >= _CLOSE * scores[0][1]]
        for part in _parts(found):
            best = self.evidence.weigh(part).scores[:1]
            named[1:1] = [key for key, score in best if score >= _IN_A_PART and key not in named[:2]]
        return set(list(dict.fromkeys(named))[:_MOST_NAMED])

    def _between(self, found: Sequence[Token], today: date) -> Iterator[At]:
        """The days from one that is named to another: "between scrutiny and the close"."""
        at = next((n for n, token in enumerate(found) if token.plain in _FROM), None)
        parts = _parts(found[at + 1 :], _TO) if at is not None else []
        if len(parts) < 2:
            return
        first, last = (self._days_of(part, today) for part in parts[:2])
        last = [day for day in last if first and day >= first[0]]
        if last:
            yield from (each for each in self.timetable if first[0] <= each[0] <= last[0])

    def _beside(self, found: Sequence[Token], rows: set[At], today: date) -> Iterator[At]:
        """What comes after the days that are named, or before them where nothing else is asked about."""
        said = {token.plain for token in found}
        if said & _NEXT:
            since = max((day for day, _ in rows), default=today - timedelta(days=1))
            after = [at for at in self.timetable if at[0] > since]
            yield from (at for at in after if said & _SEVERAL or at[0] == after[0][0])
        if rows and said & _BEFORE:
            where = next(n for n, token in enumerate(found) if token.plain in _BEFORE)
            if self._named_in(found[:where]) or not self._days_of(found[where:], today):
                return
            earlier = [at for at in self.timetable if at[0] < min(day for day, _ in rows)]
            yield from (at for at in earlier if at[0] == earlier[-1][0])

    def _days_of(self, found: Sequence[Token], today: date) -> list[date]:
        """The days that a part of a message names, in order."""
        said, days, months = {token.plain for token in found}, _days_said(found), _months_said(found)
        if said & {"now", "today"}:
            return [today]
        if days:
            return [day for day in self._calendar() if (day.day, day.month) in days]
        if said >= _BANK_HOLIDAY:
            held = filter(ENGLAND.is_holiday, self._calendar())
            return [day for day in held if not months or day.month in months]
        scores = self.evidence.weigh(found).scores
        best = {key for key, score in scores if score >= _MENTIONED and score >= _CLOSE * scores[0][1]}
        return [day for day, row in self.timetable if row.key in best]

    def _numbered(self, found: Sequence[Token]) -> frozenset[tuple[int, int]]:
        """The days of the timetable that are named by their number alone: "on the 30th"."""
        numbers = {_day_number(token.plain) for token in found if token.plain.endswith(_ORDINAL)}
        return frozenset((day.day, day.month) for day, _ in self.timetable if day.day in numbers)

    def _named_in(self, found: Sequence[Token]) -> bool:
        scores = self.evidence.weigh(found).scores
        return bool(scores) and scores[0][1] >= _ENOUGH

    def _calendar(self) -> list[date]:
        """Every day from the first of the timetable to the last."""
        first, last = self.timetable[0][0], self.timetable[-1][0]
        return [first + timedelta(days=count) for count in range((last - first).days + 1)]


_MONTHS = {name.lower(): number for number, name in enumerate(calendar.month_name) if name}
_MONTHS |= {name.lower(): number for number, name in enumerate(calendar.month_abbr) if name}
_MONTHS["sept"] = 9
_WEEKDAYS = {name.lower(): number for number, name in enumerate(calendar.day_name)}


def _days_said(found: Sequence[Token]) -> frozenset[tuple[int, int]]:
    """The days that a message names, as (day, month): "19 July", "the 19th of July", "July 19"."""
    words = [token.plain for token in found if token.plain not in ("of", "the")]
    numbers = [_day_number(word) for word in words]
    said = set()
    for at, word in enumerate(words):
        for beside in (at - 1, at + 1):
            if word in _MONTHS and 0 <= beside < len(words) and numbers[beside]:
                said.add((numbers[beside], _MONTHS[word]))
    return frozenset(said)


def _months_said(found: Sequence[Token]) -> frozenset[int]:
    """The months that a message names; "may" is seldom the month."""
    return frozenset(_MONTHS[t.plain] for t in found if t.plain in _MONTHS and t.plain != "may")


def _coming_days(found: Sequence[Token], today: date) -> tuple[date, date] | None:
    """The first and the last of the days that a message names as seen from today: "the remaining ones", "next
    week", "this month", "tomorrow", "on Tuesday"; None where it names none, or a date."""
    words = [token.plain for token in found]
    if not _TO_COME.isdisjoint(words):
        return (today, date.max) if _HOW_LONG.isdisjoint(words) else None
    if _days_said(found) or _months_said(found) or (_ALL_THERE_IS | {"timetable"}).isdisjoint(words):
        return None
    one_day, monday = timedelta(days=1), today - timedelta(days=today.weekday())
    of_this_month = today.replace(day=1)
    of_next_month = (of_this_month + timedelta(days=31)).replace(day=1)
    spans = {
        ("this", "week"): (monday, monday + timedelta(days=6)),
        ("next", "week"): (monday + timedelta(days=7), monday + timedelta(days=13)),
        ("this", "month"): (of_this_month, of_next_month - one_day),
        ("next", "month"): (of_next_month, (of_next_month + timedelta(days=31)).replace(day=1) - one_day),
    }
    span = next((spans[pair] for pair in pairwise(words) if pair in spans), None)
    if span or "tomorrow" in words:
        return span or (today + one_day, today + one_day)
    weekday = next((_WEEKDAYS[day] for on, day in pairwise(words) if on == "on" and day in _WEEKDAYS), None)
    if weekday is None:
        return None
    day = today + timedelta(days=(weekday - today.weekday()) % 7)
    return day, day


def _parts(found: Sequence[Token], joining: Set[str] = _JOINING) -> list[list[Token]]:
    """A message cut at words that join and at punctuation; none where it is not cut."""
    parts: list[list[Token]] = [[]]
    for token in found:
        if token.plain in joining:
            parts.append([])
            continue
        if parts[-1] and parts[-1][-1].clause != token.clause:
            parts.append([])
        parts[-1].append(token)
    whole = [part for part in parts if part]
    return whole if len(whole) > 1 else []


def _asked_for(found: Sequence[Token]) -> int:
    """How many days a message asks for at least: "when" and "which day", each time, two for a span."""
    words = [token.plain for token in found]
    which = sum(one in _WHICH and other in _DAY for one, other in pairwise(words))
    return max(which + sum(word in _WHEN for word in words), 2 if _SPAN & set(words) else 0)


def _day_number(word: str) -> int:
    digits = word.rstrip("stndrh")
    return int(digits) if digits.isdecimal() and len(digits) <= 2 else 0
