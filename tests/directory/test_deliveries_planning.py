"""What is planned, and what becomes of the plan when the timeline changes."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date, datetime, timedelta
from threading import Barrier

import pytest
from sqlalchemy import Engine

from directory import db, deliveries
from directory.deliveries import Planned
from directory.follows import note_audience, stop
from directory.words import Audience, DateStatus, DeliveryKind
from tests.directory.delivering import (
    BRIEFING,
    CHANNEL,
    COUNCIL,
    MONDAY,
    OPENING,
    TEAM,
    add,
    cancel,
    claim,
    claim_one,
    edit,
    follows,
    found_council,
    plan,
    planned,
    post,
    rows,
)

DAY = timedelta(days=1)
LATER = date(2022, 7, 21)


@pytest.fixture
def council(engine: Engine) -> Engine:
    """A consultation with an opening on 5 July and briefings on 19 July 2022, followed since 27 June."""
    found_council(engine, opening=OPENING, briefing=BRIEFING)
    follows(engine)
    return engine


def notices(engine: Engine) -> list[list[tuple[str, str, str | None]]]:
    """Of each notice, planned or not: what changed, from when, to when."""
    held = rows(engine, "details", kind=DeliveryKind.CHANGE)
    return [[(each["change"], each["old"], each["new"]) for each in details["changes"]] for details in held]


def test_every_day_gets_a_delivery_for_each_lead_time(council: Engine):
    assert plan(council) == Planned(follows=1, new=6)
    assert planned(council) == [
        (OPENING, 7),
        (OPENING, 1),
        (OPENING, 0),
        (BRIEFING, 7),
        (BRIEFING, 1),
        (BRIEFING, 0),
    ]


def test_rows_of_one_day_share_a_delivery(council: Engine):
    add(council, "scrutiny", BRIEFING)
    plan(council)
    assert planned(council).count((BRIEFING, 0)) == 1


def test_days_that_are_over_when_following_begins_are_not_planned(engine: Engine):
    found_council(engine, opening=OPENING, briefing=BRIEFING)
    after = MONDAY + 10 * DAY
    follows(engine, after)
    plan(engine, after)
    assert planned(engine) == [(BRIEFING, 7), (BRIEFING, 1), (BRIEFING, 0)]


def test_provisional_days_are_planned_and_cancelled_ones_are_not(council: Engine):
    edit(council, "opening", status=DateStatus.PROVISIONAL)
    cancel(council, "briefing")
    plan(council)
    assert {day for day, _ in planned(council)} == {OPENING}


def test_a_channel_that_schools_read_is_reminded_of_what_schools_may_see(council: Engine):
    add(council, "share", LATER, audience=Audience.SCHOOLS)
    follows(council, destination="C2", audience=Audience.SCHOOLS)
    plan(council)
    assert {*rows(council, "day", destination="C2")} == {LATER}


def test_planning_again_changes_nothing(council: Engine):
    plan(council)
    before = rows(council, "id", "key", "status")
    assert plan(council, MONDAY + timedelta(hours=1)) == Planned()
    assert plan(council, MONDAY + DAY) == Planned(follows=1)
    assert rows(council, "id", "key", "status") == before


def test_an_edit_of_something_else_changes_no_delivery(council: Engine):
    plan(council)
    edit(council, "opening", note="Bring the agenda")
    assert plan(council) == Planned(follows=1)


def test_a_new_date_is_planned_without_a_notice(council: Engine):
    plan(council)
    add(council, "scrutiny", LATER)
    assert plan(council, MONDAY + DAY) == Planned(follows=1, new=3)


def test_a_date_added_at_short_notice_is_not_reminded_of_late(council: Engine):
    plan(council)
    add(council, "scrutiny", date(2022, 6, 30))
    plan(council, MONDAY + DAY)
    assert {lead for day, lead in planned(council) if day == date(2022, 6, 30)} == {1, 0}


def test_a_moved_day_keeps_other_deliveries_and_is_told_once_with_both_days(council: Engine):
    plan(council)
    kept = rows(council, "id", day=OPENING)
    edit(council, "briefing", [LATER])
    assert plan(council) == Planned(follows=1, new=3, dropped=3, notices=1)
    assert rows(council, "id", day=OPENING) == kept
    assert notices(council) == [[("moved", "2022-07-19", "2022-07-21")]]
    assert plan(council) == Planned()


def test_a_cancelled_day_is_told_and_no_longer_planned(council: Engine):
    plan(council)
    cancel(council, "briefing")
    plan(council)
    assert {day for day, _ in planned(council)} == {OPENING}
    assert notices(council) == [[("cancelled", "2022-07-19", None)]]


def test_what_a_retired_row_said_is_told_as_cancelled(council: Engine):
    plan(council)
    edit(council, "briefing", valid_to=MONDAY.date())
    assert plan(council, MONDAY + DAY).notices == 1
    assert notices(council) == [[("cancelled", "2022-07-19", None)]]


def test_all_changes_of_one_planning_are_one_notice(council: Engine):
    plan(council)
    edit(council, "opening", [date(2022, 7, 6)])
    cancel(council, "briefing")
    plan(council)
    assert notices(council) == [[("moved", "2022-07-05", "2022-07-06"), ("cancelled", "2022-07-19", None)]]


def test_a_day_that_moves_and_moves_back_is_told_both_times(council: Engine):
    plan(council)
    for day in (LATER, BRIEFING, LATER):
        edit(council, "briefing", [day])
        plan(council)
    assert len(notices(council)) == 3
    assert {day for day, _ in planned(council)} == {OPENING, LATER}


def test_a_day_that_moves_back_is_planned_under_the_keys_it_had(council: Engine):
    plan(council)
    before = rows(council, "id", "key", "due_at", status="planned")
    edit(council, "briefing", [LATER])
    plan(council)
    edit(council, "briefing", [BRIEFING])
    assert plan(council).planned_again == 3
    assert rows(council, "id", "key", "due_at", status="planned", kind="reminder") == before


def test_a_cancelled_day_that_is_on_again_is_told(council: Engine):
    plan(council)
    cancel(council, "briefing")
    plan(council)
    edit(council, "briefing", status=DateStatus.CONFIRMED)
    plan(council)
    assert notices(council)[1] == [("back", "2022-07-19", "2022-07-19")]
    assert (BRIEFING, 0) in planned(council)


def test_a_change_of_days_that_are_over_is_not_told(council: Engine):
    plan(council)
    edit(council, "opening", [date(2022, 7, 6)])
    assert plan(council, MONDAY + 20 * DAY).notices == 0


def test_a_row_that_is_no_longer_for_the_reader_is_dropped_without_a_word(council: Engine):
    add(council, "share", LATER, audience=Audience.SCHOOLS)
    follows(council, destination="C2", audience=Audience.SCHOOLS)
    plan(council)
    edit(council, "share", audience=Audience.STAFF)
    plan(council)
    assert {*rows(council, "status", destination="C2")} == {"dropped"}
    assert rows(council, "id", destination="C2", kind="change") == []


def test_when_strangers_join_a_channel_what_is_for_staff_is_dropped(council: Engine):
    plan(council)
    with db.writing(council) as session:
        assert note_audience(session, 1, Audience.SCHOOLS)
    plan(council)
    assert planned(council) == []
    assert notices(council) == []


def test_what_was_posted_is_never_planned_again(council: Engine):
    plan(council)
    due = MONDAY + DAY + timedelta(hours=1)
    (batch,) = claim(council, due)
    post(council, batch, due)
    edit(council, "opening", [date(2022, 7, 8)])
    plan(council, due)
    edit(council, "opening", [OPENING])
    plan(council, due)
    assert rows(council, "status", day=OPENING, lead=7) == ["posted"]


def test_what_a_worker_holds_is_left_to_it(council: Engine):
    plan(council)
    due = MONDAY + DAY + timedelta(hours=1)
    held = claim_one(council, due)
    cancel(council, "opening")
    plan(council, due)
    assert rows(council, "status", id=held.id) == ["claimed"]


def test_a_clock_that_was_a_year_ahead_for_a_moment_loses_no_reminder(council: Engine):
    plan(council)
    before = planned(council)
    plan(council, MONDAY + 365 * DAY)
    assert claim(council, MONDAY + 365 * DAY) == ()
    assert planned(council) == []
    plan(council, MONDAY + timedelta(minutes=1))
    assert planned(council) == before


def test_what_was_due_while_no_worker_was_awake_stays_planned(council: Engine):
    plan(council)
    add(council, "scrutiny", LATER)
    plan(council, MONDAY + 5 * DAY)
    assert rows(council, "status", day=OPENING, lead=7) == ["planned"]


def test_other_lead_times_are_planned_from_now_on(council: Engine):
    plan(council)
    follows(council, MONDAY + DAY, leads=[14, 1])
    plan(council, MONDAY + DAY)
    assert planned(council) == [(OPENING, 1), (BRIEFING, 14), (BRIEFING, 1)]


def test_another_hour_moves_what_is_planned(council: Engine):
    plan(council)
    follows(council, hour="14:30")
    assert plan(council).moved == 6
    assert {due.hour * 60 + due.minute for due in rows(council, "due_at")} == {13 * 60 + 30}


def test_nothing_is_planned_for_who_stopped_following(council: Engine):
    plan(council)
    with db.writing(council) as session:
        stop(session, COUNCIL, team=TEAM, destination=CHANNEL, who="U1", at=MONDAY)
    assert planned(council) == []
    edit(council, "briefing", [LATER])
    assert plan(council) == Planned()


def test_who_follows_again_is_told_nothing_of_what_changed_meanwhile(council: Engine):
    plan(council)
    with db.writing(council) as session:
        stop(session, COUNCIL, team=TEAM, destination=CHANNEL, who="U1", at=MONDAY)
    edit(council, "briefing", [LATER])
    follows(council, MONDAY + 5 * DAY)
    plan(council, MONDAY + 5 * DAY)
    assert notices(council) == []
    assert planned(council) == [(OPENING, 1), (OPENING, 0), (LATER, 7), (LATER, 1), (LATER, 0)]


def test_a_change_that_starts_by_itself_at_midnight_is_told_at_the_hour(council: Engine):
    edit(council, "briefing", valid_to=date(2022, 6, 28))
    plan(council)
    midnight = datetime.fromisoformat("2022-06-29T00:05:00+01:00")
    plan(council, midnight)
    (due,) = rows(council, "due_at", kind="change")
    assert due == datetime.fromisoformat("2022-06-29T09:00:00+01:00")


def test_two_processes_that_plan_at_once_make_each_delivery_and_notice_once(council: Engine):
    for number in range(2, 30):
        follows(council, destination=f"C{number}")
    plan(council)
    edit(council, "briefing", [LATER])
    start = Barrier(3)

    def run(_number: int) -> Planned:
        start.wait()
        return deliveries.plan(council, COUNCIL, MONDAY)

    with ThreadPoolExecutor(3) as pool:
        done = list(pool.map(run, range(3)))
    assert sum(each.notices for each in done) == 29
    assert sum(each.new for each in done) == 29 * 3
    assert len(rows(council, "id", kind="change")) == 29
