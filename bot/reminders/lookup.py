"""Finds out from a channel's own history whether deliveries were posted there.

A worker that was killed, or whose connection broke, cannot know whether Slack had taken its message. Every
message carries the keys of its deliveries, so the history tells; and the days that it shows, so that it can
be amended. The history tells the truth only once whatever was under way has settled (see
`bot.reminders.terms`): before that, a message that is not there may still come.
"""

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from html import unescape
from typing import Any

from bot.reminders.posting import EVENT_TYPE, Posted, Poster

MARGIN = timedelta(minutes=10)
"""How far Slack's clock may be behind ours, or ours ahead of Slack's."""
_MOST_SHOWN = 50
"""How many days a message carries as shown: Slack takes no more than some kilobytes with it."""
_LINK = re.compile(r"<(?:mailto:)?([^<>|]+)(?:\|[^<>]*)?>")


@dataclass(frozen=True)
class Found:
    """A message of ours, and what is kept of it: the text, and the days that it shows."""

    at: Posted
    details: dict[str, Any] = field(default_factory=dict)


def carried(keys: Iterable[str], details: Mapping[str, Any]) -> dict[str, Any]:
    """What a message carries, so that a look-up finds whose it is and what it shows."""
    shows = [f"{key}/{number}" for key, number in details.get("shows", ())]
    return {"keys": list(keys), "shows": shows[:_MOST_SHOWN]}


async def posted(
    poster: Poster, destination: str, channel: str, keys: Collection[str], since: datetime
) -> dict[str, Found]:
    """Which of the keys stand in the channel, and where. No message of theirs is older than `since`.

    Raises a Trouble; then nothing is known.
    """
    wanted, found, cursor = set(keys), dict[str, Found](), ""
    while True:
        page = await poster.page(destination, channel, since - MARGIN, cursor)
        for message in page.get("messages") or []:
            payload = _payload(message)
            for key in wanted.intersection(_words(payload, "keys")):
                found[key] = Found(Posted(channel, str(message.get("ts"))), _details(message, payload))
        cursor = str((page.get("response_metadata") or {}).get("next_cursor") or "")
        if not cursor or len(found) == len(wanted):
            return found


def _payload(message: Mapping[str, Any]) -> dict[str, Any]:
    metadata = message.get("metadata") or {}
    payload = metadata.get("event_payload") if metadata.get("event_type") == EVENT_TYPE else None
    return payload if isinstance(payload, dict) else {}


def _words(payload: Mapping[str, Any], name: str) -> list[str]:
    held = payload.get(name)
    return [each for each in held if isinstance(each, str)] if isinstance(held, list) else []


def _details(message: Mapping[str, Any], payload: Mapping[str, Any]) -> dict[str, Any]:
    """What it shows, and its text as it was before Slack made links of addresses."""
    shows = (each.rpartition("/") for each in _words(payload, "shows"))
    return {
        "text": unescape(_LINK.sub(r"\1", str(message.get("text") or ""))),
        "shows": [[key, int(number)] for key, _, number in shows if number.isdecimal()],
    }
