"""A file and the edits that editors have dated: what people read today is what is compared and changed."""

from datetime import date

import pytest

from directory import db
from directory.editing.carry_out import carry_out
from directory.editing.commands import Edit, Undo
from directory.exchange import Format
from directory.exchange.plan import Verb
from directory.roles import Actor, Role, Standing
from directory.words import Audience
from tests.conftest import NOON
from tests.directory.exchange.conftest import TODAY, Desk, changes
from tests.directory.exchange.test_export import texts

OWNER = Actor("T1", "U1", "sampleshire", Standing.MEMBER, Role.OWNER, is_staff=True)
BEFORE, LATER = date(2022, 6, 1), date(2022, 9, 1)


def edited(desk: Desk, day: date, **fields: str) -> None:
    with db.writing(desk.engine) as session:
        command = Edit("contact", "desk", fields, None, day)
        carry_out(session, OWNER, command, today=min(day, TODAY), now=NOON)


@pytest.fixture
def in_effect(desk: Desk) -> Desk:
    """A dated edit that counts by now, over what the record itself says, and one that does not yet."""
    with db.writing(desk.engine) as session:
        command = Edit("contact", "desk", {"email": "june@sampleshire.gov.uk"}, None, BEFORE)
        carry_out(session, OWNER, command, today=date(2022, 5, 1), now=NOON)
    edited(desk, LATER, note="From September")
    return desk


def on_day(desk: Desk, day: date):
    return desk.snapshot().visible_to(Audience.STAFF, day).contacts["desk"]


def test_a_file_changes_a_field_that_a_dated_edit_has_changed_already(in_effect: Desk):
    plan = in_effect.preview(
        "contacts.csv", "key,name,email\ndesk,Desk,new@sampleshire.gov.uk\n", keep_missing=True
    )
    assert changes(plan, "desk")["email"] == ("june@sampleshire.gov.uk", "new@sampleshire.gov.uk")
    in_effect.apply(plan)
    assert on_day(in_effect, TODAY).email == "new@sampleshire.gov.uk"
    assert (on_day(in_effect, TODAY).note, on_day(in_effect, LATER).note) == ("", "From September")


def test_a_file_that_says_what_people_read_changes_nothing(in_effect: Desk):
    plan = in_effect.preview(
        "contacts.csv", "key,name,email\ndesk,Desk,june@sampleshire.gov.uk\n", keep_missing=True
    )
    assert plan.changes_nothing


def test_changing_another_field_keeps_what_the_dated_edit_says(in_effect: Desk):
    sheet = "key,name,hours\ndesk,Desk,9am to noon\n"
    in_effect.apply(in_effect.preview("contacts.csv", sheet, keep_missing=True))
    assert on_day(in_effect, TODAY).email == "june@sampleshire.gov.uk"


def test_undoing_the_import_puts_the_dated_edit_back(in_effect: Desk):
    before = in_effect.snapshot()
    sheet = "key,name,email\ndesk,Desk,new@sampleshire.gov.uk\n"
    done = in_effect.apply(in_effect.preview("contacts.csv", sheet, keep_missing=True))
    with db.writing(in_effect.engine) as session:
        carry_out(session, OWNER, Undo(done.revision), today=TODAY, now=NOON)
    assert in_effect.snapshot().planned == before.planned
    assert in_effect.snapshot().contacts == before.contacts


@pytest.mark.parametrize("wanted", [Format.CSV, Format.XLSX])
def test_a_spreadsheet_holds_what_people_read_and_comes_back_without_a_change(in_effect: Desk, wanted):
    exported = in_effect.export(wanted)
    assert "june@sampleshire.gov.uk" in texts(exported)
    plan = in_effect.preview(exported.name, exported.content)
    assert plan.changes_nothing
    assert not plan.of(Verb.REMOVED)
