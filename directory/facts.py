"""The directory's records as plain immutable values, for reading only.

A fact refers to another by its key, never by the object: what has been taken out of a snapshot
(because the asker may not see it, or the day is wrong) cannot be reached from what is left.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from directory.words import (
    Audience,
    ChangeKind,
    DateStatus,
    OfferKind,
    PostStatus,
    Route,
    SchoolStatus,
    Stage,
)


@dataclass(frozen=True)
class Fact:
    """What every record has. `source` is the title of the document or register it comes from."""

    key: str
    source: str
    source_detail: str
    verified_on: date | None
    audience: Audience
    sample: bool
    valid_from: date | None
    valid_to: date | None

    def holds_on(self, day: date) -> bool:
        """Whether the record holds on `day`; both ends are included."""
        return (self.valid_from is None or self.valid_from <= day) and (
            self.valid_to is None or day <= self.valid_to
        )


@dataclass(frozen=True)
class Area(Fact):
    """A part of the authority with its own area team."""

    name: str
    aliases: tuple[str, ...]
    note: str


@dataclass(frozen=True)
class School(Fact):
    """A school; `key` is its URN."""

    name: str
    aliases: tuple[str, ...]
    phase: str
    status: SchoolStatus
    closed_on: date | None
    locality: str
    town: str
    postcode: str
    area: str | None
    area_reason: str
    establishment_type: str = ""
    street: str = ""

    def on(self, day: date) -> "School":
        """The school as it stands on `day`: one that was to close and has done so is closed."""
        if self.status == SchoolStatus.CLOSING and self.closed_on and self.closed_on < day:
            return replace(self, status=SchoolStatus.CLOSED)
        return self

    @property
    def label(self) -> str:
        """Its name and town, to tell it from others of that name."""
        return f"{self.name}, {self.town}" if self.town and self.town not in self.name else self.name

    @property
    def offered(self) -> bool:
        """Whether people may be sent to it: open, or open but proposed to close."""
        return self.status in (SchoolStatus.OPEN, SchoolStatus.CLOSING)


@dataclass(frozen=True)
class Team(Fact):
    """A team of the authority; an area team has an area."""

    name: str
    aliases: tuple[str, ...]
    description: str
    area: str | None


@dataclass(frozen=True)
class Post(Fact):
    """A role in the structure. `number`: how many of it there are, 0 if not known; `covers`: what it does."""

    title: str
    aliases: tuple[str, ...]
    number: int
    grade: str
    status: PostStatus
    covers: str
    note: str
    team: str | None


@dataclass(frozen=True)
class ChangeSide:
    """One post on the `before` or `after` side of a post change, and how many of it.

    `title` is what it was called: the post may have ended by now.
    """

    side: str
    post: str
    number: int
    title: str = ""


@dataclass(frozen=True)
class PostChange(Fact):
    """What became of posts, many to many: `sides` are the posts before and after."""

    kind: ChangeKind
    stage: Stage
    summary: str
    sides: tuple[ChangeSide, ...]


@dataclass(frozen=True)
class Contact(Fact):
    """A person, a mailbox or a line that can be reached; with a `route`, the one that stands for it."""

    name: str
    email: str
    phone: str
    hours: str
    url: str
    note: str
    route: Route | None
    slack_user_id: str | None = None


@dataclass(frozen=True)
class Assignment(Fact):
    """A contact holds a post: for one school, for one area, or (neither) for the whole authority."""

    contact: str
    post: str
    area: str | None
    school: str | None


@dataclass(frozen=True)
class Service(Fact):
    """What a team offers: its topics, phases and areas (none listed: all of them), and who owns it."""

    name: str
    aliases: tuple[str, ...]
    description: str
    url: str
    phases: tuple[str, ...]
    team: str | None
    post: str | None
    contact: str | None
    topics: tuple[str, ...]
    areas: tuple[str, ...]


@dataclass(frozen=True)
class Consultation(Fact):
    """A consultation on a change."""

    title: str
    summary: str
    stage: Stage
    starts_on: date | None
    ends_on: date | None
    feedback_contact: str | None


@dataclass(frozen=True)
class KeyDate(Fact):
    """A row of a timeline. `numbers` goes with `days`: each day keeps its number when it is moved.

    `split_from` is the key of the row that it was part of until it was cancelled alone; else empty.
    """

    consultation: str
    position: int
    title: str
    status: DateStatus
    condition: str
    phrases: tuple[str, ...]
    note: str
    days: tuple[date, ...]
    numbers: tuple[int, ...] = ()
    split_from: str = ""


@dataclass(frozen=True)
class RingFence(Fact):
    """Who may apply for which new posts. It is eligibility, never succession."""

    consultation: str
    position: int
    name: str
    new_posts: tuple[str, ...]
    eligible: tuple[str, ...]
    phrases: tuple[str, ...]


@dataclass(frozen=True)
class SupportOffer(Fact):
    """Help for staff, a feedback route, a session, or a rule of a consultation, with how to use it."""

    consultation: str
    position: int
    kind: OfferKind
    title: str
    text: str
    email: str
    phone: str
    url: str
    days: tuple[str, ...]
    phrases: tuple[str, ...]


@dataclass(frozen=True)
class TopicPhrase(Fact):
    """A wording of the authority's own that stands for a topic."""

    topic: str
    phrase: str


@dataclass(frozen=True)
class PlannedEdit:
    """What some fields of a fact are from the day `effective_from` on."""

    effective_from: date
    values: Mapping[str, Any]
