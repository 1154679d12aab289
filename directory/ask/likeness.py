"""Which need a message is most like: naive Bayes over the lines of the vocabulary.

Evidence says how much a message says of a need; likeness tells needs apart that share their words, since it
also counts what a need's lines never say. Its features are the content words and every two words that
follow each other, ordinary ones included ("moved away", "not in"); each counts once a message. Features of
so many needs that they tell none apart are left out.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from itertools import pairwise
from math import log

from directory.ask.phrases import Word
from directory.ask.text import Token, tokens

_SMOOTHING = 0.05
_TOO_COMMON = 50
_SHARE = 0.18


class Likeness:
    """The counts of a vocabulary; built once, read by every question."""

    def __init__(
        self,
        lines: Mapping[str, Iterable[str]],
        stop_words: Collection[str],
        abbreviations: Mapping[str, str],
    ) -> None:
        """`lines` are the lines of the vocabulary by need."""
        counts: dict[object, Counter[str]] = defaultdict(Counter)
        for key, each in lines.items():
            for line in each:
                found = tokens(line, abbreviations)
                content = [token.stem for token in found if token.plain not in stop_words]
                for feature in _features(content, [token.stem for token in found]):
                    counts[feature][key] += 1
        telling = {feature: found for feature, found in counts.items() if len(found) <= _TOO_COMMON}
        said: Counter[str] = Counter()
        for by_key in telling.values():
            said.update(by_key)
        self._keys = tuple(lines)
        place = {key: at for at, key in enumerate(self._keys)}
        self._weights = {
            feature: tuple(
                (place[key], _SHARE * log(1 + count / _SMOOTHING)) for key, count in by_key.items()
            )
            for feature, by_key in telling.items()
        }
        self._sizes = tuple(_SHARE * log(said[key] + _SMOOTHING * (1 + len(telling))) for key in self._keys)

    def of(self, words: Sequence[Word], kept: Sequence[Token]) -> dict[str, float]:
        """How like each need a message is, beside the average of them, as a share of a log likelihood.

        `words` are the content words of `kept`, spelt right.
        """
        likeness = [0.0] * len(self._keys)
        known = 0
        for feature in _features([word.stem for word in words], _spelt_right(words, kept)):
            weights = self._weights.get(feature)
            if weights is not None:
                known += 1
                for at, weight in weights:
                    likeness[at] += weight
        if known:
            likeness = [each - known * size for each, size in zip(likeness, self._sizes, strict=True)]
        middle = sum(likeness) / len(likeness)
        return {key: each - middle for key, each in zip(self._keys, likeness, strict=True)}


def _features(content: Iterable[str], stems: Sequence[str]) -> set[object]:
    return {*(stem for stem in content if not stem.isdigit()), *pairwise(stems)}


def _spelt_right(words: Sequence[Word], kept: Sequence[Token]) -> list[str]:
    """The stems of all words of a message, those of its content words as they were put right."""
    content = iter(words)
    word = next(content, None)
    stems = []
    for token in kept:
        if word is not None and word.token is token:
            stems.append(word.stem)
            word = next(content, None)
        else:
            stems.append(token.stem)
    return stems
