"""What was left empty with "nobody, for now" is listed until somebody fills it."""

from datetime import date, timedelta

import pytest

from directory import db
from directory.editing.commands import Add, Assign, Edit, Retire
from directory.editing.empty_places import empty_places
from directory.editing.kinds import POST, SCHOOL, SERVICE
from directory.models import Topic
from tests.directory.editing.conftest import TODAY

TOMORROW = TODAY + timedelta(days=1)


def said(held, day: date = TODAY) -> list[str]:
    return [place.said for place in empty_places(held(), day)]


@pytest.fixture
def advised(westshire, does):
    """The service of the lead inclusion advisor, whom schools are sent to."""
    with db.writing(westshire) as session:
        session.add(Topic(key="lead-inclusion-advisor", label="Our lead inclusion advisor"))
    does(
        Add(
            "service",
            {"name": "Advice", "post": "lead", "topics": ("lead-inclusion-advisor",)},
            confirmed=True,
        )
    )


def test_nothing_is_listed_where_every_place_is_filled(advised, held):
    assert said(held) == []


def test_a_service_whose_contact_left_nobody_is_listed(does, held):
    does(Retire("contact", "desk", TOMORROW, nobody=True))
    assert said(held) == []
    assert said(held, TOMORROW) == [
        "Nobody owns the service 'Northern help'.",
        "Nobody holds the post 'SEN Caseworker', which owns a service.",
    ]
    first, second = empty_places(held(), TOMORROW)
    assert (first.kind, first.key, first.post) == (SERVICE, "north-only", None)
    assert (second.kind, second.key, second.post, second.school) == (POST, "caseworker", "caseworker", None)


def test_a_filled_place_is_listed_no_more(does, held):
    does(Retire("contact", "desk", nobody=True))
    does(Assign("advisor-3", "caseworker"))
    does(Edit("service", "north-only", {"contact": "advisor-3"}, None))
    assert said(held) == []


def test_a_school_that_lost_its_advisor_is_listed_with_the_post_it_needs(advised, does, held):
    does(Retire("contact", "advisor-2", nobody=True))
    (place,) = empty_places(held(), TODAY)
    assert place.said == "Bay School has no Lead Inclusion Advisor."
    assert (place.kind, place.key, place.post, place.school) == (SCHOOL, "100003", "lead", "100003")


def test_a_school_whose_area_has_an_advisor_is_not_listed(advised, does, held):
    does(Assign("advisor-3", "lead", area="south"))
    does(Retire("contact", "advisor-2", nobody=True))
    assert said(held) == []


def test_a_closed_school_is_not_listed(advised, does, held):
    does(Retire("contact", "advisor-2", nobody=True))
    does(Edit("school", "100003", {"status": "closed"}, None))
    assert said(held) == []


def test_an_area_that_lost_the_holder_of_a_post_is_listed(does, held):
    does(Assign("advisor-3", "officer", area="north"))
    does(Assign("advisor-1", "officer", area="south"))
    does(Retire("contact", "advisor-3", TOMORROW, nobody=True))
    (place,) = empty_places(held(), TOMORROW)
    assert place.said == "Nobody holds the post 'EHC Officer' for the area North any more."
    assert (place.post, place.area, place.school) == ("officer", "north", None)


def test_a_retired_post_is_no_empty_place(does, held):
    does(Edit("service", "casework", {"post": "officer", "contact": "desk"}, None))
    does(Retire("post", "caseworker", nobody=True))
    assert said(held) == []
