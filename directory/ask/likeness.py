"""Which need a message is most like: naive Bayes over the lines of the vocabulary.

Evidence says how much a message says of a need; likeness tells needs apart that share their words, since it
also counts what a need's lines never say. Its features are the content words and every two words that
follow each other, ordinary ones included ("moved away", "not in"); each counts once a message. Features of
so many needs that they tell none apart are left out, and two words that follow each other but once.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from math import log
from typing import NamedTuple

from directory.ask.phrases import Word
from directory.ask.text import Token, features, tokens

_SMOOTHING = 0.15
_TOO_COMMON = 45
_SEEN = 2
_SHARE = 0.22


class Likeness:
    """The counts of a vocabulary; built once, read by every question."""

    def __init__(
        self,
        lines: Mapping[str, Iterable[str]],
        stop_words: Collection[str],
        abbreviations: Mapping[str, str],
        needs: Collection[str],
    ) -> None:
        """`lines` are the lines of the vocabulary by key; `needs` are the keys that the directory covers."""
        lines = {key: lines[key] for key in needs} | dict(lines)
        counts: dict[object, Counter[str]] = defaultdict(Counter)
        for key, each in lines.items():
            for line in each:
                found = tokens(line, abbreviations)
                content = [token.stem for token in found if token.plain not in stop_words]
                for feature in features(content, [token.stem for token in found]):
                    counts[feature][key] += 1
        telling = {feature: by_key for feature, by_key in counts.items() if _tells(feature, by_key)}
        said: Counter[str] = Counter()
        for by_key in telling.values():
            said.update(by_key)
        strengths = {
            count: _SHARE * log(1 + count / _SMOOTHING)
            for by_key in telling.values()
            for count in by_key.values()
        }
        self._place = place = {key: at for at, key in enumerate(lines)}
        self._weights = {
            feature: [(place[key], strengths[count]) for key, count in by_key.items()]
            for feature, by_key in telling.items()
        }
        self._sizes = [_SHARE * log(said[key] + _SMOOTHING * (1 + len(telling))) for key in lines]
        self._needs = len(needs)

    def of(self, words: Sequence[Word], row: Iterable[str]) -> "Alike":
        """How like each need a message is. `words` are the content words of a `row`, both spelt right."""
        likeness = [0.0] * len(self._sizes)
        known = 0.0
        weights = self._weights
        for feature in features([word.stem for word in words], row):
            if feature in weights:
                known += 1
                for at, weight in weights[feature]:
                    likeness[at] += weight
        likeness = [own - known * size for own, size in zip(likeness, self._sizes, strict=True)]
        return Alike(self._place, self._needs, likeness, sum(likeness) / len(likeness))


class Alike(NamedTuple):
    """How like each thing one message is: a share of a log likelihood, those of the `needs` first, and the
    average of all."""

    place: Mapping[str, int]
    needs: int
    likeness: Sequence[float]
    average: float

    def beside(self, totals: Mapping[str, float]) -> dict[str, float]:
        """The likeness to some needs, added to its own of the `totals`."""
        place, _, likeness, average = self
        return {key: total + (likeness[place[key]] - average) for key, total in totals.items()}

    def lead(self, key: str) -> float:
        """How much more like the need `key` it is than like any other; below 0 if another is nearer."""
        others = [*self.likeness[: self.needs]]
        own = others.pop(self.place[key])
        return own - max(others, default=0.0)


def _tells(feature: object, by_key: Counter[str]) -> bool:
    """Whether a feature tells needs apart."""
    return len(by_key) <= _TOO_COMMON and (by_key.total() >= _SEEN or not isinstance(feature, tuple))


def spelt_right(words: Iterable[Word], kept: Iterable[Token]) -> list[str]:
    """The stems of all words of a message, those of its content words as they were put right."""
    put_right = {word.token: word.stem for word in words if word.trust < 1}
    if not put_right:
        return [token.stem for token in kept]
    return [put_right.get(token, token.stem) for token in kept]
