"""From what is followed and what the timeline says: the deliveries there should be.

The plan is compared with what is there and never made from scratch, so that a delivery keeps its key and what
has become of it. A follow is planned again when the directory has a new revision, when it was set anew, and
on every other day, also an earlier one: a clock may have been ahead. Otherwise it costs one query.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from itertools import islice

from sqlalchemy import ColumnElement, Engine, and_, or_, select, update
from sqlalchemy.orm import Session

from directory import db, snapshot
from directory.days import london_day
from directory.deliveries.comparing import Existing, Learnt, compare, learn, news
from directory.deliveries.keeping import Keeper, Planned, Stale
from directory.models import Authority, Consultation, Delivery, Follow, FollowedDate
from directory.revision import revision_of
from directory.rows import table_of
from directory.snapshot import Snapshot
from directory.timeline.known_dates import DayOfDate, KnownDay, days_of
from directory.timeline.plan import Calendar
from directory.timeline.working_days import ENGLAND
from directory.words import Audience, DeliveryKind

FOLLOWS_AT_A_TIME = 200
"""In one transaction, so that others who write wait a moment at most."""


def plan(engine: Engine, authority: str, now: datetime, calendar: Calendar = ENGLAND) -> Planned:
    """Brings the deliveries of one authority up to date. Any number of processes may do so at once.

    Raises UnknownAuthority.
    """
    today = london_day(now)
    with db.reading(engine) as session:
        revision = revision_of(session, authority)
        owner = Authority.key == authority
        query = select(Follow.id).join(Authority, Follow.authority_id == Authority.id).where(owner)
        stale = session.scalars(query.where(_stale(revision, today)).order_by(Follow.id)).all()
        keys = select(Consultation.id, Consultation.key).join(Authority).where(owner)
        consultations = {id: key for id, key in session.execute(keys)} if stale else {}
    if not stale:
        return Planned()
    timeline = _Timeline(_taken(engine, authority), consultations, today)
    done, left = Planned(), iter(stale)
    while some := list(islice(left, FOLLOWS_AT_A_TIME)):
        with db.writing(engine) as session:
            done += _plan_some(session, some, timeline, now, calendar)
    return done


def _stale(revision: int, today: date) -> ColumnElement[bool]:
    never = Follow.planned_on.is_(None)
    return and_(
        Follow.stopped_at.is_(None),
        or_(never, Follow.planned_revision < revision, Follow.planned_on != today),
    )


def _taken(engine: Engine, authority: str) -> Snapshot:
    """The directory as it was at one revision: read again if it changed meanwhile."""
    while True:
        with db.reading(engine) as session:
            held = snapshot.take(session, authority)
        with db.reading(engine) as session:
            if revision_of(session, authority) == held.revision:
                return held


class _Timeline:
    """What each audience may see of each consultation today, read once for all who follow it."""

    def __init__(self, held: Snapshot, consultations: Mapping[int, str], today: date) -> None:
        self.revision, self.today = held.revision, today
        self._consultations = consultations
        self._seen = {audience: held.visible_to(audience, today) for audience in Audience}
        self._days: dict[tuple[int, Audience], Mapping[DayOfDate, KnownDay]] = {}

    def days(self, consultation: int, audience: Audience) -> Mapping[DayOfDate, KnownDay]:
        """The days that the audience may see, other than cancelled ones."""
        at = (consultation, audience)
        if at not in self._days:
            self._days[at] = days_of(self._seen[audience], self._consultations[consultation])
        return self._days[at]

    def is_hidden(self, key_date: str, audience: Audience) -> bool:
        """Whether it stands, but not for the eyes of this audience: then nothing is said about it."""
        stands = key_date in self._seen[Audience.STAFF].key_dates
        return stands and key_date not in self._seen[audience].key_dates


def _plan_some(
    session: Session, ids: Sequence[int], timeline: _Timeline, now: datetime, calendar: Calendar
) -> Planned:
    follows = _locked(session, ids, timeline)
    known, existing = _known(session, follows), _existing(session, follows, timeline.today)
    keeper = Keeper(now)
    for follow in follows:
        days = timeline.days(follow.consultation, follow.audience)
        hidden = {at for at in known[follow.id] if timeline.is_hidden(at[0], follow.audience)}
        before = {at: held for at, held in known[follow.id].items() if at not in hidden}
        after = learn(follow.wishes, before, days, now)
        keeper.keep_known(follow.id, known[follow.id], after)
        if told := news(before, days, timeline.today):
            keeper.keep_notice(follow, told, timeline.revision, timeline.today)
        keeper.keep_difference(
            follow, compare(follow.wishes, after.values(), existing[follow.id], now, calendar)
        )
    done = keeper.write(session)
    planned = update(Follow).where(Follow.id.in_([follow.id for follow in follows]))
    session.execute(planned.values(planned_revision=timeline.revision, planned_on=timeline.today))
    return done


def _locked(session: Session, ids: Sequence[int], timeline: _Timeline) -> list[Stale]:
    """Those that are still to be planned and that nobody else is planning, locked until the end.

    Writing a column as it is locks the rows on either database, and gives them as they are now.
    """
    free = select(Follow.id).where(Follow.id.in_(ids), _stale(timeline.revision, timeline.today))
    lock = (
        update(Follow)
        .where(Follow.id.in_(free.with_for_update(skip_locked=True)))
        .values(authority_id=Follow.authority_id)
        .returning(*_COLUMNS)
    )
    return [Stale(*row) for row in session.execute(lock.execution_options(synchronize_session=False))]


_COLUMNS = (
    Follow.id,
    Follow.destination,
    Follow.consultation_id,
    Follow.audience,
    Follow.leads,
    Follow.hour,
    Follow.since,
    Follow.planned_on,
    Follow.planned_revision,
)


def _known(session: Session, follows: Sequence[Stale]) -> Mapping[int, dict[DayOfDate, Learnt]]:
    found: dict[int, dict[DayOfDate, Learnt]] = defaultdict(dict)
    table = table_of(FollowedDate)
    query = select(table).where(table.c.follow_id.in_([follow.id for follow in follows]))
    for row in session.execute(query):
        learnt = Learnt(KnownDay(row.title, row.day, row.cancelled), row.since)
        found[row.follow_id][row.key_date, row.number] = learnt
    return found


def _existing(session: Session, follows: Sequence[Stale], today: date) -> Mapping[int, list[Existing]]:
    found: dict[int, list[Existing]] = defaultdict(list)
    table = table_of(Delivery).c
    columns = (table.follow_id, table.id, table.kind, table.status, table.day, table.lead, table.due_at)
    query = select(*columns).where(
        table.follow_id.in_([follow.id for follow in follows]),
        table.kind.in_((DeliveryKind.REMINDER, DeliveryKind.SNOOZED)),
        table.day >= today,
    )
    for row in session.execute(query):
        found[row.follow_id].append(Existing(*row[1:]))
    return found
