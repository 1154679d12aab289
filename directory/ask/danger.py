"""How like the messages of a child in danger a message is: naive Bayes over those that are known.

It finds dangers of which no sign is listed in urgent.yaml, and tells a listed sign from one that stands in
an ordinary message. Its features are the words and every two words that follow each other, each once a
message; one that was seen but once says nothing.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from math import log, sqrt

from directory.ask.text import Token, features, tokens

_SMOOTHING = 0.3
_SEEN = 2
_DOUBT, _DOUBT_PAIR = 2.0, 3.0
_STRONGEST = 3.0
_PAIR = 0.5
_FEWEST = 3


class DangerLikeness:
    """The weight of each feature; built once, read by every question."""

    def __init__(
        self, danger: Iterable[str], ordinary: Iterable[str], abbreviations: Mapping[str, str]
    ) -> None:
        """Of messages that tell of a danger, and of those that do not."""
        of_danger, dangers = _counted(danger, abbreviations)
        of_ordinary, others = _counted(ordinary, abbreviations)
        odds = log((others + 2 * _SMOOTHING) / (dangers + 2 * _SMOOTHING))
        self._weights = {}
        for feature in of_danger.keys() | of_ordinary.keys():
            in_danger, in_ordinary = of_danger[feature], of_ordinary[feature]
            seen = in_danger + in_ordinary
            if seen >= _SEEN:
                pair = isinstance(feature, tuple)
                ratio = odds + log((in_danger + _SMOOTHING) / (in_ordinary + _SMOOTHING))
                weight = ratio * seen / (seen + (_DOUBT_PAIR if pair else _DOUBT))
                self._weights[feature] = max(-_STRONGEST, min(_STRONGEST, weight)) * (_PAIR if pair else 1)

    def of(self, found: Sequence[Token]) -> float:
        """About 0 where a message is as likely of danger as not; 2 or more where it is little else."""
        stems = [token.stem for token in found]
        said = features(stems, stems)
        return sum(filter(None, map(self._weights.get, said))) / sqrt(max(_FEWEST, len(said)))


def _counted(messages: Iterable[str], abbreviations: Mapping[str, str]) -> tuple[Counter[object], int]:
    """In how many messages each feature stands, and how many messages there are."""
    counts: Counter[object] = Counter()
    number = 0
    for message in messages:
        stems = [token.stem for token in tokens(message, abbreviations)]
        counts.update(features(stems, stems))
        number += 1
    return counts, number
