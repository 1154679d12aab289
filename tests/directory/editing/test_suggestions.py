"""A suggested correction waits for an editor, who accepts, changes or declines it."""

import pytest

from directory import db
from directory.editing.errors import BadFields
from directory.roles import Actor, NotAllowed, Standing
from directory.suggestions import NotWaiting, accept, decline, suggest, waiting
from tests.directory.editing.conftest import EDITOR, NOW, TODAY

SENCO = Actor("T1", "USENCO", "westshire", Standing.MEMBER)


@pytest.fixture
def number(westshire):
    with db.writing(westshire) as session:
        return suggest(session, SENCO, "contact", "desk", {"phone": "01632 960055"}, note="It moved", at=NOW)


def test_a_suggestion_waits_with_what_it_would_change(westshire, number):
    with db.reading(westshire) as session:
        (one,) = waiting(session, "westshire")
    assert (one.id, one.user, one.kind, one.key) == (number, "USENCO", "contact", "desk")
    assert (one.fields, one.note) == ({"phone": "01632 960055"}, "It moved")


def test_an_accepted_suggestion_is_an_edit_like_any_other(westshire, number, held, does):
    with db.writing(westshire) as session:
        _, done = accept(session, EDITOR, number, today=TODAY, now=NOW)
    assert held().contacts["desk"].phone == "01632 960055"
    with db.reading(westshire) as session:
        assert waiting(session, "westshire") == ()
    does(done.undo)
    assert held().contacts["desk"].phone == ""


def test_an_editor_may_change_what_was_suggested(westshire, number, held):
    with db.writing(westshire) as session:
        accept(session, EDITOR, number, today=TODAY, now=NOW, fields={"phone": "01632 960056"})
    assert held().contacts["desk"].phone == "01632 960056"


def test_what_cannot_be_saved_waits_on(westshire, number):
    with pytest.raises(BadFields), db.writing(westshire) as session:
        accept(session, EDITOR, number, today=TODAY, now=NOW, fields={"phone": "12"})
    with db.reading(westshire) as session:
        assert len(waiting(session, "westshire")) == 1


def test_a_declined_suggestion_changes_nothing_and_cannot_be_decided_again(westshire, number, held):
    with db.writing(westshire) as session:
        assert decline(session, EDITOR, number, reason="It did not move", now=NOW).user == "USENCO"
    with (
        pytest.raises(NotWaiting, match="UEDITOR has declined this already"),
        db.writing(westshire) as session,
    ):
        accept(session, EDITOR, number, today=TODAY, now=NOW)
    assert held().contacts["desk"].phone == ""


def test_only_editors_decide(westshire, number):
    with pytest.raises(NotAllowed), db.writing(westshire) as session:
        decline(session, SENCO, number, reason="", now=NOW)
