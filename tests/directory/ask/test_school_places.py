"""Towns and streets in a message help to tell schools apart, and are not taken for schools."""

import pytest

from directory.ask.spellings import SchoolName
from tests.benchmarks.score_schools import school_index

SCHOOLS = (
    SchoolName("1", "Millbrook School", "Street"),
    SchoolName("2", "Millbrook Preparatory School", "Glastonbury"),
    SchoolName("3", "Furley Park Academy", "Ashford"),
    SchoolName("4", "Purley Primary School", "Reading", "Purley"),
    SchoolName("5", "St Benet's Catholic Primary School", "Chester le Street", "Ouston"),
    SchoolName("6", "St Benet's Catholic Primary School", "Beccles"),
    SchoolName("7", "Iver Heath Infant School", "Iver", "Iver Heath"),
    SchoolName("8", "Iver Heath Junior School", "Iver Heath"),
    SchoolName("9", "Whitecross Nursery School", "Derby"),
    SchoolName("10", "The Bridge Centre", "Somerton", "Wookey"),
    SchoolName("11", "Kingfisher Primary School", "Yeovil"),
    SchoolName("12", "Minehead First School", "Minehead"),
    SchoolName("13", "Minehead Middle School", "Minehead"),
    SchoolName("50", "Dene Primary School", "Reading"),
    SchoolName("51", "Dene School", "Yeovil"),
    SchoolName("15", "The Mendip School", "Shepton Mallet"),
    SchoolName("14", "South Heron Partnership School", "Yeovil"),
    *(SchoolName(f"2{n}", f"{name} School", "Somerton") for n, name in enumerate(("Amber", "Blue", "Coral"))),
    *(SchoolName(f"3{n}", f"{name} School", "Cheddar") for n, name in enumerate(("Fern", "Gorse", "Hazel"))),
    SchoolName("40", "Cheddar Primary School", "Cheddar"),
    SchoolName("41", "Abbots and Combe Primary School", "Combe"),
    *(
        SchoolName(f"6{n}", f"{name} School", "Combe")
        for n, name in enumerate(("Ivy", "Juniper", "Larch", "Moss"))
    ),
    SchoolName("42", "High Elm Primary School", "Langport", "High Elm"),
    SchoolName("43", "Mark First School", "Highbridge"),
    SchoolName("44", "The Alder Centre", "Yeovil", aliases=("Key Stage 3 Centre",)),
    SchoolName("45", "Heron Deane Partnership College", "Taunton"),
    *(
        SchoolName(f"7{n}", f"{name} School", f"{place} Norton")
        for n, (name, place) in enumerate(
            (("Nettle", "Midsomer"), ("Osier", "Long"), ("Poplar", "Nether"), ("Quince", "Black"))
        )
    ),
    SchoolName("46", "Norton Fitzpayne Church School", "Taunton"),
)


@pytest.fixture(scope="module")
def index():
    return school_index(SCHOOLS, areas=["Mendip", "South Heron", "Heron Deane"])


@pytest.mark.parametrize(
    ("text", "urns"),
    [
        pytest.param("transport from bath street to millbrook", {"1", "2"}, id="a street is no town"),
        pytest.param("millbrook street, attendance", {"1"}, id="a town called Street is one"),
        pytest.param("my son goes to purley school and cannot park", {"4"}, id="a word far off"),
        pytest.param("st benets in chester le street", {"5"}, id="a town that ends like a street"),
        pytest.param("the head of iver heath", {"7", "8"}, id="a village called after its town"),
        pytest.param("exclusions for whitecrros please", {"9"}, id="an s that is no plural's"),
        pytest.param("attendance at the mendip school", {"15"}, id="a school called after its area"),
        pytest.param("is dene primary school in the mendip team", {"50"}, id="a school and its area"),
        pytest.param("a kingfisher pupil is new here", {"11"}, id="a school's pupil"),
        pytest.param("Minehead - the first school, fire drill", {"12"}, id="a kind behind a dash"),
        pytest.param("Minehead - first aid training", {"12", "13"}, id="a kind that begins something else"),
        pytest.param("help with reading support at Dene", {"50", "51"}, id="an ordinary word far off"),
        pytest.param("is there a Kingfisher place for him", {"11"}, id="a place at a school"),
        pytest.param("cheddar primary", {"40"}, id="a kind behind a town"),
        pytest.param("attendance at combe", {"41"}, id="a town in the name of one of its schools"),
        pytest.param("High Elm - attendance", {"42"}, id="a name that begins like a kind of school"),
        pytest.param("a new family at Mark, who does admissions", {"43"}, id="an ordinary word as a name"),
        pytest.param("heron deane college", {"45"}, id="an area's name and a kind"),
        pytest.param("two days a week at norton", {"46"}, id="a word of several towns that is none of them"),
    ],
)
def test_just_the_schools_that_were_meant_are_found(index, text, urns):
    assert {school.urn for school in index.find(text).schools} == urns


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("who looks after somerton and cheddar", id="towns in a list"),
        pytest.param("is it the same team for minehead, somerton and cheddar", id="towns in a longer list"),
        pytest.param("all the cheddar primaries", id="the schools of a town"),
        pytest.param("somerton and cheddar schools share a nurse", id="the schools of two towns"),
        pytest.param("we found a kingfisher on the field", id="a thing"),
        pytest.param("who is the area manager for Mendip", id="an area"),
        pytest.param("inclusion team of south heron", id="an area of two words"),
        pytest.param("is our school in the mendip team", id="an area behind a school"),
        pytest.param("relationship manager for the mendip schools", id="the schools of an area"),
        pytest.param("early help for heron deane", id="an area with a word of a school's name"),
        pytest.param("I teach music in 3 schools", id="a number of an old name"),
        pytest.param("we look at mark schemes", id="an ordinary word behind at"),
        pytest.param("lead advisor for st", id="a saint without a name"),
        pytest.param("both parties agree", id="the plural of an ordinary word"),
        pytest.param("parties", id="an ordinary word by itself"),
        pytest.param("which inclusion partnershiip are we in", id="a long ordinary word, misspelt"),
    ],
)
def test_places_and_things_name_no_school(index, text):
    assert index.find(text).kind == "none"


def test_a_full_stop_after_an_ordinary_short_word_ends_the_sentence(index):
    finding = index.find("our clerk left. can we borrow one. Kingfisher")

    assert [school.urn for school in finding.schools] == ["11"]
