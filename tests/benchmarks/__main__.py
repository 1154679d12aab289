"""What a question costs, beside existing engines, and how the index grows; all measured in this run.

    SIGNPOST_SHARED=folder python -m tests.benchmarks

The folder holds the register (`domain/schools/gias_england.csv`, `gias_somerset.csv`) and the development
sets (`questions/schools_dev`).
"""

import json
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from rich.console import Console
from rich.progress import track
from rich.table import Table

from directory.ask.register import read_register
from directory.ask.spellings import SchoolName
from tests.benchmarks import asking
from tests.benchmarks.growth import Built, growth
from tests.benchmarks.rivals import ExtractOne, FuzzyTerms, Rival, Trigrams
from tests.benchmarks.score_schools import VOCABULARY, register_of, shared

SIZES = (300, 3_000, 27_000)
A_TURN = 50
"""Questions that one engine is asked before it is the next one's turn."""
MOST_FOR_RIVALS = 150
"""Questions that the slow engines are asked; Signpost answers these, and for its own accuracy all of them."""

Mention = dict[str, str | list[str]]


@dataclass(frozen=True)
class Timed:
    """Milliseconds of processor time a question; the share with the right school (None: not the task)."""

    median: float
    late: float
    right: float | None = None


class Stopwatch:
    """Asks one engine questions and keeps how long each took, and which had the right school first."""

    def __init__(
        self, do: Callable[[str], object], hit: Callable[[object, list[str]], bool] | None = None
    ) -> None:
        self._do = do
        self._hit = hit
        self._took: list[float] = []
        self._right = 0

    def ask(self, mentions: Iterable[Mention]) -> None:
        """Asks these questions, each once, in order."""
        for mention in mentions:
            start = time.thread_time()
            got = self._do(str(mention["q"]))
            self._took.append(1000 * (time.thread_time() - start))
            self._right += self._hit is not None and self._hit(got, list(mention["gold"]))

    @property
    def timed(self) -> Timed:
        """The times of all questions asked so far."""
        took = sorted(self._took)
        share = 100 * self._right / len(took) if self._hit else None
        return Timed(took[len(took) // 2], took[int(len(took) * 0.99)], share)


def first(got: object, gold: list[str]) -> bool:
    """Whether the school that an engine puts first is right."""
    return (got[0] if isinstance(got, tuple) and got else got) in gold


def compare(
    name: str,
    ours: Sequence[tuple[str, Callable[[str], object], Callable[[object, list[str]], bool] | None]],
    rivals: Sequence[Rival],
    mentions: Sequence[Mention],
    console: Console,
) -> dict[str, Timed]:
    """Asks everybody the same questions; prints the times, also as multiples of the first one's.

    All take turns, a few questions each: a machine that slows down for a while slows down all alike.
    """
    watches = {label: Stopwatch(do, hit) for label, do, hit in ours}
    watches |= {rival.name: Stopwatch(rival.best, first) for rival in rivals}
    for do in (*(do for _, do, _ in ours), *(rival.best for rival in rivals)):
        do(str(mentions[0]["q"]))
    for start in track(range(0, len(mentions), A_TURN), f"timing {name} ...", console=Console(stderr=True)):
        for watch in watches.values():
            watch.ask(mentions[start : start + A_TURN])
    found = {label: watch.timed for label, watch in watches.items()}
    whole = found[ours[0][0]].median
    table = Table(title=f"{name}, {len(mentions)} questions", title_justify="left")
    for heading in ("", "median ms", "p99 ms", f"median / '{ours[0][0]}'", "right school first, %"):
        table.add_column(heading, justify="left" if not heading else "right")
    for label, each in found.items():
        right = "" if each.right is None else f"{each.right:.1f}"
        table.add_row(label, f"{each.median:.2f}", f"{each.late:.2f}", f"{each.median / whole:.2f}", right)
    console.print(table)
    return found


def spread(path: Path, most: int) -> list[Mention]:
    """Questions with one right school, evenly spread over a set."""
    found = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    found = [mention for mention in found if len(mention["gold"]) == 1]
    return found[:: max(1, len(found) // most)][:most]


def main() -> None:
    """Runs everything and prints it."""
    console = Console(width=110)
    sets = shared() / "questions" / "schools_dev"
    schools = {name: read_register(register_of(name)) for name in ("somerset", "england")}
    built = growth(register_of("england"), VOCABULARY, SIZES)
    with TemporaryDirectory() as folder:
        desk = asking.somerset(Path(folder))
        stop_words = desk.vocabulary.stop_words
        local = asking.local(desk)
        here = compare(
            "Somerset",
            [
                ("whole answer", lambda q: asking.answer(desk, q), None),
                ("topic, school and decision", local.decision, None),
                ("school alone", local.school, first),
            ],
            _rivals(schools["somerset"], stop_words),
            spread(sets / "dev_somerset_sent.jsonl", 800),
            console,
        )
        everywhere = asking.england(desk, schools["england"])
        mentions = spread(sets / "dev_england_sent.jsonl", 2_000)
        there = compare(
            "England",
            [
                ("topic, school and decision", everywhere.decision, None),
                ("school alone", everywhere.school, first),
            ],
            _rivals(schools["england"], stop_words),
            mentions[:: max(1, len(mentions) // MOST_FOR_RIVALS)],
            console,
        )
        all_of_them = Stopwatch(everywhere.decision)
        all_of_them.ask(mentions)
    console.print(
        "Nothing is remembered from one question to the next: neither words nor findings. There is nothing "
        "to switch on, so these are also the times with whatever is remembered in use.\n"
    )
    scans = 5 * there[ExtractOne.name].median / 1000
    _print_growth(built, scans, console)
    _print_targets(here, there, all_of_them.timed, built[-1].seconds / scans, console)


def _rivals(schools: list[SchoolName], stop_words: frozenset[str]) -> list[Rival]:
    return [ExtractOne(schools), Trigrams(schools), FuzzyTerms(schools, stop_words)]


def _print_growth(built: Sequence[Built], scans: float, console: Console) -> None:
    table = Table(title="Building the index of schools", title_justify="left")
    for heading in (
        "schools",
        "build s",
        "build / five extractOne scans of England",
        "memory MB",
        "KB a school",
    ):
        table.add_column(heading, justify="right")
    for each in built:
        size = each.held / 1_000_000
        table.add_row(
            f"{each.schools:,}",
            f"{each.seconds:.3f}",
            f"{each.seconds / scans:.2f}",
            f"{size:.1f}",
            f"{each.held / 1000 / each.schools:.2f}",
        )
    console.print(table)


def _print_targets(
    here: dict[str, Timed], there: dict[str, Timed], whole: Timed, build: float, console: Console
) -> None:
    """Each ratio beside what it is to be."""
    question = there["topic, school and decision"].median
    extract, trigrams = there[ExtractOne.name].median, there[Trigrams.name].median
    rows = [
        ("England: extractOne's time / whole question's", extract / question, "at least", 50.0),
        ("England: FTS5's time / whole question's", trigrams / question, "at least", 20.0),
        (
            "England: whole question's time / tantivy's",
            question / there[FuzzyTerms.name].median,
            "at most",
            2.0,
        ),
        (f"England: p99 / median (median {whole.median:.2f} ms)", whole.late / whole.median, "at most", 4.0),
        ("England: building / five extractOne scans", build, "at most", 1.0),
        (
            "Somerset: whole answer's time / FTS5's",
            here["whole answer"].median / here[Trigrams.name].median,
            "at most",
            0.5,
        ),
    ]
    table = Table(title="What is to be reached", title_justify="left")
    for heading in ("", "measured", "to reach", ""):
        table.add_column(heading, justify="right" if heading else "left")
    for label, value, word, target in rows:
        reached = value >= target if word == "at least" else value <= target
        table.add_row(label, f"{value:.2f}", f"{word} {target:g}", "reached" if reached else "not reached")
    console.print(table)


if __name__ == "__main__":
    main()
