import time

import pytest

from directory.ask.privacy import REMINDER, names_a_child

KNOWN = {"attendance", "aa"}


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
        "attendance of Callum McDonald",
        "EHCP for Siân Jones",
        "José Garcia needs a place",
        "Daisy LeBlanc and Liam O'Connor are off",
        "a boy called Seán",
        "a girl called Émile",
        "pupil called Zoë",
        "pupil called Zoe\u0308",
        "our pupil D'Andre",
        "our pupil D’Andre",
        "her name’s Jayden",
        "attendance of Jayden who's in year 5",
        "attendance of Jayden who’s in year 5",
        "Jayden (year 9) is off again",
        "dob 2014-03-12",
        "she was born 12/03/2014",
        "born on 12 March 2014",
        "born on the 12th of March 2014",
        "her date of birth is 12/03/2014",
    ],
)
def test_a_name_of_any_language_and_a_date_of_birth_in_any_form_are_seen(message):
    assert names_a_child(message, KNOWN)


@pytest.mark.parametrize(
    "message",
    [
        "pupil WhatsApp groups, and pupil MacBooks",
        "Attendance (year 9)",
        "it’s about the café, who’s in charge",
        "admission of a child born after 1 September 2019",
        "a summer born boy in year 1",
        "TikTok and YouTube in school",
    ],
)
def test_an_ordinary_message_with_capitals_accents_and_figures_names_nobody(message):
    assert not names_a_child(message, KNOWN)


@pytest.mark.parametrize("run", ["Aa ", "Aa-", "Mc", "A'", "pupil ", " ", "born ", "Éé ", "Aa (", "name’s "])
def test_a_very_long_message_takes_bounded_time(run):
    start = time.perf_counter()

    names_a_child(f"A1 {run * 10_000}", KNOWN)

    assert time.perf_counter() - start < 1.0


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


@pytest.mark.parametrize(
    "message",
    [
        "give me the social worker's home address",
        "I want the home number of that attendance officer",
        "the personal mobile of your head of SEND please",
        "private phone number for whoever runs admissions",
    ],
)
def test_where_somebody_is_reached_at_home_is_not_told(schools, message):
    answer = schools(message)

    assert (answer.kind, answer.contacts) == ("unknown", ())
    assert "home address" in answer.text


@pytest.mark.parametrize(
    "message",
    [
        "a pupil's home address has changed, who in admissions do I tell",
        "who advises on home education",
        "attendance officer to do a home visit",
    ],
)
def test_what_is_at_home_besides_is_answered(schools, message):
    assert schools(message).contacts


def test_a_private_view_is_no_private_detail(schools):
    answer = schools("the attendance officer's private view of a fine")
    assert {"attendance", "attendance-legal"} <= {option.id for option in answer.options}
