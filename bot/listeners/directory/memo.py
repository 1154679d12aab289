"""What a form or button of `/directory` remembers, so that no process has to."""

import json
from dataclasses import asdict, dataclass, field
from datetime import date

from bot.reply import Place

LONGEST = 3000


@dataclass(frozen=True)
class Memo:
    """Which record (`kind`, `key`), as the editor saw it (`version`); where to report (`channel`, `url`).

    `number` and `mine` (fields that the editor has changed) are for a form that is shown again; `sure` stands
    for the warning that the editor has seen; `suggestion` or `question` is what the form decides or answers.
    `post`, `area` and `school` are an empty place; `pages` are those that the review queue shows.
    """

    kind: str = ""
    key: str = ""
    version: int = 0
    number: int = 0
    channel: str = ""
    url: str = ""
    thread: str = ""
    day: str = ""
    sure: str = ""
    suggestion: int = 0
    question: int = 0
    post: str = ""
    area: str = ""
    school: str = ""
    mine: tuple[str, ...] = field(default=())
    pages: tuple[int, ...] = field(default=())

    def packed(self, limit: int = LONGEST) -> str:
        """As text for `private_metadata` or a button's value."""
        held = {name: value for name, value in asdict(self).items() if value}
        text = json.dumps(held, ensure_ascii=False, separators=(",", ":"))
        return text if len(text) <= limit else json.dumps({"kind": self.kind, "key": self.key[: limit // 2]})

    @classmethod
    def unpacked(cls, text: str | None) -> "Memo":
        """What `packed` wrote; an empty one where the text is of another version or damaged."""
        try:
            held = json.loads(text or "{}")
            lists = {name: tuple(held.get(name, ())) for name in ("mine", "pages")}
            return cls(**{**held, **lists})
        except (ValueError, TypeError, AttributeError):
            return cls()

    @property
    def from_day(self) -> date | None:
        """The day that was named before the form was opened."""
        return date.fromisoformat(self.day) if self.day else None

    def place(self, user: str) -> Place:
        """Where to report to the person."""
        return Place(self.channel, user, thread_ts=self.thread or None, response_url=self.url)
