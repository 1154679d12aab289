"""The days and marks of a timeline, as they are written in Slack."""

import re
from datetime import date, timedelta

from bot.views.limits import escape
from directory.timeline.picture import Row, in_days
from directory.words import DateStatus

_OPENS = re.compile(r"(?:only|subject|once|when|unless|until|after|pending|depend\w*)\b", re.IGNORECASE)
_AGREEMENT = re.compile(r"subject to (.+) agreement", re.IGNORECASE)


def day_of(row: Row) -> str:
    """The day of a row, as `weekday` writes it."""
    return weekday(row.day, row.day - timedelta(days=row.days_to_go))


def weekday(day: date, today: date) -> str:
    """The day with its weekday: ``Fri 12 Aug``; with its year where that is not this one."""
    year = f" {day.year}" if day.year != today.year else ""
    return f"{day:%a} {day.day} {day:%b}{year}"


def away(row: Row) -> str:
    """How far off the day of a row is: ``in 3 days``; empty where it is not to come, or is cancelled."""
    if row.status is DateStatus.CANCELLED or row.days_to_go <= 0:
        return ""
    return in_days(row.days_to_go)


def marks(row: Row) -> list[str]:
    """What must be read beside a row: that it is cancelled, provisional, or depends on something."""
    if row.status is DateStatus.CANCELLED:
        return ["Cancelled"]
    said = ["Provisional"] if row.status is DateStatus.PROVISIONAL else []
    return said + ([_depends(row.condition)] if row.condition else [])


def marked(row: Row) -> str:
    """The marks of a row, escaped, as they follow its title."""
    return "".join(f". *{escape(mark)}*" for mark in marks(row))


def _depends(condition: str) -> str:
    """The condition as a mark, which nobody can take for a fact."""
    said = condition.strip()
    if agreed := _AGREEMENT.fullmatch(said):
        return f"Only if {agreed[1]} agrees"
    if _OPENS.match(said):
        return said[0].upper() + said[1:]
    return f"Only if {re.sub('^if ', '', said, flags=re.IGNORECASE)}"
