"""Telling needs apart by what their lines say, and never say."""

import pytest

from directory.ask.likeness import Likeness
from directory.ask.phrases import Word
from directory.ask.text import tokens

STOP = frozenset({"a", "has", "is", "not", "the", "who", "in", "away"})
LINES = {
    "missing": ("a child has moved away", "the family moved away", "not in school"),
    "moves": ("a child has moved school", "move the child to a school", "moved school twice"),
    "meals": ("school meals", "free meals"),
}


def likeness(text: str, lines: dict[str, tuple[str, ...]] = LINES) -> dict[str, float]:
    kept = tokens(text)
    words = [Word(token.stem, token, 1.0) for token in kept if token.plain not in STOP]
    return Likeness(lines, STOP, {}, lines).of(words, kept).beside(dict.fromkeys(lines, 0.0))


def test_ordinary_words_beside_a_word_tell_needs_apart():
    found = likeness("the child has moved away")
    assert max(found, key=found.__getitem__) == "missing"


def test_a_need_whose_lines_never_say_it_falls_back():
    found = likeness("moved")
    assert found["meals"] < found["missing"]


def test_the_average_need_stands_at_nought():
    assert sum(likeness("a child has moved school").values()) == pytest.approx(0)


def test_words_that_nobody_has_taught_say_nothing():
    assert likeness("zebra giraffe") == pytest.approx(dict.fromkeys(LINES, 0.0))


def test_words_of_very_many_needs_tell_nothing():
    lines = {f"need-{number}": ("help with it",) for number in range(60)}
    assert set(likeness("help with it", lines).values()) == {0.0}


def test_a_word_that_was_put_right_counts_as_what_it_was_put_right_to():
    kept = tokens("meels")
    totals = dict.fromkeys(LINES, 0.0)
    found = Likeness(LINES, STOP, {}, LINES).of([Word("meal", kept[0], 0.85)], kept).beside(totals)
    assert max(found, key=found.__getitem__) == "meals"


def test_the_lead_is_over_the_most_alike_of_the_other_needs():
    kept = tokens("free meals")
    words = [Word(token.stem, token, 1.0) for token in kept]
    alike = Likeness(LINES, STOP, {}, LINES).of(words, kept)
    found = alike.beside(dict.fromkeys(LINES, 0.0))
    assert alike.lead("meals") == pytest.approx(found["meals"] - max(found["missing"], found["moves"]))
    assert alike.lead("moves") < 0 < alike.lead("meals")


def test_what_is_no_need_is_not_beaten():
    kept = tokens("school meals")
    alike = Likeness(LINES, STOP, {}, ["missing", "moves"]).of([], kept)
    assert alike.lead("moves") == pytest.approx(
        alike.beside({"moves": 0.0})["moves"] - alike.beside({"missing": 0.0})["missing"]
    )


def test_two_words_in_a_row_tell_nothing_where_they_were_said_but_once():
    lines = {"moves": ("moved across town", "moved school", "moved class"), "meals": ("school meals",)}
    once = likeness("moved across", lines)
    apart = likeness("across moved", lines)
    assert once == apart
    twice = likeness("moved across", {**lines, "moves": (*lines["moves"], "moved across the road")})
    assert twice["moves"] > once["moves"]
