"""A plan is applied whole or not at all, with its history."""

import pytest
from sqlalchemy import select

from directory import db
from directory.editing.carry_out import carry_out
from directory.editing.commands import Undo
from directory.exchange import Format, HasProblems, RemovesMany, StalePlan, as_text
from directory.exchange.plan import Verb
from directory.exchange.sheets import text_of
from directory.models import Revision
from directory.roles import Actor, Role, Standing
from tests.conftest import NOON
from tests.directory.exchange.conftest import TODAY, Desk

HEADER = "key,name,email,phone\n"


def test_applying_writes_one_revision_with_every_record(desk: Desk):
    sheet = HEADER + "desk,Front desk,,\n" + "help,Help line,help@sampleshire.gov.uk,01823 355001\n"
    done = desk.apply(desk.preview("contacts.csv", sheet, keep_missing=True))
    assert done.said == ("1 contact added", "1 contact changed")
    after = desk.snapshot()
    assert after.revision == done.revision == 2
    assert after.contacts["desk"].name == "Front desk"
    assert after.contacts["help"].source == "The directory's editors"
    with db.reading(desk.engine) as session:
        revision = session.scalars(select(Revision).where(Revision.number == 2)).one()
        assert (revision.action, revision.who, len(revision.items)) == ("import", "U1", 2)
        assert {item.before["name"] for item in revision.items if item.before} == {"Desk"}


def test_a_file_with_one_mistake_is_not_applied_at_all(desk: Desk):
    before = desk.snapshot()
    plan = desk.preview("contacts.csv", HEADER + "desk,Front desk,,\nx,X,nobody,\n", keep_missing=True)
    with pytest.raises(HasProblems, match="1 mistake"):
        desk.apply(plan)
    assert desk.snapshot() == before


def test_a_plan_from_before_another_change_is_not_applied(desk: Desk):
    first = desk.preview("contacts.csv", HEADER + "desk,One,,\n", keep_missing=True)
    second = desk.preview("contacts.csv", HEADER + "desk,Two,,\n", keep_missing=True)
    desk.apply(first)
    with pytest.raises(StalePlan, match="Look at a new preview"):
        desk.apply(second)
    assert desk.snapshot().contacts["desk"].name == "One"


def test_removing_more_than_a_tenth_has_to_be_confirmed(desk: Desk):
    added = "".join(f"spare-{number},Spare {number},,\n" for number in range(20))
    desk.apply(desk.preview("contacts.csv", HEADER + added, keep_missing=True))
    held = HEADER + "desk,Desk,,\nofficer-north,North,,\nofficer-south,South,,\n"
    two = desk.preview(
        "contacts.csv", held + "".join(added.splitlines(keepends=True)[2:]), keep_missing=False
    )
    assert list(two.removals_to_confirm()) == []
    three = desk.preview("contacts.csv", held + "".join(added.splitlines(keepends=True)[3:]))
    with pytest.raises(RemovesMany, match="3 of 23 contacts"):
        desk.apply(three)
    done = desk.apply(three, remove_many=True)
    assert done.removed == 3
    gone = desk.snapshot().contacts["spare-0"]
    assert gone.valid_to is not None
    assert not gone.holds_on(three.today)


def test_importing_the_same_file_twice_changes_nothing_the_second_time(desk: Desk):
    sheet = HEADER + "desk,Front desk,,\n"
    desk.apply(desk.preview("contacts.csv", sheet, keep_missing=True))
    again = desk.preview("contacts.csv", sheet, keep_missing=True)
    assert again.changes_nothing
    assert desk.apply(again).revision is None


def test_no_assignment_is_lost_with_its_contact(desk: Desk):
    before = desk.snapshot().assignments
    desk.apply(desk.preview("contacts.csv", HEADER + "desk,Desk,,\n"), remove_many=True)
    assert desk.snapshot().assignments == before
    assert desk.snapshot().contacts["officer-north"].valid_to is None


def test_the_fingerprint_stands_for_the_file_the_choices_and_the_directory(desk: Desk):
    sheet = HEADER + "desk,Front desk,,\n"
    one, same = (desk.preview("contacts.csv", sheet, keep_missing=True).fingerprint for _ in range(2))
    assert one == same
    assert one != desk.preview("contacts.csv", sheet).fingerprint
    assert one != desk.preview("contacts.csv", sheet + "x,X,,\n", keep_missing=True).fingerprint
    desk.apply(desk.preview("contacts.csv", sheet, keep_missing=True))
    assert one != desk.preview("contacts.csv", sheet, keep_missing=True).fingerprint


def test_an_import_can_be_undone_as_a_whole(desk: Desk):
    before = desk.snapshot()
    sheet = HEADER + "desk,Front desk,,\nhelp,Help line,help@sampleshire.gov.uk,\n"
    done = desk.apply(desk.preview("contacts.csv", sheet, keep_missing=True))
    editor = Actor("T1", "U1", "sampleshire", Standing.MEMBER, Role.EDITOR, is_staff=True)
    with db.writing(desk.engine) as session:
        carry_out(session, editor, Undo(done.revision or 0), today=TODAY, now=NOON)
    assert desk.snapshot().contacts == before.contacts


HOLDERS = "contact,post,area,valid_from\n"


def holders(desk: Desk, area: str) -> dict[str, tuple[str | None, str | None]]:
    held = desk.snapshot().assignments.values()
    return {
        each.contact: tuple(map(text_of, (each.valid_from, each.valid_to)))
        for each in held
        if each.area == area
    }


def test_another_holder_in_a_file_ends_the_assignment_there_was_and_begins_a_new_one(desk: Desk):
    plan = desk.preview("assignments.csv", HOLDERS + "desk,officer,south,\n", keep_missing=True)
    (outcome,) = plan.of(Verb.CHANGED)
    assert outcome.note == "officer-south until 26 June 2022, desk from 27 June 2022"
    assert outcome.note in as_text(plan)
    done = desk.apply(plan)
    assert holders(desk, "south") == {"officer-south": ("", "2022-06-26"), "desk": ("2022-06-27", "")}
    assert desk.preview(
        "assignments.csv", HOLDERS + "desk,officer,south,\n", keep_missing=True
    ).changes_nothing
    editor = Actor("T1", "U1", "sampleshire", Standing.MEMBER, Role.EDITOR, is_staff=True)
    with db.writing(desk.engine) as session:
        carry_out(session, editor, Undo(done.revision or 0), today=TODAY, now=NOON)
    assert holders(desk, "south") == {"officer-south": ("", "")}


def test_a_file_can_say_from_which_day_another_holds_a_post(sqlite_desk: Desk):
    sheet = HOLDERS + "desk,officer,south,2022-09-01\n"
    sqlite_desk.apply(sqlite_desk.preview("assignments.csv", sheet, keep_missing=True))
    expected = {"officer-south": ("", "2022-08-31"), "desk": ("2022-09-01", "")}
    assert holders(sqlite_desk, "south") == expected


def test_an_exported_table_with_another_holder_is_imported_once(sqlite_desk: Desk):
    table = sqlite_desk.export(Format.CSV).files["assignments.csv"].decode("utf-8-sig")
    changed = table.replace(",officer-south,officer,south", ",desk,officer,south")
    assert changed != table
    sqlite_desk.apply(sqlite_desk.preview("assignments.csv", changed))
    assert holders(sqlite_desk, "south") == {"officer-south": ("", "2022-06-26"), "desk": ("2022-06-27", "")}
    sqlite_desk.apply(sqlite_desk.preview("assignments.csv", changed))
    assert holders(sqlite_desk, "south") == {"officer-south": ("", "2022-06-26"), "desk": ("2022-06-27", "")}
    again = sqlite_desk.export(Format.CSV).files["assignments.csv"]
    assert sqlite_desk.preview("assignments.csv", again).changes_nothing
