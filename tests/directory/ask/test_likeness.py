"""Telling needs apart by what their lines say, and never say."""

from pathlib import Path

import pytest

from directory.ask.likeness import (
    Alike,
    Correction,
    Corrections,
    Likeness,
    count_lines,
    one_fewer,
    read_corrections,
    spelt_right,
    strength,
    write_corrections,
)
from directory.ask.phrases import Word
from directory.ask.text import tokens
from directory.ask.vocabulary import VocabularyError

LINES = {
    "missing": ("a child has moved away", "the family moved away", "not in school"),
    "moves": ("a child has moved school", "move the child to a school", "moved school twice"),
    "meals": ("school meals", "free meals"),
}


def alike(
    text: str, lines: dict[str, tuple[str, ...]] = LINES, corrections: Corrections | None = None
) -> Alike:
    row = [token.stem for token in tokens(text)]
    return Likeness(count_lines(lines, {}), corrections or {}).of(row)


def likeness(
    text: str, lines: dict[str, tuple[str, ...]] = LINES, corrections: Corrections | None = None
) -> dict[str, float]:
    return alike(text, lines, corrections).beside(dict.fromkeys(lines, 0.0))


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


def test_a_correction_adds_to_what_was_counted():
    corrections = {key: Correction(1.0, 0.0, {}) for key in LINES}
    assert likeness("free meals", corrections=corrections) == pytest.approx(likeness("free meals"))
    corrections["moves"] = Correction(2.0, 0.0, {"meal": 1.0, ("free", "meal"): 4.0})
    counted, put_right = likeness("free meals"), likeness("free meals", corrections=corrections)
    assert put_right["moves"] == pytest.approx(2 * counted["moves"] + 5)
    assert put_right["meals"] == pytest.approx(counted["meals"])


def test_what_is_added_always_counts_by_how_much_it_is_more_than_usual():
    corrections = {"meals": Correction(1.0, -2.0, {}), "moves": Correction(1.0, -6.0, {})}
    counted, found = likeness("free meals"), likeness("free meals", corrections=corrections)
    assert found["meals"] == pytest.approx(counted["meals"] + 2)
    assert found["moves"] == pytest.approx(counted["moves"] - 2)


def test_a_correction_of_words_that_were_never_counted_counts():
    corrections = {"meals": Correction(1.0, 0.0, {"zebra": 3.0})}
    assert likeness("zebra", corrections=corrections)["meals"] == pytest.approx(3.0)


def test_a_key_without_a_correction_is_put_right_as_the_others_are():
    corrections = {"meals": Correction(2.0, 1.0, {}), "moves": Correction(4.0, 3.0, {})}
    counted, found = likeness("moved away"), likeness("moved away", corrections=corrections)
    assert found["missing"] == pytest.approx(3 * counted["missing"])


def test_one_line_fewer_is_as_if_it_had_not_been_counted():
    assert one_fewer(strength(3)) == pytest.approx(strength(2))
    assert one_fewer(strength(1)) == pytest.approx(0)


def test_corrections_that_are_written_are_read_again(tmp_path: Path):
    corrections = {
        "meals": Correction(1.5, -2.0, {"meal": 0.5, ("free", "meal"): -0.25}),
        "moves": Correction(1.0, 0.0, {}),
    }
    write_corrections(tmp_path, corrections)
    assert read_corrections(tmp_path) == corrections


@pytest.mark.parametrize("text", ["meals,meal,1\n", "meals,meal,,x\n", "meals,meal,,inf\n"])
def test_a_file_of_no_corrections_is_refused(tmp_path: Path, text: str):
    (tmp_path / "need_weights.csv").write_text(text, encoding="utf-8")
    with pytest.raises(VocabularyError, match=r"need_weights\.csv.*make calibrate"):
        read_corrections(tmp_path)


def test_two_words_in_a_row_tell_nothing_where_they_were_said_but_once():
    lines = {"moves": ("moved across town", "moved school", "moved class"), "meals": ("school meals",)}
    once = likeness("moved across", lines)
    apart = likeness("across moved", lines)
    assert once == apart
    twice = likeness("moved across", {**lines, "moves": (*lines["moves"], "moved across the road")})
    assert twice["moves"] > once["moves"]
