"""Learning what tells of a child in danger."""

import os
import subprocess
import sys

import pytest

from directory.ask.answer import Kind
from directory.ask.calibrate_danger import Messages, danger_weights, messages_of, ordinary_messages
from directory.ask.danger import DangerLikeness
from directory.ask.evaluate import Expectation, Labelled
from directory.ask.text import tokens
from directory.ask.vocabulary import Vocabulary
from tests.conftest import ROOT
from tests.directory.ask.conftest import DANGER, DATA, ORDINARY


def test_what_dangers_say_speaks_for_danger_and_what_others_say_against_it():
    weights = danger_weights(Messages(DANGER, ORDINARY), {})
    assert weights["lock"] > 0 > weights["ring"]
    assert weights["lock", "in"] > 0


def test_what_only_counting_took_for_danger_is_put_right():
    """Words that are said together count once each in naive Bayes, and together far too much."""
    danger = ["locked in the shed by her uncle"] * 4
    ordinary = ["locked in the shed: the mowers"] * 3 + ["who do we ring about the hall"] * 30
    likeness = DangerLikeness(danger_weights(Messages(danger, ordinary), {}))
    assert likeness.of(tokens("locked in the shed: the mowers")) < 1 < likeness.of(tokens(danger[0]))


def test_a_danger_beside_other_business_is_still_one():
    likeness = DangerLikeness(danger_weights(Messages(DANGER * 5, ORDINARY * 5), {}))
    assert likeness.of(tokens("who do we ring about the hall. she is locked in the shed")) > 0


def test_as_much_is_learnt_of_thousands_of_messages():
    likeness = DangerLikeness(danger_weights(Messages(DANGER * 1000, ORDINARY * 3000), {}))
    assert max(likeness.of(tokens(each)) for each in ORDINARY) < 1
    assert min(likeness.of(tokens(each)) for each in DANGER) > 1


@pytest.mark.parametrize(("danger", "ordinary"), [([], []), (DANGER, []), ([], ORDINARY)])
def test_nothing_to_learn_from_is_no_mistake(danger: list[str], ordinary: list[str]):
    danger_weights(Messages(danger, ordinary), {})


def test_of_labelled_questions_what_is_refused_is_ordinary_and_what_is_answered_may_be_close():
    asked = messages_of(
        [Labelled(q=kind.value, authority="somerset", expect=Expectation(kind=kind)) for kind in Kind]
    )
    assert (asked.danger, asked.ordinary) == (["urgent"], ["unknown"])
    assert sorted(asked.close) == sorted({kind.value for kind in Kind} - {"urgent", "unknown"})


def test_what_is_close_to_a_danger_puts_right_and_is_not_counted():
    words = "locked in the budget"
    alone, beside = (danger_weights(Messages(DANGER, ORDINARY, close), {}) for close in ([], [words] * 5))
    likeness = [DangerLikeness(weights).of(tokens(words)) for weights in (alone, beside)]
    assert likeness[0] > likeness[1]
    assert "budget" not in beside


def test_the_same_messages_give_the_same_weights_in_any_run():
    code = (
        "from directory.ask.calibrate_danger import Messages, danger_weights as learn\n"
        f"print(list(learn(Messages({DANGER!r}, {ORDINARY!r}), {{}}).items()))"
    )
    runs = {
        subprocess.run(
            [sys.executable, "-c", code],
            cwd=ROOT,
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
            timeout=60,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(runs) == 1
    assert "lock" in runs.pop()


def test_small_talk_and_examples_are_ordinary_but_not_what_council_staff_ask():
    held = Vocabulary.read(DATA / "vocabulary")
    ordinary = set(ordinary_messages(held))
    assert set(held.topics["attendance"].examples) <= ordinary
    assert set(held.small_talk["greeting"].phrases) <= ordinary
    assert not set(held.intents["timeline"].examples) & ordinary
