"""Telling needs apart by what their lines say, and never say."""

from math import sqrt
from pathlib import Path

import pytest

from directory.ask.likeness import (
    NOTHING_LEARNT,
    Alike,
    Likeness,
    NeedWeights,
    count_lines,
    spelt_right,
)
from directory.ask.phrases import Word
from directory.ask.text import share, tokens
from directory.ask.vocabulary import VocabularyError

LINES = {
    "missing": ("a child has moved away", "the family moved away", "not in school"),
    "moves": ("a child has moved school", "move the child to a school", "moved school twice"),
    "meals": ("school meals", "free meals"),
}


def alike(
    text: str, lines: dict[str, tuple[str, ...]] = LINES, learnt: NeedWeights = NOTHING_LEARNT
) -> Alike:
    row = [token.stem for token in tokens(text)]
    return Likeness(count_lines(lines, {}), learnt).of(row)


def likeness(
    text: str, lines: dict[str, tuple[str, ...]] = LINES, learnt: NeedWeights = NOTHING_LEARNT
) -> dict[str, float]:
    return alike(text, lines, learnt).beside(dict.fromkeys(lines, 0.0))


def test_ordinary_words_beside_a_word_tell_needs_apart():
    found = likeness("the child has moved away")
    assert max(found, key=found.__getitem__) == "missing"


def test_a_need_whose_lines_never_say_it_falls_back():
    found = likeness("moved")
    assert found["meals"] < found["missing"]


def test_the_average_need_stands_at_nought():
    assert sum(likeness("a child has moved school").values()) == pytest.approx(0, abs=1e-5)


def test_words_that_nobody_has_taught_say_nothing():
    assert likeness("zebra giraffe") == pytest.approx(dict.fromkeys(LINES, 0.0))


def test_words_of_very_many_needs_tell_nothing():
    lines = {f"need-{number}": ("help with it",) for number in range(60)}
    assert set(likeness("help with it", lines).values()) == {0.0}


def test_a_word_that_was_put_right_counts_as_what_it_was_put_right_to():
    kept = tokens("the meels")
    assert spelt_right([Word("meal", kept[1], 0.85)], kept) == [kept[0].stem, "meal"]


def test_the_lead_is_over_the_most_alike_of_the_other_needs():
    found = likeness("free meals")
    lead = alike("free meals").lead
    assert lead("meals") == pytest.approx(found["meals"] - max(found["missing"], found["moves"]))
    assert lead("moves") < 0 < lead("meals")


def test_what_is_no_need_is_not_beaten_and_is_the_nearest_other():
    lines = {"missing": LINES["missing"], "moves": LINES["moves"], "not-ours:meals": LINES["meals"]}
    near, found = alike("school meals", lines), likeness("school meals", lines)
    assert near.lead("moves") == pytest.approx(found["moves"] - found["missing"])
    assert near.nearest == pytest.approx(max(found["moves"], found["missing"]))
    assert near.nearest_other == pytest.approx(found["not-ours:meals"])


def test_a_message_counts_no_more_for_saying_it_in_many_words():
    once, more = likeness("meals"), likeness("meals zebra giraffe lion")
    assert 0 < more["meals"] < once["meals"]
    assert more["meals"] == pytest.approx(once["meals"] * share(["meals"] * 7))


def test_what_is_learnt_adds_to_what_was_counted():
    learnt = NeedWeights({}, {"meal": {"moves": 1.0}, ("free", "meal"): {"moves": 4.0}})
    counted, found = likeness("free meals"), likeness("free meals", learnt=learnt)
    assert found["moves"] == pytest.approx(counted["moves"] + 5 / sqrt(3))
    assert found["meals"] == pytest.approx(counted["meals"])


def test_what_is_added_always_counts_by_how_much_it_is_more_than_usual():
    learnt = NeedWeights({"meals": -2.0, "moves": -6.0}, {})
    counted, found = likeness("free meals"), likeness("free meals", learnt=learnt)
    assert found["meals"] == pytest.approx(counted["meals"] + 2)
    assert found["moves"] == pytest.approx(counted["moves"] - 2)
    assert found["missing"] == pytest.approx(counted["missing"])


def test_what_is_learnt_of_words_that_no_line_has_counts():
    assert likeness("zebra", learnt=NeedWeights({}, {"zebra": {"meals": 3.0}}))["meals"] == pytest.approx(3.0)


def test_what_was_learnt_of_a_need_that_is_no_more_is_left_out():
    learnt = NeedWeights({"songs": -3.0}, {"zebra": {"songs": 3.0, "meals": 1.0}})
    assert likeness("zebra", learnt=learnt)["meals"] == pytest.approx(1.0)


def test_weights_that_are_written_are_read_again(tmp_path: Path):
    learnt = NeedWeights(
        {"meals": -2.0, "moves": 0.0},
        {"meal": {"meals": 0.5}, ("free", "meal"): {"meals": -0.25, "moves": 12.0}},
    )
    learnt.write(tmp_path)
    assert NeedWeights.read(tmp_path) == learnt


@pytest.mark.parametrize("text", ["meal\n", "meal,,meals\n", "meal,,meals=x\n", "meal,,meals=inf\n"])
def test_a_file_of_no_weights_is_refused(tmp_path: Path, text: str):
    (tmp_path / "need_weights.csv").write_text(text, encoding="utf-8")
    with pytest.raises(VocabularyError, match=r"need_weights\.csv, line 1: .*make calibrate"):
        NeedWeights.read(tmp_path)


def test_two_words_in_a_row_tell_nothing_where_they_were_said_but_once():
    lines = {"moves": ("moved across town", "moved school", "moved class"), "meals": ("school meals",)}
    once = likeness("moved across", lines)
    apart = likeness("across moved", lines)
    assert once == apart
    twice = likeness("moved across", {**lines, "moves": (*lines["moves"], "moved across the road")})
    assert twice["moves"] > once["moves"]
