"""What somebody wrote to explain a suggestion is kept until it is decided, and no longer."""

import pytest
from sqlalchemy import select

from directory import db
from directory.models import Suggestion
from directory.suggestions import accept, decline, suggest, waiting
from tests.directory.editing.conftest import NOW, OWNER, TODAY


@pytest.mark.parametrize("accepted", [True, False], ids=["accepted", "declined"])
def test_the_note_of_a_decided_suggestion_is_deleted(westshire, accepted):
    with db.writing(westshire) as session:
        number = suggest(
            session, OWNER, "contact", "desk", {"hours": "9 to 5"}, note="Somebody told me so", at=NOW
        )
    with db.writing(westshire) as session:
        assert [held.note for held in waiting(session, "westshire")] == ["Somebody told me so"]
        if accepted:
            said, _ = accept(session, OWNER, number, today=TODAY, now=NOW)
        else:
            said = decline(session, OWNER, number, reason="It is not", now=NOW)
        assert said.note == "Somebody told me so"  # for the message that follows
    with db.reading(westshire) as session:
        assert session.scalars(select(Suggestion.note)).all() == [""]
