"""Somerset's directory with its consultation, and snapshots made of a few dates."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from sqlalchemy import Engine

from directory import db, snapshot
from directory.facts import Consultation, KeyDate
from directory.packs import load_pack
from directory.snapshot import Snapshot
from directory.words import Audience, DateStatus, Stage
from tests.data.conftest import DATA, VOCABULARY

TODAY = date(2022, 7, 27)
LOADED = datetime(2022, 6, 27, 9, 0, tzinfo=UTC)
_ALWAYS = {
    "source": "A document",
    "source_detail": "",
    "verified_on": None,
    "audience": Audience.STAFF,
    "sample": False,
    "valid_from": None,
    "valid_to": None,
}


def consultation(key: str = "redesign", first: date | None = None, last: date | None = None) -> Consultation:
    return Consultation(
        key=key, title="A redesign", summary="", stage=Stage.PROPOSED, starts_on=first, ends_on=last,
        feedback_contact=None, **_ALWAYS,
    )  # fmt: skip


def key_date(key: str, *days: date, of: str = "redesign", **said: object) -> KeyDate:
    row = KeyDate(
        key=key, consultation=of, position=1, title=key.title(), status=DateStatus.CONFIRMED, condition="",
        phrases=(), note="", days=days, numbers=tuple(range(1, len(days) + 1)), **_ALWAYS,
    )  # fmt: skip
    return replace(row, **said)


def snapshot_of(*records: Consultation | KeyDate) -> Snapshot:
    empty: dict[str, dict[str, object]] = {name: {} for name in snapshot.HELD_BY_TABLE.values()}
    for record in records:
        empty["key_dates" if isinstance(record, KeyDate) else "consultations"][record.key] = record
    return Snapshot("somerset", "Somerset", "", (), 1, **empty)


@pytest.fixture
def somerset(engine: Engine) -> Engine:
    load_pack(engine, DATA / "somerset", vocabulary_folder=VOCABULARY, who="signpost load", at=LOADED)
    return engine


@pytest.fixture
def seen_by(somerset: Engine) -> Callable[[Audience], Snapshot]:
    """What an audience may see."""

    def see(audience: Audience) -> Snapshot:
        with db.reading(somerset) as session:
            return snapshot.take(session, "somerset").visible_to(audience, TODAY)

    return see
