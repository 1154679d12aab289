"""Who follows a consultation, and how they want to be reminded."""

from datetime import timedelta

import pytest
from sqlalchemy import Engine, select

from directory import db
from directory.changes import recording
from directory.errors import UnknownAuthority
from directory.follows import (
    Follow,
    UnknownConsultation,
    UnusableHour,
    UnusableLeads,
    follow,
    following,
    note_audience,
    stop,
)
from directory.models import Authority, Consultation
from directory.words import Audience
from tests.directory.delivering import (
    CHANNEL,
    COUNCIL,
    MONDAY,
    OPENING,
    REDESIGN,
    TEAM,
    follows,
    found_council,
)

DAY = timedelta(days=1)
ASKED = {"team": TEAM, "destination": CHANNEL, "is_person": False, "audience": Audience.STAFF, "who": "U1"}


@pytest.fixture
def council(engine: Engine) -> Engine:
    found_council(engine, opening=OPENING)
    return engine


def all_of(engine: Engine, destination: str | None = None) -> tuple[Follow, ...]:
    with db.reading(engine) as session:
        return following(session, COUNCIL, destination)


def stops(engine: Engine, **which: str) -> tuple[Follow, ...]:
    with db.writing(engine) as session:
        return stop(session, COUNCIL, team=TEAM, destination=CHANNEL, who="U2", at=MONDAY + DAY, **which)


def test_a_channel_follows_with_the_usual_lead_times_and_hour(council: Engine):
    made = follows(council)
    assert (made.leads, made.hour, made.title, made.created_by) == ((7, 1, 0), "09:00", "A redesign", "U1")
    assert all_of(council) == (made,)


def test_following_twice_keeps_one_follow_with_the_later_settings(council: Engine):
    follows(council)
    follows(council, MONDAY + DAY, leads=[1, 14, 1], hour="08:30", who="U2")
    (only,) = all_of(council, CHANNEL)
    assert (only.leads, only.hour, only.created_by) == ((14, 1), "08:30", "U1")


def test_a_person_and_a_channel_follow_on_their_own(council: Engine):
    follows(council)
    follows(council, destination="U7", is_person=True)
    assert [(each.destination, each.is_person) for each in all_of(council)] == [("C1", False), ("U7", True)]
    assert len(all_of(council, "U7")) == 1


@pytest.mark.parametrize("leads", [[], [-1], [91], [1, 2, 3, 4, 5, 6, 7]])
def test_lead_times_that_cannot_be_meant_are_refused(council: Engine, leads: list[int]):
    with pytest.raises(UnusableLeads):
        follows(council, leads=leads)
    assert all_of(council) == ()


@pytest.mark.parametrize("hour", ["9", "24:00", "09:60", "nine", ""])
def test_an_hour_that_is_none_is_refused(council: Engine, hour: str):
    with pytest.raises(UnusableHour):
        follows(council, hour=hour)


def test_what_is_not_there_cannot_be_followed(council: Engine):
    with db.writing(council) as session, pytest.raises(UnknownConsultation):
        follow(session, COUNCIL, "nothing", at=MONDAY, **ASKED)
    with db.writing(council) as session, pytest.raises(UnknownAuthority):
        follow(session, "nowhere", REDESIGN, at=MONDAY, **ASKED)


def test_stopping_gives_what_was_followed_and_stopping_again_gives_nothing(council: Engine):
    follows(council)
    (stopped,) = stops(council, why="not needed")
    assert (stopped.consultation, stopped.stopped_why) == (REDESIGN, "not needed")
    assert stops(council) == ()
    assert all_of(council) == ()


def test_one_of_several_consultations_can_be_stopped(council: Engine):
    with db.writing(council) as session:
        first = session.scalars(select(Consultation)).one()
        values = {"authority_id": first.authority_id, "source_id": first.source_id}
        with recording(session, session.scalars(select(Authority)).one(), who="t", action="a", at=MONDAY):
            session.add(Consultation(key="other", title="Another", **values))
    follows(council)
    with db.writing(council) as session:
        follow(session, COUNCIL, "other", at=MONDAY, **ASKED)
    assert [each.consultation for each in stops(council, consultation="other")] == ["other"]
    assert [each.consultation for each in all_of(council)] == [REDESIGN]


def test_who_follows_again_is_the_one_who_follows(council: Engine):
    follows(council)
    stops(council)
    again = follows(council, MONDAY + 2 * DAY, who="U3")
    assert (again.created_by, again.stopped_at, again.stopped_why) == ("U3", None, "")


def test_who_reads_there_is_kept_as_last_seen(council: Engine):
    made = follows(council)
    with db.writing(council) as session:
        assert not note_audience(session, made.id, Audience.STAFF)
        assert note_audience(session, made.id, Audience.SCHOOLS)
    assert all_of(council)[0].audience is Audience.SCHOOLS
