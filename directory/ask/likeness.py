"""Which need a message is most like: naive Bayes over the lines of the vocabulary, put right where it errs.

Evidence says how much a message says of a need; likeness tells needs apart that share their words, since it
also counts what a need's lines never say. Its features are the words and every two words that follow each
other, ordinary ones included ("moved away", "not in"); each counts once a message. Features of so many needs
that they tell none apart are left out of what is counted, and two words that follow each other but once.

Naive Bayes errs where words are said together, and knows nothing of what leaves open which need is meant. How
far it is to be trusted for each need, and which features say more or less than was counted, is learnt
(calibrate_needs.py) and stands in need_weights.csv. A line that is added counts at once.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import chain
from math import exp, log
from pathlib import Path
from statistics import mean
from typing import NamedTuple

import numpy as np

from directory.ask.phrases import Word
from directory.ask.text import Token, features, tokens
from directory.ask.weights import feature_of, read_weights, words_of, write_weights

WEIGHTS_FILE = "need_weights.csv"
_SMOOTHING = 0.15
_TOO_COMMON = 45
_SEEN = 2
_SHARE = 0.22
_ALWAYS, _COUNTED = "(always)", "(counted)"
"""What stands in the file for a correction that is always made, and for the trust in what was counted."""
_ALWAYS_ROW = -1
"""The row of what is always added."""


class LineCounts(NamedTuple):
    """How much each feature that was counted speaks for each key (`strengths`), and how much each of a
    message's features speaks against it (`sizes`)."""

    strengths: Mapping[object, Mapping[str, float]]
    sizes: Mapping[str, float]


def strength(count: int) -> float:
    """How much a feature of so many lines of a key speaks for it."""
    return _SHARE * log(1 + count / _SMOOTHING)


def one_fewer(of: float) -> float:
    """How much a feature would speak for a key if one line of it were left out."""
    return strength(round(_SMOOTHING * (exp(of / _SHARE) - 1)) - 1)


def count_lines(lines: Mapping[str, Iterable[str]], abbreviations: Mapping[str, str]) -> LineCounts:
    """Counts the lines of the vocabulary, by key."""
    counts: dict[object, Counter[str]] = defaultdict(Counter)
    for key, each in lines.items():
        for line in each:
            row = [token.stem for token in tokens(line, abbreviations)]
            for feature in features(row):
                counts[feature][key] += 1
    telling = {feature: by_key for feature, by_key in counts.items() if _tells(feature, by_key)}
    said: Counter[str] = Counter()
    for by_key in telling.values():
        said.update(by_key)
    known = {count: strength(count) for by_key in telling.values() for count in by_key.values()}
    return LineCounts(
        {feature: {key: known[n] for key, n in by_key.items()} for feature, by_key in telling.items()},
        {key: _SHARE * log(said[key] + _SMOOTHING * (1 + len(telling))) for key in lines},
    )


def _tells(feature: object, by_key: Counter[str]) -> bool:
    """Whether a feature tells needs apart."""
    return len(by_key) <= _TOO_COMMON and (by_key.total() >= _SEEN or not isinstance(feature, tuple))


class Correction(NamedTuple):
    """What puts right how like one key a message is: how far what was counted is trusted, what is added
    always, and what is added for each feature."""

    trust: float
    always: float
    features: Mapping[object, float]


Corrections = Mapping[str, Correction]


def read_corrections(folder: Path) -> Corrections:
    """Reads the corrections of a vocabulary folder, by key. Raises VocabularyError."""
    found: dict[str, dict[object, float]] = defaultdict(dict)
    for (key, word, after), (weight,) in read_weights(folder / WEIGHTS_FILE, words=3, numbers=1):
        found[key][feature_of(word, after)] = weight
    return {
        key: Correction(weights.pop(_COUNTED, 1.0), weights.pop(_ALWAYS, 0.0), weights)
        for key, weights in found.items()
    }


def write_corrections(folder: Path, corrections: Corrections) -> None:
    """Writes the corrections into a vocabulary folder, by key and feature."""
    lines = [
        ((key, *words_of(feature)), (weight,))
        for key, (trust, always, weights) in corrections.items()
        for feature, weight in {_COUNTED: trust, _ALWAYS: always, **weights}.items()
    ]
    write_weights(folder / WEIGHTS_FILE, sorted(lines))


class Likeness:
    """What was counted, put right; built once, read by every question.

    Each feature has a row with a number for each key, so that a message is the sum of a few rows.
    """

    def __init__(self, counts: LineCounts, corrections: Corrections) -> None:
        """A key without a correction is put right as the others are on average; what is added always counts
        by how much it is more than that average."""
        keys = sorted(counts.sizes, key=lambda key: ":" in key)
        known = [*corrections.values()] or [Correction(1.0, 0.0, {})]
        usual = Correction(mean(each.trust for each in known), mean(each.always for each in known), {})
        put_right = [corrections.get(key, usual) for key in keys]
        self._place = {key: at for at, key in enumerate(keys)}
        self._needs = sum(":" not in key for key in keys)
        counted: dict[str, dict[object, float]] = {key: {} for key in keys}
        for said, by_key in counts.strengths.items():
            for key, own in by_key.items():
                counted[key][said] = own
        every = dict.fromkeys(chain(counts.strengths, *[each.features for each in put_right]))
        self._row_of = row_of = {said: at for at, said in enumerate(every)}
        self._table = table = np.zeros((len(row_of) + 1, len(keys)), np.float32)
        for at, of in enumerate(counted.values()):
            table[[row_of[said] for said in of], at] = [*of.values()]
        of_lines = table[: len(counts.strengths)]
        of_lines -= of_lines.mean(axis=1, keepdims=True)
        sizes = np.array([counts.sizes[key] for key in keys])
        of_lines -= sizes - sizes.mean()
        of_lines *= [each.trust for each in put_right]
        for at, each in enumerate(put_right):
            table[[row_of[said] for said in each.features], at] += [*each.features.values()]
        table[_ALWAYS_ROW] = [each.always - usual.always for each in put_right]

    def of(self, row: Sequence[str]) -> "Alike":
        """How like each need a message is. `row` are the stems of its words, spelt right."""
        rows = [at for at in map(self._row_of.get, features(row)) if at is not None]
        likeness: list[float] = np.add.reduce(self._table.take([*rows, _ALWAYS_ROW], axis=0)).tolist()
        return Alike(self._place, self._needs, likeness)


class Alike(NamedTuple):
    """How like each thing one message is, the `needs` first: log odds, less what they are on average before
    anything is said."""

    place: Mapping[str, int]
    needs: int
    likeness: Sequence[float]

    def beside(self, totals: Mapping[str, float]) -> dict[str, float]:
        """The likeness to some needs, added to its own of the `totals`."""
        place, _, likeness = self
        return {key: total + likeness[place[key]] for key, total in totals.items()}

    @property
    def nearest(self) -> float:
        """How like the likest need it is."""
        return max(self.likeness[: self.needs], default=0.0)

    @property
    def nearest_other(self) -> float:
        """How like the likest thing it is that is no need."""
        return max(self.likeness[self.needs :], default=0.0)

    def lead(self, key: str) -> float:
        """How much more like the need `key` it is than like any other; below 0 if another is nearer."""
        others = [*self.likeness[: self.needs]]
        own = others.pop(self.place[key])
        return own - max(others, default=0.0)


def spelt_right(words: Iterable[Word], kept: Iterable[Token]) -> list[str]:
    """The stems of all words of a message, those of its content words as they were put right."""
    put_right = {word.token: word.stem for word in words if word.trust < 1}
    if not put_right:
        return [token.stem for token in kept]
    return [put_right.get(token, token.stem) for token in kept]
