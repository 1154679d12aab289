"""Finding the numbers of calibration.yaml: a search, one number at a time, over labelled questions.

The best numbers are those with the most right answers less twice the confidently wrong ones. A part of the
questions is held back: it is never searched with, and shows what the numbers are worth.
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from copy import copy
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Generic, Literal, TypeVar

from ruamel.yaml import YAML

from directory.ask.decide import decide
from directory.ask.desk import EnquiryDesk, answered
from directory.ask.evaluate import HEDGED, LABELLED_FOR, Labelled, is_right
from directory.ask.index import AskIndex, SharedIndex
from directory.ask.reading import Reading, read
from directory.ask.reply import Replier
from directory.ask.vocabulary import Calibration
from directory.words import Audience

Part = Literal["odd", "even"]
Numbers = Mapping[str, float]
T = TypeVar("T")

_STEP = 0.5
_FINER = {
    **dict.fromkeys(("margin", "ambiguity_margin"), 0.25),
    **dict.fromkeys(("close_short", "close_middle", "close_long", "hedged"), 0.05),
}
TOPIC_STEPS: Numbers = {name: _FINER.get(name, _STEP) for name in Calibration.model_fields}
"""How far apart the values are that are tried for each number."""
_EVERY_PART = {"second_need": float("-inf"), "second_need_announced": float("-inf")}
"""With these, every part of every message is weighed: any other number may need them."""
_REACH = 4
"""Steps that are tried on each side of the best value so far."""
_ROUNDS = 3
"""How often all numbers are gone through, unless nothing changes any more."""
_WRONG = 2
"""Right answers that one confidently wrong answer outweighs."""
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
        return self.right - _WRONG * self.wrong

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
    return Split(tuple(parts[held_back == "even"]), tuple(parts[held_back == "odd"]))


def search(
    start: Numbers,
    steps: Numbers,
    worth: Callable[[Numbers], int],
    on_progress: Callable[[int, int], None] = lambda _done, _of: None,
) -> dict[str, float]:
    """The best numbers near `start`; the same every time. A number changes only for a better result.

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
                if tried_worth > best_worth:
                    best, best_worth = tried, tried_worth
            on_progress(done_rounds * len(steps) + at, total)
        if best == before:
            break
    on_progress(total, total)
    return best


class TopicTrial:
    """Labelled questions, read once; `tally` answers them all with other numbers."""

    def __init__(self, desk: EnquiryDesk, shared: SharedIndex, questions: Sequence[Labelled]) -> None:
        """Reads the questions. Raises UnknownAuthority."""
        self._indexes: dict[tuple[str, Audience, date], AskIndex] = {}
        self._read: list[tuple[Labelled, tuple[str, Audience, date], Reading]] = []
        eager = shared.vocabulary.calibration.model_copy(update=_EVERY_PART)
        for labelled in questions:
            key = (labelled.authority, labelled.audience, labelled.today or LABELLED_FOR)
            if key not in self._indexes:
                held = desk.snapshot(labelled.authority).visible_to(labelled.audience, key[2])
                self._indexes[key] = _deciding_by(eager, AskIndex(shared, held))
            self._read.append((labelled, key, read(labelled.q, self._indexes[key])))

    def tally(self, numbers: Numbers) -> Tally:
        """How the questions are answered with these numbers."""
        calibration = Calibration(**numbers)
        indexes = {key: _deciding_by(calibration, index) for key, index in self._indexes.items()}
        repliers = {key: Replier(index, key[2]) for key, index in indexes.items()}
        right = wrong = 0
        for labelled, key, reading in self._read:
            index = indexes[key]
            own = labelled.asker_school if labelled.asker_school in index.held.schools else None
            answer = answered(repliers[key], reading, decide(reading, index, labelled.audience, own))
            if is_right(answer, labelled):
                right += 1
            elif answer.kind not in HEDGED:
                wrong += 1
        return Tally(len(self._read), right, wrong)


def _deciding_by(calibration: Calibration, index: AskIndex) -> AskIndex:
    """The same index, which decides by other numbers."""
    other = copy(index)
    vocabulary = replace(index.shared.vocabulary, calibration=calibration)
    other.shared = SharedIndex(vocabulary, index.shared.school_words, index.shared.school_weights)
    return other


def write_numbers(path: Path, part: Literal["topics", "schools"], numbers: Numbers) -> None:
    """Writes numbers into one part of calibration.yaml; comments and other numbers stay as they are."""
    yaml = YAML()
    yaml.preserve_quotes = True
    yaml.width = 4096
    held = yaml.load(path.read_text(encoding="utf-8"))
    for name, value in numbers.items():
        if held[part][name] != value:
            held[part][name] = value
    new = path.with_suffix(".new")
    with new.open("w", encoding="utf-8") as file:
        yaml.dump(held, file)
    new.replace(path)
