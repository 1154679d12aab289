"""What an answer says of a contact that nobody has confirmed for 180 days."""

from datetime import date

import pytest

FRESH, OLD = date(2022, 12, 24), date(2022, 12, 25)
LEAD = "who is the lead inclusion advisor for Wookey"
URGENT = "a child has just told me her stepdad hit her"


@pytest.mark.parametrize("question", [LEAD, URGENT, "zzzz"], ids=["contact", "urgent", "unknown"])
def test_the_text_of_an_answer_says_since_when_nobody_confirmed_it(schools, question):
    assert "Not confirmed since" not in schools(question, today=FRESH).text
    old = schools(question, today=OLD)
    assert old.text.count("Not confirmed since June: it may be out of date.") == len(old.contacts) > 0
