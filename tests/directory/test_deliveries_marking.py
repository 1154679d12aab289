"""What came of a claim, and what follows from it."""

from datetime import date, timedelta

import pytest
from sqlalchemy import Engine

from directory import db, deliveries
from tests.directory.delivering import (
    BRIEFING,
    LEASE,
    MONDAY,
    OPENING,
    claim,
    claim_one,
    edit,
    plan,
    planned_council,
    post,
    rows,
)

DAY, HOUR, MINUTE = timedelta(days=1), timedelta(hours=1), timedelta(minutes=1)
DUE = MONDAY + DAY + HOUR


@pytest.fixture
def council(engine: Engine) -> Engine:
    """An opening on 5 July and a briefing on 19 July 2022, planned for one channel."""
    return planned_council(engine)


def test_what_was_posted_is_kept_with_where_and_what_it_showed(council: Engine):
    held = claim_one(council, DUE)
    deliveries.mark_posted(
        council, [held.id], channel="C1", ts="1.5", at=DUE, details={"titles": ["Opening"]}
    )
    assert rows(council, "status", "channel", "ts", "late", "done_at", "details", id=held.id) == [
        ("posted", "C1", "1.5", False, DUE, {"titles": ["Opening"]})
    ]
    assert claim(council, DUE + 2 * LEASE) == ()


def test_what_is_found_to_have_been_posted_in_time_is_not_late(council: Engine):
    claim(council, DUE)
    found = claim_one(council, DUE + 2 * HOUR, "two")
    assert found.late
    deliveries.mark_posted(council, [found.id], channel="C1", ts="1.5", at=DUE + MINUTE, details={})
    assert rows(council, "late", id=found.id) == [False]


def test_what_was_posted_is_posted_whoever_finds_out(council: Engine):
    held = claim_one(council, DUE)
    claim(council, DUE + 2 * LEASE, "two")
    deliveries.mark_posted(council, [held.id], channel="C1", ts="1.5", at=DUE, details={})
    assert deliveries.put_off(council, "two", [held.id], try_at=DUE + DAY, error="late") == 0
    assert rows(council, "status", id=held.id) == ["posted"]


def test_what_is_put_off_is_taken_again_when_its_time_comes(council: Engine):
    held = claim_one(council, DUE)
    assert deliveries.put_off(council, "one", [held.id], try_at=DUE + MINUTE, error="ratelimited") == 1
    assert claim(council, DUE + MINUTE / 2) == ()
    again = claim_one(council, DUE + MINUTE)
    assert (again.attempts, again.uncertain, again.claimed_at) == (1, False, DUE + MINUTE)


def test_what_is_in_doubt_is_taken_as_uncertain_when_it_can_be_looked_up(council: Engine):
    held = claim_one(council, DUE)
    deliveries.doubt(council, "one", [held.id], look_at=DUE + MINUTE, error="timeout")
    assert claim(council, DUE + MINUTE) == ()
    again = claim_one(council, DUE + 2 * MINUTE)
    assert (again.uncertain, again.claimed_at, again.attempts) == (True, DUE, 1)


def test_what_is_released_is_free_from_the_moment_it_says_and_not_in_doubt(council: Engine):
    held = claim_one(council, DUE)
    deliveries.release(council, "one", [held.id], try_at=DUE + MINUTE)
    assert claim(council, DUE + MINUTE / 2, "two") == ()
    again = claim_one(council, DUE + MINUTE, "two")
    assert (again.uncertain, again.attempts) == (False, 0)


@pytest.mark.parametrize("mark", ["release", "put_off", "doubt", "fail", "miss", "drop"])
def test_a_worker_that_lost_its_claim_changes_nothing(council: Engine, mark: str):
    held = claim_one(council, DUE)
    claim(council, DUE + 2 * LEASE, "two")
    given = {
        "release": {"try_at": DUE},
        "put_off": {"try_at": DUE, "error": ""},
        "doubt": {"look_at": DUE, "error": ""},
        "fail": {"error": "", "at": DUE},
        "miss": {"at": DUE},
        "drop": {"at": DUE},
    }
    assert getattr(deliveries, mark)(council, "one", [held.id], **given[mark]) == 0
    assert rows(council, "status", "claimed_by", id=held.id) == [("claimed", "two")]


def test_what_slack_refuses_for_good_is_not_tried_again(council: Engine):
    held = claim_one(council, DUE)
    deliveries.fail(council, "one", [held.id], error="msg_too_long", at=DUE)
    edit(council, "opening", note="changed")
    plan(council, DUE)
    assert claim(council, DUE + HOUR) == ()


def test_a_snoozed_reminder_comes_again_once_however_often_the_button_is_pressed(council: Engine):
    (batch,) = claim(council, DUE)
    post(council, batch, DUE)
    for expected in (True, False):
        with db.writing(council) as session:
            assert deliveries.snooze(session, batch.deliveries[0].id, DUE + DAY) is expected
    again = claim_one(council, DUE + DAY)
    assert (again.kind, again.day, again.lead) == ("snoozed", OPENING, 7)


def test_a_snoozed_reminder_can_be_snoozed_again(council: Engine):
    (batch,) = claim(council, DUE)
    post(council, batch, DUE)
    for at in (DUE + DAY, DUE + 2 * DAY):
        with db.writing(council) as session:
            assert deliveries.snooze(session, batch.deliveries[0].id, at)
        (batch,) = claim(council, at)
        post(council, batch, at)
    assert len(rows(council, "id", kind="snoozed", status="posted")) == 2


def test_a_snoozed_reminder_of_a_day_that_moved_does_not_come(council: Engine):
    (batch,) = claim(council, DUE)
    post(council, batch, DUE)
    with db.writing(council) as session:
        deliveries.snooze(session, batch.deliveries[0].id, DUE + 2 * DAY)
    edit(council, "opening", [date(2022, 7, 8)])
    plan(council, DUE)
    assert rows(council, "status", kind="snoozed") == ["dropped"]


def test_the_posts_about_a_day_can_be_found_to_amend_them(council: Engine):
    (batch,) = claim(council, DUE)
    post(council, batch, DUE)
    with db.reading(council) as session:
        (found,) = deliveries.posts_about(session, batch.deliveries[0].follow_id, [OPENING])
        assert (found.channel, found.ts) == ("C1", f"{found.id}.0")
        assert deliveries.posts_about(session, batch.deliveries[0].follow_id, [BRIEFING]) == ()
