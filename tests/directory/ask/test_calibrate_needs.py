"""Learning what the words of a message say of each need."""

from dataclasses import replace

import pytest

from bot.commands.calibrate import learn_needs
from directory.ask.calibrate_needs import learn_weights
from directory.ask.evaluate import Expectation, Labelled
from directory.ask.index import AskIndex, SharedIndex
from directory.ask.likeness import NOTHING_LEARNT, Likeness, NeedWeights, count_lines
from directory.ask.need_examples import Example, example_of, lines_of
from directory.ask.reading import read
from directory.ask.text import tokens
from directory.ask.vocabulary import Wording
from directory.words import Audience
from tests.directory.ask.conftest import DATA, TODAY

WORDINGS = {
    "attendance": Wording(
        phrases=("attendance",), examples=("who deals with attendance", "attendance letter")
    ),
    "meals": Wording(phrases=("school meals",), examples=("free meals", "who does school meals")),
    "not-ours:songs": Wording(phrases=("play a song",), examples=("the next song",)),
}
COUNTS = count_lines({key: (*each.phrases, *each.examples) for key, each in WORDINGS.items()}, {})


def example(text: str, *keys: str) -> Example:
    return Example([token.stem for token in tokens(text)], frozenset(keys))


def learnt(*questions: Example) -> NeedWeights:
    return learn_weights(list(WORDINGS), list(lines_of(WORDINGS, {})), questions)


def likeness(text: str, weights: NeedWeights) -> dict[str, float]:
    return Likeness(COUNTS, weights).of(example(text).row).beside(dict.fromkeys(WORDINGS, 0.0))


@pytest.fixture(scope="module")
def taught() -> NeedWeights:
    """Letters are said of meals, and "grub" leaves open which of two needs is meant."""
    letters = [example("a letter", "meals")] * 40
    open_ones = [example("grub query", "meals", "attendance")] * 40
    return learnt(*letters, *open_ones, *[example("grub song", "not-ours:songs")] * 40)


def test_what_questions_say_puts_right_what_was_counted(taught: NeedWeights):
    counted, put_right = likeness("a letter", NOTHING_LEARNT), likeness("a letter", taught)
    assert counted["attendance"] > counted["meals"]
    assert put_right["meals"] > put_right["attendance"]


def test_a_message_that_leaves_open_what_is_meant_is_likely_for_both(taught: NeedWeights):
    found = likeness("grub query", taught)
    assert min(found["meals"], found["attendance"]) > 0 > found["not-ours:songs"]


def test_a_key_that_questions_name_and_the_vocabulary_does_not_is_left_out():
    found = learnt(example("attendance", "attendance", "123456"))
    assert set(found.always) == set(WORDINGS)
    assert {key for by_key in found.said.values() for key in by_key} <= set(WORDINGS)


def test_the_same_questions_give_the_same_weights(taught: NeedWeights):
    questions = [example("letter", "meals")] * 3
    assert learnt(*questions) == learnt(*questions)


def test_a_labelled_question_is_an_example_of_all_that_its_label_names(desk):
    shared = SharedIndex.read(DATA / "vocabulary")
    index = AskIndex(shared, desk.snapshot("somerset").visible_to(Audience.SCHOOLS, TODAY))
    expect = Expectation(kind="choose", options=("attendance", "ebsa"))
    labelled = Labelled(q="attendence query for Wookey Primary", authority="somerset", expect=expect)
    found = example_of(labelled, read(labelled.q, index))
    assert found.keys >= {"attendance", "ebsa"}
    assert not found.keys & (shared.wordings().keys() - {"attendance", "ebsa"})
    assert "wookei" not in found.row
    assert tokens("attendance")[0].stem in found.row


def test_a_question_about_a_consultation_is_an_example_of_its_kind(desk):
    shared = SharedIndex.read(DATA / "vocabulary")
    index = AskIndex(shared, desk.snapshot("somerset").visible_to(Audience.STAFF, TODAY))
    expect = Expectation(kind="timeline", contains=("2022-09-12",))
    labelled = Labelled(q="when do we hear", authority="somerset", audience="staff", expect=expect)
    found = example_of(labelled, read(labelled.q, index))
    assert found.keys & shared.wordings().keys() == {"intent:timeline"}


def test_each_part_of_the_questions_is_told_apart_by_what_the_others_teach(desk):
    whole = SharedIndex.read(DATA / "vocabulary")
    few = {key: whole.vocabulary.topics[key] for key in ("attendance", "free-school-meals")}
    held = replace(whole.vocabulary, topics=few, not_ours={}, small_talk={}, intents={}, ambiguities=())
    meals, other = (Expectation(kind="contact", topics=(key,)) for key in ("free-school-meals", "attendance"))
    first = [Labelled(q="zorb letter", authority="somerset", expect=meals)] * 10
    rest = [Labelled(q="punctuality letter", authority="somerset", expect=other)] * 30
    found, by_part = learn_needs(desk, replace(whole, vocabulary=held), [*first, *rest], [])
    assert found.need_weights.said["zorb"]["free-school-meals"] > 0
    knows = ["zorb" in part.need_weights.said for part in by_part]
    assert knows == [False, True, True, True]
