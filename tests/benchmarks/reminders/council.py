"""A sample council whose reminders fall due within a few minutes of one morning."""

from datetime import date, datetime

from sqlalchemy import Engine

from directory import db, follows
from directory.changes import recording
from directory.deliveries import plan
from directory.models import Authority, Consultation, KeyDate, Source
from directory.words import Audience

AUTHORITY, TEAM = "sample", "T0BENCH"
DAY = date(2022, 7, 25)
"""A Monday, on which all dates lie and all reminders are due."""


def fill(
    engine: Engine,
    *,
    destinations: int,
    each: int,
    minutes: int,
    at: datetime,
    audience: Audience = Audience.SCHOOLS,
    day: date = DAY,
) -> int:
    """Makes `each` consultations with one date, followed by all destinations; how many deliveries that is.

    Every tenth destination is a person. The deliveries of a destination are spread over `minutes` from 09:00.
    The dates are on `day` and for `audience`, as are the destinations.
    """
    with db.writing(engine) as session:
        authority = Authority(key=AUTHORITY, name="Sample council", la_code="999")
        session.add(authority)
        session.flush()
        source = Source(authority_id=authority.id, key="sample", title="Sample timeline")
        shared = {"authority_id": authority.id, "source": source, "audience": audience}
        with recording(session, authority, who="benchmark", action="load", at=at):
            for number in range(each):
                about = Consultation(key=f"sample-{number}", title=f"Sample consultation {number}", **shared)
                row = KeyDate(
                    key=f"day-{number}", title=f"Sample date {number}", consultation=about, **shared
                )
                row.set_days([day])
                session.add_all([about, row])
    for number in range(each):
        minute = number * minutes // each
        with db.writing(engine) as session:
            for place in range(destinations):
                person = place % 10 == 9
                follows.follow(
                    session,
                    AUTHORITY,
                    f"sample-{number}",
                    team=TEAM,
                    destination=f"{'U' if person else 'C'}0{place:04d}",
                    is_person=person,
                    audience=audience,
                    who="U0OWNER",
                    at=at,
                    leads=[0],
                    hour=f"{9 + minute // 60:02d}:{minute % 60:02d}",
                )
    plan(engine, AUTHORITY, at)
    return destinations * each
