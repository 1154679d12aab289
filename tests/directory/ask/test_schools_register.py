"""What the finder makes of the whole register and of the development sets; needs SIGNPOST_SHARED."""

import os
from pathlib import Path

import pytest

from tests.benchmarks.score_schools import HAND, score, shared

pytestmark = pytest.mark.skipif(
    not os.environ.get("SIGNPOST_SHARED"),
    reason="SIGNPOST_SHARED does not name the folder with the register and the question sets",
)


def _share(path: Path, authority: str | None, kind: str, outcome: str) -> float:
    outcomes = score(path, "all", authority, 0)[kind].outcomes
    return 100 * outcomes[outcome] / sum(outcomes.values())


@pytest.mark.parametrize(
    ("name", "kind", "right", "wrong"),
    [
        ("dev_somerset_bare", "unique", 99.0, 0.1),
        ("dev_somerset_sent", "unique", 98.0, 0.3),
        ("dev_england_sent", "unique", 98.0, 0.3),
    ],
)
def test_the_right_school_is_found_in_generated_mentions(name, kind, right, wrong):
    path = shared() / "questions" / "schools_dev" / f"{name}.jsonl"

    assert _share(path, None, kind, "right") >= right
    assert _share(path, None, kind, "wrong") <= wrong


@pytest.mark.parametrize("authority", ["somerset", "england"])
def test_a_message_that_names_no_school_gets_none(authority):
    path = shared() / "questions" / "schools_dev" / "dev_none.jsonl"

    assert _share(path, authority, "none", "wrong") <= 2.0


@pytest.mark.parametrize("path", [HAND, HAND.with_name("hand_mentions_late.jsonl")])
def test_the_right_school_is_found_in_mentions_written_by_hand(path):
    assert _share(path, None, "unique", "right") >= 95.0
