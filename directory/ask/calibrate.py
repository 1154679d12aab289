"""Finding numbers of calibration.yaml: a search, one number at a time, over labelled questions.

The best numbers are those with the most right answers less the confidently wrong ones. A part of the
questions is held back: it is never searched with, and shows what the numbers are worth.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Generic, Literal, TypeVar

from ruamel.yaml import YAML

Part = Literal["odd", "even", "none"]
Numbers = Mapping[str, float]
T = TypeVar("T")

_REACH = 4
"""Steps that are tried on each side of the best value so far."""
_ROUNDS = 3
"""How often all numbers are gone through, unless nothing changes any more."""
_NUMBER = re.compile(r"(\d+)\D*$")


@dataclass(frozen=True)
class Tally:
    """How many were asked, how many answers were right, and how many wrong but confident."""

    asked: int = 0
    right: int = 0
    wrong: int = 0

    @property
    def worth(self) -> int:
        """What the search makes as large as it can."""
        return self.right - self.wrong

    def __add__(self, other: "Tally") -> "Tally":
        return Tally(self.asked + other.asked, self.right + other.right, self.wrong + other.wrong)

    def __str__(self) -> str:
        asked = max(1, self.asked)
        return (
            f"{self.right} of {self.asked} right ({self.right / asked:.1%}), "
            f"{self.wrong} confidently wrong ({self.wrong / asked:.1%})"
        )


@dataclass(frozen=True)
class Split(Generic[T]):
    """Questions to search with, and questions held back."""

    used: tuple[T, ...]
    held_back: tuple[T, ...]


def split(questions: Iterable[T], number: Callable[[T], str], held_back: Part) -> Split[T]:
    """Divides by whether the last number in an id is odd; without a number, by its place in the list."""
    parts: dict[bool, list[T]] = {True: [], False: []}
    for at, question in enumerate(questions):
        found = _NUMBER.search(number(question))
        parts[int(found.group(1) if found else at) % 2 == 1].append(question)
    if held_back == "none":
        return Split((*parts[True], *parts[False]), ())
    return Split(tuple(parts[held_back == "even"]), tuple(parts[held_back == "odd"]))


def search(
    start: Numbers,
    steps: Numbers,
    worth: Callable[[Numbers], int],
    on_progress: Callable[[int, int], None] = lambda _done, _of: None,
    least: int = 1,
) -> dict[str, float]:
    """The best numbers near `start`; the same every time. A number changes only for a better result: one that
    is worth at least `least` more.

    `worth` says how good numbers are. `on_progress` is told how many numbers were gone through, of how many.
    """
    best, best_worth = dict(start), worth(start)
    total = _ROUNDS * len(steps)
    for done_rounds in range(_ROUNDS):
        before = dict(best)
        for at, (name, step) in enumerate(steps.items(), start=1):
            middle = best[name]
            for away in sorted(range(-_REACH, _REACH + 1), key=lambda n: (abs(n), n)):
                tried = best | {name: round(middle + away * step, 3)}
                if away == 0 or tried[name] < 0:
                    continue
                tried_worth = worth(tried)
                if tried_worth >= best_worth + least:
                    best, best_worth = tried, tried_worth
            on_progress(done_rounds * len(steps) + at, total)
        if best == before:
            break
    on_progress(total, total)
    return best


def write_numbers(
    path: Path, part: Literal["topics", "schools"], numbers: Numbers, under: str | None = None
) -> None:
    """Writes numbers into one part of calibration.yaml; comments and other numbers stay as they are.

    With `under`, they belong to the group of numbers of that name in the part.
    """
    yaml = YAML()
    yaml.preserve_quotes = True
    yaml.width = 4096
    held = yaml.load(path.read_text(encoding="utf-8"))
    group = held[part] if under is None else held[part][under]
    for name, value in numbers.items():
        if group[name] != value:
            group[name] = value
    new = path.with_suffix(".new")
    with new.open("w", encoding="utf-8") as file:
        yaml.dump(held, file)
    new.replace(path)
