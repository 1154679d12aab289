"""How an authority's deliveries stand, for its owners; what was posted of a day; when the next is due."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import case, func, select
from sqlalchemy.orm import Session, joinedload

from directory.authorities import authority_id
from directory.deliveries.claiming import of_authority
from directory.models import Delivery, Follow
from directory.timeline.known_dates import DateChange, DayOfDate
from directory.words import DeliveryKind, DeliveryStatus

MOST_LISTED = 20
"""Missed or failed deliveries that are listed for one destination, the latest first."""


@dataclass(frozen=True)
class Unsent:
    """A delivery that was missed or refused, and why. `day` is None for what is not about a day."""

    kind: DeliveryKind
    day: date | None
    due_at: datetime
    status: DeliveryStatus
    error: str


@dataclass(frozen=True)
class DestinationStatus:
    """One channel or person: counts, when the next one is tried, and what did not get there.

    `planned` counts what is in a worker's hands too; `error` is why one of these was put off, if one was.
    `late` is a part of `posted`. `stopped_at` is None while anything is followed.
    """

    team: str
    destination: str
    is_person: bool
    consultations: tuple[str, ...]
    next_at: datetime | None
    planned: int
    posted: int
    late: int
    missed: int
    failed: int
    error: str
    unsent: tuple[Unsent, ...]
    stopped_at: datetime | None
    stopped_why: str


@dataclass(frozen=True)
class Status:
    """All destinations of an authority, in the order of their ids, and when the next delivery is tried."""

    next_at: datetime | None
    destinations: tuple[DestinationStatus, ...]

    def total(self, what: str) -> int:
        """The sum of a count (``planned``, ``posted``, ``late``, ``missed``, ``failed``)."""
        return sum(getattr(each, what) for each in self.destinations)


def status(session: Session, authority: str) -> Status:
    """How things stand. Raises UnknownAuthority."""
    owner = authority_id(session, authority)
    query = select(Follow).where(Follow.authority_id == owner).options(joinedload(Follow.consultation))
    by_destination: dict[tuple[str, str], list[Follow]] = defaultdict(list)
    for follow in session.scalars(query.order_by(Follow.destination, Follow.slack_team_id, Follow.id)):
        by_destination[follow.slack_team_id, follow.destination].append(follow)
    counts, unsent = _counts(session, owner), _unsent(session, owner)
    found = tuple(
        _of_destination(follows, counts.get(at, _Counts()), unsent.get(at, []))
        for at, follows in by_destination.items()
    )
    return Status(min((each.next_at for each in found if each.next_at), default=None), found)


@dataclass(frozen=True)
class _Counts:
    next_at: datetime | None = None
    planned: int = 0
    posted: int = 0
    late: int = 0
    missed: int = 0
    failed: int = 0
    error: str = ""


def _counts(session: Session, owner: int) -> dict[tuple[str, str], _Counts]:
    waiting = Delivery.status.in_((DeliveryStatus.PLANNED, DeliveryStatus.CLAIMED))
    posted = Delivery.status == DeliveryStatus.POSTED
    query = (
        select(
            Follow.slack_team_id,
            Follow.destination,
            func.min(case((waiting, Delivery.try_at))),
            *(
                func.sum(case((this, 1), else_=0))
                for this in (
                    waiting,
                    posted,
                    posted & Delivery.late,
                    Delivery.status == DeliveryStatus.MISSED,
                    Delivery.status == DeliveryStatus.FAILED,
                )
            ),
            func.max(case((waiting, Delivery.error), else_="")),
        )
        .join(Follow, Delivery.follow_id == Follow.id)
        .where(Follow.authority_id == owner, Delivery.kind != DeliveryKind.STOPPED)
        .group_by(Follow.slack_team_id, Follow.destination)
    )
    return {(team, destination): _Counts(*rest) for team, destination, *rest in session.execute(query)}


def _unsent(session: Session, owner: int) -> dict[tuple[str, str], list[Unsent]]:
    query = (
        select(Follow.slack_team_id, Follow.destination, Delivery)
        .join(Follow, Delivery.follow_id == Follow.id)
        .where(
            Follow.authority_id == owner,
            Delivery.kind != DeliveryKind.STOPPED,
            Delivery.status.in_((DeliveryStatus.MISSED, DeliveryStatus.FAILED)),
        )
        .order_by(Delivery.due_at.desc(), Delivery.id)
    )
    found: dict[tuple[str, str], list[Unsent]] = defaultdict(list)
    for team, destination, row in session.execute(query):
        if len(found[team, destination]) < MOST_LISTED:
            found[team, destination].append(Unsent(row.kind, row.day, row.due_at, row.status, row.error))
    return found


def _of_destination(follows: list[Follow], counts: _Counts, unsent: list[Unsent]) -> DestinationStatus:
    active = [follow for follow in follows if follow.stopped_at is None]
    last = max(active or follows, key=lambda follow: follow.stopped_at or follow.created_at)
    return DestinationStatus(
        team=last.slack_team_id,
        destination=last.destination,
        is_person=last.is_person,
        consultations=tuple(follow.consultation.title for follow in active or follows),
        next_at=counts.next_at,
        planned=counts.planned,
        posted=counts.posted,
        late=counts.late,
        missed=counts.missed,
        failed=counts.failed,
        error=counts.error,
        unsent=tuple(unsent),
        stopped_at=last.stopped_at,
        stopped_why=last.stopped_why,
    )


@dataclass(frozen=True)
class Post:
    """A message that was posted about a day, and what it showed (`details`)."""

    id: int
    key: str
    kind: DeliveryKind
    day: date | None
    lead: int | None
    channel: str
    ts: str
    details: dict[str, Any]

    @property
    def shows(self) -> frozenset[DayOfDate]:
        """The days of dates that it showed."""
        return frozenset((str(key), int(number)) for key, number in self.details.get("shows", ()))

    @property
    def since(self) -> tuple[DateChange, ...]:
        """The changes that it was amended to tell of."""
        return tuple(DateChange.from_json(held) for held in self.details.get("since", ()))


def posts_about(session: Session, follow_id: int, days: Collection[date]) -> tuple[Post, ...]:
    """The reminders of these days that a follower got, oldest first; to amend them when a day has changed."""
    query = (
        select(Delivery)
        .where(
            Delivery.follow_id == follow_id,
            Delivery.day.in_(days),
            Delivery.status == DeliveryStatus.POSTED,
            Delivery.kind.in_((DeliveryKind.REMINDER, DeliveryKind.SNOOZED)),
        )
        .order_by(Delivery.done_at, Delivery.id)
    )
    return tuple(
        Post(row.id, row.key, row.kind, row.day, row.lead, row.channel, row.ts, row.details)
        for row in session.scalars(query)
    )


def next_due(session: Session, authority: str | None = None) -> datetime | None:
    """When the next delivery is to be tried, or a claim runs out; None if there is none.

    That is of one authority where it is given.
    """
    mine = of_authority(authority)
    waiting = select(func.min(Delivery.try_at)).where(Delivery.status == DeliveryStatus.PLANNED, mine)
    running_out = select(func.min(Delivery.claimed_until)).where(
        Delivery.status == DeliveryStatus.CLAIMED, mine
    )
    moments = (session.scalar(waiting), session.scalar(running_out))
    return min((moment for moment in moments if moment is not None), default=None)
