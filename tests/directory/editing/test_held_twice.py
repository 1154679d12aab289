"""One contact at a time has a post in one place: who adds another is told who it is, and how to end that."""

from datetime import date

import pytest

from directory.editing.commands import Add, Assign, Edit, Retire
from directory.editing.errors import Clash

SEPTEMBER = date(2026, 9, 1)
HILL = {"contact": "advisor-3", "post": "lead", "school": "100001"}


def refused(does, command) -> str:
    with pytest.raises(Clash) as error:
        does(command)
    return str(error.value)


def test_who_has_the_school_already_is_named_with_how_to_end_it(does, held):
    assert refused(does, Add("assignment", HILL)) == (
        "Nothing was changed. Lead Inclusion Advisor 1 is Lead Inclusion Advisor for Hill School already. "
        "To end that the day before another begins: "
        '/directory assign "Hill School" to "Lead Inclusion Advisor 3" as "Lead Inclusion Advisor" from DAY'
    )
    does(Assign("advisor-3", "lead", school="100001", from_day=SEPTEMBER))
    assert held().assignments["lead-100001"].valid_to == date(2026, 8, 31)


def test_who_has_the_area_already_is_named(does):
    does(Assign("advisor-1", "lead", area="north"))
    said = refused(does, Add("assignment", {"contact": "advisor-3", "post": "lead", "area": "north"}))
    assert "Lead Inclusion Advisor 1 is Lead Inclusion Advisor for North already, from 1 June 2026." in said
    assert '/directory assign "North" to "Lead Inclusion Advisor 3"' in said


def test_who_has_it_for_the_whole_authority_is_named(does):
    said = refused(does, Add("assignment", {"contact": "advisor-3", "post": "caseworker"}))
    assert "Casework desk is SEN Caseworker for the whole authority already." in said
    assert '/directory retire "Casework desk" successor "Lead Inclusion Advisor 3"' in said


def test_who_had_it_until_a_day_leaves_it_free_from_the_next(does):
    does(Retire("contact", "advisor-1", from_day=SEPTEMBER, nobody=True))
    said = refused(does, Add("assignment", HILL))
    assert said.endswith("for Hill School already, until 31 August 2026. Choose a first day after that.")
    assert does(Add("assignment", HILL, from_day=SEPTEMBER)).revision == 3


def test_an_edit_that_moves_an_assignment_names_who_was_there_before(does):
    said = refused(does, Edit("assignment", "lead-100003", {"school": "100001"}, 1))
    assert "Lead Inclusion Advisor 1 is Lead Inclusion Advisor for Hill School already." in said
    assert 'to "Lead Inclusion Advisor 2"' in said


def test_a_school_may_have_its_own_where_its_area_has_one(does):
    assert does(Add("assignment", {"contact": "advisor-3", "post": "lead", "area": "north"})).revision == 2
