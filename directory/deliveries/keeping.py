"""Writing down a run of planning: gathered for many follows, then written in a few statements."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Update, bindparam, delete, or_, update
from sqlalchemy.orm import Session

from directory.deliveries.comparing import Difference, Learnt, Wishes
from directory.models import Delivery, FollowedDate
from directory.rows import for_each, insert_new, table_of
from directory.timeline.known_dates import DateChange, DayOfDate
from directory.timeline.plan import Reminder, morning
from directory.words import Audience, DeliveryKind, DeliveryStatus


@dataclass(frozen=True)
class Planned:
    """What a run of planning did; all 0 where nothing had changed."""

    follows: int = 0
    new: int = 0
    planned_again: int = 0
    moved: int = 0
    dropped: int = 0
    notices: int = 0

    def __add__(self, other: "Planned") -> "Planned":
        return Planned(*(getattr(self, name) + getattr(other, name) for name in self.__match_args__))


@dataclass(frozen=True)
class Stale:
    """A follow that is to be planned, as it was found."""

    id: int
    destination: str
    consultation: int
    audience: Audience
    leads: Sequence[int]
    hour: str
    since: datetime
    planned_on: date | None
    planned_revision: int

    @property
    def wishes(self) -> Wishes:
        """What the follower wants."""
        return Wishes(tuple(self.leads), self.hour, self.since, is_new=self.planned_on is None)


def reminder_key(follow_id: int, day: date, lead: int) -> str:
    """What makes a reminder one of its kind: a follow is one destination and one consultation."""
    return f"reminder:{follow_id}:{day.isoformat()}:{lead}"


class Keeper:
    """Gathers what a run of planning found."""

    def __init__(self, now: datetime) -> None:
        self._now = now
        self._new: list[dict[str, Any]] = []
        self._notices: list[dict[str, Any]] = []
        self._again: dict[int, datetime] = {}
        self._moved: dict[int, datetime] = {}
        self._dropped: list[int] = []
        self._learnt: list[dict[str, Any]] = []
        self._relearnt: list[dict[str, Any]] = []
        self._forgotten: list[dict[str, Any]] = []
        self._follows = 0

    def keep_known(
        self, follow_id: int, before: Mapping[DayOfDate, Learnt], after: Mapping[DayOfDate, Learnt]
    ) -> None:
        """What a follower knows of the dates, instead of what it knew."""
        self._follows += 1
        for at, learnt in after.items():
            row = {"title": learnt.known.title, "day": learnt.known.day}
            row |= {"cancelled": learnt.known.cancelled, "since": learnt.since}
            if at not in before:
                self._learnt.append({"follow_id": follow_id, "key_date": at[0], "number": at[1], **row})
            elif before[at] != learnt:
                self._relearnt.append({**_address(follow_id, at), **row})
        self._forgotten += [_address(follow_id, at) for at in before.keys() - after.keys()]

    def keep_notice(self, follow: Stale, told: Sequence[DateChange], revision: int, today: date) -> None:
        """One notice of all that changed. One about what changes by itself on a day waits for the hour."""
        planned_ahead = follow.planned_revision == revision
        due = max(self._now, morning(today, follow.hour)) if planned_ahead else self._now
        latest = max(day for change in told for day in (change.old, change.new) if day)
        key = f"change:{follow.id}:{revision}:{today.isoformat()}"
        details = {"changes": [change.as_json() for change in told]}
        self._notices.append(
            _delivery(follow, key, DeliveryKind.CHANGE, due) | {"day": latest, "details": details}
        )

    def keep_difference(self, follow: Stale, difference: Difference) -> None:
        """What is to be done about the follow's reminders."""
        self._new += [_reminder(follow, each) for each in difference.new]
        self._again |= difference.planned_again
        self._moved |= difference.moved
        self._dropped += difference.dropped

    def write(self, session: Session) -> Planned:
        """Writes everything down. A delivery that a worker has taken meanwhile is left alone."""
        dates = table_of(FollowedDate)
        at = tuple(dates.c[name] == bindparam(f"at_{name}") for name in _ADDRESS)
        for_each(session, delete(dates).where(*at), self._forgotten)
        for_each(session, update(dates).where(*at), self._relearnt)
        insert_new(session, FollowedDate, self._learnt, _ADDRESS)
        again = {"status": DeliveryStatus.PLANNED, "attempts": 0, "error": "", "done_at": None}
        return Planned(
            follows=self._follows,
            notices=insert_new(session, Delivery, self._notices, ("key",)),
            new=insert_new(session, Delivery, self._new, ("key",)),
            planned_again=for_each(
                session,
                _deliveries(DeliveryStatus.DROPPED, DeliveryStatus.MISSED),
                [{"at_id": id, "due_at": due, "try_at": due, **again} for id, due in self._again.items()],
            ),
            moved=for_each(
                session,
                _deliveries(DeliveryStatus.PLANNED),
                [{"at_id": id, "due_at": due, "try_at": due} for id, due in self._moved.items()],
            ),
            dropped=for_each(
                session,
                _deliveries(DeliveryStatus.PLANNED),
                [{"at_id": id, "status": DeliveryStatus.DROPPED} for id in self._dropped],
            ),
        )


_ADDRESS = ("follow_id", "key_date", "number")


def _address(follow_id: int, at: DayOfDate) -> dict[str, Any]:
    return {"at_follow_id": follow_id, "at_key_date": at[0], "at_number": at[1]}


def _reminder(follow: Stale, reminder: Reminder) -> dict[str, Any]:
    key = reminder_key(follow.id, reminder.day, reminder.lead)
    row = _delivery(follow, key, DeliveryKind.REMINDER, reminder.at)
    return row | {"day": reminder.day, "lead": reminder.lead}


def _delivery(follow: Stale, key: str, kind: DeliveryKind, due: datetime) -> dict[str, Any]:
    common = {"follow_id": follow.id, "destination": follow.destination}
    return {**common, "key": key, "kind": kind, "due_at": due, "try_at": due}


def _deliveries(*statuses: DeliveryStatus) -> Update:
    table = table_of(Delivery)
    status = or_(*(table.c.status == each for each in statuses))  # IN cannot be carried out for many rows
    return update(table).where(table.c.id == bindparam("at_id"), status)
