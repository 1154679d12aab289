import pytest

from directory.ask.privacy import REMINDER


@pytest.mark.parametrize(
    "message",
    [
        "pupil Jaydon Smithson has not been in since Monday",
        "our student Tiffani needs an educational psychologist",
        "Attendance of Brandonn in year 4",
        "EHCP for a boy, dob 3/4/2012",
    ],
)
def test_a_message_that_names_a_child_is_answered_with_a_reminder_and_without_the_name(schools, message):
    answer = schools(message)
    assert REMINDER in answer.text
    for name in ("Jaydon", "Smithson", "Tiffani", "Brandonn", "2012"):
        assert name not in str(answer.as_json())


@pytest.mark.parametrize(
    "message",
    [
        "Attendance at Bishop Fox's, please",
        "Hello. Who is the Lead Inclusion Advisor for Wookey Primary School in Wells?",
        "EHC Officer for Castle Cary",
        "WHO DO I ASK ABOUT FREE SCHOOL MEALS",
    ],
)
def test_schools_and_titles_are_not_taken_for_children(schools, message):
    assert REMINDER not in schools(message).text
