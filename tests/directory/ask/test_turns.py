"""Turns of phrase that say what a message means to ask."""

import pytest

from directory.ask import turns
from directory.ask.answer import Kind
from directory.ask.text import tokens


def said(text: str) -> frozenset[str]:
    return frozenset(token.plain for token in tokens(text))


@pytest.mark.parametrize(
    "text",
    [
        "attendance fines or a part time timetable, I don't know which",
        "not sure if it's school transport or admissions we want",
        "might be anxiety, might be behaviour",
        "outreach or an EP, whichever is quicker",
        "PRU/special school, no idea",
    ],
)
def test_who_says_that_they_do_not_know_which_is_heard(text: str):
    assert turns.hedged(text, said(text))


@pytest.mark.parametrize(
    "text",
    [
        "I don't know who to ring about attendance",
        "who does transport or travel training",
        "which team is it for exclusions",
        "",
    ],
)
def test_who_only_asks_does_not_waver(text: str):
    assert not turns.hedged(text, said(text))


@pytest.mark.parametrize(
    "text",
    [
        "two questions for you",
        "who for both?",
        "separately, the roof",
        "who x 2",
        "who do I ring for which",
        "which teams please",
        "who do I ask about (a) the bus and (b) the dinners",
        "1. the bus 2. the dinners",
        "the hall roof and a tutor for him, who deals with the two bits",
        "a clerk and the budget, different people I assume?",
        "1) the bus 2) a place for his sister. who's who",
        "HR and finance please, in that order",
        "who for the first and who for the second",
    ],
)
def test_two_needs_are_announced(text: str):
    assert turns.announces_two(text)


@pytest.mark.parametrize(
    "text", ["the second time he has done it", "a two year old", "both parents work", ""]
)
def test_two_of_something_else_announce_nothing(text: str):
    assert not turns.announces_two(text)


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("a girl who needs a hoist and a different child who needs a radio mic", True),
        ("his older sister needs a bus pass", True),
        ("one kid is off our roll, one wants on", True),
        ("two diff children", True),
        ("one of our teachers is off sick", False),
        ("another form to fill in", False),
        ("", False),
    ],
)
def test_a_second_child_is_heard(text: str, meant: bool):
    assert turns.another_child(text, said(text)) is meant


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("she also needs a bus", True),
        ("while I'm here, the roof", True),
        ("he is not well", False),
        ("", False),
    ],
)
def test_going_on_to_a_further_thing_is_heard(text: str, meant: bool):
    assert turns.goes_on(text, said(text)) is meant


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("for our other school", True),
        ("attendance officer for another school", True),
        ("managed move to another school", False),
        ("the other child", False),
    ],
)
def test_another_school_is_meant_only_where_it_is_said(text: str, meant: bool):
    assert turns.another_school(text, said(text)) is meant


@pytest.mark.parametrize("apostrophe", ["'", "\u2019", ""])
def test_what_it_is_not_about_is_left_out_with_any_apostrophe(schools, apostrophe: str):
    answer = schools(f"it isn{apostrophe}t about exclusions, it's school transport")
    assert answer.kind is Kind.CONTACT
    assert answer.topics == ("school-transport",)


def test_what_a_school_once_had_and_wants_again_is_not_denied(schools):
    answer = schools(
        "had behaviour outreach in before summer and it was brilliant, who do we ask for another block"
    )
    assert (answer.kind, answer.topics) == (Kind.CONTACT, ("behaviour-outreach",))


@pytest.mark.parametrize(
    ("text", "topics"),
    [
        ("already rang ed psych, they said it's not them, boy is throwing chairs", ("behaviour-outreach",)),
        ("admissions say it's not theirs, who does managed moves", ("managed-moves",)),
        ("rang ed psych and they can't come until may, who is her manager", ("educational-psychology",)),
    ],
)
def test_who_was_tried_in_vain_is_not_asked_for(schools, text: str, topics: tuple[str, ...]):
    assert schools(text).topics == topics


@pytest.mark.parametrize(
    ("text", "topics"),
    [
        ("no safeguarding concerns, who does early help", ("early-help",)),
        ("had EP involvement last year, now we need speech therapy", ("autism-communication",)),
        ("not after CAMHS. after the EP", ("educational-psychology",)),
        ("no ed psych report yet, who do I chase", ("educational-psychology",)),
    ],
)
def test_what_is_over_or_no_worry_is_not_asked_for(schools, text: str, topics: tuple[str, ...]):
    assert schools(text).topics == topics


@pytest.mark.parametrize(
    ("question", "topic"),
    [
        ("never had a managed move, who do i ring", "managed-moves"),
        ("never excluded before, where do i start", "suspensions-exclusions"),
        ("I refer not to an appeal but to the waiting list for year 7, who holds it", "admissions"),
        (
            "this is not a matter of high needs funding but of the delegated budget, who advises",
            "school-finance",
        ),
    ],
)
def test_what_never_was_is_asked_for_and_what_it_is_no_matter_of_is_not(schools, question: str, topic: str):
    assert schools(question).topics == (topic,)


@pytest.mark.parametrize(
    ("question", "topic"),
    [
        ("who will deal with attendance after the redesign", "attendance"),
        ("in the new structure, who will schools ring about PEPs", "virtual-school"),
        ("who do schools ring about PEPs now the head of virtual school is being deleted", "virtual-school"),
        (
            "with the head of virtual school post being deleted, who do schools ring about PEPs",
            "virtual-school",
        ),
        ("the EMA/TES manager post is going, so who helps with a pupil with no English", "eal-ema"),
        ("the virtual school suggested we speak to the attendance service, who is that", "attendance"),
    ],
)
def test_since_when_or_on_whose_word_it_is_asked_takes_nothing_from_the_need(
    staff, question: str, topic: str
):
    assert staff(question).topics == (topic,)


@pytest.mark.parametrize(
    "question",
    [
        "what happens to the head of virtual school in the redesign",
        "who is taking over from the EMA/TES manager",
    ],
)
def test_what_becomes_of_a_post_is_still_asked(staff, question: str):
    assert staff(question).kind is Kind.POST


@pytest.mark.parametrize(
    ("question", "topic"),
    [
        ("can the EP ring me after 2", "educational-psychology"),
        ("PEP by 30/6", "virtual-school"),
        ("is outreach still going", "behaviour-outreach"),
        ("attendance lady retired at easter, replaced?", "attendance"),
        ("no EP since 2021", "educational-psychology"),
        ("attendance... sorry no, home ed, who is it", "ehe"),
        ("sorry I said appeals I meant admissions, in year, who", "admissions"),
    ],
)
def test_what_stands_beside_a_need_takes_nothing_from_it(schools, question: str, topic: str):
    assert schools(question).topics == (topic,)
