import pytest

from directory.ask.text import tokens
from directory.ask.titles import TitleIndex
from directory.ask.vocabulary import Vocabulary
from tests.directory.ask.conftest import DATA

INDEX = TitleIndex(
    {
        "ehc": ("EHC Officer", "SEN Caseworker"),
        "senior": ("EHC Senior Officer", "SEN Senior Caseworker"),
        "places": ("Head of Service Education Places",),
        "send": ("Head of Service – SEND",),
    },
    Vocabulary.read(DATA / "vocabulary"),
)


def found(text):
    finding = INDEX.find(tokens(text))
    return None if finding is None else finding.posts[0]


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("who is the EHC officer", "ehc"),
        ("sen caseworkers", "ehc"),
        ("sen casworker", "ehc"),
        ("the senior caseworker for SEN", "senior"),
        ("head of service for education places", "places"),
    ],
)
def test_a_title_is_found_in_any_order_and_misspelt(text, key):
    assert found(text).key == key


def test_the_name_that_matched_is_given():
    assert found("our SEN caseworker").name == "SEN Caseworker"


@pytest.mark.parametrize("text", ["", "officer", "head of the school", "attendance"])
def test_a_common_word_of_titles_is_no_title(text):
    assert found(text) is None


def test_a_title_says_where_it_stands():
    text = "please ask the EHC officer today"
    finding = INDEX.find(tokens(text))
    assert text[finding.start : finding.end] == "EHC officer"


def test_an_ordinary_word_is_no_place_however_it_is_stemmed():
    places = TitleIndex({"Frome": ("Frome",)}, Vocabulary.read(DATA / "vocabulary"))
    assert places.find(tokens("a visit from the team")) is None
    assert places.find(tokens("who covers frome")) is not None


@pytest.mark.parametrize(
    ("text", "key"),
    [("HoS ed places", "places"), ("head of servi educ places", "places"), ("SC for SEN", "senior")],
)
def test_initials_and_shortened_words_stand_for_their_titles(text, key):
    assert found(text).key == key


def test_initials_are_one_word_of_a_title():
    assert found("SEN senior caseworker").words == 3
    assert found("HoSEP").words == 1
