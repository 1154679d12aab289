"""What owners see of the deliveries, who is told when Slack refuses a destination, and who is awake."""

from datetime import timedelta

import pytest
from sqlalchemy import Engine

from directory import db, deliveries
from directory.deliveries import DestinationStatus
from directory.follows import following
from directory.role_grants import Grant, grant_role
from directory.roles import Role
from tests.directory.delivering import (
    BRIEFING,
    CHANNEL,
    COUNCIL,
    LEASE,
    MONDAY,
    OPENING,
    TEAM,
    claim,
    claim_one,
    follows,
    plan,
    planned_council,
    post,
    rows,
)

DAY, HOUR, MINUTE = timedelta(days=1), timedelta(hours=1), timedelta(minutes=1)
DUE = MONDAY + DAY + HOUR


@pytest.fixture
def council(engine: Engine) -> Engine:
    """An opening on 5 July and a briefing on 19 July 2022, planned for one channel; U9 is an owner."""
    planned_council(engine)
    with db.writing(engine) as session:
        grant_role(session, COUNCIL, Grant("U9", Role.OWNER), MONDAY)
    return engine


def standing(engine: Engine) -> DestinationStatus:
    """How the only destination stands."""
    with db.reading(engine) as session:
        (only,) = deliveries.status(session, COUNCIL).destinations
        return only


def archive(engine: Engine, destination: str = CHANNEL) -> int:
    return deliveries.stop_follow(
        engine, TEAM, destination, why="the channel is archived", at=DUE, owners=["U8"]
    )


def test_before_anything_is_due_the_next_run_is_known(council: Engine):
    found = standing(council)
    assert (found.consultations, found.planned, found.posted) == (("A redesign",), 6, 0)
    assert found.next_at == DUE
    with db.reading(council) as session:
        assert deliveries.next_due(session) == DUE


def test_a_claim_that_runs_out_is_due_then(council: Engine):
    claim(council, DUE)
    with db.reading(council) as session:
        assert deliveries.next_due(session) == DUE + LEASE


def test_posted_late_and_missed_deliveries_are_counted(council: Engine):
    (batch,) = claim(council, DUE)
    post(council, batch, DUE)
    (batch,) = claim(council, DUE + 6 * DAY + 2 * HOUR)
    post(council, batch, DUE + 6 * DAY + 2 * HOUR)
    claim(council, DUE + 40 * DAY)
    found = standing(council)
    assert (found.planned, found.posted, found.late, found.missed) == (0, 2, 1, 4)
    assert [each.day for each in found.unsent] == [BRIEFING, BRIEFING, BRIEFING, OPENING]


def test_what_slack_refused_is_listed_with_its_reason(council: Engine):
    held = claim_one(council, DUE)
    deliveries.fail(council, "one", [held.id], error="msg_too_long", at=DUE)
    found = standing(council)
    assert (found.failed, [each.error for each in found.unsent]) == (1, ["msg_too_long"])


def test_the_totals_are_those_of_all_destinations(council: Engine):
    follows(council, destination="C2")
    plan(council)
    with db.reading(council) as session:
        assert deliveries.status(session, COUNCIL).total("planned") == 12


def test_a_destination_that_slack_refuses_is_stopped_and_each_owner_told_once(council: Engine):
    assert archive(council) == 2
    assert archive(council) == 0
    batches = claim(council, DUE)
    assert {(each.destination, each.is_person) for each in batches} == {("U8", True), ("U9", True)}
    (told,) = batches[0].deliveries
    assert told.kind == "stopped"
    assert told.details["why"] == "the channel is archived"
    assert told.details["consultations"] == ["A redesign"]
    assert (standing(council).planned, standing(council).stopped_why) == (0, "the channel is archived")


def test_other_destinations_go_on_when_one_is_stopped(council: Engine):
    follows(council, destination="C2")
    plan(council)
    archive(council)
    with db.reading(council) as session:
        assert [each.destination for each in following(session, COUNCIL)] == ["C2"]
    assert "C2" in {each.destination for each in claim(council, DUE)}


def test_an_owner_whose_own_reminders_are_refused_is_not_written_to(council: Engine):
    follows(council, destination="U9", is_person=True)
    plan(council)
    archive(council, "U9")
    assert rows(council, "destination", kind="stopped") == ["U8"]


def test_what_was_refused_may_be_planned_again_once_somebody_follows_again(council: Engine):
    held = claim_one(council, DUE)
    deliveries.fail(council, "one", [held.id], error="is_archived", at=DUE)
    archive(council)
    follows(council, DUE + HOUR)
    plan(council, DUE + HOUR)
    found = standing(council)
    assert (found.planned, found.failed, found.stopped_at) == (5, 1, None)


def test_a_worker_that_is_awake_is_not_silent(council: Engine):
    deliveries.beat(council, "one", MONDAY, MONDAY + MINUTE)
    deliveries.beat(council, "one", MONDAY + HOUR, MONDAY + HOUR + MINUTE)
    with db.reading(council) as session:
        assert deliveries.silent_workers(session, MONDAY + HOUR + 59 * MINUTE) == ()
        assert [each.at for each in deliveries.beats(session)] == [MONDAY + HOUR]


def test_a_worker_that_has_been_silent_for_an_hour_is_named(council: Engine):
    deliveries.beat(council, "one", MONDAY, None)
    deliveries.beat(council, "two", MONDAY + HOUR, None)
    with db.reading(council) as session:
        assert [each.worker for each in deliveries.silent_workers(session, MONDAY + HOUR)] == ["one"]


def test_a_worker_that_was_replaced_a_day_ago_is_forgotten(council: Engine):
    deliveries.beat(council, "one", MONDAY, None)
    with db.reading(council) as session:
        assert len(deliveries.silent_workers(session, MONDAY + 2 * DAY)) == 1
    deliveries.beat(council, "two", MONDAY + 2 * DAY, None)
    with db.reading(council) as session:
        assert deliveries.silent_workers(session, MONDAY + 2 * DAY) == ()


def test_a_worker_that_was_told_to_stop_is_not_missed(council: Engine):
    deliveries.beat(council, "one", MONDAY, None)
    deliveries.rest(council, "one")
    with db.reading(council) as session:
        assert deliveries.silent_workers(session, MONDAY + 2 * DAY) == ()
