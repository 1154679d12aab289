import pytest

from directory.ask.councils import OtherCouncils
from directory.ask.text import tokens
from directory.ask.vocabulary import Vocabulary
from tests.directory.ask.conftest import DATA


@pytest.fixture(scope="module")
def wording():
    return Vocabulary.read(DATA / "vocabulary").councils


@pytest.mark.parametrize(
    ("message", "council"),
    [
        ("Devon's EHCP team number?", "Devon"),
        ("boltons sen team contact please", "Bolton"),
        ("north somerset council admissions phone no", "North Somerset"),
        ("who does EHCPs in Bristol", "Bristol"),
        ("Rochdale admissions number", "Rochdale"),
        ("attendance officer in Devon", "Devon"),
        ("North Som transport number", "North Som"),
        ("Dorset's attendance team - y9 lives in Sherborne", "Dorset"),
        ("Dorset: who does their transport", "Dorset"),
        ("Bath and NE Somerset EHCP caseworker for a child of ours", "Bath and NE Somerset"),
        ("BANES EHCP caseworkers email, child's plan is from there", "BANES"),
        ("bath and north east somerset penalty notices who", "Bath and North East Somerset"),
        ("b nes EHCP caseworkers", "B&NES"),
        ("who is the LADO for Wiltshire please", "Wiltshire"),
        ("who at Bolton do I talk to about home education", "Bolton"),
        ("the name of Manchester's officer for exclusions", "Manchester"),
        ("who do I ring in Rochdale for their admissions", "Rochdale"),
        ("somebody at Devon who does transport", "Devon"),
        ("attendance advisers in Devon", "Devon"),
        ("whos the right person at Dorset for a plan? the family live in Sherborne", "Dorset"),
    ],
)
def test_another_councils_service_is_recognised(wording, message, council):
    assert OtherCouncils(wording, "Somerset").asked_about(tokens(message)) == council


@pytest.mark.parametrize(
    "message",
    [
        "Somerset admissions number",
        "pupil has moved here from Devon with an EHCP",
        "a Devon social worker rang about a boy in our year 4, who here do I tell",
        "new boy lives with someone in Devon at weekends, who do we tell",
        "child lives in Bristol but comes to us, who does transport",
        "Devon EHCP, child moving to us in May, who do we send it to",
        "Devon SEN team say he is moving to us in May, who takes over his plan",
        "reading support for a year 4",
        "attendance at Manchester Road Primary",
        "who does the EHCP for a Bristol boy in our year 2",
        "who leads on kent phonics",
        "who do I ring, Dorset, or you, about the bus",
        "we are nearly in Dorset. which area is ours",
        "pupil is on a ward in Manchester. who links with the hospital teachers",
        "placed with carers here by Birmingham. whose virtual school is it",
    ],
)
def test_our_own_service_is_not_taken_for_anothers(wording, message):
    assert OtherCouncils(wording, "Somerset").asked_about(tokens(message)) is None


def test_every_council_but_ones_own_is_another(wording):
    found = tokens("Somerset admissions team")
    assert OtherCouncils(wording, "Somerset").asked_about(found) is None
    assert OtherCouncils(wording, "Bury").asked_about(found) == "Somerset"
