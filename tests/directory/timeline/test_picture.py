from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directory.timeline.picture import When, Window, as_text, pictures, window_in_words
from directory.words import Audience, DateStatus
from tests.directory.timeline.conftest import TODAY, consultation, key_date, snapshot_of

DAY = timedelta(days=1)


def test_staff_see_the_whole_timetable_of_somerset(seen_by):
    (picture,) = pictures(seen_by(Audience.STAFF), TODAY)
    assert picture.title == "Education & Inclusion Services Redesign"
    assert [(row.when, row.title) for row in picture.rows if row.when in (When.NEXT, When.LATER)][:2] == [
        (When.NEXT, "Conclusion of collective consultation"),
        (When.LATER, "SLT discuss feedback"),
    ]
    assert picture.window is not None
    assert (picture.window.gone, picture.window.length, picture.window.days_left) == (23, 39, 16)


def test_schools_see_the_date_for_schools_and_nothing_of_the_consultation_around_it(seen_by):
    (picture,) = pictures(seen_by(Audience.SCHOOLS), TODAY)
    assert (picture.consultation, picture.title, picture.stage, picture.window) == (
        "",
        "Key dates",
        None,
        None,
    )
    assert [row.day for row in picture.rows] == [date(2022, 7, 6), date(2022, 7, 19)]
    assert {row.title for row in picture.rows} == {"Share proposals with schools and early years sector reps"}
    assert "Redesign" not in as_text(picture)


def test_a_condition_that_stands_in_the_title_is_said_once(seen_by):
    (picture,) = pictures(seen_by(Audience.STAFF), TODAY)
    assert as_text(picture).lower().count("subject to exec slt agreement") == 1
    assert "formally shared with unions (Provisional; Subject to Exec SLT agreement)" in as_text(picture)


def test_nothing_to_see_is_no_picture():
    assert pictures(snapshot_of(), TODAY) == ()


def test_the_newest_consultation_comes_first():
    old = consultation("old", date(2021, 1, 4), date(2021, 2, 1))
    new = consultation("new", date(2022, 1, 4), date(2022, 2, 1))
    assert [each.consultation for each in pictures(snapshot_of(old, new), TODAY)] == ["new", "old"]


def test_a_row_of_several_days_stands_at_each_of_them_with_its_number():
    held = snapshot_of(consultation(), key_date("drop-in", TODAY - DAY, TODAY, TODAY + DAY, TODAY + 2 * DAY))
    (picture,) = pictures(held, TODAY)
    assert [(row.number, row.when, row.days_to_go) for row in picture.rows] == [
        (1, When.PAST, -1),
        (2, When.TODAY, 0),
        (3, When.NEXT, 1),
        (4, When.LATER, 2),
    ]


def test_everything_on_the_next_day_is_next():
    held = snapshot_of(consultation(), key_date("a", TODAY + DAY), key_date("b", TODAY + DAY))
    assert [row.when for row in pictures(held, TODAY)[0].rows] == [When.NEXT, When.NEXT]


def test_a_cancelled_date_is_never_next():
    gone = key_date("gone", TODAY + DAY, status=DateStatus.CANCELLED)
    held = snapshot_of(consultation(), gone, key_date("on", TODAY + 2 * DAY))
    rows = pictures(held, TODAY)[0].rows
    assert [(row.key, row.when) for row in rows] == [("on", When.NEXT), ("gone", When.LATER)]
    assert "(Cancelled)" in as_text(pictures(held, TODAY)[0])


def test_what_is_provisional_or_conditional_says_so_in_words():
    row = key_date("a", TODAY, status=DateStatus.PROVISIONAL, condition="subject to Exec SLT agreement")
    (picture,) = pictures(snapshot_of(consultation(), row), TODAY)
    assert picture.rows[0].marks == ("Provisional", "Subject to Exec SLT agreement")
    assert "Wed 27 Jul 2022: A (Provisional; Subject to Exec SLT agreement)" in as_text(picture)


@pytest.mark.parametrize(
    ("today", "said"),
    [
        (date(2022, 7, 3), "Not begun: it starts in 2 days."),
        (date(2022, 7, 4), "Not begun: it starts tomorrow."),
        (date(2022, 7, 5), "Day 1 of 39, 38 days left."),
        (date(2022, 8, 11), "Day 38 of 39, 1 day left."),
        (date(2022, 8, 12), "Day 39 of 39, this is the last day."),
        (date(2022, 8, 13), "Closed yesterday."),
        (date(2022, 8, 15), "Closed 3 days ago."),
    ],
)
def test_the_window_says_where_today_is(today, said):
    assert window_in_words(Window(date(2022, 7, 5), date(2022, 8, 12), today)) == said


@given(st.dates(), st.integers(0, 400), st.integers(-500, 500))
def test_the_days_gone_and_the_days_left_are_all_the_days(first, more, away):
    try:
        window = Window(first, first + timedelta(days=more), first + timedelta(days=away))
    except OverflowError:
        return
    assert window.gone + window.days_left == window.length
    assert 0 <= window.gone <= window.length
    assert (window.gone == 0) == (not window.begun)


days = st.dates(TODAY - timedelta(days=40), TODAY + timedelta(days=40))
rows = st.lists(st.tuples(st.sets(days, min_size=1, max_size=4), st.sampled_from(DateStatus)), max_size=6)


@given(rows)
def test_every_day_is_shown_once_in_groups_that_hang_together(made):
    records = [key_date(f"row-{at}", *sorted(held), status=status) for at, (held, status) in enumerate(made)]
    (picture,) = pictures(snapshot_of(consultation(), *records), TODAY)
    assert len(picture.rows) == sum(len(held) for held, _ in made)
    order = [list(When).index(row.when) for row in picture.rows]
    assert order == sorted(order)
    following = {row.day for row in picture.rows if row.when is When.NEXT}
    assert len(following) <= 1
    text = as_text(picture)
    assert all(row.title in text for row in picture.rows)
