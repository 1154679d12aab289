"""A half name that several schools share is all theirs; a whole name with its kind is one school's."""

import pytest

from directory.ask.spellings import SchoolName
from tests.benchmarks.score_schools import school_index

SCHOOLS = (
    SchoolName("1", "Charlton Horethorne Church of England Primary School", "Sherborne"),
    SchoolName("2", "Charlton Mackrell CofE Primary School", "Somerton", "Charlton Mackrell"),
    SchoolName("3", "Bishops Lydeard Church School", "Taunton", "Bishops Lydeard"),
    SchoolName("4", "Lydeard St Lawrence Community Primary School", "Taunton"),
    SchoolName("5", "Huish Primary School", "Yeovil"),
    SchoolName("6", "Huish Episcopi Academy", "Langport"),
    SchoolName("7", "St Lawrence's CofE Primary School", "Wells", "Westbury-sub-Mendip"),
    SchoolName("8", "Chilton Trinity School", "Bridgwater"),
    SchoolName("9", "Chilton Bridge School", "", "Chilton Cantelo"),
    SchoolName("10", "Minehead Middle School", "Minehead"),
    SchoolName("11", "Yesoiday Hatorah Boys Academy", "Manchester"),
    SchoolName("12", "Yesoiday Hatorah Girls Academy", "Manchester"),
    SchoolName("13", "Richard Huish College", "Taunton"),
    SchoolName("14", "The Castle School", "Taunton"),
    SchoolName("15", "Castle Cary Community Primary School", "Castle Cary"),
    SchoolName("16", "Ansford Academy", "Castle Cary"),
    SchoolName("17", "Lovington Church of England Primary School", "Castle Cary"),
    SchoolName("19", "Sexey's School", "Bruton"),
    SchoolName("20", "Hugh Sexey Church of England Middle School", "Wedmore"),
    SchoolName("18", "North Cadbury Church of England Primary School", "Castle Cary"),
)


@pytest.fixture(scope="module")
def index():
    return school_index(SCHOOLS)


@pytest.mark.parametrize(
    ("text", "urns"),
    [
        ("charlton primary's attendance officer?", {"1", "2"}),
        ("starting at Lydeard as senco, who is our adviser", {"3", "4"}),
        ("Chilton - which team is ours", {"8", "9"}),
        ("governor training for Yesoiday please", {"11", "12"}),
        ("Huish - who is our adviser", {"5", "6", "13"}),
        ("sexey, who is our adviser", {"19", "20"}),
        ("a boarder has left Sexeys", {"19", "20"}),
        ("9 miles from huish academy, is there a bus", {"5", "6"}),
    ],
)
def test_a_half_name_is_that_of_every_school_which_holds_it(index, text, urns):
    finding = index.find(text)

    assert finding.kind == "several"
    assert {school.urn for school in finding.schools} == urns


@pytest.mark.parametrize(
    ("text", "urn"),
    [
        ("huish primary, who is our adviser", "5"),
        ("chilton trinity - who is our adviser", "8"),
        ("charlton primary in Somerton, attendance", "2"),
        ("st lawrences - attendance referral", "7"),
        ("at castle, who is our adviser", "14"),
    ],
)
def test_a_whole_name_its_kind_or_its_town_leaves_one_school(index, text, urn):
    finding = index.find(text)

    assert finding.kind == "one"
    assert finding.schools[0].urn == urn


@pytest.mark.parametrize(
    "text",
    ["a charlton primary would suit him", "they are all bishops", "who helps families around Charlton"],
)
def test_half_a_name_said_of_a_place_or_a_thing_is_no_school(index, text):
    assert index.find(text).kind == "none"


def test_a_year_group_that_is_too_old_for_one_of_the_schools_leaves_the_other(index):
    finding = index.find("huish, a year 9 has no papers")

    assert {school.urn for school in finding.schools} == {"6", "13"}


def test_the_youngest_year_group_counts_where_two_are_said(index):
    finding = index.find("huish, one in y9 and one in y3, no papers")

    assert {school.urn for school in finding.schools} == {"5", "6", "13"}


def test_all_schools_stay_where_the_year_group_is_too_old_for_each(index):
    finding = index.find("charlton primary, he is in year 9 now")

    assert {school.urn for school in finding.schools} == {"1", "2"}


def test_a_town_is_not_only_a_place_where_a_kind_of_school_stands_behind_it(index):
    assert not index.find("castle school, who is our adviser").place_only
    assert index.find("who is our adviser at castle").place_only


def test_ordinary_words_that_are_an_old_name_do_not_name_the_school():
    schools = (SchoolName("1", "The Bridge School", "Bridgwater", aliases=("Key Stage 3 Centre",)),)
    index = school_index(schools)

    assert index.find("is there any new key stage 3 pupil this term").kind == "none"
    assert index.find("adviser for the Key Stage 3 Centre").kind == "one"
