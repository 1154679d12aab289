"""What editors change is what people are told: from the day it holds, and beforehand where that is near."""

from datetime import date, timedelta

import pytest

from directory.ask.answer import Kind, Question
from directory.ask.desk import EnquiryDesk
from directory.editing.commands import AddPhrase, Assign, Edit, RemovePhrase, Retire, Undo
from directory.words import Audience
from tests.directory.editing.conftest import TODAY

SEPTEMBER = date(2026, 9, 1)


@pytest.fixture
def asks(westshire):
    desk = EnquiryDesk(westshire)

    def ask(text, day=TODAY, school="100001", audience=Audience.SCHOOLS):
        return desk.ask(Question(text, "westshire", day, audience=audience, asker_school=school))

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
    assert "SEN Caseworker is now called EHC Officer, since 1 June 2026." in answer.notes


def test_what_became_of_a_retired_post_is_told_with_the_day_from_that_day_on(asks, does):
    does(Retire("post", "caseworker", SEPTEMBER, successor="officer"))
    before = asks("what happened to the SEN caseworker", SEPTEMBER - timedelta(days=60))
    assert "became" not in before.text
    (story,) = asks("what happened to the SEN caseworker", SEPTEMBER, audience=Audience.STAFF).posts
    assert (story.title, story.change, story.now) == ("SEN Caseworker", "renamed", ("EHC Officer",))
    assert story.summary == "SEN Caseworker became EHC Officer on 1 September 2026."
    answer = asks("what happened to the SEN caseworker", SEPTEMBER)
    assert "SEN Caseworker is now called EHC Officer, since 1 September 2026." in answer.notes


def test_what_became_of_a_post_that_schools_may_not_see_is_told_to_staff_alone(asks, does, held):
    does(Edit("post", "caseworker", {"audience": "staff"}, None))
    does(Retire("post", "caseworker", successor="officer"))
    assert not held().visible_to(Audience.SCHOOLS).post_changes
    assert "since 1 June" not in asks("who is our SEN caseworker").text
    assert "1 June 2026" in asks("what happened to the SEN caseworker", audience=Audience.STAFF).text
    assert "EHC Officer" in asks("who is our SEN caseworker").text


def test_a_post_that_becomes_one_that_others_hold_already_is_merged_into_it(asks, does):
    does(Assign("advisor-3", "officer"))
    later = TODAY + timedelta(days=1)
    does(Retire("post", "caseworker", later, successor="officer"))
    (story,) = asks("what happened to the SEN caseworker", later, audience=Audience.STAFF).posts
    assert (story.change, story.stage, story.source) == ("merged", "final", "The directory's editors")
    said = "SEN Caseworker is now part of EHC Officer, since 2 June 2026."
    assert said in asks("who is our SEN caseworker", later).notes


def test_undoing_a_retirement_takes_back_what_is_told_of_it(asks, does, held):
    done = does(Retire("post", "caseworker", successor="officer"))
    told = "from 1 June 2026: SEN Caseworker became EHC Officer on 1 June 2026."
    assert f"Questions about the old title say, {told}" in done.said
    again = does(Undo(done.revision))
    assert held().post_changes == {}
    assert "became" not in asks("what happened to the SEN caseworker", audience=Audience.STAFF).text
    does(Undo(again.revision))
    (change,) = held().post_changes.values()
    titles = {(side.side, side.title) for side in change.sides}
    assert titles == {("before", "SEN Caseworker"), ("after", "EHC Officer")}


def test_a_retirement_moved_to_an_earlier_day_and_another_successor_is_told_once(asks, does):
    does(Retire("post", "caseworker", SEPTEMBER, successor="officer"))
    does(Retire("post", "caseworker", successor="lead"))
    for day in (TODAY, SEPTEMBER):
        notes = " ".join(asks("who is our SEN caseworker", day).notes)
        assert "SEN Caseworker is now part of Lead Inclusion Advisor, since 1 June 2026." in notes


def test_an_old_title_beside_a_need_is_told_of_as_well(asks, does):
    does(Retire("post", "caseworker", successor="lead"))
    answer = asks("attendance, poor attendance, persistent absence: is that our SEN caseworker")
    assert "attendance" in answer.topics
    assert "SEN Caseworker is now part of Lead Inclusion Advisor, since 1 June 2026." in answer.notes


def test_a_retirement_that_was_moved_and_moved_back_is_told_as_such(does):
    does(Retire("post", "caseworker", SEPTEMBER, successor="officer"))
    moved = does(Retire("post", "caseworker", successor="lead"))
    said = "SEN Caseworker became EHC Officer on 1 September 2026."
    assert f"Questions about the old title no longer say: {said}" in moved.said
    assert f"Questions about the old title say again: {said}" in does(Undo(moved.revision)).said
