from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directory.timeline.working_days import ENGLAND, WorkingDays

days = st.dates(date(2020, 1, 1), date(2032, 12, 31))
calendars = st.one_of(
    st.just(ENGLAND),
    st.sets(st.dates(date(2022, 1, 1), date(2022, 3, 31)), max_size=40).map(
        lambda closed: WorkingDays(closed.__contains__)
    ),
)


@pytest.mark.parametrize(
    ("day", "why"),
    [
        (date(2022, 8, 27), "a Saturday"),
        (date(2022, 8, 28), "a Sunday"),
        (date(2022, 8, 29), "the summer bank holiday"),
        (date(2022, 9, 19), "the day of the Queen's funeral"),
        (date(2023, 4, 7), "Good Friday"),
        (date(2023, 5, 8), "the coronation holiday"),
        (date(2022, 12, 27), "Christmas Day, in lieu"),
    ],
)
def test_nobody_works_on_weekends_and_english_bank_holidays(day, why):
    assert not ENGLAND.is_working(day), why


def test_a_scottish_bank_holiday_is_a_working_day():
    assert ENGLAND.is_working(date(2023, 8, 7))


def test_the_working_day_before_a_bank_holiday_monday_is_friday():
    assert ENGLAND.on_or_before(date(2022, 8, 29)) == date(2022, 8, 26)
    assert ENGLAND.on_or_after(date(2022, 8, 27)) == date(2022, 8, 30)


def test_shifting_passes_over_what_is_not_a_working_day():
    assert ENGLAND.shifted(date(2022, 8, 26), 1) == date(2022, 8, 30)
    assert ENGLAND.shifted(date(2022, 8, 30), -1) == date(2022, 8, 26)
    assert ENGLAND.between(date(2022, 8, 26), date(2022, 8, 30)) == 1
    assert ENGLAND.between(date(2022, 8, 30), date(2022, 8, 26)) == -1


@given(calendars, days, st.integers(-300, 300))
def test_a_shifted_day_is_a_working_day_that_far_away(calendar: WorkingDays, start, by):
    found = calendar.shifted(start, by)
    assert calendar.is_working(found)
    one_back = -1  # the last working day before a day off
    assert calendar.between(start, found) == (by if by or calendar.is_working(start) else one_back)


@given(calendars, days, st.integers(-500, 500))
def test_shifting_by_the_distance_between_two_working_days_leads_from_one_to_the_other(calendar, start, days):
    start = calendar.on_or_before(start)
    end = calendar.on_or_before(start + timedelta(days=days))
    assert calendar.shifted(start, calendar.between(start, end)) == end
    assert calendar.between(end, start) == -calendar.between(start, end)


@given(calendars, days, days)
def test_an_earlier_day_stays_earlier_when_both_are_shifted(calendar: WorkingDays, one, other):
    one, other = sorted((one, other))
    assert calendar.shifted(one, 7) <= calendar.shifted(other, 7)
