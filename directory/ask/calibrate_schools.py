"""Finding the numbers that decide which school a message means, over labelled mentions."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from directory.ask.calibrate import Numbers, Tally
from directory.ask.schools import SchoolFinding, SchoolIndex
from directory.json_lines import read_json_lines

ANY = "any"
"""The authority of a mention that is tried on all of them, as one that names no school is."""
SCHOOL_STEPS: Numbers = {"threshold": 0.02, "said": 0.05, "margin": 0.02, "second": 0.05}
"""How far apart the values are that are tried for each number; the others are built into the index."""


class Mention(BaseModel):
    """A text, and the URNs of all schools that it may mean."""

    model_config = ConfigDict(extra="ignore", frozen=True)
    id: str = ""
    q: str
    authority: str
    gold: tuple[str, ...]


def read_mentions(path: Path) -> list[Mention]:
    """The mentions of a JSON Lines file. Raises BadJsonLines."""
    return [mention for _, mention in read_json_lines(path, Mention)]


class SchoolTrial:
    """Labelled mentions and the indexes they are looked up in, by authority."""

    def __init__(self, indexes: Mapping[str, SchoolIndex], mentions: Sequence[Mention]) -> None:
        self._indexes = indexes
        self._mentions = mentions

    def tally(self, numbers: Numbers) -> Tally:
        """How the mentions are found with these numbers."""
        indexes = {
            name: index.deciding_by(replace(index.weights, **numbers))
            for name, index in self._indexes.items()
        }
        asked = right = wrong = 0
        for mention in self._mentions:
            for name in indexes if mention.authority == ANY else (mention.authority,):
                finding = indexes[name].find(mention.q)
                asked += 1
                if _is_right(finding, mention.gold):
                    right += 1
                elif finding.kind == "one":
                    wrong += 1
        return Tally(asked, right, wrong)


def _is_right(finding: SchoolFinding, gold: Sequence[str]) -> bool:
    """Whether just the one school is found; all of several are listed; or none is claimed."""
    found = {school.urn for school in finding.schools}
    return found == set(gold) if len(gold) < 2 else finding.kind == "several" and found >= set(gold)
