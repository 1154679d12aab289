"""Learning weights from examples."""

from math import log

import pytest

from directory.ask.learning import logistic_weights


def test_the_constant_is_the_odds_where_a_sign_never_changes():
    constant, weight = logistic_weights([[2.0]] * 4, [True, True, True, False]).signs
    assert constant + 2 * weight == pytest.approx(log(3), abs=1e-3)


def test_a_sign_that_goes_with_the_label_gets_weight():
    rows = [[float(at % 2), float(at % 3)] for at in range(60)]
    labels = [at % 2 == 1 or at % 10 == 0 for at in range(60)]
    _, telling, idle = logistic_weights(rows, labels).signs
    assert telling > 1
    assert abs(idle) < 0.5


def test_weights_stay_finite_where_a_sign_tells_all():
    constant, weight = logistic_weights([[0.0], [1.0]] * 20, [False, True] * 20).signs
    assert -10 < constant < 0 < weight < 20


def test_the_same_examples_give_the_same_weights():
    rows, labels = [[1.0, 3.0], [2.0, 1.0], [4.0, 0.5], [0.0, 0.0]], [True, False, True, False]
    assert logistic_weights(rows, labels) == logistic_weights(rows, labels)


def test_a_word_that_goes_with_the_label_gets_weight():
    said = [{"grief": 1.0, "who": 1.0}, {"who": 1.0}] * 20
    words = logistic_weights([[0.0]] * 40, [False, True] * 20, said).words
    assert words["grief"] < -1
    assert abs(words["who"]) < 0.5


def test_a_word_of_one_example_is_left_out():
    said = [{"grief": 1.0}, {"taxi": 1.0}, {"taxi": 1.0}, {}]
    assert set(logistic_weights([[0.0]] * 4, [True, False, False, True], said).words) == {"taxi"}


def test_a_word_adds_little_to_what_a_sign_tells_already():
    rows = [[0.0], [1.0]] * 30
    said = [{}, {"also": 1.0}] * 30
    alone = logistic_weights([[0.0]] * 60, [False, True] * 30, said).words["also"]
    assert logistic_weights(rows, [False, True] * 30, said).words["also"] < alone
