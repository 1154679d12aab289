"""The two packs, read once; a record is found by its kind and key."""

from pathlib import Path

import pytest

from directory.packs import Pack, check_pack
from directory.packs.schema import RecordRow

DATA = Path(__file__).parents[2] / "data"
VOCABULARY = DATA / "vocabulary"


def records(pack: Pack, kind: str) -> dict[str, RecordRow]:
    return {entry.row.key: entry.row for entry in pack.entries[kind]}


@pytest.fixture(scope="session")
def somerset() -> Pack:
    return check_pack(DATA / "somerset", vocabulary_folder=VOCABULARY)


@pytest.fixture(scope="session")
def bury() -> Pack:
    return check_pack(DATA / "bury", vocabulary_folder=VOCABULARY)


@pytest.fixture(params=["somerset", "bury"])
def pack(request: pytest.FixtureRequest) -> Pack:
    return request.getfixturevalue(request.param)
