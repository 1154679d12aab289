"""What holds of planned reminders whatever the dates, the lead times and the calendar."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from directory.days import london_day
from directory.timeline.plan import Reminder, morning, reminders
from directory.timeline.working_days import ENGLAND, WorkingDays

FIRST, LAST = date(2020, 1, 1), date(2035, 12, 31)
days = st.dates(FIRST, LAST)
leads = st.sets(st.integers(0, 120), min_size=1, max_size=6)
hours = st.times().map("{:%H:%M}".format)
moments = st.integers(0, 6_000 * 24 * 60).map(
    lambda minutes: datetime(2019, 6, 1, tzinfo=UTC) + timedelta(minutes=minutes)
)


class Calendar:
    """Any working days: some weekdays off, some days of the month off, or never any work at all."""

    def __init__(self, weekdays: frozenset[int], of_month: frozenset[int]) -> None:
        self.weekdays, self.of_month = weekdays, of_month

    def is_working(self, day: date) -> bool:
        return day.weekday() in self.weekdays and day.day not in self.of_month

    def __repr__(self) -> str:
        return f"Calendar({sorted(self.weekdays)}, {sorted(self.of_month)})"


calendars = st.one_of(
    st.just(ENGLAND),
    st.builds(WorkingDays, st.sets(days).map(lambda holidays: holidays.__contains__)),
    st.builds(Calendar, st.frozensets(st.integers(0, 6)), st.frozensets(st.integers(1, 31))),
)


def between(first: date, last: date) -> Iterator[date]:
    return (first + timedelta(days=count) for count in range((last - first).days + 1))


@given(st.dictionaries(days, moments, max_size=5), leads, hours, calendars)
def test_no_reminder_comes_after_its_day_or_before_the_follower_knew(known, leads, hour, calendar):
    for each in reminders(known, leads, hour, calendar):
        assert known[each.day] <= each.at
        assert london_day(each.at) <= each.day


@given(days, moments, leads, hours, calendars)
def test_no_reminder_comes_on_a_day_off_unless_no_working_day_is_left(day, since, leads, hour, calendar):
    for each in reminders({day: since}, leads, hour, calendar):
        if not calendar.is_working(london_day(each.at)):
            left = [one for one in between(london_day(since), day) if morning(one, hour) >= since]
            assert not any(calendar.is_working(one) for one in left)


@given(st.dictionaries(days, moments, max_size=5), leads, hours, calendars)
def test_nothing_is_reminded_of_twice(known, leads, hour, calendar):
    found = list(reminders(known, leads, hour, calendar))
    assert len({(each.day, each.lead) for each in found}) == len(found)
    assert len({(each.day, each.at) for each in found}) == len(found)


@given(days, moments, leads, hours, calendars)
def test_every_lead_time_whose_morning_was_still_to_come_is_served(day, since, leads, hour, calendar):
    found = list(reminders({day: since}, leads, hour, calendar))
    ahead = {lead for lead in leads if morning(day - timedelta(days=lead), hour) >= since}
    assert {each.lead for each in found} <= ahead
    assert bool(found) == bool(ahead)
    for lead in ahead:
        assert any(each.lead <= lead for each in found)


@given(days, moments, leads, calendars)
def test_every_reminder_comes_at_its_hour_in_london(day, since, leads, calendar):
    for each in reminders({day: since}, leads, "09:00", calendar):
        assert each.at == morning(london_day(each.at), "09:00")


@given(days, moments, leads)
def test_a_reminder_moves_no_further_than_it_must(day, since, leads):
    for each in reminders({day: since}, leads):
        own = day - timedelta(days=each.lead)
        if (sent := london_day(each.at)) < own:
            assert not any(ENGLAND.is_working(one) for one in between(sent + timedelta(days=1), own))


def test_the_same_plan_is_made_whatever_the_order_of_leads():
    known = {date(2022, 7, 5): datetime(2022, 6, 1, tzinfo=UTC)}
    assert list(reminders(known, [0, 7, 1])) == list(reminders(known, (7, 1, 0)))
    assert all(isinstance(each, Reminder) for each in reminders(known, {1}))
