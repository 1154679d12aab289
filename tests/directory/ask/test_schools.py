"""A message names a school the way people name schools."""

import pytest

from directory.ask.spellings import SchoolName
from tests.benchmarks.score_schools import school_index

SCHOOLS = (
    SchoolName(
        "1", "Nether Stowey Church of England Primary School", "Bridgwater", "Nether Stowey", "TA5 1NX"
    ),
    SchoolName("2", "Norton Fitzwarren Church School", "Taunton", "Norton Fitzwarren", "TA2 6TB"),
    SchoolName("3", "Wiveliscombe Primary School", "Taunton", "Wiveliscombe", "TA4 2LA"),
    SchoolName("4", "The Blue School", "Wells", "", "BA5 2NR"),
    SchoolName("5", "Oake, Bradford and Nynehead VC Primary", "Taunton", "", "TA4 1AZ"),
    SchoolName("6", "St Mary's Voluntary Controlled Church of England Primary School", "Bridgwater"),
    SchoolName("7", "Holy Trinity Church School", "Yeovil"),
    SchoolName("8", "Holy Trinity Church of England Primary School", "Taunton"),
    SchoolName("9", "Mark First and Pre-School CE Academy", "Highbridge", "Mark", "TA9 4QA"),
    SchoolName("100010", "South Petherton Junior School", "South Petherton", "", "TA13 5AG"),
    SchoolName("11", "South Petherton Church of England Infants and Pre School", "South Petherton"),
    SchoolName("12", "The Castle School", "Taunton", aliases=("Wellington Road Secondary School",)),
    SchoolName("13", "Castle Cary Community Primary School", "Castle Cary"),
    SchoolName("14", "Otterhampton Primary School", "Bridgwater", "Combwich"),
    SchoolName("16", "Draycott & Rodney Stoke Church of England First School", "Draycott"),
    SchoolName("15", "Heathfield Community School", "Taunton", "Monkton Heathfield"),
)


@pytest.fixture(scope="module")
def index():
    return school_index(SCHOOLS)


@pytest.mark.parametrize(
    ("text", "urn"),
    [
        ("who is our EP at nether stowey", "1"),
        ("Nether Stowy prim sch", "1"),
        ("netherstowey", "1"),
        ("norton fitz, pupil starting monday", "2"),
        ("wivey primary here", "3"),
        ("wells blue school", "4"),
        ("we are Nynehead primary", "5"),
        ("Saint Marys C of E, attendance", "6"),
        ("st. mary's bridgwater", "6"),
        ("HOLY TRINITY YEOVIL", "7"),
        ("mark first school - who is our adviser", "9"),
        ("our school is south petherton jnr", "100010"),
        ("castle cary primary", "13"),
        ("the heath field school", "15"),
        ("combwich primary", "14"),
        ("a call from Wellington Road secondary school", "12"),
        ("we are at TA9 4QA", "9"),
        ("ta13 5ag please", "100010"),
        ("who covers S. Petherton juniors", "100010"),
        ("s petherton infants, attendance", "11"),
        ("south petherton, attendance, we're the junior one", "100010"),
        ("attendance at south petherton - the infants, not the juniors", "11"),
        ("holy trinity, who is our EP. We are the primary", "8"),
        ("holy trinity, not taunton", "7"),
        ("attendance at holy trinity (not the Yeovil one)", "8"),
        ("south petherton. we are not the junior one", "11"),
        ("the blue school, not the castle", "4"),
        ("behind our back, draycott school. who is the officer", "16"),
        ("URN 100010 has a query", "100010"),
        ("wiveliscombe: managed move from otterhampton, who", "3"),
        ("moved from otterhampton to wiveliscombe as senco", "3"),
        ("we at wiveliscombe are to receive a pupil from otterhampton", "3"),
        ("otterhampton have theirs; who is the adviser for us at wiveliscombe", "3"),
    ],
)
def test_a_school_is_found_however_it_is_written(index, text, urn):
    finding = index.find(text)

    assert (finding.kind, [school.urn for school in finding.schools]) == ("one", [urn])


@pytest.mark.parametrize(
    ("text", "urns"),
    [
        ("holy trinity - who covers it", {"7", "8"}),
        ("senco at south petherton", {"100010", "11"}),
        ("south petherton, a child coming from the junior school", {"100010", "11"}),
        ("south petherton, the junior class has no TA", {"100010", "11"}),
    ],
)
def test_schools_of_the_same_name_are_all_listed_with_their_town(index, text, urns):
    finding = index.find(text)

    assert finding.kind == "several"
    assert {school.urn for school in finding.schools} == urns
    assert all(school.town for school in finding.schools)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "who deals with attendance for a child at our school",
        "Mark from finance rang about the budget",
        "the inclusion team please",
        "we are a primary in taunton",
        "thanks!",
    ],
)
def test_ordinary_words_and_places_name_no_school(index, text):
    finding = index.find(text)

    assert (finding.kind, finding.schools, finding.elsewhere) == ("none", (), False)


@pytest.mark.parametrize(
    "text", ["Tiverton High School have a pupil of ours", "moorlands primary, who covers it"]
)
def test_a_school_that_is_not_held_is_recognised_as_one(index, text):
    finding = index.find(text)

    assert (finding.kind, finding.elsewhere) == ("none", True)


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("a girl in draycott has lost her bus pass", "draycott"),
        ("the South Petherton bus was late again", "South Petherton"),
        ("the bus was late again, who covers Wiveliscombe", None),
    ],
)
def test_where_somebody_lives_or_something_is_names_no_school(index, text, place):
    finding = index.find(text)

    assert (finding.kind == "none") == (place is not None)
    assert (text[slice(*finding.where)] if finding.where else None) == place


def test_a_school_that_is_not_open_yet_gives_way_to_the_open_one_of_the_same_name():
    twins = (
        SchoolName("21", "Hayes First School", "Frome"),
        SchoolName("22", "Hayes First School", "Frome", proposed=True),
    )
    finding = school_index(twins).find("hayes first")

    assert {school.urn for school in finding.schools} == {"21", "22"}
    assert [school.urn for school in finding.open_now().schools] == ["21"]
    assert finding.open_now().kind == "one"


def test_two_schools_in_one_message_are_both_listed(index):
    finding = index.find("I work at nether stowey and my colleague at wiveliscombe asks about attendance")

    assert {school.urn for school in finding.schools} == {"1", "3"}


@pytest.mark.parametrize(
    "text",
    ["Mrs Combwich wants to know who does attendance", "he is not at Otterhampton any more", "ask Mr Blue"],
)
def test_a_person_or_a_school_that_is_not_meant_names_no_school(index, text):
    assert index.find(text).kind == "none"


def test_the_span_covers_the_words_that_name_the_school(index):
    text = "please ring about attendance at Norton Fitzwarren school, thanks"

    start, end = index.find(text).span

    assert text[start:end] == "Norton Fitzwarren school"


@pytest.fixture(scope="module")
def town_index():
    schools = (
        SchoolName("21", "The Heys School", "Prestwich"),
        SchoolName("22", "Philips High School", "Prestwich"),
        SchoolName("23", "Our Lady of Grace RC Primary School", "Prestwich"),
        SchoolName("24", "Our Lady of Lourdes RC Primary School", "Bury"),
        SchoolName("25", "Christ Church CofE Primary School", "Bury", "Walshaw"),
        SchoolName("26", "Christ Church Ainsworth CofE Primary School", "Bolton", "Ainsworth"),
        SchoolName("27", "St Joseph's RC Primary School", "Ramsbottom"),
        SchoolName("28", "St Joseph and St Bede RC Primary School", "Bury"),
        SchoolName("29", "Wells Cathedral School", "Wells"),
        SchoolName("30", "Prestwich Preparatory School", "Prestwich"),
        SchoolName("31", "North Hill House", "Frome"),
        SchoolName("32", "Woodhey High School", "Ramsbottom"),
        SchoolName("33", "Fern Bank Infants' School", "Bury"),
        SchoolName("34", "Fern Lea Church School", "Bury"),
        SchoolName("36", "Elton High School", "Bury"),
        SchoolName("35", "Larch Green School and Autism Centre", "Bury"),
    )
    return school_index(schools)


@pytest.mark.parametrize(
    ("text", "urn"),
    [
        ("who updates the list of key adults - the heys", "21"),
        ("he has missed 15 days this term. philips", "22"),
        ("does The Heys have a nurse, I cannot get a straight answer", "21"),
        ("fern infants: who is our adviser", "33"),
        ("fern infants, a brother in year 9: who is our adviser", "34"),
        ("who is the adviser of larch green", "35"),
        ("used to be at Woodhey, now senco at Elton High", "36"),
        ("a place at larch green school for one of ours, elton high", "36"),
        ("a place at larch green school", "35"),
        ("Our Lady of Grace: nobody wants to be a governor", "23"),
    ],
)
def test_half_a_name_that_stands_alone_names_a_school(town_index, text, urn):
    assert [school.urn for school in town_index.find(text).schools] == [urn]


@pytest.mark.parametrize(
    ("text", "urns"),
    [
        ("hi its christ church, who is our adviser", {"25", "26"}),
        ("do st josephs still have somebody for inclusion", {"27", "28"}),
        ("our lady's, who is our link officer", {"23", "24"}),
        ("fern: who is our adviser", {"33", "34"}),
    ],
)
def test_all_schools_that_share_a_short_name_are_listed(town_index, text, urns):
    assert {school.urn for school in town_index.find(text).schools} == urns


@pytest.mark.parametrize(
    "text",
    [
        "which area is Prestwich in",
        "who has the Prestwich side now",
        "two tutors and a horse, who pays",
        "the teacher asked for an autism specialist",
        "designated teacher at a Prestwich primary school",
        "moving to us from Bristol Cathedral School",
        "wookey primary",
    ],
)
def test_a_town_an_ordinary_word_and_another_councils_school_name_none(town_index, text):
    assert town_index.find(text).kind == "none"
