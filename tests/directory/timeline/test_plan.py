"""When the reminders of a day fall."""

from datetime import UTC, date, datetime, timedelta

from directory.days import LONDON, london_day
from directory.timeline.plan import Reminder, morning, reminders, snooze_until

LONG_AGO = datetime(2020, 1, 1, tzinfo=UTC)


def days_of(day: date, *leads: int, since: datetime = LONG_AGO, hour: str = "09:00") -> list[tuple[int, str]]:
    """Each reminder of one day as its lead and the moment in London."""
    found = reminders({day: since}, leads or (7, 1, 0), hour)
    return [(each.lead, f"{each.at.astimezone(LONDON):%a %d %b %H:%M}") for each in found]


def test_a_day_is_reminded_of_a_week_and_a_day_before_and_in_its_morning():
    assert days_of(date(2022, 7, 5)) == [
        (7, "Tue 28 Jun 09:00"),
        (1, "Mon 04 Jul 09:00"),
        (0, "Tue 05 Jul 09:00"),
    ]


def test_a_reminder_on_a_sunday_moves_to_the_friday_before():
    assert days_of(date(2022, 7, 25), 1) == [(1, "Fri 22 Jul 09:00")]


def test_a_reminder_on_a_bank_holiday_moves_to_the_working_day_before():
    assert days_of(date(2022, 8, 30), 1) == [(1, "Fri 26 Aug 09:00")]


def test_a_day_on_a_saturday_is_reminded_of_once_on_the_friday():
    assert days_of(date(2022, 7, 9), 1, 0) == [(0, "Fri 08 Jul 09:00")]


def test_a_morning_that_was_over_when_following_began_is_not_planned():
    assert days_of(date(2022, 7, 5), since=morning(date(2022, 7, 4)) + timedelta(minutes=1)) == [
        (0, "Tue 05 Jul 09:00")
    ]


def test_a_reminder_that_would_move_before_following_began_comes_on_the_next_working_day():
    saturday_evening = datetime(2022, 7, 2, 18, 0, tzinfo=UTC)
    assert days_of(date(2022, 7, 5), 2, since=saturday_evening) == [(2, "Mon 04 Jul 09:00")]


def test_two_reminders_moved_to_one_morning_are_one_of_the_smaller_lead():
    saturday_evening = datetime(2022, 7, 2, 18, 0, tzinfo=UTC)
    assert days_of(date(2022, 7, 5), 2, 1, since=saturday_evening) == [(1, "Mon 04 Jul 09:00")]


def test_with_no_working_day_left_a_reminder_comes_on_the_weekend():
    friday_evening = datetime(2022, 7, 8, 18, 0, tzinfo=UTC)
    assert days_of(date(2022, 7, 10), 1, 0, since=friday_evening) == [
        (1, "Sat 09 Jul 09:00"),
        (0, "Sun 10 Jul 09:00"),
    ]


def test_nine_in_the_morning_stays_nine_when_the_clocks_go_back():
    assert [morning(date(2022, 10, day)).hour for day in (29, 30, 31)] == [8, 9, 9]


def test_nine_in_the_morning_stays_nine_when_the_clocks_go_forward():
    assert [morning(date(2022, 3, day)).hour for day in (26, 27, 28)] == [9, 8, 8]


def test_an_hour_that_comes_twice_is_reminded_of_at_the_first():
    assert morning(date(2022, 10, 30), "01:30") == datetime(2022, 10, 30, 0, 30, tzinfo=UTC)


def test_an_hour_that_is_left_out_is_reminded_of_on_the_same_day():
    at = morning(date(2022, 3, 27), "01:30")
    assert at == datetime(2022, 3, 27, 1, 30, tzinfo=UTC)
    assert london_day(at) == date(2022, 3, 27)


def test_a_week_before_across_the_change_of_clocks_is_seven_days_of_the_calendar():
    assert list(reminders({date(2022, 11, 2): LONG_AGO}, [7, 0])) == [
        Reminder(date(2022, 11, 2), 7, datetime(2022, 10, 26, 8, 0, tzinfo=UTC)),
        Reminder(date(2022, 11, 2), 0, datetime(2022, 11, 2, 9, 0, tzinfo=UTC)),
    ]


def test_a_moment_before_midnight_utc_in_summer_is_the_next_day_in_london():
    assert london_day(datetime(2022, 7, 4, 23, 30, tzinfo=UTC)) == date(2022, 7, 5)


def test_a_reminder_snoozed_on_a_friday_comes_on_the_monday():
    friday = morning(date(2022, 7, 8)) + timedelta(minutes=5)
    assert snooze_until(date(2022, 7, 12), friday) == morning(date(2022, 7, 11))


def test_a_reminder_of_a_saturday_snoozed_on_the_friday_comes_on_that_saturday():
    friday = morning(date(2022, 7, 8))
    assert snooze_until(date(2022, 7, 9), friday) == morning(date(2022, 7, 9))


def test_a_reminder_of_today_cannot_be_snoozed():
    assert snooze_until(date(2022, 7, 8), morning(date(2022, 7, 8))) is None
