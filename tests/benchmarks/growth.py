"""How long the index of schools takes to build, and how much memory it takes, as the list grows."""

import gc
import time
import tracemalloc
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path

from directory.ask.names import load_school_words
from directory.ask.register import read_register
from directory.ask.school_weights import load_school_weights
from directory.ask.schools import SchoolIndex
from directory.ask.spellings import SchoolName

_BUILDS = 3


@dataclass(frozen=True)
class Built:
    """Seconds that a build took (the best of a few) and bytes that the index holds."""

    schools: int
    seconds: float
    held: int


def growth(register: Path, vocabulary: Path, sizes: Sequence[int]) -> list[Built]:
    """Builds indexes of the given sizes, spread evenly over the register, each in a process of its own."""
    with ProcessPoolExecutor(max_workers=1, mp_context=get_context("spawn"), max_tasks_per_child=1) as pool:
        return list(pool.map(_built, sizes, [register] * len(sizes), [vocabulary] * len(sizes)))


def _built(size: int, register: Path, vocabulary: Path) -> Built:
    schools = read_register(register)
    step = max(1, len(schools) // size)
    some = schools[::step][:size]
    build = builder(some, vocabulary)
    seconds = best_of(_BUILDS, build)
    gc.collect()
    tracemalloc.start()
    index = build()
    gc.collect()
    held, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    del index
    return Built(len(some), seconds, held)


def builder(schools: Sequence[SchoolName], vocabulary: Path) -> Callable[[], SchoolIndex]:
    """What builds the index of these schools; the vocabulary is read beforehand."""
    words = load_school_words(vocabulary / "school_words.yaml")
    weights = load_school_weights(vocabulary / "calibration.yaml")
    return lambda: SchoolIndex(schools, words, weights)


def best_of(times: int, do: Callable[[], object]) -> float:
    """The fewest seconds that `do` took; taking apart what it made is not counted."""
    took = []
    for _ in range(times):
        start = time.perf_counter()
        made = do()
        took.append(time.perf_counter() - start)
        del made
    return min(took)
