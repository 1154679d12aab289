"""What an import refuses, no form saves: the rules and the sentences are those of packs and imports."""

from datetime import date

import pytest

from directory.editing.commands import Add, Assign, Edit
from directory.editing.errors import BadFields

SEPTEMBER = date(2026, 9, 1)
MADE_UP = "this is made up, so the record must be marked as a sample."
NOT_BOTH = {"school": "School: give an area or a school, not both."}


def staff_only(key: str) -> str:
    return f"'{key}' is for staff only, but this record is for schools; mark it `staff` as well."


def refused(does, command) -> dict[str, str]:
    with pytest.raises(BadFields) as error:
        does(command)
    return error.value.errors


@pytest.mark.parametrize(
    ("field", "typed", "label"),
    [("phone", "01632 960123", "Phone"), ("email", "office@example.org", "Email")],
)
def test_what_is_made_up_is_added_only_as_a_sample(does, field, typed, label):
    fields = {"name": "Front office", field: typed, "sample": "no"}
    assert refused(does, Add("contact", fields)) == {field: f"{label}: {MADE_UP}"}
    assert does(Add("contact", fields | {"sample": "yes"})).revision == 2


def test_what_is_made_up_is_not_edited_into_a_record_that_is_no_sample(does):
    does(Add("contact", {"name": "Front office", "phone": "0300 123 4567"}))
    edit = Edit("contact", "front-office", {"phone": "01632 960123"}, 2)
    assert refused(does, edit) == {"phone": f"Phone: {MADE_UP}"}
    later = Edit("contact", "front-office", {"phone": "01632 960123"}, 2, from_day=SEPTEMBER)
    assert refused(does, later) == {"phone": f"Phone: {MADE_UP}"}


def test_a_sample_has_no_real_number(does):
    fields = {"name": "Front office", "phone": "0300 123 4567", "sample": "yes"}
    said = "Phone: a sample's number must be between 01632 960000 and 01632 960999."
    assert refused(does, Add("contact", fields)) == {"phone": said}


def test_what_was_wrong_with_a_record_already_does_not_stop_another_edit(does):
    assert does(Edit("contact", "desk", {"hours": "9 to 5"}, 1)).revision == 2  # its address is made up


def test_an_assignment_is_for_a_school_or_for_an_area(does):
    fields = {"contact": "advisor-3", "post": "lead", "school": "100001", "area": "north"}
    assert refused(does, Add("assignment", fields)) == NOT_BOTH
    assert refused(does, Edit("assignment", "lead-100001", {"area": "north"}, 1)) == NOT_BOTH
    assert refused(does, Assign("advisor-3", "lead", school="100001", area="north")) == NOT_BOTH


def test_an_assignment_for_schools_names_nothing_that_is_for_staff_only(does):
    does(Edit("post", "officer", {"audience": "staff"}, 1))
    fields = {"contact": "desk", "post": "officer"}
    assert refused(does, Add("assignment", fields)) == {"post": f"Post: {staff_only('officer')}"}
    added = does(Add("assignment", fields | {"audience": "staff"}))
    assert refused(does, Edit("assignment", added.key, {"audience": "schools"}, added.revision)) == {
        "post": f"Post: {staff_only('officer')}"
    }


def test_who_is_for_staff_only_is_not_assigned_for_schools(does):
    does(Edit("contact", "advisor-3", {"audience": "staff"}, 1, from_day=SEPTEMBER))
    later = Assign("advisor-3", "lead", school="100001", from_day=SEPTEMBER)
    assert refused(does, later) == {"contact": f"Contact: {staff_only('advisor-3')}"}


def test_a_service_for_schools_names_nothing_that_is_for_staff_only(does):
    does(Edit("contact", "advisor-3", {"audience": "staff"}, 1))
    edit = Edit("service", "casework", {"contact": "advisor-3"}, 1)
    assert refused(does, edit) == {"contact": f"Contact that owns it: {staff_only('advisor-3')}"}


def test_a_school_has_an_area_or_a_reason_why_not(does):
    said = "Area: give the school's area, or say in area_reason why it has none."
    assert refused(does, Add("school", {"key": "100009", "name": "Brook School"})) == {"area": said}
    reason = {"area_reason": "It is run by another council"}
    assert does(Add("school", {"key": "100009", "name": "Brook School"} | reason)).revision == 2
