"""Learning how far to trust what was counted of each need, and which features say more or less.

One logistic regression for each key, over the lines of the vocabulary and over labelled questions, beside
what was counted (likeness.py). A question that leaves open which of several needs is meant, or has two, is
an example of each of them; one that is not ours is an example of none. A line is compared with the others,
since it was itself counted. Features weigh the more, the rarer they are, and the penalty on their weights
puts most to 0 (Tibshirani, Regression Shrinkage and Selection via the Lasso, 1996), so that the file stays
small. The same examples give the same weights every time.
"""

from collections.abc import Mapping, Sequence

import numpy as np
from joblib import Parallel, delayed
from numpy.typing import NDArray
from scipy.sparse import csr_matrix, hstack
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression

from directory.ask.likeness import Correction, Corrections, Likeness, LineCounts, one_fewer
from directory.ask.need_examples import Example
from directory.ask.text import features

_TRUST = 0.13
"""How much examples are believed against the penalty."""
_SEEN, _TOO_COMMON = 2, 1_200
"""Features of fewer examples, and of more ("who"), say nothing."""
_OF_A_QUESTION = 3.0
"""How much more a question teaches than a line of the vocabulary: it is as people write."""
_ROUNDS = 60
_LEAST = 0.05
"""Weights below this are left out."""


class NeedLessons:
    """The lines that were counted, and how like each key each of them is by the others."""

    def __init__(self, counts: LineCounts, lines: Sequence[Example]) -> None:
        self._keys = list(counts.sizes)
        self._counted = Likeness(counts, {})
        self._counts = counts
        self._lines = lines
        self._of_lines = self._likeness(lines)
        for at, line in enumerate(lines):
            for key in line.keys:
                self._of_lines[at, self._keys.index(key)] -= self._own(line, key)

    def learnt_beside(self, questions: Sequence[Example]) -> Corrections:
        """What is learnt from the lines and from questions."""
        examples = [*self._lines, *questions]
        said = TfidfVectorizer(analyzer=_names, min_df=_SEEN, max_df=_TOO_COMMON, norm=None, binary=True)
        table = csr_matrix(said.fit_transform(examples))
        counted = np.vstack([self._of_lines, self._likeness(questions)])
        names = said.get_feature_names_out()
        sample_weight = np.repeat([1.0, _OF_A_QUESTION], [len(self._lines), len(questions)])
        fits = Parallel(n_jobs=-1)(
            delayed(_fitted)(
                counted[:, [at]], table, np.array([key in each.keys for each in examples]), sample_weight
            )
            for at, key in enumerate(self._keys)
        )
        return {
            key: Correction(trust, always, _by_feature(weights * said.idf_, names))
            for key, (trust, always, weights) in zip(self._keys, fits, strict=True)
        }

    def _likeness(self, examples: Sequence[Example]) -> NDArray[np.float64]:
        """How like each key each example is, by what was counted alone: a row an example."""
        none = dict.fromkeys(self._keys, 0.0)
        rows = [list(self._counted.of(each.row).beside(none).values()) for each in examples]
        return np.array(rows).reshape(len(examples), len(self._keys))

    def _own(self, line: Example, key: str) -> float:
        """How much the line itself makes it like its key."""
        found = (self._counts.strengths.get(feature, {}) for feature in features(line.row))
        return sum(by_key[key] - one_fewer(by_key[key]) for by_key in found if key in by_key)


def _fitted(
    counted: NDArray[np.float64],
    table: csr_matrix,
    label: NDArray[np.bool_],
    sample_weight: NDArray[np.float64],
) -> tuple[float, float, NDArray[np.float64]]:
    """The trust in what was counted, the constant, and the weight of each column of the table.

    `sample_weight` is how much each example counts.
    """
    model = LogisticRegression(
        C=_TRUST, l1_ratio=1.0, solver="liblinear", max_iter=_ROUNDS, random_state=0
    ).fit(csr_matrix(hstack([csr_matrix(counted), table])), label, sample_weight=sample_weight)
    trust, *weights = model.coef_[0]
    return round(float(trust), 3), round(float(model.intercept_[0]), 3), np.array(weights)


def _by_feature(weights: NDArray[np.float64], names: Sequence[str]) -> Mapping[object, float]:
    found = zip(names, weights.tolist(), strict=True)
    return {_feature(name): round(weight, 2) for name, weight in found if abs(weight) >= _LEAST}


def _names(example: Example) -> list[str]:
    """The features of an example, as text."""
    said = features(example.row)
    return [" ".join(each) if isinstance(each, tuple) else str(each) for each in said]


def _feature(name: str) -> object:
    return tuple(name.split(" ")) if " " in name else name
