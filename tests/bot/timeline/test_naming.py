"""Which date, which consultation and which days somebody means."""

import time
from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import Engine

from bot.listeners.directory.words import NotUnderstood
from bot.listeners.timeline import naming
from bot.listeners.timeline.naming import NoSuchDate, Several
from directory.ask.desk import EnquiryDesk
from directory.snapshot import Snapshot
from directory.words import Audience, DateStatus

TODAY = date(2022, 6, 27)


@pytest.fixture
def held(directory_engine: Engine) -> Snapshot:
    return EnquiryDesk(directory_engine).snapshot("somerset").visible_to(Audience.STAFF, TODAY)


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("Scrutiny", "scrutiny-committee"),
        ("scrutiny-committee", "scrutiny-committee"),
        ("scrutiny comittee", "scrutiny-committee"),
        ("Children and Families scrutiny committee", "scrutiny-committee"),
        ("Business case", "business-case-to-unions"),
        ("share proposals", "share-with-schools"),
        ("consultation close", "end-of-consultation"),
    ],
)
def test_a_date_is_found_by_its_title_a_part_of_it_or_its_phrases(held: Snapshot, text: str, key: str):
    assert naming.the_date(held, text).key == key


def test_several_dates_are_offered_with_their_days(held: Snapshot):
    with pytest.raises(Several) as told:
        naming.the_date(held, "feedback")
    assert {option.id for option in told.value.options} == {"slt-discuss-feedback", "feedback-to-staff"}
    assert "30 Aug 2022: SLT discuss feedback" in [option.label for option in told.value.options]


def with_another(held: Snapshot) -> Snapshot:
    """A second consultation, whose scrutiny has no phrases of its own."""
    other = replace(held.consultations["redesign-2022"], key="second", title="A second one")
    row = replace(held.key_dates["scrutiny-committee"], key="scrutiny-2", consultation=other.key, phrases=())
    return replace(
        held,
        consultations={**held.consultations, other.key: other},
        key_dates={**held.key_dates, row.key: row},
    )


def test_a_closer_name_in_one_consultation_does_not_hide_the_date_of_another(held: Snapshot):
    with pytest.raises(Several) as told:
        naming.the_date(with_another(held), "Scrutiny")
    assert {option.id for option in told.value.options} == {"scrutiny-committee", "scrutiny-2"}


def test_a_date_is_found_in_the_consultation_that_was_named(held: Snapshot):
    both = with_another(held)
    assert naming.the_date(both, "Scrutiny", both.consultations["second"]).key == "scrutiny-2"


def test_a_date_that_is_cancelled_gives_way_to_one_that_stands(held: Snapshot):
    cancelled = replace(held.key_dates["slt-discuss-feedback"], status=DateStatus.CANCELLED)
    held = replace(held, key_dates={**held.key_dates, cancelled.key: cancelled})
    assert naming.the_date(held, "feedback").key == "feedback-to-staff"


def test_what_is_called_so_nowhere_is_said_with_what_there_is(held: Snapshot):
    with pytest.raises(NoSuchDate, match=r"(?s)no date.*'picnic'.*Nothing was changed.*- Executive SLT"):
        naming.the_date(held, "picnic")


@pytest.mark.parametrize("text", ["", "redesign", "Somerset redesign", "Somerset's redesign"])
def test_a_consultation_is_found_also_with_its_council(held: Snapshot, text: str):
    assert naming.the_consultation(held, text, "like").key == "redesign-2022"


def test_without_a_name_one_of_two_consultations_must_be_chosen(held: Snapshot):
    other = replace(held.consultations["redesign-2022"], key="second", title="A second one")
    held = replace(held, consultations={**held.consultations, "second": other})
    with pytest.raises(Several) as told:
        naming.the_consultation(held, "", "in")
    assert told.value.link == "in"


def test_a_day_of_a_date_is_found_when_it_has_gone(held: Snapshot):
    shared = held.key_dates["share-with-schools"]
    assert naming.the_day(shared, "6 July", date(2022, 9, 1)) == date(2022, 7, 6)


def test_a_day_that_a_date_is_not_on_is_refused_with_its_days(held: Snapshot):
    with pytest.raises(NotUnderstood, match="not on 7 July 2022, but on 6 July 2022 and 19 July 2022"):
        naming.the_day(held.key_dates["share-with-schools"], "7 July", TODAY)


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("4 August", ["2022-08-04"]),
        ("13 and 18 July", ["2022-07-13", "2022-07-18"]),
        ("13 July, 1 August", ["2022-07-13", "2022-08-01"]),
        ("1, 2 & 3 September 2023", ["2023-09-01", "2023-09-02", "2023-09-03"]),
        ("tomorrow", ["2022-06-28"]),
        ("4 August and 4 August", ["2022-08-04"]),
        ("5 to 7 September", ["2022-09-05", "2022-09-06", "2022-09-07"]),
        ("from 5 September to 6 September", ["2022-09-05", "2022-09-06"]),
        ("30 August until 1 September", ["2022-08-30", "2022-08-31", "2022-09-01"]),
        ("5-6 September", ["2022-09-05", "2022-09-06"]),
        ("5 – 6 September", ["2022-09-05", "2022-09-06"]),
        ("1, 3 and 5 to 6 September", ["2022-09-01", "2022-09-03", "2022-09-05", "2022-09-06"]),
        ("2022-09-05 to 2022-09-06", ["2022-09-05", "2022-09-06"]),
    ],
)
def test_several_days_are_read_from_a_list(text: str, days: list[str]):
    assert naming.several_days(text, TODAY) == tuple(map(date.fromisoformat, days))


def test_days_that_stand_far_apart_take_bounded_time():
    start = time.perf_counter()

    days = naming.several_days(f"5{' ' * 10_000}to 6\n{' ' * 10_000}September", TODAY)

    assert days == (date(2022, 9, 5), date(2022, 9, 6))
    assert time.perf_counter() - start < 1.0


@pytest.mark.parametrize("text", ["", "and", "4 August,", "soon", "31 June", "4 and 5", "4 to 5", "to"])
def test_what_is_no_list_of_days_is_refused(text: str):
    with pytest.raises(NotUnderstood, match="Nothing was changed"):
        naming.several_days(text, TODAY)


def test_days_that_end_before_they_start_are_refused_with_both():
    with pytest.raises(NotUnderstood, match="10 August 2022 to 5 August 2022 ends before it starts"):
        naming.several_days("10 August to 5 August", TODAY)


def test_more_days_than_a_date_can_have_are_refused():
    with pytest.raises(NotUnderstood, match="is 62 days"):
        naming.several_days("1 July to 31 August", TODAY)
