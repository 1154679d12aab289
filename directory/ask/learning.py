"""Learning the weights of signs and words from labelled examples: logistic regression, the same every time.

One weight after another is put where it makes the labels likeliest, until none moves any more (coordinate
descent by Newton's method: Genkin, Lewis and Madigan, Large-Scale Bayesian Logistic Regression, 2007). A
small penalty keeps a sign or word that seldom occurs from being believed too much.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from math import exp
from typing import NamedTuple

_PENALTY_OF_A_SIGN = 1.0
"""For a sign that is scaled to a spread of 1."""
_PENALTY_OF_A_WORD = 0.11
_SEEN = 2
"""A word of fewer examples says nothing."""
_MOST_ROUNDS = 60
_CLOSE_ENOUGH = 1e-3
_LONGEST_STEP = 2.0
"""How far a step may move the log odds of an example."""

Words = Mapping[object, float]
"""What is said in one example, and how much it counts there."""


class LogisticWeights(NamedTuple):
    """The weight of each sign, in the order of the columns, after a constant; and of each word."""

    signs: Sequence[float]
    words: Mapping[object, float]


class _Column(NamedTuple):
    """The examples in which something stands, how much it counts in each, and the penalty on its weight."""

    rows: Sequence[int]
    values: Sequence[float]
    penalty: float


def logistic_weights(
    signs: Sequence[Sequence[float]],
    labels: Sequence[bool],
    words: Sequence[Words] = (),
) -> LogisticWeights:
    """The weights that make the labels likeliest: of the columns of `signs`, of the `words` of each row."""
    means, spreads = _scales(signs)
    every = range(len(signs))
    columns = [_Column(every, [1.0] * len(signs), 0.0)]
    for column, mean, spread in zip(zip(*signs, strict=True), means, spreads, strict=True):
        columns.append(_Column(every, [(value - mean) / spread for value in column], _PENALTY_OF_A_SIGN))
    counted = Counter(word for said in words for word in said)
    known = [word for word, seen in counted.items() if seen >= _SEEN]
    columns += _columns(known, words)
    weights = _fitted(columns, labels)
    slopes = [weight / spread for weight, spread in zip(weights[1 : len(means) + 1], spreads, strict=True)]
    constant = weights[0] - sum(mean * slope for mean, slope in zip(means, slopes, strict=True))
    return LogisticWeights([constant, *slopes], dict(zip(known, weights[len(means) + 1 :], strict=True)))


def _scales(rows: Sequence[Sequence[float]]) -> tuple[list[float], list[float]]:
    """The mean and the standard deviation of each column; 1 where a column never changes."""
    columns = list(zip(*rows, strict=True))
    means = [sum(column) / len(column) for column in columns]
    spreads = [
        (sum((value - mean) ** 2 for value in column) / len(column)) ** 0.5 or 1.0
        for column, mean in zip(columns, means, strict=True)
    ]
    return means, spreads


def _columns(known: Sequence[object], words: Sequence[Words]) -> list[_Column]:
    """A column for each of the words `known`."""
    rows: dict[object, list[int]] = {word: [] for word in known}
    for row, said in enumerate(words):
        for word in said:
            if word in rows:
                rows[word].append(row)
    return [
        _Column(found, [words[row][word] for row in found], _PENALTY_OF_A_WORD)
        for word, found in rows.items()
    ]


def _fitted(columns: Sequence[_Column], labels: Sequence[bool]) -> list[float]:
    """The weights of the columns; `odds` are the log odds that they give each row."""
    weights = [0.0] * len(columns)
    odds = [0.0] * len(labels)
    for _ in range(_MOST_ROUNDS):
        farthest = 0.0
        for at, (rows, values, penalty) in enumerate(columns):
            slope, bend = -penalty * weights[at], penalty
            for row, value in zip(rows, values, strict=True):
                likely = 1 / (1 + exp(-odds[row]))
                slope += value * (labels[row] - likely)
                bend += value * value * likely * (1 - likely)
            reach = _LONGEST_STEP / (max(map(abs, values), default=0.0) or 1.0)
            step = max(-reach, min(reach, slope / (bend or 1.0)))
            weights[at] += step
            for row, value in zip(rows, values, strict=True):
                odds[row] += step * value
            farthest = max(farthest, abs(step))
        if farthest < _CLOSE_ENOUGH:
            break
    return weights
