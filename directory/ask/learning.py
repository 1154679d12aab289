"""Learning the weights of signs from labelled examples: logistic regression, the same every time.

Newton's method on the log likelihood, with a small penalty on the weights so that a sign that seldom occurs
is not believed too much (Hastie, Tibshirani and Friedman, The Elements of Statistical Learning, 4.4.1).
"""

from collections.abc import Sequence
from math import exp

_PENALTY = 1.0
_MOST_ROUNDS = 30
_CLOSE_ENOUGH = 1e-8


def logistic_weights(rows: Sequence[Sequence[float]], labels: Sequence[bool]) -> list[float]:
    """The weights that make the labels likeliest: the constant first, then one for each column of `rows`."""
    means, spreads = _scales(rows)
    scaled = [[1.0, *((v - m) / s for v, m, s in zip(row, means, spreads, strict=True))] for row in rows]
    weights = [0.0] * len(scaled[0])
    for _ in range(_MOST_ROUNDS):
        step = _solved(*_curvature_and_slope(scaled, labels, weights))
        weights = [weight + change for weight, change in zip(weights, step, strict=True)]
        if max(map(abs, step)) < _CLOSE_ENOUGH:
            break
    slopes = [weight / spread for weight, spread in zip(weights[1:], spreads, strict=True)]
    return [weights[0] - sum(m * slope for m, slope in zip(means, slopes, strict=True)), *slopes]


def _scales(rows: Sequence[Sequence[float]]) -> tuple[list[float], list[float]]:
    """The mean and the standard deviation of each column; 1 where a column never changes."""
    columns = list(zip(*rows, strict=True))
    means = [sum(column) / len(column) for column in columns]
    spreads = [
        (sum((value - mean) ** 2 for value in column) / len(column)) ** 0.5 or 1.0
        for column, mean in zip(columns, means, strict=True)
    ]
    return means, spreads


def _curvature_and_slope(
    rows: Sequence[Sequence[float]], labels: Sequence[bool], weights: Sequence[float]
) -> tuple[list[list[float]], list[float]]:
    """The second and first derivatives of the penalised log likelihood; the constant has no penalty."""
    size = len(weights)
    curvature = [[_PENALTY if at == to and at else 0.0 for to in range(size)] for at in range(size)]
    slope = [-_PENALTY * weight if at else 0.0 for at, weight in enumerate(weights)]
    for row, label in zip(rows, labels, strict=True):
        total = sum([weight * value for weight, value in zip(weights, row, strict=True)])
        likely = 1 / (1 + exp(-max(-30.0, min(30.0, total))))
        error, doubt = label - likely, likely * (1 - likely)
        for at, value in enumerate(row):
            slope[at] += error * value
            for to in range(at + 1):
                curvature[at][to] += doubt * value * row[to]
    for at in range(size):
        for to in range(at):
            curvature[to][at] = curvature[at][to]
    return curvature, slope


def _solved(matrix: list[list[float]], right: list[float]) -> list[float]:
    """The solution of a set of linear equations whose matrix is symmetric and positive, by elimination."""
    size = len(right)
    for at in range(size):
        for below in range(at + 1, size):
            share = matrix[below][at] / matrix[at][at]
            right[below] -= share * right[at]
            for to in range(at, size):
                matrix[below][to] -= share * matrix[at][to]
    found = [0.0] * size
    for at in reversed(range(size)):
        rest = sum([matrix[at][to] * found[to] for to in range(at + 1, size)])
        found[at] = (right[at] - rest) / matrix[at][at]
    return found
