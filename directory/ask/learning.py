"""Learning the weights of signs and words from labelled examples: logistic regression, the same every time.

A small penalty keeps a sign or word that seldom occurs from being believed too much.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from math import sqrt
from typing import NamedTuple

import numpy as np
from scipy.sparse import csr_matrix, hstack
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.preprocessing import StandardScaler

_PENALTY_OF_A_WORD = 0.11
"""Beside that of a sign which is scaled to a spread of 1."""
_SEEN = 2
"""A word of fewer examples says nothing."""
_MOST_ROUNDS = 2_000

Words = Mapping[object, float]
"""What is said in one example, and how much it counts there."""


class LogisticWeights(NamedTuple):
    """The weight of each sign, in the order of the columns, after a constant; and of each word."""

    signs: Sequence[float]
    words: Mapping[object, float]


def logistic_weights(
    signs: Sequence[Sequence[float]],
    labels: Sequence[bool],
    words: Sequence[Words] = (),
) -> LogisticWeights:
    """The weights that make the labels likeliest: of the columns of `signs`, of the `words` of each row."""
    scale = StandardScaler()
    table = csr_matrix(scale.fit_transform(np.array(signs)))
    counted = Counter(word for said in words for word in said)
    known = [{word: much for word, much in said.items() if counted[word] >= _SEEN} for said in words]
    said, names = DictVectorizer(sort=False), []
    if any(known):
        table = csr_matrix(hstack([table, said.fit_transform(known) / sqrt(_PENALTY_OF_A_WORD)]))
        names = said.feature_names_
    model = LogisticRegression(l1_ratio=0.0, max_iter=_MOST_ROUNDS).fit(table, labels)
    of_signs, of_words = np.split(model.coef_[0], [len(scale.scale_)])
    slopes = of_signs / scale.scale_
    constant = model.intercept_[0] - slopes @ scale.mean_
    weights = of_words / sqrt(_PENALTY_OF_A_WORD)
    return LogisticWeights(
        [float(constant), *slopes.tolist()], dict(zip(names, weights.tolist(), strict=True))
    )
