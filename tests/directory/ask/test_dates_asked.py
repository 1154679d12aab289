"""Which days of a timetable are told, where a question names them by each other."""

from datetime import date

import pytest

from directory.ask.answer import Kind


def days(answer):
    return {row.date for row in answer.dates}


def test_what_lies_between_two_dates_is_told(staff):
    told = days(staff("what is between the consultation deadline and the final decision"))
    assert {date(2022, 8, 30), date(2022, 9, 5)} <= told
    assert date(2022, 7, 25) not in told


def test_a_bank_holiday_can_be_one_end(staff):
    told = days(staff("restructure dates between the august bank holiday and 12 september"))
    assert told == {date(2022, 8, 30), date(2022, 9, 5), date(2022, 9, 12)}


def test_what_comes_just_before_a_date_is_told(staff):
    assert date(2022, 9, 5) in days(staff("what happens before the final decision on the restructure"))


@pytest.mark.parametrize(
    "question",
    [
        "which day did the consultation start and which day will everybody be back at work",
        "final exec SLT date",
    ],
)
def test_where_not_all_that_is_asked_for_is_found_the_whole_timetable_is_told(staff, question):
    assert len(staff(question).dates) > 10


def test_all_that_happens_in_a_month_is_told(staff):
    told = days(staff("whats happening in september with the restructure, dates please"))
    assert told == {date(2022, 9, 5), date(2022, 9, 12)}


def test_every_date_is_told_where_all_are_asked_for(staff):
    assert len(staff("every key date of the restructure from start to finish").dates) > 10


def test_a_day_is_known_by_its_number_where_nothing_else_names_it(staff):
    told = days(staff("and after slt have talked about it on the 30th whats next"))
    assert {date(2022, 8, 30), date(2022, 9, 5)} <= told


def test_what_follows_once_a_date_has_passed_is_told(staff):
    assert date(2022, 8, 30) in days(staff("once the consultation shuts what happens first and when"))


@pytest.mark.parametrize(
    "question", ["deadline for comments on the role profiles", "is there a cut off for sending in our views"]
)
def test_a_deadline_is_asked_for_even_where_its_subject_is_no_date(staff, question):
    assert date(2022, 8, 12) in days(staff(question))


def test_what_one_thinks_of_the_dates_goes_to_the_feedback_route(staff):
    assert staff("how do i feed back on the timeline").kind == Kind.GUIDANCE


def test_when_after_another_question_word_only_joins(staff):
    answer = staff("how many staff were at risk of redundancy when cabinet approved it", authority="bury")
    assert answer.kind == Kind.GUIDANCE


def test_what_is_known_only_to_the_month_is_told_with_the_date(staff):
    answer = staff("when did cabinet approve the restructure", authority="bury")
    assert "December 2022" in answer.text


@pytest.mark.parametrize(
    ("question", "today", "told"),
    [
        ("which consultation dates are this week", date(2022, 7, 19), {date(2022, 7, 19)}),
        ("what consultation dates are next week", date(2022, 7, 12), {date(2022, 7, 19)}),
        ("anything on the consultation timetable on Friday?", date(2022, 8, 10), {date(2022, 8, 12)}),
        ("which consultation dates are next month", date(2022, 8, 4), {date(2022, 9, 5), date(2022, 9, 12)}),
    ],
)
def test_days_are_told_as_seen_from_today(staff, question, today, told):
    assert days(staff(question, today=today)) == told
