"""Learning what each feature of a message says of each need.

One logistic regression for each key, over the lines of the vocabulary and over labelled questions. A question
that leaves open which of several needs is meant, or has two, is an example of each of them; one that is not
ours is an example of none. Features weigh the more, the rarer they are; a ridge penalty spreads what is
learnt over all of them (Hoerl and Kennard, Ridge Regression, 1970), and the weights that tell most are kept,
so that the file stays small. The same examples give the same weights every time.
"""

from collections.abc import Sequence

import numpy as np
from joblib import Parallel, delayed
from numpy.typing import NDArray
from scipy.sparse import csr_matrix, diags
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression

from directory.ask.likeness import NeedWeights
from directory.ask.need_examples import Example
from directory.ask.text import features, share

_TRUST = 0.2
"""How much examples are believed against the penalty."""
_SEEN = 2
"""Features of fewer examples say nothing."""
_OF_A_QUESTION = 6.0
"""How much more a question teaches than a line of the vocabulary: it is as people write."""
_BESIDE_EVIDENCE = 2.0
"""How much the log odds that are learnt count beside the evidence."""
_KEPT = 200_000
"""So many weights are kept at most."""
_OFTEN = 50
"""What is said in so many questions is heard often; more make no difference to what is kept."""


def learn_weights(keys: Sequence[str], lines: Sequence[Example], questions: Sequence[Example]) -> NeedWeights:
    """What lines of the vocabulary and questions teach of the `keys`."""
    examples = [*lines, *questions]
    said = TfidfVectorizer(analyzer=_names, min_df=_SEEN, norm=None, binary=True)
    shares = diags([share(features(example.row)) for example in examples])
    table = csr_matrix(shares @ said.fit_transform(examples))
    table.sort_indices()
    sample_weight = np.repeat([1.0, _OF_A_QUESTION], [len(lines), len(questions)])
    labels = [np.array([key in example.keys for example in examples]) for key in keys]
    fits = Parallel(n_jobs=-1, max_nbytes=None)(
        delayed(_fitted)(table, label, sample_weight) for label in labels
    )
    learnt = np.stack([weights for _, weights in fits], axis=1)
    heard = np.minimum(table[len(lines) :].getnnz(axis=0) + 1, _OFTEN)
    kept = _most_telling(learnt * np.sqrt(heard)[:, np.newaxis])
    by_key = np.round(_BESIDE_EVIDENCE * learnt * said.idf_[:, np.newaxis], 2)
    return NeedWeights(
        {key: round(_BESIDE_EVIDENCE * always, 2) for key, (always, _) in zip(keys, fits, strict=True)},
        _by_feature(np.where(kept, by_key, 0.0), said.get_feature_names_out(), keys),
    )


def _fitted(
    table: csr_matrix, label: NDArray[np.bool_], sample_weight: NDArray[np.float64]
) -> tuple[float, NDArray[np.float64]]:
    """The constant, and the weight of each column of the table."""
    model = LogisticRegression(C=_TRUST, l1_ratio=0.0, solver="liblinear", random_state=0)
    model.fit(table, label, sample_weight=sample_weight)
    return float(model.intercept_[0]), model.coef_[0]


def _most_telling(worth: NDArray[np.float64]) -> NDArray[np.bool_]:
    """Which of the weights are kept, by how much they are worth."""
    size = np.abs(worth)
    least = 0.0 if size.size <= _KEPT else float(np.partition(size.ravel(), -_KEPT)[-_KEPT])
    return np.greater_equal(size, least)


def _by_feature(
    weights: NDArray[np.float64], names: Sequence[str], keys: Sequence[str]
) -> dict[object, dict[str, float]]:
    """What each feature says for each key, without what says nothing."""
    found: dict[object, dict[str, float]] = {}
    rows, columns = np.nonzero(weights)
    for row, column, weight in zip(
        rows.tolist(), columns.tolist(), weights[rows, columns].tolist(), strict=True
    ):
        found.setdefault(_feature(names[row]), {})[keys[column]] = weight
    return found


def _names(example: Example) -> list[str]:
    """The features of an example, as text."""
    said = features(example.row)
    return [" ".join(each) if isinstance(each, tuple) else str(each) for each in said]


def _feature(name: str) -> object:
    return tuple(name.split(" ")) if " " in name else name
