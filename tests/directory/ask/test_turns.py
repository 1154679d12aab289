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
        "attendance fines or a part time timetable, I don\u2019t know which",
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
    "text", ["two questions for you", "who for both?", "separately, the roof", "who x 2"]
)
def test_two_needs_are_announced(text: str):
    assert turns.announces_two(text)


@pytest.mark.parametrize(
    "text", ["the second time he has done it", "a two year old", "both parents work", ""]
)
def test_two_of_something_else_announce_nothing(text: str):
    assert not turns.announces_two(text)


@pytest.mark.parametrize(("text", "meant"), [("for our other school", True), ("the other child", False)])
def test_another_school_is_meant_only_where_it_is_said(text: str, meant: bool):
    assert turns.another_school(text, said(text)) is meant


@pytest.mark.parametrize("apostrophe", ["'", "\u2019", ""])
def test_what_it_is_not_about_is_left_out_with_any_apostrophe(schools, apostrophe: str):
    answer = schools(f"it isn{apostrophe}t about exclusions, it's school transport")
    assert answer.kind is Kind.CONTACT
    assert answer.topics == ("school-transport",)
