"""How like known messages of danger a message is."""

from pathlib import Path

import pytest

from directory.ask.answer import Kind
from directory.ask.calibrate_danger import learnt
from directory.ask.danger import DangerLikeness
from directory.ask.index import SharedIndex
from directory.ask.reading import LIKE_DANGER, danger_in
from directory.ask.text import tokens
from directory.ask.vocabulary import DangerMessages, VocabularyError
from tests.directory.ask.conftest import DATA

DANGER = ["she is locked in the shed", "he is locked in the cellar", "locked in the attic all night"]
_STRONG = 2.4
ORDINARY = ["who do we ring about the hall", "who do we ring when it has flooded", "the hall has flooded"]


@pytest.fixture
def likeness() -> DangerLikeness:
    return DangerLikeness(learnt(DANGER, ORDINARY, {}))


@pytest.fixture(scope="module")
def shared() -> SharedIndex:
    return SharedIndex.read(DATA / "vocabulary")


def test_a_message_like_those_of_danger_is_likelier_one(likeness: DangerLikeness):
    assert likeness.of(tokens("he is locked in")) > 0 > likeness.of(tokens("who do we ring about the hall"))


def test_words_that_nobody_has_said_tell_nothing(likeness: DangerLikeness):
    assert likeness.of(tokens("quantum chromodynamics")) == 0
    assert likeness.of([]) == 0


def test_what_was_said_once_tells_nothing(likeness: DangerLikeness):
    assert likeness.of(tokens("attic")) == 0


def test_saying_a_word_again_makes_no_difference(likeness: DangerLikeness):
    assert likeness.of(tokens("locked")) == likeness.of(tokens("locked locked"))


def test_no_message_stands_on_both_sides():
    held = DangerMessages.read(DATA / "vocabulary")
    assert not set(held.danger) & set(held.ordinary)


def test_the_ordinary_messages_are_hardly_ever_taken_for_danger(shared: SharedIndex):
    """Of those that the weights were counted from: a bound on mistakes in the lists."""
    ordinary = DangerMessages.read(DATA / "vocabulary").ordinary
    strong = [m for m in ordinary if shared.danger.of(tokens(m, shared.vocabulary.abbreviations)) >= _STRONG]
    assert len(strong) <= 0.03 * len(ordinary)


def test_what_speaks_clearly_for_another_need_must_be_the_more_like_danger(shared: SharedIndex):
    found = tokens("says if she goes back tonight he'll make her pay for telling us")
    assert danger_in(found, [found], 0.0, shared, shared.evidence.known_words) == LIKE_DANGER
    assert danger_in(found, [found], 60.0, shared, shared.evidence.known_words) is None


def test_a_scattered_sign_gives_way_to_a_message_that_speaks_clearly_for_another_need(shared: SharedIndex):
    found = tokens(
        "my music lead is on her own in a tiny school and would love to meet others doing the same"
    )
    assert shared.urgent.surest(found, shared.evidence.known_words).scattered
    assert danger_in(found, [found], 9.0, shared, shared.evidence.known_words) is None


def test_one_sentence_much_like_danger_is_enough_beside_other_business(schools):
    business = "Who books the annual review for a year 5 boy and who do I send the provision map to."
    assert (
        schools(f"{business} Says if she goes back tonight he'll make her pay for telling us").kind
        == Kind.URGENT
    )
    assert schools(business).kind != Kind.URGENT


def test_a_sign_in_passing_counts_though_the_rest_is_of_business(schools):
    business = "Portage waiting list, how long is it and who do I ask."
    assert schools(f"{business} Also, the stepmum shaved her head as a punishment").kind == Kind.URGENT
    assert schools(business).kind != Kind.URGENT


@pytest.mark.parametrize(
    "text",
    [
        "says if she goes back tonight he'll make her pay for telling us",
        "his hand went blue, the boyfriend twists it when he cries",
    ],
)
def test_a_danger_without_a_listed_sign_gets_the_emergency_route(schools, shared: SharedIndex, text: str):
    assert shared.urgent.surest(tokens(text), shared.evidence.known_words) is None
    assert schools(text).kind is Kind.URGENT


def test_learning_again_from_the_same_messages_gives_the_same_weights():
    assert learnt(DANGER, ORDINARY, {}) == learnt(DANGER, ORDINARY, {}) != {}


def test_what_only_counting_took_for_danger_is_put_right():
    """Words that are said together count once each in naive Bayes, and together far too much."""
    danger = ["locked in the shed by her uncle"] * 4
    ordinary = ["locked in the shed: the mowers"] * 2 + ["who do we ring about the hall"] * 30
    likeness = DangerLikeness(learnt(danger, ordinary, {}))
    assert likeness.of(tokens("locked in the shed: the mowers")) < likeness.of(tokens("by her uncle"))


def test_the_weights_are_the_same_once_written_and_read(tmp_path: Path, likeness: DangerLikeness):
    likeness.write(tmp_path)
    again = DangerLikeness.read(tmp_path)
    assert [again.of(tokens(text)) for text in DANGER] == [likeness.of(tokens(text)) for text in DANGER]


@pytest.mark.parametrize("text", ["shed\n", "shed,,much\n", "in,the,shed,2.0\n"])
def test_a_line_that_is_no_weight_is_said_to_be_wrong(tmp_path: Path, text: str):
    (tmp_path / "danger_weights.csv").write_text(text, encoding="utf-8")
    with pytest.raises(VocabularyError, match=r"danger_weights\.csv"):
        DangerLikeness.read(tmp_path)


def test_a_folder_without_weights_is_named(tmp_path: Path):
    with pytest.raises(VocabularyError, match="missing"):
        DangerLikeness.read(tmp_path)
