"""Another consultation than one's own."""

import pytest

from directory.ask.answer import Kind
from directory.ask.other_consultations import OwnConsultations
from directory.ask.text import tokens

OWN = OwnConsultations(["early", "help", "collectiv", "close", "end"], ["the", "is", "when", "does", "on"])


@pytest.mark.parametrize(
    ("text", "another"),
    [
        ("when does the parking charges consultation end", True),
        ("when does the consultation on library closures end", True),
        ("is the highways restructure over", True),
        ("when does the consultation end", False),
        ("when does the early help consultation close", False),
        ("when does the colective consultation close", False),
        ("when does the August consultation close", False),
        ("parking charges", False),
    ],
)
def test_another_consultation_is_known_by_words_that_are_not_of_ones_own(text: str, another: bool):
    assert OWN.names_another(tokens(text)) is another


def test_the_dates_of_another_consultation_are_not_told(staff):
    assert staff("when does the consultation end").kind is Kind.TIMELINE
    assert staff("when does the parking charges consultation end").kind is not Kind.TIMELINE
