"""Taking what is due, so that no delivery and no destination is in two workers' hands at once.

A worker locks the rows of the destinations it claims for (`SKIP LOCKED`: others pass on to the next ones),
then takes all that is due there and commits. From then on the claims themselves keep others away, until they
are marked or run out. SQLite has one writer at a time; there the conditional UPDATE alone decides.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Engine,
    Select,
    and_,
    case,
    exists,
    func,
    literal,
    or_,
    select,
    true,
    update,
)
from sqlalchemy.orm import Session, aliased

from directory import db
from directory.days import london_day
from directory.models import Authority, Consultation, Delivery, Destination, Follow
from directory.models.base import Moment
from directory.timeline.known_dates import DateChange
from directory.words import Audience, DeliveryKind, DeliveryStatus

LATE_AFTER = timedelta(hours=1)


@dataclass(frozen=True)
class Claimed:
    """One delivery in a worker's hands until `until`.

    `uncertain`: an earlier claim ran out, so it may have been posted already, at `claimed_at` or later; its
    `key` is to be looked for in the destination before it is posted. `over`: its day has passed, so if it is
    not found there it is no longer to be posted. `title` is for owners: what the destination may see of the
    consultation depends on `audience`.
    """

    id: int
    key: str
    kind: DeliveryKind
    follow_id: int
    authority: str
    consultation: str
    title: str
    audience: Audience
    day: date | None
    lead: int | None
    details: dict[str, Any]
    due_at: datetime
    attempts: int
    late: bool
    uncertain: bool
    over: bool
    claimed_at: datetime
    until: datetime

    @property
    def changes(self) -> tuple[DateChange, ...]:
        """What a notice is about; nothing for other kinds."""
        return tuple(DateChange.from_json(held) for held in self.details.get("changes", ()))


@dataclass(frozen=True)
class Batch:
    """All that is due at one destination, in the order in which it was due."""

    team: str
    destination: str
    is_person: bool
    deliveries: tuple[Claimed, ...]

    @property
    def digest(self) -> tuple[Claimed, ...]:
        """What is late and goes into one message; nothing if no more than one is."""
        late = tuple(each for each in self.deliveries if each.late and not each.over)
        return late if len(late) > 1 else ()


def claim(
    engine: Engine,
    worker: str,
    now: datetime,
    *,
    lease: timedelta,
    limit: int,
    authority: str | None = None,
) -> tuple[Batch, ...]:
    """Takes what is due at up to `limit` destinations, for `lease` from now.

    With `authority`, only what belongs to that one. Nothing is taken for a destination while anybody, this
    worker included, holds a claim there. What is planned for a day that has passed becomes missed instead.
    """
    with db.writing(engine) as session:
        destinations = session.scalars(_free(now, limit, authority)).all()
        if not destinations:
            return ()
        there = and_(Delivery.destination.in_(destinations), of_authority(authority), is_due(now))
        _give_up(session, there, now)
        taken = _take(session, there, worker, now, now + lease)
        return _batches(session, taken, now)


def is_due(now: datetime) -> ColumnElement[bool]:
    """Planned and to be tried by now, or in the hands of a worker that did not come back."""
    return or_(
        and_(Delivery.status == DeliveryStatus.PLANNED, Delivery.try_at <= now),
        and_(Delivery.status == DeliveryStatus.CLAIMED, Delivery.claimed_until < now),
    )


def _not_held(now: datetime) -> ColumnElement[bool]:
    held = aliased(Delivery)
    live = (held.status == DeliveryStatus.CLAIMED, held.claimed_until >= now)
    return ~exists().where(held.destination == Delivery.destination, *live)


def of_authority(key: str | None) -> ColumnElement[bool]:
    """Deliveries of one authority; of all of them where it is None."""
    if key is None:
        return true()
    owned = select(Follow.id).join(Authority, Follow.authority_id == Authority.id)
    return Delivery.follow_id.in_(owned.where(Authority.key == key))


def _free(now: datetime, limit: int, authority: str | None) -> Select[str]:
    first = func.min(Delivery.try_at).label("first")
    waiting = (
        select(Delivery.destination, first)
        .where(is_due(now), _not_held(now), of_authority(authority))
        .group_by(Delivery.destination)
        .subquery()
    )
    return (
        select(Destination.id)
        .join(waiting, waiting.c.destination == Destination.id)
        .order_by(waiting.c.first, Destination.id)
        .limit(limit)
        .with_for_update(of=Destination, skip_locked=True, key_share=True)
    )


def _give_up(session: Session, there: ColumnElement[bool], now: datetime) -> None:
    """What can no longer be wanted: its day has passed, or nobody follows any more."""
    over = and_(Delivery.status == DeliveryStatus.PLANNED, Delivery.day < london_day(now))
    missed = update(Delivery).where(_locked(there, over))
    session.execute(missed.values(status=DeliveryStatus.MISSED, done_at=now))
    stopped = Delivery.follow_id.in_(select(Follow.id).where(Follow.stopped_at.is_not(None)))
    unwanted = update(Delivery).where(_locked(there, Delivery.kind != DeliveryKind.STOPPED, stopped))
    session.execute(unwanted.values(status=DeliveryStatus.DROPPED, done_at=now))


def _locked(*conditions: ColumnElement[bool]) -> ColumnElement[bool]:
    """Rows like that, without waiting for those that are being planned anew: their turn comes later."""
    free = select(Delivery.id).where(*conditions).with_for_update(of=Delivery, skip_locked=True)
    return Delivery.id.in_(free.correlate(None))


def _take(
    session: Session, there: ColumnElement[bool], worker: str, now: datetime, until: datetime
) -> Sequence[int]:
    """The ids of what is now this worker's. Whether a destination is free is asked again, under the lock."""
    first_claim = case(
        (Delivery.status == DeliveryStatus.CLAIMED, Delivery.claimed_at), else_=literal(now, Moment())
    )
    taken = (
        update(Delivery)
        .where(_locked(there, _not_held(now)))
        .values(
            status=DeliveryStatus.CLAIMED,
            claimed_by=worker,
            claimed_at=first_claim,
            claimed_until=until,
            late=Delivery.due_at < now - LATE_AFTER,
        )
        .returning(Delivery.id)
        .execution_options(synchronize_session=False)
    )
    return session.scalars(taken).all()


def _batches(session: Session, taken: Sequence[int], now: datetime) -> tuple[Batch, ...]:
    query = (
        select(Delivery, Follow, Consultation, Authority.key)
        .join(Follow, Delivery.follow_id == Follow.id)
        .join(Consultation, Follow.consultation_id == Consultation.id)
        .join(Authority, Follow.authority_id == Authority.id)
        .where(Delivery.id.in_(taken))
        .order_by(Delivery.due_at, Delivery.id)
    )
    found: dict[tuple[str, str, bool], list[Claimed]] = defaultdict(list)
    for row, follow, consultation, authority in session.execute(query):
        is_person = follow.is_person or row.kind is DeliveryKind.STOPPED
        at = (follow.slack_team_id, row.destination, is_person)
        found[at].append(_claimed(row, follow, consultation, authority, now))
    return tuple(Batch(*at, tuple(deliveries)) for at, deliveries in found.items())


def _claimed(
    row: Delivery, follow: Follow, consultation: Consultation, authority: str, now: datetime
) -> Claimed:
    assert row.claimed_at is not None
    assert row.claimed_until is not None
    return Claimed(
        id=row.id,
        key=row.key,
        kind=row.kind,
        follow_id=follow.id,
        authority=authority,
        consultation=consultation.key,
        title=consultation.title,
        audience=follow.audience,
        day=row.day,
        lead=row.lead,
        details=row.details,
        due_at=row.due_at,
        attempts=row.attempts,
        late=row.late,
        uncertain=row.claimed_at < now,
        over=row.day is not None and row.day < london_day(now),
        claimed_at=row.claimed_at,
        until=row.claimed_until,
    )
