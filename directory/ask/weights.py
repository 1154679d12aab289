"""Files of learnt weights: a line for each, words first and numbers behind them."""

import csv
from collections.abc import Iterable, Sequence
from math import isfinite
from pathlib import Path

from directory.ask.vocabulary import VocabularyError
from directory.unreadable import why_unreadable

PUT_BACK = "Put the file back as it came with Signpost, or delete it and run `make calibrate`."

Line = tuple[tuple[str, ...], tuple[float, ...]]
"""The words of a line, and its numbers."""


def read_weights(path: Path, words: int, numbers: int) -> list[Line]:
    """The lines of a file of so many words and numbers each. Raises VocabularyError, naming the line."""
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            rows = csv.reader(file)
            return [_line(row, words, numbers) for row in rows]
    except FileNotFoundError:
        advice = "Put it back as it came with Signpost, or run `make calibrate`."
        raise VocabularyError(f"{path.name} is missing from {path.parent}. {advice}") from None
    except (OSError, UnicodeDecodeError) as error:
        what = f"{path.name} in {path.parent} cannot be read: {why_unreadable(error)}"
        raise VocabularyError(f"{what}. {PUT_BACK}") from error
    except (ValueError, csv.Error) as error:
        behind = "a number" if numbers == 1 else f"{numbers} numbers"
        what = f"{path.name}, line {rows.line_num}: this is not {words} words with {behind} behind them"
        raise VocabularyError(f"{what}. {PUT_BACK}") from error


def _line(row: Sequence[str], words: int, numbers: int) -> Line:
    weights = tuple(map(float, row[words:]))
    if len(row) != words + numbers or not all(map(isfinite, weights)):
        raise ValueError
    return tuple(row[:words]), weights


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
