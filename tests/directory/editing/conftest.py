"""A small council to edit: two areas, three schools, two teams, three posts, services and their holders."""

from collections.abc import Callable
from datetime import UTC, date, datetime

import pytest
from sqlalchemy import Engine

from directory import db, snapshot
from directory.changes import recording
from directory.editing.carry_out import carry_out
from directory.editing.commands import Command, Done
from directory.models import (
    Area,
    Assignment,
    Authority,
    Contact,
    Post,
    School,
    Service,
    Source,
    Team,
    Topic,
)
from directory.roles import Actor, Role, Standing
from directory.snapshot import Snapshot

TODAY = date(2026, 6, 1)
NOW = datetime(2026, 6, 1, 9, 0, tzinfo=UTC)
OWNER = Actor("T1", "UOWNER", "westshire", Standing.MEMBER, Role.OWNER, is_staff=True)
EDITOR = Actor("T1", "UEDITOR", "westshire", Standing.MEMBER, Role.EDITOR, is_staff=True)
NORTH_EDITOR = Actor(
    "T1", "UNORTH", "westshire", Standing.MEMBER, Role.EDITOR, frozenset({"north"}), is_staff=True
)


def found_westshire(engine: Engine) -> None:
    """Fills an empty database; everything is one revision."""
    with db.writing(engine) as session:
        authority = Authority(key="westshire", name="Westshire", la_code="999")
        session.add_all(
            [authority, Topic(key="attendance", label="Attendance"), Topic(key="ehcp", label="EHCPs")]
        )
        session.flush()
        source = Source(authority_id=authority.id, key="document", title="A document")
        session.add(source)
        shared = {"authority_id": authority.id, "source": source, "verified_on": date(2026, 1, 5)}
        with recording(session, authority, who="loader", action="load", at=NOW):
            north, south = (Area(key=key, name=key.title(), **shared) for key in ("north", "south"))
            schools = [
                School(
                    key="100001", name="Hill School", area=north, phase="Primary", town="Hilltown", **shared
                ),
                School(key="100002", name="Dale School", area=north, phase="Primary", town="Dale", **shared),
                School(key="100003", name="Bay School", area=south, phase="Secondary", town="Bay", **shared),
            ]
            team = Team(key="inclusion", name="Inclusion", **shared)
            northern = Team(key="north-team", name="North area team", area=north, **shared)
            lead = Post(key="lead", title="Lead Inclusion Advisor", team=team, **shared)
            caseworker = Post(key="caseworker", title="SEN Caseworker", aliases=["SEN officer"], **shared)
            officer = Post(key="officer", title="EHC Officer", team=team, **shared)
            one, two, three = (
                Contact(
                    key=f"advisor-{number}",
                    name=f"Lead Inclusion Advisor {number}",
                    email=f"advisor-{number}@example.org",
                    phone=f"01632 96000{number}",
                    **shared,
                )
                for number in (1, 2, 3)
            )
            desk = Contact(key="desk", name="Casework desk", email="desk@example.org", **shared)
            session.add_all(
                [north, south, *schools, team, northern, lead, caseworker, officer, one, two, three, desk]
            )
            session.add_all(
                [
                    Assignment(key="lead-100001", contact=one, post=lead, school=schools[0], **shared),
                    Assignment(key="lead-100002", contact=one, post=lead, school=schools[1], **shared),
                    Assignment(key="lead-100003", contact=two, post=lead, school=schools[2], **shared),
                    Assignment(key="caseworker", contact=desk, post=caseworker, **shared),
                ]
            )
            attendance = Service(key="attendance", name="Attendance support", post=lead, team=team, **shared)
            attendance.topics = [session.get_one(Topic, "attendance")]
            casework = Service(key="casework", name="Casework", post=caseworker, **shared)
            casework.topics = [session.get_one(Topic, "ehcp")]
            north_only = Service(key="north-only", name="Northern help", contact=desk, **shared)
            north_only.areas = [north]
            session.add_all([attendance, casework, north_only])


@pytest.fixture
def westshire(engine: Engine) -> Engine:
    found_westshire(engine)
    return engine


Does = Callable[..., Done]


@pytest.fixture
def does(westshire: Engine) -> Does:
    """Carries out a command in a transaction of its own, by an owner on 1 June 2026 by default."""

    def do(command: Command, *, actor: Actor = OWNER, today: date = TODAY) -> Done:
        with db.writing(westshire) as session:
            return carry_out(session, actor, command, today=today, now=NOW)

    return do


@pytest.fixture
def held(westshire: Engine) -> Callable[[], Snapshot]:
    """The directory as it is now, all of it."""

    def take() -> Snapshot:
        with db.reading(westshire) as session:
            return snapshot.take(session, "westshire")

    return take
