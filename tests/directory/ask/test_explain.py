"""What `signpost ask --explain` shows."""

import pytest

from directory.ask.answer import Question
from directory.words import Audience
from tests.directory.ask.conftest import TODAY


@pytest.fixture
def explained(desk):
    def explain(text, audience=Audience.SCHOOLS, authority="somerset"):
        return desk.explain(Question(text, authority, TODAY, audience))

    return explain


def test_the_answer_is_the_same_as_without_an_explanation(explained, desk):
    text = "who is our EP at nether stowey"
    assert explained(text)[0] == desk.ask(Question(text, "somerset", TODAY))


def test_the_likeliest_need_comes_first_with_the_words_behind_it(explained):
    best = explained("who is our EP at nether stowey")[1].candidates[0]
    assert (best.key, best.sort, best.words) == ("educational-psychology", "need", "our EP")


def test_the_schools_that_may_be_meant_are_shown_with_scores(explained):
    schools = explained("attendance at holy trinity")[1].schools
    assert len(schools) > 1
    assert all(school.score > 0 for school in schools)


def test_the_threshold_and_the_lead_say_why_it_is_answered(explained):
    why = " ".join(explained("attendance")[1].why)
    assert "is needed: it is answered" in why


def test_a_wording_of_several_meanings_says_why_it_asks_back(explained):
    assert "asks back" in explained("who deals with appeals")[1].why[-1]


def test_too_little_evidence_says_why_nothing_is_given(explained):
    assert "too little" in explained("xyzzy")[1].why[-1]


def test_the_words_that_leave_it_open_are_named(explained):
    why = " ".join(explained("attendance query")[1].why)
    assert "Words that leave open what is meant: query." in why


def test_the_words_that_others_use_are_named_also_two_in_a_row(explained):
    why = " ".join(explained("who invented the safeguarding course for plumbers")[1].why)
    assert "Words that others use: " in why
    assert "'who invented'" in why


def test_what_is_not_ours_says_so(explained):
    assert "no need that the directory covers" in explained("the bins have not been emptied")[1].why[-1]


def test_a_sign_of_danger_is_named(explained):
    found = explained("a child has just told me her stepdad hit her")[1]
    assert found.urgent
    assert "emergency route first" in found.why[0]


def test_a_title_that_was_said_is_shown(explained):
    titles = explained("what became of the Head of SSE", Audience.STAFF)[1].titles
    assert titles[0].title == "Head of SSE"


def test_another_council_is_named(explained):
    assert "Devon" in " ".join(explained("who does attendance in Devon council")[1].why)


@pytest.mark.parametrize(
    "text", ["", "attendance", "st marys bridgwater", "when does the consultation close"]
)
def test_it_reads_as_plain_text(explained, text):
    shown = explained(text, Audience.STAFF)[1].as_text()
    assert "What it may be about:" in shown
    assert "Decided:" in shown


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("governors and HR", "Nothing is said but a wording of each need"),
        ("never mind", "All that is said is small talk: acknowledged."),
    ],
)
def test_what_is_decided_without_weighing_says_so(explained, text: str, why: str):
    assert why in " ".join(explained(text)[1].why)


def test_a_school_named_in_passing_is_told(desk):
    asked = Question("girl joining from Kingsmead, our LIA?", "somerset", TODAY, asker_school="123669")
    assert "the person's own is meant" in " ".join(desk.explain(asked)[1].why)


def test_that_private_details_are_asked_for_says_so(explained):
    why = explained("the attendance officer's home number please")[1].why
    assert "The home address or private number of somebody is asked for: nothing is given." in why
