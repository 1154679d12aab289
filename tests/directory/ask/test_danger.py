"""How like known messages of danger a message is."""

from pathlib import Path

import pytest

from directory.ask.answer import Kind
from directory.ask.calibrate_danger import Messages, danger_weights
from directory.ask.danger import DangerLikeness
from directory.ask.index import SharedIndex
from directory.ask.reading import LIKE_DANGER, danger_in
from directory.ask.text import tokens
from directory.ask.vocabulary import DangerMessages, VocabularyError
from tests.directory.ask.conftest import DANGER, DATA, ORDINARY


@pytest.fixture
def likeness() -> DangerLikeness:
    return DangerLikeness(danger_weights(Messages(DANGER, ORDINARY), {}))


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


def test_the_ordinary_messages_are_hardly_ever_like_danger(shared: SharedIndex):
    """Of those that the weights were learnt from: a bound on mistakes in the lists."""
    ordinary, held = DangerMessages.read(DATA / "vocabulary").ordinary, shared.vocabulary
    like = [m for m in ordinary if _likeness(m, shared) >= held.calibration.danger_enough]
    assert len(like) <= 0.04 * len(ordinary)


def test_nearly_all_dangers_that_were_learnt_from_are_like_danger(shared: SharedIndex):
    danger, held = DangerMessages.read(DATA / "vocabulary").danger, shared.vocabulary
    unlike = [m for m in danger if _likeness(m, shared) < held.calibration.danger_enough]
    assert len(unlike) <= 0.02 * len(danger)


def _likeness(message: str, shared: SharedIndex) -> float:
    return shared.danger.of(tokens(message, shared.vocabulary.abbreviations))


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


@pytest.mark.parametrize(
    "danger",
    [
        "Says if she goes back tonight he'll make her pay for telling us",
        "His hand went blue, the boyfriend twists it when he cries",
    ],
)
def test_one_sentence_much_like_danger_is_enough_beside_other_business(schools, danger: str):
    business = "Who books the annual review for a year 5 boy and who do I send the provision map to."
    assert schools(f"{business} {danger}").kind == Kind.URGENT
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


def test_the_weights_are_the_same_once_written_and_read(tmp_path: Path, likeness: DangerLikeness):
    likeness.write(tmp_path)
    again = DangerLikeness.read(tmp_path)
    assert [again.of(tokens(text)) for text in DANGER] == [likeness.of(tokens(text)) for text in DANGER]


@pytest.mark.parametrize(
    "text", ["", "shed\n", "shed,,much\n", "in,the,shed,2.0\n", "shed,,nan\n", "shed,,inf\n"]
)
def test_a_line_that_is_no_weight_is_said_to_be_wrong(tmp_path: Path, text: str):
    (tmp_path / "danger_weights.csv").write_text(text, encoding="utf-8")
    with pytest.raises(VocabularyError, match=r"danger_weights\.csv"):
        DangerLikeness.read(tmp_path)


def test_weights_that_a_spreadsheet_has_saved_are_read(tmp_path: Path):
    (tmp_path / "danger_weights.csv").write_bytes("\ufeffshed,,2.5\r\nlock,in,1\r\n".encode())
    assert DangerLikeness.read(tmp_path).of(tokens("shed")) > 0


def test_a_folder_without_weights_is_named(tmp_path: Path):
    with pytest.raises(VocabularyError, match="missing"):
        DangerLikeness.read(tmp_path)


def test_a_greeting_is_never_a_danger(schools, shared: SharedIndex):
    manners = shared.vocabulary.manners
    greetings = [f"{first} {then}" for first in sorted(manners.greetings) for then in sorted(manners.greeted)]
    assert [text for text in greetings if schools(text).kind is Kind.URGENT] == []
