"""How like known messages of danger a message is."""

import pytest

from directory.ask.answer import Kind
from directory.ask.danger import DangerLikeness
from directory.ask.index import SharedIndex
from directory.ask.text import tokens
from tests.directory.ask.conftest import DATA

DANGER = ["she is locked in the shed", "he is locked in the cellar", "locked in the attic all night"]
ORDINARY = ["who do we ring about the hall", "who do we ring when it has flooded", "the hall has flooded"]


@pytest.fixture
def likeness() -> DangerLikeness:
    return DangerLikeness(DANGER, ORDINARY, {})


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


def test_no_message_stands_on_both_sides(shared: SharedIndex):
    held = shared.vocabulary.danger_messages
    assert not set(held.danger) & set(held.ordinary)


def test_the_ordinary_messages_are_hardly_ever_taken_for_danger(shared: SharedIndex):
    """Of those that the weights were counted from: a bound on mistakes in the lists."""
    enough = shared.vocabulary.calibration.danger_enough
    taken = [
        message
        for message in shared.vocabulary.danger_messages.ordinary
        if shared.danger.of(tokens(message, shared.vocabulary.abbreviations)) >= enough
    ]
    assert len(taken) <= 0.03 * len(shared.vocabulary.danger_messages.ordinary)


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
