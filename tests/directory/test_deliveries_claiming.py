"""Taking what is due: once, by one worker for each destination, and again when a worker did not come back."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
from sqlalchemy import Engine, event

from directory import db, deliveries
from directory.deliveries import Batch
from directory.follows import stop
from tests.directory.delivering import (
    BRIEFING,
    CHANNEL,
    COUNCIL,
    LEASE,
    MONDAY,
    OPENING,
    REDESIGN,
    TEAM,
    add,
    claim,
    claim_one,
    follows,
    found_council,
    plan,
    planned_council,
    post,
    rows,
)

DAY, HOUR, MINUTE = timedelta(days=1), timedelta(hours=1), timedelta(minutes=1)
DUE = MONDAY + DAY + HOUR
"""When the reminder a week before the opening is due."""


@pytest.fixture
def council(engine: Engine) -> Engine:
    """An opening on 5 July and a briefing on 19 July 2022, planned for one channel."""
    return planned_council(engine)


def leads(batch: Batch) -> list[tuple[object, int | None]]:
    return [(each.day, each.lead) for each in batch.deliveries]


def test_nothing_is_taken_before_it_is_due(council: Engine):
    assert claim(council, DUE - MINUTE) == ()


def test_what_is_due_is_taken_with_what_a_post_needs(council: Engine):
    (batch,) = claim(council, DUE)
    (only,) = batch.deliveries
    assert (batch.team, batch.destination, batch.is_person) == (TEAM, CHANNEL, False)
    assert (only.authority, only.consultation, only.day, only.lead) == (COUNCIL, REDESIGN, OPENING, 7)
    assert (only.late, only.uncertain, only.over) == (False, False, False)
    assert (only.claimed_at, only.until) == (DUE, DUE + LEASE)


def test_what_is_taken_is_not_taken_again(council: Engine):
    assert claim(council, DUE)
    assert claim(council, DUE, "two") == ()
    assert claim(council, DUE, "one") == ()


def test_a_claim_that_ran_out_is_taken_as_uncertain_since_it_was_first_taken(council: Engine):
    claim(council, DUE)
    again = claim_one(council, DUE + 2 * LEASE, "two")
    assert again.uncertain
    assert again.claimed_at == DUE
    assert claim_one(council, DUE + 4 * LEASE, "three").claimed_at == DUE


def test_nothing_is_taken_for_a_destination_that_another_worker_holds(council: Engine):
    add(council, "same-day", OPENING + timedelta(days=1))
    plan(council)
    next_due = DUE + DAY
    deliveries.claim(council, "one", DUE, lease=2 * DAY, limit=1)
    assert claim(council, next_due, "two") == ()


def test_other_destinations_are_free_meanwhile(council: Engine):
    follows(council, destination="C2")
    plan(council)
    (first,) = claim(council, DUE, limit=1)
    (second,) = claim(council, DUE, "two", limit=1)
    assert {first.destination, second.destination} == {CHANNEL, "C2"}


def test_no_more_destinations_than_asked_for_are_taken(council: Engine):
    for number in range(2, 6):
        follows(council, destination=f"C{number}")
    plan(council)
    assert len(claim(council, DUE, limit=3)) == 3
    assert len(claim(council, DUE, limit=3)) == 2


def test_a_reminder_an_hour_late_is_marked_late(council: Engine):
    assert not claim_one(council, DUE + HOUR).late
    assert claim_one(council, DUE + HOUR + 2 * LEASE).late


def test_what_is_past_its_day_is_missed_and_not_taken(council: Engine):
    (batch,) = claim(council, MONDAY + 15 * DAY + 2 * HOUR)
    assert leads(batch) == [(BRIEFING, 7)]
    assert rows(council, "day", "lead", status="missed") == [(OPENING, 7), (OPENING, 1), (OPENING, 0)]


def test_on_its_own_day_a_reminder_is_late_and_not_missed(council: Engine):
    (batch,) = claim(council, MONDAY + 8 * DAY + 12 * HOUR)
    assert leads(batch) == [(OPENING, 7), (OPENING, 1), (OPENING, 0)]
    assert all(each.late for each in batch.deliveries)


def test_more_than_one_late_reminder_of_a_destination_makes_a_digest(council: Engine):
    (batch,) = claim(council, MONDAY + 8 * DAY + 12 * HOUR)
    assert batch.digest == batch.deliveries
    follows(council, destination="C2", leads=[7])
    plan(council)
    (batch,) = claim(council, DUE + 2 * HOUR)
    assert batch.digest == ()


def test_an_uncertain_reminder_whose_day_has_passed_is_still_looked_for(council: Engine):
    claim(council, MONDAY + 8 * DAY + HOUR)
    (batch,) = claim(council, MONDAY + 9 * DAY + HOUR, "two")
    assert all(each.uncertain and each.over for each in batch.deliveries)
    assert batch.digest == ()


def test_what_was_held_when_following_stopped_is_not_posted_any_more(council: Engine):
    held = claim_one(council, DUE)
    with db.writing(council) as session:
        stop(session, COUNCIL, team=TEAM, destination=CHANNEL, who="U1", at=DUE)
    assert claim(council, DUE + 2 * LEASE, "two") == ()
    assert rows(council, "status", id=held.id) == ["dropped"]


def test_what_is_due_comes_in_order(council: Engine):
    add(council, "scrutiny", OPENING + DAY)
    plan(council)
    (batch,) = claim(council, DUE + DAY)
    assert [each.due_at for each in batch.deliveries] == [DUE, DUE + DAY]


def test_of_one_authority_only_its_own_is_taken_or_missed(council: Engine):
    far = MONDAY + 10 * DAY
    assert deliveries.claim(council, "one", far, lease=LEASE, limit=9, authority="elsewhere") == ()
    assert rows(council, "id", status="missed") == []


def take_all(engine: Engine, worker: str, start: Barrier, posted: list[int]) -> int:
    """As a worker does: claims and posts until nothing is left; how many claims it made."""
    start.wait()
    at, made = DUE, 0
    while batches := claim(engine, at, worker, limit=3):
        made += 1
        for batch in batches:
            posted += [each.id for each in batch.deliveries]
            post(engine, batch, at)
    return made


def test_no_delivery_is_taken_twice_by_workers_at_once(council: Engine):
    for number in range(2, 42):
        follows(council, destination=f"C{number}")
    plan(council)
    start, posted = Barrier(4), [[], [], [], []]
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(lambda n: take_all(council, f"w{n}", start, posted[n]), range(4)))
    everything = [each for one in posted for each in one]
    assert len(everything) == len(set(everything))
    while left := claim(council, DUE, "last"):
        everything += [each.id for batch in left for each in batch.deliveries]
        for batch in left:
            post(council, batch, DUE)
    assert sorted(everything) == sorted(rows(council, "id", day=OPENING, lead=7))


def test_two_engines_on_one_sqlite_file_take_each_delivery_once(sqlite_engine: Engine):
    found_council(sqlite_engine, opening=OPENING)
    for number in range(30):
        follows(sqlite_engine, destination=f"C{number}")
    plan(sqlite_engine)
    engines = [db.connect(str(sqlite_engine.url)) for _ in range(2)]
    start, posted = Barrier(2), [[], []]
    with ThreadPoolExecutor(2) as pool:
        list(pool.map(lambda n: take_all(engines[n], f"w{n}", start, posted[n]), range(2)))
    for engine in engines:
        engine.dispose()
    everything = [each for one in posted for each in one]
    assert len(everything) == len(set(everything)) == 30


def test_a_destination_that_another_worker_is_just_claiming_for_is_passed_over(postgres_engine: Engine):
    """Between the lock and the commit of one worker, another sees the destination as due."""
    found_council(postgres_engine, opening=OPENING)
    follows(postgres_engine)
    plan(postgres_engine)
    seen: list[tuple[Batch, ...]] = []

    @event.listens_for(postgres_engine, "commit")
    def before_commit(_connection: object) -> None:
        if not seen:
            seen.append(())
            with ThreadPoolExecutor(1) as pool:
                seen.append(pool.submit(claim, postgres_engine, DUE, "two").result(timeout=10))

    (batch,) = claim(postgres_engine, DUE)
    assert len(batch.deliveries) == 1
    assert seen[1] == ()
