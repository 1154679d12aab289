"""People and changes as they are written in Slack."""

import re
from collections.abc import Iterable

from bot.views.limits import escape
from directory.days import london_day, spelled
from directory.editing.errors import Since
from directory.editing.history import Change

_SLACK_ID = re.compile(r"[UW][A-Z0-9]{4,}")


def person(who: str) -> str:
    """Somebody of the history: their name in Slack, or what a command was called."""
    return f"<@{who}>" if _SLACK_ID.fullmatch(who) else escape(who)


def people(whom: Iterable[str]) -> str:
    """Several people, joined with commas."""
    return ", ".join(person(who) for who in whom)


def change(each: Change) -> str:
    """One change: its number, when, who made it, and what it changed and why."""
    said = " ".join(escape(sentence) for sentence in each.said)
    more = f" And {each.more} more." if each.more else ""
    why = f" Why: {escape(each.why)}" if each.why else ""
    return f"*{each.number}* {spelled(london_day(each.at))}, {person(each.who)}: {said}{more}{why}"


def since(each: Since) -> str:
    """A change made meanwhile: by whom, when, and what."""
    said = " ".join(escape(sentence) for sentence in each.said)
    return f"{person(each.who)}, {spelled(london_day(each.at))}, change {each.revision}: {said}"


def changed_meanwhile(changes: Iterable[Since]) -> str:
    """What others changed while somebody typed, and what can be done about it."""
    listed = "\n".join(f"• {since(each)}" for each in changes)
    return (
        f"*This was changed while you were typing.* Nothing of yours was saved yet.\n{listed}\n"
        "The fields that you did not touch now show what they are. Save yours over it, or leave theirs."
    )
