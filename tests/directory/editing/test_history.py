"""The history tells who changed what; a record is shown with all that an editor must know of it."""

from datetime import date

import pytest

from directory import db
from directory.editing.commands import Add, Assign, Edit, Retire, Verify
from directory.editing.errors import UnknownRecord
from directory.editing.history import ended_by, history, show
from directory.editing.kinds import CONTACT, POST, SCHOOL
from tests.directory.editing.conftest import EDITOR, TODAY

SEPTEMBER = date(2026, 9, 1)


@pytest.fixture
def told(westshire):
    def tell(*record, **how):
        with db.reading(westshire) as session:
            return history(session, "westshire", record or None, **how)

    return tell


def test_the_latest_change_comes_first_with_who_and_why(does, told):
    does(Verify("contact", "desk"))
    does(Edit("contact", "desk", {"hours": "9 to 5"}, None, why="They told me"), actor=EDITOR)
    first, second, third = told()
    assert (first.number, first.who, first.action, first.why) == (3, "UEDITOR", "edit", "They told me")
    assert first.said == ("The contact 'Casework desk': Opening hours was empty, now '9 to 5'.",)
    assert (second.action, third.action) == ("verify", "load")
    assert third.more > 0
    assert [change.number for change in told(before=3, most=1)] == [2]


def test_the_history_of_a_record_leaves_others_out_and_tells_who_held_it(does, told):
    does(Verify("contact", "desk"))
    does(Assign("advisor-2", school="100001", from_day=SEPTEMBER))
    assert [change.number for change in told(SCHOOL, "100001")] == [2 + 1, 1]
    newest = told(SCHOOL, "100001")[0]
    assert len(newest.said) == 2
    assert [change.number for change in told(CONTACT, "desk")] == [2, 1]


def test_a_dated_edit_is_in_the_history_of_its_record(does, told):
    does(Edit("contact", "desk", {"hours": "9 to 5"}, None, SEPTEMBER))
    assert "The contact 'Casework desk': Opening hours becomes '9 to 5' from 1 September 2026." in (
        told(CONTACT, "desk")[0].said
    )


def test_a_record_that_was_taken_back_still_has_its_history(does, told):
    does(does(Add("contact", {"name": "Front office"})).undo)
    assert [change.said[0][:7] for change in told(CONTACT, "front-office")] == ["Removed", "Added t"]


def test_a_record_that_never_was_is_named(westshire, told):
    with pytest.raises(UnknownRecord):
        told(CONTACT, "nobody")


def test_a_record_is_shown_with_its_version_plans_and_uses(does, westshire):
    done = does(Edit("post", "caseworker", {"grade": "12"}, None, SEPTEMBER))
    with db.reading(westshire) as session:
        shown = show(session, "westshire", POST, "caseworker", TODAY)
    assert shown.version == done.revision
    assert shown.planned[0] == "The post 'SEN Caseworker': Grade becomes '12' from 1 September 2026."
    assert {use.kind for use in shown.uses} == {"assignment", "service"}
    assert does(Edit("post", "caseworker", {"covers": "Reviews"}, shown.version)).revision == 3


def test_the_change_that_ended_a_record_is_known(does, westshire):
    key = does(Add("contact", {"name": "Front office"})).key
    ended = does(Retire("contact", key, nobody=True)).revision
    does(Edit("contact", key, {"note": "Closed for good"}, None))
    with db.reading(westshire) as session:
        assert ended_by(session, "westshire", CONTACT, key) == ended
        assert ended_by(session, "westshire", CONTACT, "desk") is None
