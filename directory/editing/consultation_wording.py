"""What a revision changed of a key date, in plain sentences."""

import calendar
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from directory.days import spelled
from directory.models import RevisionItem
from directory.words import DateStatus

State = Mapping[str, Any]
_SAID_HERE = ("status", "condition", "verified_on")


def of_key_date(item: RevisionItem) -> Iterator[str]:
    """Sentences about the days, the status and the condition; the other fields are told as of any record."""
    before, after = item.before, item.after
    if before is None or after is None:
        yield from _come_or_gone(before, after)
        return
    title = after["title"]
    yield from _days_changed(title, before, after)
    on = f"{title} on {days_in_words(_days(after))}"
    if before["status"] != after["status"]:
        yield _status_changed(on, before["status"], after["status"])
    if before["condition"] != after["condition"]:
        if before["condition"]:
            yield f"{on} no longer depends on this: {before['condition']}."
        if after["condition"]:
            yield f"{on} depends on this: {after['condition']}."


def as_if_only_the_rest_changed(before: State, after: State) -> dict[str, Any]:
    """`after`, but for what `of_key_date` tells; a confirmation is left in where it is all that changed."""
    kept = {name: before[name] for name in _SAID_HERE}
    changed = {name for name in after if name in before and before[name] != after[name]}
    return {**after, **({} if changed == {"verified_on"} else kept)}


def without_condition(title: str, condition: str) -> str:
    """A title without the condition that stands in it in brackets."""
    bare = title.replace(f"({condition})", "").strip() if condition else title
    return " ".join(bare.split()) or title


def days_in_words(days: list[date]) -> str:
    """``12 August 2022``, or ``6 and 19 July 2022``."""
    *others, last = sorted(days)
    if not others:
        return spelled(last)
    return f"{', '.join(_short(day, last) for day in others)} and {spelled(last)}"


def _come_or_gone(before: State | None, after: State | None) -> Iterator[str]:
    state = after or before or {}
    on = f"{state['title']} on {days_in_words(_days(state))}"
    if state["split_from"]:
        yield _status_changed(on, *((None, state["status"]) if after else (state["status"], None)))
    elif after is None:
        yield f"Removed: {on}."
    else:
        provisional = ", provisional" if state["status"] == DateStatus.PROVISIONAL else ""
        depends = f" It depends on this: {state['condition']}." if state["condition"] else ""
        note = f" Note: {state['note']}" if state["note"] else ""
        yield f"Added: {on}{provisional}, for {state['audience']}.{depends}{note}"


def _days_changed(title: str, before: State, after: State) -> Iterator[str]:
    was, now = _by_number(before), _by_number(after)
    for number in sorted(was.keys() & now.keys()):
        if was[number] != now[number]:
            yield f"{title} moved from {_short(was[number], now[number])} to {spelled(now[number])}."
    come = [now[number] for number in now.keys() - was.keys()]
    if come:
        yield f"{title} is on {days_in_words(come)}, too."
    if was.keys() - now.keys():
        yield f"{title} is now only on {days_in_words(_days(after))}."


def _status_changed(on: str, was: str | None, now: str | None) -> str:
    if was == DateStatus.CANCELLED:
        provisional = " It is provisional." if now == DateStatus.PROVISIONAL else ""
        return f"{on} is no longer cancelled.{provisional}"
    return f"{on} is {now}."


def _by_number(state: State) -> dict[int, date]:
    return {each["number"]: date.fromisoformat(each["day"]) for each in state["days"]}


def _days(state: State) -> list[date]:
    return list(_by_number(state).values())


def _short(day: date, beside: date) -> str:
    """A day as it is written before another: without a month or a year that both have."""
    if day.year != beside.year:
        return spelled(day)
    return str(day.day) if day.month == beside.month else f"{day.day} {calendar.month_name[day.month]}"
