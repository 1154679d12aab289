"""What the documents of a consultation leave out is not answered with something near."""

import pytest

from directory.ask.answer import Kind


@pytest.mark.parametrize(
    "question",
    [
        "when are the interviews for ring fence 2",
        "is voluntary redundancy on offer",
        "how much redundancy pay would I get",
    ],
)
def test_what_the_documents_leave_out_is_not_guessed(staff, question):
    answer = staff(question)
    assert answer.kind == Kind.UNKNOWN
    assert "nothing on that in its consultation documents" in answer.text


def test_a_day_that_one_council_gives_and_another_does_not(staff):
    assert staff("when does the consultation close").kind == Kind.TIMELINE
    assert staff("when does the consultation close", authority="bury").kind == Kind.UNKNOWN
