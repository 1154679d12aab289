"""One follow's deliveries as they are beside those there should be: what is to be done. Pure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from directory.days import london_day
from directory.timeline.known_dates import DateChange, DayOfDate, KnownDay, changes
from directory.timeline.plan import Calendar, Reminder, reminders
from directory.timeline.working_days import ENGLAND
from directory.words import DeliveryKind, DeliveryStatus


@dataclass(frozen=True)
class Wishes:
    """What a follower wants: reminders so many days before (`leads`), at an `hour`, from `since` on.

    `is_new`: nothing has been planned for them yet, so all dates are known since then.
    """

    leads: tuple[int, ...]
    hour: str
    since: datetime
    is_new: bool


@dataclass(frozen=True)
class Learnt:
    """A day as the follower knows it, and since when."""

    known: KnownDay
    since: datetime


@dataclass(frozen=True)
class Existing:
    """A reminder, or a snoozed one, that is there already."""

    id: int
    kind: DeliveryKind
    status: DeliveryStatus
    day: date
    lead: int
    due_at: datetime


@dataclass(frozen=True)
class Difference:
    """What is to be done: by delivery id, except for new ones."""

    new: tuple[Reminder, ...] = ()
    planned_again: Mapping[int, datetime] = field(default_factory=dict)
    moved: Mapping[int, datetime] = field(default_factory=dict)
    dropped: tuple[int, ...] = ()


def learn(
    wishes: Wishes, before: Mapping[DayOfDate, Learnt], days: Mapping[DayOfDate, KnownDay], now: datetime
) -> dict[DayOfDate, Learnt]:
    """What the follower knows once told: days that are gone count as cancelled."""
    after = {
        at: Learnt(KnownDay(held.known.title, held.known.day, cancelled=True), held.since)
        for at, held in before.items()
        if at not in days
    }
    for at, day in days.items():
        held = before.get(at)
        if held is not None and held.known.day == day.day and not held.known.cancelled:
            after[at] = Learnt(day, held.since)
        else:
            after[at] = Learnt(day, wishes.since if wishes.is_new else now)
    return after


def news(
    before: Mapping[DayOfDate, Learnt], days: Mapping[DayOfDate, KnownDay], today: date
) -> tuple[DateChange, ...]:
    """The changes that the follower is to be told of."""
    return tuple(changes({at: held.known for at, held in before.items()}, days, today))


def compare(
    wishes: Wishes,
    learnt: Iterable[Learnt],
    existing: Iterable[Existing],
    now: datetime,
    calendar: Calendar = ENGLAND,
) -> Difference:
    """What is to be done about the deliveries for days from today on.

    What is already due stays as it is while its day and lead are still asked for. Only what is planned is
    dropped, and only what was dropped or missed is planned again.
    """
    known = _known_since(wishes, learnt, london_day(now))
    wanted = {(each.day, each.lead): each for each in reminders(known, wishes.leads, wishes.hour, calendar)}
    planned_again, moved, dropped = {}, {}, []
    for each in existing:
        if each.kind is DeliveryKind.SNOOZED:
            at = each.due_at if each.day in known else None
        else:
            reminder = wanted.pop((each.day, each.lead), None)
            at = reminder.at if reminder else None
            if each.due_at <= now and each.day in known and each.lead in wishes.leads:
                at = each.due_at if each.status is DeliveryStatus.PLANNED else at
        if each.status is DeliveryStatus.PLANNED:
            if at is None:
                dropped.append(each.id)
            elif at != each.due_at:
                moved[each.id] = at
        elif at is not None and each.status in (DeliveryStatus.DROPPED, DeliveryStatus.MISSED):
            planned_again[each.id] = at
    return Difference(tuple(wanted.values()), planned_again, moved, tuple(dropped))


def _known_since(wishes: Wishes, learnt: Iterable[Learnt], today: date) -> dict[date, datetime]:
    """Each day from today on, and since when the follower knows that something is on it."""
    known: dict[date, datetime] = {}
    for held in learnt:
        if not held.known.cancelled and held.known.day >= today:
            day = held.known.day
            known[day] = min(known.get(day, held.since), held.since)
    return {day: max(since, wishes.since) for day, since in known.items()}
