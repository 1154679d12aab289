"""Whether something is before or after a day that a question names: "is scrutiny before the 12th"."""

import re
from collections.abc import Iterable
from datetime import date, timedelta

from directory.ask.wording import day as spelled
from directory.days import NotADay, parse_day

_ASKED = re.compile(
    r"\b(?P<order>before|after|by|until|past)\s+(?:the\s+)?"
    r"(?:(?P<first>(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6})\s+(?:the\s+)?)?"
    r"(?P<number>\d{1,2})(?:st|nd|rd|th)?\b(?:\s+(?:of\s+)?(?P<month>[a-z]{3,9}))?",
    re.IGNORECASE,
)
_ABOUT_A_YEAR = 366


def day_order(text: str, days: Iterable[date], timetable: Iterable[date], today: date) -> tuple[str, ...]:
    """A sentence for each of `days` where `text` asks whether they are before or after a day.

    A day without a month is the next one of that number in the timetable, else the next in the calendar.
    """
    asked = _ASKED.search(text)
    limit = asked and _named(asked["number"], asked["first"] or asked["month"] or "", timetable, today)
    if not asked or not limit:
        return ()
    about = sorted(set(days) - {limit}) or [limit]
    return tuple(_compared(day, asked["order"].lower(), limit) for day in about)


def _named(number: str, month: str, timetable: Iterable[date], today: date) -> date | None:
    listed = sorted(day for day in set(timetable) if day.day == int(number) and day >= today)
    try:
        return parse_day(f"{number} {month}", today)
    except NotADay:
        coming = (today + timedelta(days=ahead) for ahead in range(_ABOUT_A_YEAR))
        return next(iter(listed), None) or next((day for day in coming if day.day == int(number)), None)


def _compared(day: date, order: str, limit: date) -> str:
    if day == limit:
        return f"{'Yes' if order in ('by', 'until') else 'No'}: it is on {spelled(limit)} itself."
    if day < limit:
        yes, how = order in ("before", "by", "until"), "before"
    else:
        yes, how = order in ("after", "past"), "after"
    return f"{'Yes' if yes else 'No'}: {spelled(day)} is {how} {spelled(limit)}."
