"""A desk over both packs, loaded once."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from directory import db
from directory.ask.answer import Answer, Question
from directory.ask.desk import EnquiryDesk
from directory.packs import load_pack
from directory.words import Audience

DATA = Path(__file__).parents[3] / "data"
TODAY = date(2022, 6, 27)
DANGER = ["she is locked in the shed", "he is locked in the cellar", "locked in the attic all night"]
ORDINARY = ["who do we ring about the hall", "who do we ring when it has flooded", "the hall has flooded"]
"""A few messages to learn from what tells of a danger."""


@pytest.fixture(scope="session")
def desk(tmp_path_factory: pytest.TempPathFactory) -> EnquiryDesk:
    """Answers from the Somerset and Bury packs."""
    engine = db.connect(f"sqlite:///{tmp_path_factory.mktemp('desk')}/desk.sqlite3")
    db.migrate(engine)
    for pack in ("somerset", "bury"):
        load_pack(
            engine,
            DATA / pack,
            vocabulary_folder=DATA / "vocabulary",
            who="tests",
            at=datetime(2022, 6, 27, tzinfo=UTC),
        )
    return EnquiryDesk(engine)


class Asking:
    """Asks as somebody: `schools("who ...")`, `staff("when ...", authority="bury")`."""

    def __init__(self, desk: EnquiryDesk, audience: Audience) -> None:
        self._desk, self._audience = desk, audience

    def __call__(
        self, text: str, authority: str = "somerset", school: str | None = None, today: date = TODAY
    ) -> Answer:
        return self._desk.ask(Question(text, authority, today, self._audience, school))


@pytest.fixture
def schools(desk: EnquiryDesk) -> Asking:
    return Asking(desk, Audience.SCHOOLS)


@pytest.fixture
def staff(desk: EnquiryDesk) -> Asking:
    return Asking(desk, Audience.STAFF)
