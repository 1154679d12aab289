"""Which need a message is most like: what the lines of the vocabulary say, and what labelled questions teach.

Evidence says how much a message says of a need; likeness tells needs apart that share their words, since it
also counts what a need's lines never say. Its features are the words and every two words that follow each
other, ordinary ones included ("moved away", "not in"); each counts once a message, and the less the more
there are, so that the sum of many is no surer than that of few.

Lines are counted (naive Bayes), so that one that is added counts at once. Features of so many needs that they
tell none apart are left out of that, and two words that follow each other but once. What else each feature
says of each need is learnt from labelled questions (calibrate_needs.py) and stands in need_weights.csv.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import chain
from math import log
from pathlib import Path
from statistics import mean
from typing import NamedTuple

import numpy as np

from directory.ask.phrases import Word
from directory.ask.text import Token, features, share, tokens
from directory.ask.weights import feature_of, read_named_weights, words_of, write_named_weights

WEIGHTS_FILE = "need_weights.csv"
_SMOOTHING = 0.15
_TOO_COMMON = 45
_SEEN = 2
_SHARE = 0.33
_OF_EVIDENCE = 0.5
"""How much evidence counts beside likeness."""
_NONE = -1
_ALWAYS = "(always)"
"""What stands in the file for what is always added."""


class LineCounts(NamedTuple):
    """How much each feature that was counted speaks for each key (`strengths`), and how much each of a
    message's features speaks against it (`sizes`)."""

    strengths: Mapping[object, Mapping[str, float]]
    sizes: Mapping[str, float]


def strength(count: int) -> float:
    """How much a feature of so many lines of a key speaks for it."""
    return _SHARE * log(1 + count / _SMOOTHING)


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


class NeedWeights(NamedTuple):
    """What is learnt of each key: what is added always, by key; and for each feature what it adds, by key."""

    always: Mapping[str, float]
    said: Mapping[object, Mapping[str, float]]

    @classmethod
    def read(cls, folder: Path) -> "NeedWeights":
        """Reads the weights of a vocabulary folder. Raises VocabularyError."""
        said = {feature_of(*words): weights for words, weights in read_named_weights(folder / WEIGHTS_FILE)}
        return cls(said.pop(_ALWAYS, {}), said)

    def write(self, folder: Path) -> None:
        """Writes the weights into a vocabulary folder, by feature."""
        by_words = {words_of(feature): weights for feature, weights in self.said.items()}
        write_named_weights(
            folder / WEIGHTS_FILE, {words_of(_ALWAYS): self.always, **dict(sorted(by_words.items()))}
        )


NOTHING_LEARNT = NeedWeights({}, {})


class Likeness:
    """What was counted and what was learnt; built once, read by every question.

    Each feature has a row with a number for each key, so that a message is the sum of a few rows.
    """

    def __init__(self, counts: LineCounts, learnt: NeedWeights) -> None:
        """What is always added counts by how much it is more than that of the other keys on average; nothing
        is added for a key of which nothing is learnt."""
        keys = sorted(counts.sizes, key=lambda key: ":" in key)
        self._place = {key: at for at, key in enumerate(keys)}
        self._needs = sum(":" not in key for key in keys)
        every = dict.fromkeys(chain(counts.strengths, learnt.said))
        self._row_of = {said: at for at, said in enumerate(every)}
        self._table = table = np.zeros((len(every), len(keys)), np.float32)
        self._add(counts.strengths)
        of_lines = table[: len(counts.strengths)]
        of_lines -= of_lines.mean(axis=1, keepdims=True)
        sizes = np.array([counts.sizes[key] for key in keys])
        of_lines -= sizes - sizes.mean()
        self._add(learnt.said)
        usual = mean(learnt.always.values()) if learnt.always else 0.0
        self._always = np.array([learnt.always.get(key, usual) - usual for key in keys], np.float32)

    def _add(self, said: Mapping[object, Mapping[str, float]]) -> None:
        """Adds to the table what each feature says for each key that there is."""
        each = said.values()
        rows = np.repeat(np.array([self._row_of[feature] for feature in said], np.intp), [*map(len, each)])
        keys = chain.from_iterable(each)
        columns = np.fromiter((self._place.get(key, _NONE) for key in keys), np.intp, len(rows))
        weights = np.fromiter(
            (weight for by_key in each for weight in by_key.values()), np.float32, len(rows)
        )
        known = columns != _NONE
        self._table[rows[known], columns[known]] += weights[known]

    def of(self, row: Sequence[str]) -> "Alike":
        """How like each need a message is. `row` are the stems of its words, spelt right."""
        said = features(row)
        rows = [at for at in map(self._row_of.get, said) if at is not None]
        total = np.add.reduce(self._table.take(rows, axis=0)) if rows else 0.0
        likeness: list[float] = (total * share(said) + self._always).tolist()
        return Alike(self._place, self._needs, likeness)


class Alike(NamedTuple):
    """How like each thing one message is, the `needs` first: log odds, less what they are on average before
    anything is said."""

    place: Mapping[str, int]
    needs: int
    likeness: Sequence[float]

    def beside(self, totals: Mapping[str, float]) -> dict[str, float]:
        """The likeness to some needs, with the evidence for each, of which `totals` are the sums."""
        place, _, likeness = self
        return {key: _OF_EVIDENCE * total + likeness[place[key]] for key, total in totals.items()}

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
