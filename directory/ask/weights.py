"""Files of learnt weights: a line for each, words first and numbers behind them."""

import csv
from collections.abc import Callable, Iterable, Mapping, Sequence
from math import isfinite
from pathlib import Path
from sys import intern
from typing import TypeVar

from directory.ask.vocabulary import VocabularyError
from directory.unreadable import why_unreadable

PUT_BACK = "Put the file back as it came with Signpost, or delete it and run `make calibrate`."

T = TypeVar("T")
Line = tuple[tuple[str, ...], tuple[float, ...]]
"""The words of a line, and its numbers."""


def read_weights(path: Path, words: int, numbers: int) -> list[Line]:
    """The lines of a file of so many words and numbers each. Raises VocabularyError, naming the line."""
    behind = "a number" if numbers == 1 else f"{numbers} numbers"
    return _read(path, lambda row: _line(row, words, numbers), f"{words} words with {behind} behind them")


def read_named_weights(path: Path) -> list[tuple[tuple[str, str], Mapping[str, float]]]:
    """The lines of a file of two words with named numbers behind them, such as "attendance=0.5".

    Raises VocabularyError, naming the line.
    """
    return _read(path, _named_line, "2 words with named numbers behind them")


def _read(path: Path, line: Callable[[Sequence[str]], T], what: str) -> list[T]:
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            rows = csv.reader(file)
            return [line(row) for row in rows]
    except FileNotFoundError:
        advice = "Put it back as it came with Signpost, or run `make calibrate`."
        raise VocabularyError(f"{path.name} is missing from {path.parent}. {advice}") from None
    except (OSError, UnicodeDecodeError) as error:
        why = f"{path.name} in {path.parent} cannot be read: {why_unreadable(error)}"
        raise VocabularyError(f"{why}. {PUT_BACK}") from error
    except (ValueError, csv.Error) as error:
        where = f"{path.name}, line {rows.line_num}"
        raise VocabularyError(f"{where}: this is not {what}. {PUT_BACK}") from error


def _line(row: Sequence[str], words: int, numbers: int) -> Line:
    weights = tuple(map(float, row[words:]))
    if len(row) != words + numbers or not all(map(isfinite, weights)):
        raise ValueError
    return tuple(row[:words]), weights


def _named_line(row: Sequence[str]) -> tuple[tuple[str, str], Mapping[str, float]]:
    word, after, *named = row
    weights = {intern(name): float(number) for name, number in (each.split("=") for each in named)}
    if not all(map(isfinite, weights.values())):
        raise ValueError
    return (word, after), weights


def write_weights(path: Path, lines: Iterable[Line]) -> None:
    """Writes the lines; the file is there as a whole or as it was."""
    _write(path, ((*words, *weights) for words, weights in lines))


def write_named_weights(path: Path, lines: Mapping[tuple[str, ...], Mapping[str, float]]) -> None:
    """Writes lines of named numbers; the file is there as a whole or as it was."""
    _write(
        path,
        (
            (*words, *(f"{name}={weight:g}" for name, weight in by_name.items()))
            for words, by_name in lines.items()
        ),
    )


def _write(path: Path, rows: Iterable[Sequence[object]]) -> None:
    new = path.with_suffix(".new")
    with new.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows(rows)
    new.replace(path)


def feature_of(word: str, after: str) -> object:
    """What two words of a line stand for: a word, or the two that follow each other."""
    return (word, after) if after else word


def words_of(feature: object) -> tuple[str, ...]:
    """The two words of a line that stand for a feature; the second is empty where it is one word."""
    return feature if isinstance(feature, tuple) else (str(feature), "")
