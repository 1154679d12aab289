"""Whether something is before or after a day."""

from datetime import date

import pytest

from directory.ask.day_order import day_order
from tests.directory.ask.conftest import TODAY

SCRUTINY = date(2022, 7, 25)


@pytest.mark.parametrize(
    "said", ["July 12", "july 12th", "Jul the 12th", "12 July", "the 12th of July", "the July 12 meeting"]
)
def test_a_day_is_understood_with_its_month_before_or_behind(said):
    told = day_order(f"is scrutiny before {said}", [SCRUTINY], [SCRUTINY], TODAY)
    assert told == ("No: 25 July 2022 is after 12 July 2022.",)


@pytest.mark.parametrize("question", ["is scrutiny before July", "is it before July 2022", "before about 12"])
def test_what_names_no_day_is_not_answered(question):
    assert day_order(question, [SCRUTINY], [SCRUTINY], TODAY) == ()


def test_staff_who_name_the_month_first_are_told(staff):
    assert "No: 25 July 2022 is after 12 July 2022." in staff("is scrutiny before July 12").text
