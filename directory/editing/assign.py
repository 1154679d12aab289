"""Giving a post to a contact: whoever had it holds it until the day before."""

from datetime import date
from typing import Any

from directory.days import spelled
from directory.editing.agreement import check_agreement
from directory.editing.book import Book
from directory.editing.commands import Assign
from directory.editing.errors import BadFields
from directory.editing.kinds import AREA, ASSIGNMENT, CONTACT, POST, SCHOOL, Kind
from directory.editing.periods import ALWAYS, EVER, Period, day_before, periods
from directory.editing.references import Place, place_of
from directory.editing.write import name_of


def assign(book: Book, command: Assign) -> str:
    """Assigns a contact; the key of the assignment. Raises BadFields and UnknownRecord."""
    day = command.from_day or book.today
    book.record(CONTACT, command.contact)
    post = command.post or _only_post(book, command.contact, day)
    audience = book.as_of(POST, post, day).audience
    values: dict[str, Any] = {"contact": command.contact, "post": post, "audience": audience}
    for kind, key in ((SCHOOL, command.school), (AREA, command.area)):
        if key:
            book.record(kind, key)
            values[kind.name] = key
    check_agreement(book, ASSIGNMENT, values, max(day, book.today))
    _check_not_over(book, values, day)
    place = (post, command.area or "", command.school or "")
    others = holders(book, place, day)
    later = [day_before(period.first) for _, period in others if period.first > day]
    last = min((_last_day(book, values), *later))
    for key, period in others:
        fact: Any = period.fact
        if period.first <= day and fact.contact == command.contact and period.last >= last:
            return key
        if period.first <= day:
            book.hold_until(ASSIGNMENT, key, day_before(day))
    key = book.free_key(ASSIGNMENT, f"{post} {command.school or command.area or ''}")
    book.add(ASSIGNMENT, values, key=key, first=day, last=None if last == EVER else last)
    return key


def holders(book: Book, place: Place, since: date) -> list[tuple[str, Period]]:
    """Who has a place on a day from `since` on: each assignment's key and period, earliest first."""
    found = [
        (key, period)
        for key in book.held.assignments
        for period in periods(book.held, "assignments", key)
        if period.last >= since and place_of(period) == place
    ]
    return sorted(found, key=lambda each: each[1].first)


def _check_not_over(book: Book, values: dict[str, Any], day: date) -> None:
    """Raises BadFields where something that the assignment names has ended before its first day."""
    for kind, key in _named(values):
        fact = book.as_of(kind, key, book.today)
        if fact.valid_to and fact.valid_to < day:
            ends = f"{name_of(kind, fact)} is in the directory only until {spelled(fact.valid_to)}."
            raise BadFields({kind.name: f"{ends} Choose another {kind.label}."})


def _last_day(book: Book, values: dict[str, Any]) -> date:
    """The last day on which all that the assignment names still holds."""
    return min(book.as_of(kind, key, book.today).valid_to or EVER for kind, key in _named(values))


def _named(values: dict[str, Any]) -> list[tuple[Kind, str]]:
    return [(kind, values[kind.name]) for kind in (CONTACT, POST, SCHOOL, AREA) if kind.name in values]


def _only_post(book: Book, contact: str, day: date) -> str:
    held = {
        place_of(period)[0]
        for key, fact in book.held.assignments.items()
        if fact.contact == contact
        for period in periods(book.held, "assignments", key, ALWAYS)
        if period.last >= day
    }
    if len(held) == 1:
        return held.pop()
    titles = ", ".join(sorted(book.held.posts[post].title for post in held))
    which = f"Say which of these it is: {titles}." if held else "The contact holds no post yet: name one."
    raise BadFields({"post": which})
