"""What council staff ask that is about the consultation, and what is not."""

import pytest

from directory.ask.answer import Kind


@pytest.mark.parametrize(
    "question",
    [
        "who is the lead inclusion advisor for Wookey primary",
        "a school wants the education relationship manager's number",
        "when is the headcount deadline for the spring term",
        "who gives out the mediation certificate, they have two weeks left",
        "domestic abuse training for school staff, next dates?",
    ],
)
def test_ordinary_questions_of_staff_are_not_taken_for_the_consultation(staff, question):
    assert staff(question).kind not in (Kind.TIMELINE, Kind.POST, Kind.GUIDANCE)


@pytest.mark.parametrize("question", ["when does my flight leave", "is the water bill due before friday"])
def test_a_date_of_something_else_is_not_the_consultations(staff, question):
    assert staff(question).kind == Kind.UNKNOWN


def test_a_post_of_the_past_needs_no_other_word_of_the_consultation(staff):
    assert staff("Head of SSE?").kind == Kind.POST


def test_two_dates_asked_for_in_one_message_are_both_told(staff):
    said = {row.date.isoformat() for row in staff("what day is scrutiny and when does it close").dates}
    assert said >= {"2022-07-25", "2022-08-12"}


def test_the_dates_of_a_month_are_those_in_it(staff):
    rows = staff("restructure dates in september").dates
    assert {row.date.month for row in rows} == {9}


@pytest.mark.parametrize(
    "question",
    [
        "who can go for the Senior Officer Education Places jobs",
        "can an early years person apply for curriculum network officer",
        "curriculum and topic lead posts, can I put in for one",
    ],
)
def test_who_may_apply_for_a_new_post_is_told_by_its_ring_fence(staff, question):
    answer = staff(question)
    assert answer.kind == Kind.GUIDANCE
    assert "Ring Fence 3" in answer.text


@pytest.mark.parametrize(
    "question",
    [
        "what happens to the Senior Officer Education Places",
        "how do parents apply for transport, do they ring the Senior Officer Education Places",
        "who is in for the Curriculum Network Officer today",
        "by when must I apply for the Senior Officer Education Places job",
    ],
)
def test_a_post_beside_which_nobody_asks_to_apply_for_it_has_no_ring_fence(staff, question):
    assert "Ring Fence" not in staff(question).headline


def test_all_support_for_staff_is_told_together(staff):
    assert "0800 174319" in staff("can the union advise me about the restructure").text


def test_rules_end_with_where_to_ask_more(staff):
    assert "educationredesign@somerset.gov.uk" in staff("what is ring fence 2").text


def test_a_school_that_asks_who_came_after_its_officer_gets_a_contact(schools):
    answer = schools("our outreach officer has left, who's replaced her? she was working with our year 6")
    assert (answer.kind, answer.topics) == (Kind.CONTACT, ("behaviour-outreach",))
    assert schools("what replaces the outreach officer post").kind == Kind.UNKNOWN


def test_words_of_a_title_that_stand_apart_are_no_title(staff):
    answer = staff("a head has rung our line wanting whoever does managed moves, where do I send her")
    assert (answer.kind, answer.topics) == (Kind.CONTACT, ("managed-moves",))


@pytest.mark.parametrize(
    "question",
    [
        "which posts at county hall are being deleted in the redesign",
        "what ring fence is our school improvement lady in",
        "what pay grade will the area inclusion partnership managers be on",
        "has the severance bill for the restructure been published, how much is it",
    ],
)
def test_what_a_consultation_means_for_staff_is_not_told_to_schools(schools, question):
    assert schools(question).kind == Kind.UNKNOWN


def test_what_a_consultation_means_for_schools_has_a_contact(schools):
    assert schools("heads want to comment on your redesign of education services, who to").topics == (
        "restructure-consultation",
    )


@pytest.mark.parametrize(
    "question",
    [
        "who do I send my views about losing the HR advisory manager to",
        "how do I respond to the proposal to delete the head of virtual school",
        "I disagree with the grade of the curriculum networks officer, where do I send my comments",
    ],
)
def test_who_asks_where_to_send_a_view_of_a_post_is_told_how_to_give_feedback(staff, question):
    answer = staff(question)
    assert answer.kind is Kind.GUIDANCE
    assert "educationredesign@somerset.gov.uk" in answer.text


def test_by_when_views_are_asked_for_is_a_date(staff):
    assert staff("how long have we got to comment on the restructure").kind is Kind.TIMELINE
