"""What the words of a message hint at, whatever it is about: a need at all, one of them alone, two of them.

Some words, and some that follow each other, are those of messages that are not ours ("play", "who invented"),
some words leave open what is meant ("query"), some tell of two needs ("which officer for which"), and some
needs are taken for each other more easily than others. How much each counts is learnt from labelled questions
(calibrate_topics.py) and stands in hint_weights.csv.
"""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from directory.ask.text import features, share
from directory.ask.weights import feature_of, read_weights, words_of, write_weights

WEIGHTS_FILE = "hint_weights.csv"
_NEED = "need:"
_TWO = 2


class Hint(NamedTuple):
    """How much speaks for being `ours`, of a need of the directory, for the likeliest `alone` being meant,
    and for meaning `two` needs; below 0 what speaks against it."""

    ours: float = 0.0
    alone: float = 0.0
    two: float = 0.0


class Hints:
    """The weight of each word and of each two words as a pair, of each need and of two together; read once,
    used by every question."""

    def __init__(self, weights: Mapping[object, Hint]) -> None:
        self._weights = weights

    @classmethod
    def read(cls, folder: Path) -> "Hints":
        """Reads the weights of a vocabulary folder. Raises VocabularyError."""
        lines = read_weights(folder / WEIGHTS_FILE, words=2, numbers=len(Hint._fields))
        return cls({feature_of(*words): Hint(*weights) for words, weights in lines})

    def write(self, folder: Path) -> None:
        """Writes the weights into a vocabulary folder, by word."""
        lines = [(words_of(said), hint) for said, hint in self._weights.items()]
        write_weights(folder / WEIGHTS_FILE, sorted(lines))

    def of(self, words: Sequence[str], needs: Sequence[str]) -> Hint:
        """What is hinted at by the words of a message, as they are compared, and by the likeliest `needs`."""
        known = self._weights.get
        much = share(set(words))
        ours = alone = two = 0.0
        for hint in filter(None, map(known, features(words))):
            ours += hint[0]
            alone += hint[1]
            two += hint[2]
        ours, alone, two = ours * much, alone * much, two * much
        for hint in filter(None, map(known, _of_needs(needs))):
            ours += hint[0]
            alone += hint[1]
            two += hint[2]
        return Hint(ours, alone, two)

    def of_said(self, said: object) -> Hint:
        """What one word hints at, as it is compared, or two of them as a pair."""
        return self._weights.get(said, Hint())


def said_in(words: Sequence[str], needs: Sequence[str], *, in_a_row: bool = False) -> dict[object, float]:
    """What a message says that may hint at something, to learn from, and how much each counts: its words, the
    fewer the more, but for numbers, and every two `in_a_row`, numbers too ("year 7"); the likeliest of the
    `needs`, and the first two together."""
    said = [each for each in features(words) if in_a_row or not is_pair(each)]
    return dict.fromkeys(said, share(set(words))) | dict.fromkeys(_of_needs(needs), 1.0)


def is_pair(said: object) -> bool:
    """Whether what may hint at something is two words that follow each other."""
    return isinstance(said, tuple)


def _of_needs(needs: Sequence[str]) -> Sequence[str]:
    """What stands for the likeliest need, and for the first two of them in either order."""
    if len(needs) < _TWO:
        return [_NEED + need for need in needs]
    first, second = needs[:_TWO]
    return (_NEED + first, f"{_NEED}{first}+{second}" if first < second else f"{_NEED}{second}+{first}")
