"""The answer object: one value that feeds Slack, the command line and the tests."""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any, NamedTuple

from directory.words import Audience


class Kind(StrEnum):
    """What sort of answer it is."""

    CONTACT = "contact"
    CHOOSE = "choose"
    URGENT = "urgent"
    TIMELINE = "timeline"
    POST = "post"
    GUIDANCE = "guidance"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class Question:
    """A question as typed, and who asks: their audience, the school on their profile (a URN), the day."""

    text: str
    authority: str
    today: date
    audience: Audience = Audience.SCHOOLS
    asker_school: str | None = None


@dataclass(frozen=True)
class Need:
    """What has been understood of a question, without its words: enough to finish it after a choice.

    `topics` are topic keys, main one first; `school` is a URN; `area` and `post` are keys;
    `elsewhere` is set where another school than the asker's own is meant but not (yet) known.
    """

    topics: tuple[str, ...] = ()
    school: str | None = None
    area: str | None = None
    post: str | None = None
    elsewhere: bool = False


@dataclass(frozen=True)
class SchoolRef:
    """A school that an answer is about."""

    urn: str
    name: str


class ContactCard(NamedTuple):
    """Who to reach and how; `team`, `covers`, `hours` and the rest may be empty."""

    name: str
    post: str
    team: str
    email: str
    phone: str
    covers: str
    verified_on: date | None
    source: str
    sample: bool
    hours: str = ""
    url: str = ""
    topic: str = ""


@dataclass(frozen=True)
class Option:
    """One thing to choose: `id` is a topic key, a URN or a post key."""

    id: str
    label: str


@dataclass(frozen=True)
class DatedRow:
    """One day of a timeline: what it is, its status as a word, and what it depends on."""

    date: date
    title: str
    status: str
    note: str = ""


@dataclass(frozen=True)
class PostStory:
    """What became of a post: its title, the change in a word (none: ""), what it leads to, the stage."""

    title: str
    change: str
    now: tuple[str, ...]
    stage: str
    source: str
    summary: str = ""


@dataclass(frozen=True)
class Answer:
    """The whole answer. `text` says all of it in plain text.

    Not part of the JSON: `need` (to complete it after a choice), `others` (what else could be shown),
    `asks_school` (naming the school would make it better), `score` (0 to 1, for the statistics).
    """

    kind: Kind
    topics: tuple[str, ...] = ()
    school: SchoolRef | None = None
    area: str | None = None
    contacts: tuple[ContactCard, ...] = ()
    options: tuple[Option, ...] = ()
    dates: tuple[DatedRow, ...] = ()
    posts: tuple[PostStory, ...] = ()
    because: tuple[str, ...] = ()
    headline: str = ""
    notes: tuple[str, ...] = ()
    text: str = ""
    need: Need = field(default_factory=Need)
    others: tuple[Option, ...] = ()
    asks_school: bool = False
    score: float = 0.0

    def but(self, **changes: Any) -> "Answer":  # noqa: ANN401 - the values of any fields
        """The same answer with other values of some fields, in a tenth of the time of dataclasses.replace."""
        other = object.__new__(Answer)
        other.__dict__.update(self.__dict__, **changes)
        return other

    def as_json(self) -> dict[str, Any]:
        """The answer as plain JSON values, dates as YYYY-MM-DD."""
        return {
            "kind": self.kind.value,
            "topics": list(self.topics),
            "school": None if self.school is None else {"urn": self.school.urn, "name": self.school.name},
            "area": self.area,
            "contacts": [_contact_json(card) for card in self.contacts],
            "options": [{"id": option.id, "label": option.label} for option in self.options],
            "dates": [
                {"date": row.date.isoformat(), "title": row.title, "status": row.status} for row in self.dates
            ],
            "posts": [
                {
                    "title": post.title,
                    "change": post.change,
                    "now": list(post.now),
                    "stage": post.stage,
                    "source": post.source,
                }
                for post in self.posts
            ],
            "because": list(self.because),
            "text": self.text,
        }


def _contact_json(card: ContactCard) -> dict[str, Any]:
    return {
        "name": card.name,
        "post": card.post,
        "team": card.team,
        "email": card.email,
        "phone": card.phone,
        "hours": card.hours,
        "covers": card.covers,
        "verified_on": card.verified_on.isoformat() if card.verified_on else None,
        "source": card.source,
        "sample": card.sample,
    }
