"""The day that somebody names: "1 September", "Monday", "tomorrow", "2022-09-01"."""

import calendar
from datetime import date, timedelta

from bot.listeners.directory.words import NotUnderstood
from directory.days import NotADay, parse_day

_WEEKDAYS = {name.lower(): number for number, name in enumerate(calendar.day_name)}


def named_day(text: str | None, today: date) -> date | None:
    """The next such day from `today` on; None where nothing was said. Raises NotUnderstood."""
    if not text:
        return None
    plain = text.lower().removeprefix("next ").removeprefix("on ").strip()
    weekday = next((n for name, n in _WEEKDAYS.items() if len(plain) > 2 and name.startswith(plain)), None)
    if weekday is not None:
        return today + timedelta(days=(weekday - today.weekday()) % 7 or 7)
    try:
        return parse_day(plain, today)
    except NotADay:
        raise NotUnderstood(
            f"'{text}' is not a day that I understand. Nothing was changed. Write it like 1 September, "
            f"1 September 2026, Monday or 2026-09-01."
        ) from None
