"""A contact that answers fall back on is not taken out of use without a word."""

from datetime import date

import pytest

from directory.editing.commands import Add, Edit, Retire, Undo
from directory.editing.errors import BadFields, StillUsed
from directory.words import Audience, Route
from tests.directory.editing.conftest import TODAY

LATER = date(2026, 9, 1)


@pytest.fixture
def routes(does):
    """Two contacts, of which the first is the route out of hours."""
    does(Add("contact", {"name": "Night desk", "email": "night@westshire.gov.uk", "route": "out_of_hours"}))
    does(Add("contact", {"name": "Late desk", "email": "late@westshire.gov.uk"}))


def reached(held, day: date) -> str | None:
    found = held().visible_to(Audience.SCHOOLS, day).route(Route.OUT_OF_HOURS)
    return found.name if found else None


@pytest.mark.usefixtures("routes")
def test_it_asks_for_a_successor(does, held):
    with pytest.raises(StillUsed, match=r"the route for a child in danger out of hours.*Name a successor"):
        does(Retire("contact", "night-desk"))
    assert reached(held, TODAY) == "Night desk"


@pytest.mark.usefixtures("routes")
@pytest.mark.parametrize("day", [None, LATER])
def test_its_successor_is_fallen_back_on_from_that_day(does, held, day):
    done = does(Retire("contact", "night-desk", from_day=day, successor="late-desk"))
    assert reached(held, LATER) == "Late desk"
    assert reached(held, TODAY) == ("Night desk" if day else "Late desk")
    does(Undo(done.revision))
    assert reached(held, LATER) == "Night desk"


@pytest.mark.usefixtures("routes")
def test_nobody_takes_its_place_where_that_is_said(does, held):
    does(Retire("contact", "night-desk", nobody=True))
    assert reached(held, TODAY) is None


@pytest.mark.usefixtures("routes")
def test_a_successor_that_is_another_route_is_refused(does, held):
    does(Edit("contact", "late-desk", {"route": "general"}, None))
    with pytest.raises(BadFields, match="Late desk is the general route already"):
        does(Retire("contact", "night-desk", successor="late-desk"))
    assert reached(held, TODAY) == "Night desk"
