"""What a modal remembers of where it was opened, within Slack's 3,000 characters."""

import json
from dataclasses import dataclass

from bot.reply import Place
from bot.ticket import Ticket


@dataclass(frozen=True)
class Return:
    """Where to go back to when a modal is submitted, and the question (if any) to finish then."""

    place: Place
    ticket: Ticket | None = None

    def packed(self) -> str:
        """As text for `private_metadata`."""
        held = {
            "channel": self.place.channel,
            "thread": self.place.thread_ts,
            "ts": self.place.message_ts,
            "url": self.place.response_url,
            "private": self.place.private,
            "ticket": self.ticket.packed(1500) if self.ticket else None,
        }
        return json.dumps(held, ensure_ascii=False, separators=(",", ":"))

    @classmethod
    def unpacked(cls, text: str, user: str) -> "Return":
        """What `packed` wrote, for the person who submitted."""
        held = json.loads(text)
        place = Place(
            channel=held["channel"],
            user=user,
            thread_ts=held["thread"],
            message_ts=held["ts"],
            response_url=held["url"],
            private=held["private"],
        )
        ticket = held["ticket"]
        return cls(place, Ticket.unpacked(ticket) if ticket else None)
