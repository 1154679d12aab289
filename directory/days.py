"""Days as people type and read them (``1 September``, ``01/09/2026``, ``tomorrow``), and those of London."""

import calendar
import re
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

LONDON = ZoneInfo("Europe/London")

_MONTHS = {name.lower(): number for number, name in enumerate(calendar.month_name) if name}
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_SLASHES = re.compile(r"(\d{1,2})[/.](\d{1,2})[/.](\d{4})")
_WORDS = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?(?: of)? ([a-z]+)(?:,? (\d{4}))?")


class NotADay(ValueError):
    """The text is not a day. The message is the end of a sentence that begins with what the text is for."""

    def __init__(self, text: str) -> None:
        super().__init__(f"is not a day: '{text}'; write it like 1 September 2026 or 01/09/2026")


def parse_day(text: str, today: date | None = None) -> date:
    """The day that a text names. Without a year it is the next such day from `today` on. Raises NotADay."""
    plain = " ".join(text.lower().split())
    if today is not None and plain in ("today", "now", "tomorrow"):
        return today + timedelta(days=plain == "tomorrow")
    try:
        if found := _ISO.fullmatch(plain):
            return date(int(found[1]), int(found[2]), int(found[3]))
        if found := _SLASHES.fullmatch(plain):
            return date(int(found[3]), int(found[2]), int(found[1]))
        if found := _WORDS.fullmatch(plain):
            return _in_words(int(found[1]), found[2], found[3], today)
    except ValueError:
        raise NotADay(text) from None
    raise NotADay(text)


def _in_words(day: int, month_name: str, year: str | None, today: date | None) -> date:
    month = next((n for name, n in _MONTHS.items() if len(month_name) > 2 and name.startswith(month_name)), 0)
    if month_name == "sept":
        month = 9
    if year is not None:
        return date(int(year), month, day)
    if today is None:
        raise ValueError
    for candidate in range(today.year, today.year + 9):
        try:
            found = date(candidate, month, day)
        except ValueError:
            if (month, day) != (2, 29):
                raise
            continue
        if found >= today:
            return found
    raise ValueError


def spelled(day: date) -> str:
    """The day as it is written in a sentence: ``1 September 2026``."""
    return f"{day.day} {calendar.month_name[day.month]} {day.year}"


def london_day(moment: datetime) -> date:
    """The day that it is in London."""
    return moment.astimezone(LONDON).date()
