"""How like the messages of a child in danger a message is.

It finds dangers of which no sign is listed in urgent.yaml, and tells a listed sign from one that stands in
an ordinary message. Its features are the words and every two words that follow each other, each once a
message; their weights are learnt from known messages (calibrate_danger.py) and stand in danger_weights.csv.
"""

from collections.abc import Mapping, Sequence
from math import sqrt
from pathlib import Path

from directory.ask.text import Token, features
from directory.ask.vocabulary import VocabularyError
from directory.ask.weights import PUT_BACK, feature_of, read_weights, words_of, write_weights

WEIGHTS_FILE = "danger_weights.csv"
_FEWEST = 8

Weights = Mapping[object, float]
"""The weight of each word, and of each two words as a pair: how much it speaks for danger, or against it."""


class DangerLikeness:
    """The weight of each feature; read once, used by every question."""

    def __init__(self, weights: Weights) -> None:
        self._weights = weights

    @classmethod
    def read(cls, folder: Path) -> "DangerLikeness":
        """Reads the weights of a vocabulary folder. Raises VocabularyError."""
        lines = read_weights(folder / WEIGHTS_FILE, words=2, numbers=1)
        weights = {feature_of(*words): weight for words, (weight,) in lines}
        if not weights:
            raise VocabularyError(f"{WEIGHTS_FILE} holds no weights: no danger would be heard. {PUT_BACK}")
        return cls(weights)

    def write(self, folder: Path) -> None:
        """Writes the weights into a vocabulary folder, those that speak most for danger first."""
        lines = sorted(self._weights.items(), key=lambda each: (-each[1], str(each[0])))
        write_weights(folder / WEIGHTS_FILE, ((words_of(feature), (weight,)) for feature, weight in lines))

    def of(self, found: Sequence[Token]) -> float:
        """Below 0 where a message is like ordinary ones, above 1 where it is like those of danger."""
        said = said_in(found)
        return sum(filter(None, map(self._weights.get, said))) / length(said)


def said_in(found: Sequence[Token]) -> tuple[object, ...]:
    """The features of a message: its words and every two that follow each other, each once."""
    return features(token.stem for token in found)


def length(said: Sequence[object]) -> float:
    """What the sum of the weights of the features `said` is divided by."""
    return sqrt(max(_FEWEST, len(said)))
