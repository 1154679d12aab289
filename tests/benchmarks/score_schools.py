"""Score the school finder on the sets of mentions: right, wrong and none for each, and the time taken.

    python -m tests.benchmarks.score_schools [--half even|odd|all] [--show N]

Further sets and the register are read from the folder that SIGNPOST_SHARED names. Where it names none, they
are left out, and the mentions that stand beside the tests are looked up in the packs; those of England need
the register. `even` and `odd` are the halves of each set by the number in its id: the numbers in
`calibration.yaml` are chosen with the even half, and the odd half shows what they are worth.
"""

import argparse
import json
import os
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from directory import db, snapshot
from directory.ask.index import index_schools
from directory.ask.names import load_school_words
from directory.ask.register import ENGLAND, read_register
from directory.ask.school_weights import load_school_weights
from directory.ask.schools import SchoolFinding, SchoolIndex
from directory.ask.spellings import SchoolName
from directory.packs import load_pack
from directory.words import Audience

ROOT = Path(__file__).parents[2]
VOCABULARY = ROOT / "data" / "vocabulary"
HAND = ROOT / "tests" / "directory" / "ask" / "hand_mentions.jsonl"
FRESH = [
    ROOT / "tests" / "questions" / f"{name}.jsonl"
    for name in ("schools_fresh", "schools_fresh_2", "schools_half")
]
SETS = {
    "dev_somerset_bare": "somerset",
    "dev_somerset_sent": "somerset",
    "dev_england_sent": "england",
    "dev_england_ambiguous": "england",
}


@dataclass
class Score:
    """What came out for one kind of question of one set, and seconds a question."""

    outcomes: Counter[str] = field(default_factory=Counter)
    ranked_first: int = 0
    seconds: list[float] = field(default_factory=list)

    def line(self) -> str:
        """Give the score as one line: shares in per cent, times in milliseconds."""
        total = sum(self.outcomes.values())
        shares = "  ".join(f"{name} {100 * n / total:.1f}" for name, n in self.outcomes.most_common())
        times = sorted(self.seconds)
        median, late = times[len(times) // 2], times[int(len(times) * 0.99)]
        return (
            f"{total:5}  {shares}  first {100 * self.ranked_first / total:.1f}"
            f"  median {1000 * median:.2f} ms  p99 {1000 * late:.2f} ms"
        )


def shared() -> Path:
    """Give the folder with the register and the sets. Raises `SystemExit` when it is not named."""
    folder = os.environ.get("SIGNPOST_SHARED")
    if not folder:
        raise SystemExit("Set SIGNPOST_SHARED to the folder with the register and the question sets.")
    return Path(folder)


def at_hand(authority: str) -> bool:
    """Tell whether the schools of `authority` can be listed: those of the packs always can."""
    return authority != ENGLAND or bool(os.environ.get("SIGNPOST_SHARED"))


def register_of(authority: str) -> Path:
    """Give the register's CSV of `authority`: somerset, bury or england."""
    return shared() / "domain" / "schools" / f"gias_{authority}.csv"


def school_index(schools: Iterable[SchoolName], areas: Iterable[str] = ()) -> SchoolIndex:
    """Build an index of `schools` with the vocabulary that comes with Signpost."""
    return SchoolIndex(
        schools,
        load_school_words(VOCABULARY / "school_words.yaml"),
        load_school_weights(VOCABULARY / "calibration.yaml"),
        areas=areas,
    )


@cache
def index_of(authority: str) -> SchoolIndex:
    """Build the index of `authority` once a run: from the register where it is there, else from the pack."""
    if os.environ.get("SIGNPOST_SHARED"):
        return school_index(read_register(register_of(authority)))
    with TemporaryDirectory() as folder:
        engine = db.connect(f"sqlite:///{folder}/schools.sqlite3")
        db.migrate(engine)
        pack, at = ROOT / "data" / authority, datetime(2022, 6, 27, tzinfo=UTC)
        load_pack(engine, pack, vocabulary_folder=VOCABULARY, who="benchmarks", at=at)
        with db.reading(engine) as session:
            held = snapshot.take(session, authority).visible_to(Audience.SCHOOLS)
        engine.dispose()
    words = load_school_words(VOCABULARY / "school_words.yaml")
    return index_schools(words, load_school_weights(VOCABULARY / "calibration.yaml"), held)


def outcome(finding: SchoolFinding, gold: Sequence[str]) -> str:
    """Give right, wrong (one school, and not the right one), listed, partial or none."""
    found = [school.urn for school in finding.schools]
    if not gold:
        return {"none": "right", "one": "wrong", "several": "listed"}[finding.kind]
    if finding.kind == "none":
        return "none"
    if len(gold) == 1:
        return "listed" if finding.kind == "several" else "right" if found == list(gold) else "wrong"
    if finding.kind == "one":
        return "wrong"
    return "right" if set(gold) <= set(found) else "partial"


def questions(path: Path, half: str) -> Iterator[dict[str, str]]:
    """Give the questions of one half of a set."""
    for line in path.read_text(encoding="utf-8").splitlines():
        question = json.loads(line)
        odd = int(question["id"].split("-")[-1]) % 2
        if half == "all" or odd == (half == "odd"):
            yield question


def score(path: Path, half: str, authority: str | None, show: int) -> dict[str, Score]:
    """Score one set, per kind of question, and print the first `show` that are not right."""
    scores: dict[str, Score] = {}
    for question in questions(path, half):
        if not at_hand(authority or question["authority"]):
            continue
        index, gold = index_of(authority or question["authority"]), question["gold"]
        start = time.perf_counter()
        finding = index.find(question["q"])
        took = time.perf_counter() - start
        kind = "none" if not gold else "unique" if len(gold) == 1 else "ambiguous"
        entry = scores.setdefault(kind, Score())
        result = outcome(finding, list(gold))
        entry.outcomes[result] += 1
        entry.ranked_first += bool(finding.schools) and finding.schools[0].urn in gold
        entry.seconds.append(took)
        if result != "right" and show:
            show -= 1
            print(f"    {result}: {question['q']!r} gold {gold} got {finding.schools[:3]}")
    return scores


def main() -> None:
    """Print the scores of all sets that are there."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--half", choices=("even", "odd", "all"), default="all")
    parser.add_argument("--show", type=int, default=0)
    options = parser.parse_args()
    runs: list[tuple[Path, str, str | None]] = [(HAND, "all", None)]
    runs += [(path, options.half, None) for path in FRESH]
    if at_hand(ENGLAND):
        folder = shared() / "questions" / "schools_dev"
        runs += [(folder / f"{name}.jsonl", options.half, authority) for name, authority in SETS.items()]
        runs += [(folder / "dev_none.jsonl", options.half, name) for name in ("somerset", ENGLAND)]
    else:
        print("SIGNPOST_SHARED is not set: further sets, and mentions of schools of England, are left out.")
    for path, half, authority in runs:
        for kind, entry in score(path, half, authority, options.show).items():
            print(f"{path.stem:22} {authority or 'each':9} {half:5} {kind:10} {entry.line()}")


if __name__ == "__main__":
    main()
