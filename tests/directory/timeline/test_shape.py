from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directory import db, snapshot
from directory.editing.carry_out import carry_out
from directory.roles import at_the_command_line
from directory.timeline.shape import NoDays, NotAWorkingDay, shaped
from directory.timeline.working_days import ENGLAND
from directory.words import Audience, DateStatus
from tests.directory.timeline.conftest import LOADED, TODAY, consultation, key_date, snapshot_of

JULY = date(2022, 7, 5)


def test_somerset_s_consultation_from_11_january_keeps_every_working_day_between(seen_by):
    shape = shaped(seen_by(Audience.STAFF), "redesign-2022", date(2027, 1, 11))
    assert (shape.starts_on, shape.ends_on) == (date(2027, 1, 11), date(2027, 2, 18))
    days = {each.like: each.row.days for each in shape.rows}
    assert days["executive-slt"] == (date(2026, 12, 31),)  # 1 January is a bank holiday
    assert days["start-of-consultation"] == (date(2027, 1, 11),)
    assert days["share-with-schools"] == (date(2027, 1, 12), date(2027, 1, 25))
    assert days["end-of-consultation"] == (date(2027, 2, 18),)
    # 11 working days from 12 August, for the bank holiday on the 29th was none of them
    assert days["slt-discuss-feedback"] == (date(2027, 3, 5),)
    assert [each.like for each in shape.rows][:2] == ["executive-slt", "slt-approval-to-consult"]


def test_what_is_laid_out_can_be_saved_as_it_is(somerset):
    with db.writing(somerset) as session:
        held = snapshot.take(session, "somerset")
        command = shaped(held, "redesign-2022", date(2027, 1, 11)).named("Another redesign")
        owner = at_the_command_line("somerset", "signpost")
        done = carry_out(session, owner, command, today=TODAY, now=LOADED)
        new = snapshot.take(session, "somerset")
    made = [row for row in new.key_dates.values() if row.consultation == done.key]
    assert len(made) == len(held.key_dates)
    assert {row.status for row in made} == {DateStatus.PROVISIONAL}
    assert {row.audience for row in made if "schools" in row.title} == {Audience.SCHOOLS}


def test_english_bank_holidays_are_passed_over():
    held = snapshot_of(consultation("c", JULY, JULY), key_date("next-day", JULY + timedelta(days=1), of="c"))
    shape = shaped(held, "c", date(2022, 8, 26))
    assert shape.rows[0].row.days == (date(2022, 8, 30),)


def test_what_was_cancelled_is_left_out_and_a_condition_is_kept():
    held = snapshot_of(
        consultation("c", JULY),
        key_date("off", JULY, of="c", status=DateStatus.CANCELLED),
        key_date("on", JULY, of="c", condition="subject to agreement"),
        key_date("other", JULY, of="another"),
    )
    (only,) = shaped(held, "c", date(2022, 8, 26)).rows
    assert (only.like, only.row.condition) == ("on", "subject to agreement")


def test_a_first_day_off_is_refused_with_the_next_working_day():
    held = snapshot_of(consultation("c", JULY))
    with pytest.raises(NotAWorkingDay, match="The next working day is 30 August 2022") as refused:
        shaped(held, "c", date(2022, 8, 27))
    assert refused.value.next_day == date(2022, 8, 30)


def test_a_consultation_without_any_day_cannot_be_followed():
    with pytest.raises(NoDays):
        shaped(snapshot_of(consultation("c")), "c", JULY)


working = st.dates(date(2021, 1, 1), date(2029, 12, 31)).map(ENGLAND.on_or_before)
away = st.integers(-60, 120)


@given(working, working, st.lists(st.sets(away, min_size=1, max_size=5), max_size=5), st.integers(0, 90))
def test_every_working_day_distance_is_kept(old, new, rows, length):
    def days(held: set[int]) -> list[date]:
        return sorted({ENGLAND.on_or_before(old + timedelta(days=each)) for each in held})

    last = ENGLAND.on_or_before(old + timedelta(days=length))
    records = [key_date(f"row-{at}", *days(held), of="c", position=at) for at, held in enumerate(rows)]
    shape = shaped(snapshot_of(consultation("c", old, last), *records), "c", new)
    assert ENGLAND.between(shape.starts_on, shape.ends_on) == ENGLAND.between(old, last)
    assert [each.like for each in shape.rows] == [row.key for row in records]
    for made, row in zip(shape.rows, records, strict=True):
        assert all(map(ENGLAND.is_working, made.row.days))
        assert [ENGLAND.between(new, day) for day in made.row.days] == [
            ENGLAND.between(old, day) for day in row.days
        ]


@given(working, st.lists(st.sets(away, min_size=1, max_size=5), max_size=5))
def test_laid_out_from_its_own_first_day_a_timeline_of_working_days_is_the_same(first, rows):
    records = [
        key_date(
            f"row-{at}",
            *sorted({ENGLAND.on_or_before(first + timedelta(days=each)) for each in held}),
            of="c",
            position=at,
        )
        for at, held in enumerate(rows)
    ]
    shape = shaped(snapshot_of(consultation("c", first), *records), "c", first)
    assert [each.row.days for each in shape.rows] == [row.days for row in records]
