"""Key dates as an iCalendar file (RFC 5545) that Outlook and Google read, once or again and again."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from icalendar import Calendar, Event, vDuration
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from directory.facts import KeyDate
from directory.models import Authority, Revision, RevisionItem
from directory.models import KeyDate as KeyDateRecord
from directory.snapshot import Snapshot
from directory.words import Audience, DateStatus

PRODUCT = "-//Signpost//Key dates//EN"
REFRESH = timedelta(hours=6)
KEPT = timedelta(days=14)
"""For so long calendars that follow are told that a date was removed."""
_NOT_TEXT = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")
_STATUS_WORDS = {DateStatus.CANCELLED: "Cancelled", DateStatus.PROVISIONAL: "Provisional"}


@dataclass(frozen=True)
class _Change:
    """The latest revision that touched a key date, and when it was made."""

    revision: int
    at: datetime


def calendar_bytes(
    session: Session, held: Snapshot, now: datetime, removed_for: Audience | None = None
) -> bytes:
    """The key dates of a snapshot as a calendar: give what is visible to those who will read it.

    One entry for each day of a key date. It has the same UID for ever, also when it is moved or cancelled,
    and then a higher SEQUENCE. With `removed_for`, what these readers could see until it was removed lately
    is cancelled, without its words: no calendar that follows keeps it. `now` is when the file is made.
    """
    changes = _changes(session, held.authority)
    calendar = Calendar()
    calendar.add("PRODID", PRODUCT)
    calendar.add("VERSION", "2.0")
    calendar.add("CALSCALE", "GREGORIAN")
    calendar.add("METHOD", "PUBLISH")
    name = f"{held.authority_name} key dates"
    calendar.add("NAME", name)
    calendar.add("X-WR-CALNAME", name)
    calendar.add("REFRESH-INTERVAL", REFRESH, parameters={"VALUE": "DURATION"})
    calendar.add("X-PUBLISHED-TTL", vDuration(REFRESH))
    entries = _Entries(held, changes, now.astimezone(UTC)).by_uid()
    if removed_for:
        for uid, day, change in _removed(session, held.authority, removed_for, now - KEPT):
            entries.setdefault(uid, _gone(uid, day, change))
    for entry in entries.values():
        calendar.add_component(entry)
    return bytes(calendar.to_ical())


@dataclass(frozen=True)
class _Entries:
    """Makes the entries of a snapshot. `changes` are the latest ones of the key dates, by their keys."""

    held: Snapshot
    changes: Mapping[str, _Change]
    now: datetime

    def by_uid(self) -> dict[str, Event]:
        """One for each day of a key date. One that is on again hides that it was cancelled before."""
        rows = sorted(
            self.held.key_dates.values(),
            key=lambda row: (row.status is not DateStatus.CANCELLED, row.consultation, row.position, row.key),
        )
        days = [
            (f"{self.held.authority}.{row.split_from or row.key}.{number}@signpost", row, day)
            for row in rows
            for day, number in zip(row.days, row.numbers, strict=True)
        ]
        return {uid: self._entry(uid, row, day) for uid, row, day in days}

    def _entry(self, uid: str, row: KeyDate, day: date) -> Event:
        latest = self._latest(row)
        entry = Event()
        entry.add("UID", uid)
        entry.add("DTSTAMP", self.now)
        entry.add("LAST-MODIFIED", latest.at)
        entry.add("SEQUENCE", latest.revision)
        entry.add("SUMMARY", _plain(_summary(row)))
        entry.add("DTSTART", day)
        entry.add("DTEND", day + timedelta(days=1))
        entry.add("STATUS", _status(row))
        entry.add("TRANSP", "TRANSPARENT")
        whole = self.held.consultations.get(row.consultation)  # not there where readers may not see it
        entry.add("DESCRIPTION", _plain(_description(row, whole.title if whole else "")))
        return entry

    def _latest(self, row: KeyDate) -> _Change:
        """What was changed last of the row, or of the one that it was split from."""
        found = (self.changes[key] for key in (row.key, row.split_from) if key in self.changes)
        return max(found, key=lambda change: change.revision, default=_Change(0, self.now))


def _gone(uid: str, day: date, change: _Change) -> Event:
    """The entry of a day that was removed. Why is not known, so nothing that it said is told again."""
    entry = Event()
    entry.add("UID", uid)
    entry.add("DTSTAMP", change.at)
    entry.add("LAST-MODIFIED", change.at)
    entry.add("SEQUENCE", change.revision)
    entry.add("SUMMARY", "Cancelled: this date was removed")
    entry.add("DTSTART", day)
    entry.add("DTEND", day + timedelta(days=1))
    entry.add("STATUS", "CANCELLED")
    entry.add("TRANSP", "TRANSPARENT")
    return entry


def _summary(row: KeyDate) -> str:
    """Calendars show this and seldom the status, so the status is in it."""
    word = _STATUS_WORDS.get(row.status)
    return f"{word}: {row.title}" if word else row.title


def _status(row: KeyDate) -> str:
    if row.status is DateStatus.CANCELLED:
        return "CANCELLED"
    return "TENTATIVE" if row.status is DateStatus.PROVISIONAL or row.condition else "CONFIRMED"


def _description(row: KeyDate, of: str) -> str:
    said = [
        f"Part of: {of}." if of else "",
        {
            DateStatus.CANCELLED: "This date is cancelled.",
            DateStatus.PROVISIONAL: "This date is provisional: it may still change.",
            DateStatus.CONFIRMED: "" if row.condition else "This date is confirmed.",
        }[row.status],
        f"It depends on this: {row.condition}." if row.condition else "",
        row.note,
        f"Source: {row.source}.",
    ]
    return "\n".join(line for line in said if line)


def _plain(text: str) -> str:
    """Without the control characters that a calendar must not have."""
    return _NOT_TEXT.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def _changes(session: Session, authority: str) -> dict[str, _Change]:
    query = (
        select(RevisionItem.record_key, func.max(Revision.number), func.max(Revision.at))
        .join(Revision, Revision.id == RevisionItem.revision_id)
        .join(Authority, Authority.id == Revision.authority_id)
        .where(Authority.key == authority)
        .where(RevisionItem.record_kind == KeyDateRecord.__tablename__)
        .group_by(RevisionItem.record_key)
    )
    return {key: _Change(number, at.astimezone(UTC)) for key, number, at in session.execute(query)}


def _removed(
    session: Session, authority: str, audience: Audience, since: datetime
) -> Iterator[tuple[str, date, _Change]]:
    """The days of key dates that were removed from `since` on, by UID; the latest removal comes first."""
    query = (
        select(RevisionItem.record_key, RevisionItem.before, RevisionItem.after, Revision.number, Revision.at)
        .join(Revision, Revision.id == RevisionItem.revision_id)
        .join(Authority, Authority.id == Revision.authority_id)
        .where(Authority.key == authority, Revision.at >= since)
        .where(RevisionItem.record_kind == KeyDateRecord.__tablename__)
        .order_by(Revision.number.desc(), RevisionItem.id.desc())
    )
    for key, before, after, number, at in session.execute(query):
        if after is None and before and audience in (Audience.STAFF, before["audience"]):
            for each in before["days"]:
                uid = f"{authority}.{before['split_from'] or key}.{each['number']}@signpost"
                yield uid, date.fromisoformat(each["day"]), _Change(number, at.astimezone(UTC))
