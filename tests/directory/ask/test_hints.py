"""What the words of a message hint at, whatever it is about."""

from pathlib import Path

import pytest

from directory.ask.decide import decide
from directory.ask.hints import Hint, Hints, said_in
from directory.ask.index import AskIndex, SharedIndex
from directory.ask.reading import read
from directory.ask.vocabulary import VocabularyError
from directory.words import Audience
from tests.directory.ask.conftest import DATA, TODAY

LEARNT = {
    "query": Hint(0.5, -2.0),
    "pizza": Hint(ours=-3.0),
    "which": Hint(two=4.0),
    "need:cme": Hint(alone=1.0),
}
HINTS = Hints(LEARNT)


def test_a_word_hints_every_way():
    assert HINTS.of(["query"], ()) == Hint(0.5, -2.0)
    assert HINTS.of(["which"], ()) == Hint(two=4.0)


def test_each_word_counts_the_less_the_more_there_are():
    assert HINTS.of(["query", "pizza", "which", "b"], ()) == (-1.25, -1.0, 2.0)


def test_a_need_counts_as_much_in_any_message():
    assert HINTS.of([], ["cme"]) == Hint(alone=1.0)
    assert HINTS.of(["a", "b", "c", "d"], ["cme", "ehe"]) == Hint(alone=1.0)


def test_nothing_is_hinted_at_where_nothing_is_known():
    assert HINTS.of(["quantum"], ["ehe", "cme"]) == HINTS.of([], ()) == Hint()


def test_a_word_counts_once_and_a_number_not_at_all():
    assert set(said_in(["query", "query", "12"], ())) == {"query"}


def test_two_words_in_a_row_are_learnt_where_they_are_asked_for_and_always_heard():
    assert set(said_in(["for", "sale", "2"], (), in_a_row=True)) == {
        *("for", "sale", ("for", "sale"), ("sale", "2"))
    }
    hints = Hints({("for", "sale"): Hint(ours=-4.0)})
    assert hints.of(["for", "sale"], ()).ours < 0 == hints.of(["sale", "for"], ()).ours


def test_two_needs_are_learnt_in_either_order():
    one, other = said_in([], ["ehe", "cme", "eotas"]), said_in([], ["cme", "ehe"])
    assert one.keys() - {"need:ehe"} == other.keys() - {"need:cme"} == {"need:cme+ehe"}


def test_what_is_learnt_from_counts_as_it_does_in_an_answer():
    words, needs = ["query", "pizza", "which", "the"], ["cme", "ehe"]
    said = said_in(words, needs)
    expected = [sum(said[word] * hint[at] for word, hint in LEARNT.items()) for at in range(3)]
    assert list(HINTS.of(words, needs)) == pytest.approx(expected)


def test_what_is_written_is_read_again(tmp_path: Path):
    HINTS.write(tmp_path)
    assert Hints.read(tmp_path).of(["query", "pizza"], ["cme"]) == HINTS.of(["query", "pizza"], ["cme"])


@pytest.mark.parametrize("text", ["query,,1,2\n", "query,,1,2,x\n", "query,,1,2,nan\n", "query,,1,2,3,4\n"])
def test_a_file_that_is_no_file_of_weights_is_refused(tmp_path: Path, text: str):
    (tmp_path / "hint_weights.csv").write_text("who,,1,2,3\n" + text, encoding="utf-8")
    with pytest.raises(VocabularyError, match=r"hint_weights\.csv, line 2: .*delete it and run `make calib"):
        Hints.read(tmp_path)


def test_a_file_in_another_encoding_is_said_to_be_one(tmp_path: Path):
    (tmp_path / "hint_weights.csv").write_bytes("café,,1,2\n".encode("cp1252"))
    with pytest.raises(VocabularyError, match=r"hint_weights\.csv .* it is not text in UTF-8\. Put the file"):
        Hints.read(tmp_path)


def test_a_missing_file_is_named(tmp_path: Path):
    with pytest.raises(VocabularyError, match=r"hint_weights\.csv is missing.*make calibrate"):
        Hints.read(tmp_path)


@pytest.mark.parametrize(
    ("hint", "sign"),
    [(Hint(-9.0, 0.0), "ours"), (Hint(0.0, -9.0), "alone")],
)
def test_a_hint_makes_less_sure(desk, hint: Hint, sign: str):
    shared = SharedIndex.read(DATA / "vocabulary")
    held = desk.snapshot("somerset").visible_to(Audience.SCHOOLS, TODAY)
    sure = []
    for hints in (Hints({}), Hints({"punctuality": hint})):
        index = AskIndex(shared.deciding_by(shared.vocabulary.calibration, hints), held)
        sure.append(decide(read("attendance and punctuality", index), index, Audience.SCHOOLS, None).sure)
    assert getattr(sure[1], sign) < getattr(sure[0], sign)


def test_the_hints_that_come_with_signpost_tell_an_open_message_from_a_clear_one():
    hints = Hints.read(DATA / "vocabulary")
    assert hints.of(["query"], ()).alone < 0 < hints.of(["who"], ()).ours


@pytest.mark.parametrize("said", ["defin", "play", ("who", "invent")])
def test_what_is_named_as_a_hint_at_what_is_not_ours_is_one(said: object):
    assert Hints.read(DATA / "vocabulary").of_said(said).ours < -1
