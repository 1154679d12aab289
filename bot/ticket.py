"""What a button remembers of the question it belongs to, so that no process has to."""

import json
from dataclasses import dataclass, field, replace
from typing import Any

from directory.ask.answer import Need

WORDS_KEPT = 300


@dataclass(frozen=True)
class Ticket:
    """One question on its way: what was understood, who asked, their school, its outcome's id.

    `words` is the start of the question. It lives only inside Slack, in the buttons of an answer that
    nobody else sees, so that the asker can choose to send it to the directory team.
    """

    need: Need = field(default_factory=Need)
    asker: str = ""
    school: str | None = None
    outcome: int = 0
    words: str = ""
    pick: str = ""

    def packed(self, limit: int = 2000) -> str:
        """The ticket as text of at most `limit` characters; what matters least is left out first."""
        shorter = replace(self, words=self.words[:WORDS_KEPT])
        for ticket in (
            shorter,
            replace(shorter, words=""),
            replace(shorter, words="", need=replace(self.need, topics=self.need.topics[:1])),
            replace(shorter, words="", need=replace(self.need, topics=self.need.topics[:1], post=None)),
        ):
            text = _dump(ticket)
            if len(text) <= limit:
                return text
        return _dump(Ticket(asker=self.asker[:32], outcome=self.outcome))

    @classmethod
    def unpacked(cls, text: str) -> "Ticket":
        """The ticket that `packed` wrote; an empty one where the text is of another version or damaged."""
        try:
            held = json.loads(text)
            return _read(held)
        except (ValueError, TypeError, AttributeError):
            return cls()


def _dump(ticket: Ticket) -> str:
    need = ticket.need
    held = {
        "t": list(need.topics),
        "s": need.school,
        "a": need.area,
        "p": need.post,
        "e": int(need.elsewhere),
        "u": ticket.asker,
        "m": ticket.school,
        "o": ticket.outcome,
        "w": ticket.words,
        "k": ticket.pick,
    }
    return json.dumps({k: v for k, v in held.items() if v}, ensure_ascii=False, separators=(",", ":"))


def _read(held: dict[str, Any]) -> Ticket:
    need = Need(
        topics=tuple(str(topic) for topic in held.get("t", ())),
        school=held.get("s"),
        area=held.get("a"),
        post=held.get("p"),
        elsewhere=bool(held.get("e", False)),
    )
    return Ticket(
        need=need,
        asker=str(held.get("u", "")),
        school=held.get("m"),
        outcome=int(held.get("o", 0)),
        words=str(held.get("w", "")),
        pick=str(held.get("k", "")),
    )
