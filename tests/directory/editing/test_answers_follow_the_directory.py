"""What editors change is what people are told: from the day it holds, and beforehand where that is near."""

from datetime import date, timedelta

import pytest

from directory.ask.answer import Kind, Question
from directory.ask.desk import EnquiryDesk
from directory.editing.commands import AddPhrase, Assign, Edit, RemovePhrase, Retire
from tests.directory.editing.conftest import TODAY

SEPTEMBER = date(2026, 9, 1)


@pytest.fixture
def asks(westshire):
    desk = EnquiryDesk(westshire)

    def ask(text, day=TODAY, school="100001"):
        return desk.ask(Question(text, "westshire", day, asker_school=school))

    return ask


def test_the_answer_is_the_old_one_until_the_day_and_the_new_one_from_it(asks, does):
    does(Assign("advisor-2", school="100001", from_day=SEPTEMBER))
    assert asks("attendance", SEPTEMBER - timedelta(days=1)).contacts[0].name == "Lead Inclusion Advisor 1"
    assert asks("attendance", SEPTEMBER).contacts[0].name == "Lead Inclusion Advisor 2"


@pytest.mark.parametrize(("days", "told"), [(15, False), (14, True), (1, True), (0, False)])
def test_an_answer_within_fourteen_days_of_a_change_says_so(asks, does, days, told):
    does(Assign("advisor-2", school="100001", from_day=SEPTEMBER))
    answer = asks("attendance", SEPTEMBER - timedelta(days=days))
    reach = "Lead Inclusion Advisor 2, advisor-2@example.org, 01632 960002"
    said = f"From 1 September 2026 this changes to: {reach}."
    assert (said in answer.notes) == told == (said in answer.text)


def test_a_new_address_from_a_day_near_is_told(asks, does):
    does(Edit("contact", "advisor-1", {"email": "new@example.org"}, 1, TODAY + timedelta(days=3)))
    assert any("new@example.org" in note for note in asks("attendance").notes)


def test_a_change_for_another_school_is_not_told(asks, does):
    does(Assign("advisor-1", school="100003", from_day=TODAY + timedelta(days=3)))
    assert not any("From 4 June" in note for note in asks("attendance").notes)


def test_an_end_without_a_successor_is_told(asks, does):
    does(Retire("contact", "advisor-1", TODAY + timedelta(days=3), nobody=True))
    said = "From 4 June 2026 this is no longer the contact: Lead Inclusion Advisor 1."
    assert said in asks("attendance").notes


def test_a_wording_of_the_councils_own_counts_at_once_and_no_longer_when_it_is_removed(asks, does):
    assert asks("who deals with wibbling").kind is Kind.UNKNOWN
    does(AddPhrase("attendance", "wibbling"))
    answer = asks("who deals with wibbling")
    assert (answer.kind, answer.topics) == (Kind.CONTACT, ("attendance",))
    does(RemovePhrase("attendance", "wibbling"))
    assert asks("who deals with wibbling").kind is Kind.UNKNOWN


def test_an_old_title_leads_to_the_successor_of_its_post(asks, does):
    does(Retire("post", "caseworker", successor="officer"))
    answer = asks("who is our SEN caseworker")
    assert [card.post for card in answer.contacts] == ["EHC Officer"]
    assert "SEN Caseworker is now called EHC Officer." in answer.notes
