"""Turns of phrase that say what a message means to ask."""

import pytest

from directory.ask import turns
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
        "a governor's induction and a tutor for him, two phone numbers will do",
        "fines for one and a plan for another, same person or two?",
        "a clerk and, unrelated, the boiler",
        "a place and a bus, both contacts please",
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
