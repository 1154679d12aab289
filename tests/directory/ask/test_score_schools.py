"""The scores of mentions of schools that come with Signpost."""

import pytest

from tests.benchmarks import score_schools
from tests.benchmarks.score_schools import FRESH, HAND, score


@pytest.fixture(autouse=True)
def nothing_shared(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.delenv("SIGNPOST_SHARED", raising=False)
    score_schools.index_of.cache_clear()
    yield
    score_schools.index_of.cache_clear()


def test_the_sets_beside_the_tests_are_scored_without_the_register():
    scores = score(FRESH[0], "odd", None, 0)
    assert {kind: entry.outcomes.total() for kind, entry in scores.items()} == {
        "unique": 20,
        "ambiguous": 10,
        "none": 10,
    }
    assert scores["unique"].outcomes["right"] >= 19


def test_mentions_of_schools_of_england_are_left_out_without_the_register():
    mentions = HAND.read_text(encoding="utf-8").splitlines()
    assert sum('"england"' in line for line in mentions) == 14
    assert sum(entry.outcomes.total() for entry in score(HAND, "all", None, 0).values()) == len(mentions) - 14
