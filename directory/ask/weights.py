"""Files of learnt weights: a line for each, words first and numbers behind them."""

import csv
from collections.abc import Iterable
from math import isfinite
from pathlib import Path

from directory.ask.vocabulary import VocabularyError

_MADE_BY = "`make calibrate` writes it."

Line = tuple[tuple[str, ...], tuple[float, ...]]
"""The words of a line, and its numbers."""


def read_weights(path: Path, words: int, numbers: int) -> list[Line]:
    """The lines of a file of so many words and numbers each. Raises VocabularyError."""
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            lines = [(tuple(line[:words]), tuple(map(float, line[words:]))) for line in csv.reader(file)]
    except FileNotFoundError:
        raise VocabularyError(f"{path.name} is missing from {path.parent}. {_MADE_BY}") from None
    except (ValueError, csv.Error) as error:
        raise VocabularyError(f"{path.name} has a weight that is no number. {_MADE_BY}") from error
    for at, (said, weights) in enumerate(lines, start=1):
        if (len(said), len(weights)) != (words, numbers) or not all(map(isfinite, weights)):
            what = f"line {at} is not {words} words and {numbers} numbers"
            raise VocabularyError(f"{path.name}: {what}. {_MADE_BY}")
    return lines


def write_weights(path: Path, lines: Iterable[Line]) -> None:
    """Writes the lines; the file is there as a whole or as it was."""
    new = path.with_suffix(".new")
    with new.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows((*words, *weights) for words, weights in lines)
    new.replace(path)


def feature_of(word: str, after: str) -> object:
    """What two words of a line stand for: a word, or the two that follow each other."""
    return (word, after) if after else word


def words_of(feature: object) -> tuple[str, ...]:
    """The two words of a line that stand for a feature; the second is empty where it is one word."""
    return feature if isinstance(feature, tuple) else (str(feature), "")
