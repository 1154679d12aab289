"""A small consultation that somebody follows, and short words for what happens to it."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Any

from sqlalchemy import Engine, select

from directory import db, deliveries
from directory.changes import recording
from directory.deliveries import Batch
from directory.follows import Follow, follow
from directory.models import Authority, Consultation, Delivery, KeyDate, Source
from directory.words import Audience, DateStatus

COUNCIL, REDESIGN = "westshire", "redesign"
TEAM, CHANNEL = "T1", "C1"
MONDAY = datetime(2022, 6, 27, 7, 0, tzinfo=UTC)
"""An hour before the reminders of 27 June 2022, a Monday, fall due."""
LEASE = timedelta(minutes=2)
OPENING, BRIEFING = date(2022, 7, 5), date(2022, 7, 19)
_TABLE = Delivery.__table__.c


def found_council(engine: Engine, **rows: date | Sequence[date]) -> None:
    """A council with one consultation and a row of its timeline for each keyword, on a day or on several."""
    with db.writing(engine) as session:
        authority = Authority(key=COUNCIL, name="Westshire", la_code="999")
        session.add(authority)
        session.flush()
        source = Source(authority_id=authority.id, key="document", title="A document")
        session.add(source)
        shared = {"authority_id": authority.id, "source": source, "audience": Audience.STAFF}
        with recording(session, authority, who="tests", action="load", at=MONDAY):
            about = Consultation(key=REDESIGN, title="A redesign", **shared)
            session.add(about)
            for key, held in rows.items():
                row = KeyDate(key=key, title=key.title(), consultation=about, **shared)
                row.set_days([held] if isinstance(held, date) else held)
                session.add(row)


def edit(engine: Engine, key: str, days: Sequence[date] | None = None, **values: Any) -> None:
    """Changes a row of the timeline as an owner would."""
    with db.writing(engine) as session:
        authority = session.scalars(select(Authority)).one()
        with recording(session, authority, who="U1", action="edit", at=MONDAY):
            row = session.scalars(select(KeyDate).where(KeyDate.key == key)).one()
            if days is not None:
                row.set_days(days)
            for name, value in values.items():
                setattr(row, name, value)


def add(engine: Engine, key: str, *days: date, audience: Audience = Audience.STAFF) -> None:
    """Adds a row to the timeline."""
    with db.writing(engine) as session:
        authority = session.scalars(select(Authority)).one()
        about = session.scalars(select(Consultation)).one()
        with recording(session, authority, who="U1", action="add", at=MONDAY):
            row = KeyDate(key=key, title=key.title(), consultation=about, authority_id=authority.id)
            row.source_id, row.audience = about.source_id, audience
            row.set_days(days)
            session.add(row)


def cancel(engine: Engine, key: str) -> None:
    edit(engine, key, status=DateStatus.CANCELLED)


def follows(engine: Engine, at: datetime = MONDAY, destination: str = CHANNEL, **settings: Any) -> Follow:
    """A channel (or whoever `destination` is) follows the consultation."""
    settings = {"audience": Audience.STAFF, "is_person": False, "who": "U1", **settings}
    with db.writing(engine) as session:
        return follow(session, COUNCIL, REDESIGN, team=TEAM, destination=destination, at=at, **settings)


def plan(engine: Engine, at: datetime = MONDAY) -> deliveries.Planned:
    return deliveries.plan(engine, COUNCIL, at)


def planned_council(engine: Engine) -> Engine:
    """An opening on 5 July and a briefing on 19 July 2022, planned for one channel."""
    found_council(engine, opening=OPENING, briefing=BRIEFING)
    follows(engine)
    plan(engine)
    return engine


def claim(engine: Engine, at: datetime, worker: str = "one", limit: int = 100) -> tuple[Batch, ...]:
    return deliveries.claim(engine, worker, at, lease=LEASE, limit=limit)


def claim_one(engine: Engine, at: datetime, worker: str = "one") -> deliveries.Claimed:
    """The only delivery that is due."""
    (batch,) = claim(engine, at, worker)
    (only,) = batch.deliveries
    return only


def post(engine: Engine, batch: Batch, at: datetime) -> None:
    """As if each delivery had been posted in a message of its own."""
    for each in batch.deliveries:
        deliveries.mark_posted(
            engine, [each.id], channel=batch.destination, ts=f"{each.id}.0", at=at, details={}
        )


def rows(engine: Engine, *names: str, **equal: Any) -> list[Any]:
    """Columns of the deliveries that are like that, in the order in which they are due."""
    columns = [_TABLE[name] for name in names]
    alike = [_TABLE[name] == value for name, value in equal.items()]
    with engine.connect() as connection:
        query = select(*columns).where(*alike).order_by(_TABLE.due_at, _TABLE.id)
        return [row[0] if len(names) == 1 else tuple(row) for row in connection.execute(query)]


def planned(engine: Engine) -> list[tuple[date, int]]:
    """The day and the lead of each reminder that is planned."""
    return rows(engine, "day", "lead", status="planned", kind="reminder")
