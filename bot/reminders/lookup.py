"""Finds out from a channel's own history whether deliveries were posted there.

A worker that was killed, or whose connection broke, cannot know whether Slack had taken its message. Every
message carries the keys of its deliveries, so the history tells. It tells the truth only once whatever was
under way has settled (see `bot.reminders.terms`): before that, a message that is not there may still come.
"""

from collections.abc import Collection
from datetime import datetime, timedelta
from typing import Any

from bot.reminders.posting import EVENT_TYPE, Posted, Poster

MARGIN = timedelta(minutes=10)
"""How far Slack's clock may be behind ours, or ours ahead of Slack's."""


async def posted(
    poster: Poster, destination: str, channel: str, keys: Collection[str], since: datetime
) -> dict[str, Posted]:
    """Which of the keys stand in the channel, and where. No message of theirs is older than `since`.

    Raises a Trouble; then nothing is known.
    """
    wanted, found, cursor = set(keys), dict[str, Posted](), ""
    while True:
        page = await poster.page(destination, channel, since - MARGIN, cursor)
        for message in page.get("messages") or []:
            for key in wanted.intersection(_keys(message)):
                found[key] = Posted(channel, str(message.get("ts")))
        cursor = str((page.get("response_metadata") or {}).get("next_cursor") or "")
        if not cursor or len(found) == len(wanted):
            return found


def _keys(message: dict[str, Any]) -> list[str]:
    metadata = message.get("metadata") or {}
    if metadata.get("event_type") != EVENT_TYPE:
        return []
    keys = (metadata.get("event_payload") or {}).get("keys")
    return [key for key in keys if isinstance(key, str)] if isinstance(keys, list) else []
