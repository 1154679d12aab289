import pytest
from hypothesis import given
from hypothesis import strategies as st

from directory.ask.text import MOST_TOKENS, shouted, stem, tokens


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("excluding", "excluded"),
        ("governors", "governor"),
        ("families", "family"),
        ("panics", "panic"),
        ("boxes", "box"),
        ("transferred", "transfer"),
        ("suspended", "suspend"),
    ],
)
def test_forms_of_one_word_are_compared_as_one(one, other):
    assert stem(one) == stem(other)


@pytest.mark.parametrize("word", ["sen", "ks2", "bus", "class", "process", "s19", "is"])
def test_short_words_and_words_that_only_look_like_plurals_stay_as_they_are(word):
    assert stem(word) == word


def test_an_apostrophe_or_an_accent_makes_no_difference():
    assert [t.plain for t in tokens("hasn't hasn’t café")] == ["hasnt", "hasnt", "cafe"]


def test_an_abbreviation_is_written_out_and_keeps_its_place():
    found = tokens("ed psych pls", {"psych": "educational psychologist"})
    assert [t.plain for t in found] == ["ed", "educational", "psychologist", "pls"]
    assert (found[1].start, found[1].end) == (found[2].start, found[2].end) == (3, 8)


@pytest.mark.parametrize("typed", ["y10", "yr10", "Year10", "yr10s"])
def test_a_year_group_is_read_however_it_is_typed(typed):
    assert [t.plain for t in tokens(typed)] == ["year", "10"]


@pytest.mark.parametrize("typed", ["30 hr", "30 hrs", "30hr", "30hrs", "30 hours"])
def test_hours_are_read_as_hours_and_not_as_human_resources(typed):
    assert [t.plain for t in tokens(typed)] == ["30", "hours"]
    assert [t.plain for t in tokens("hr")] == ["hr"]


def test_punctuation_parts_a_message_into_clauses():
    assert [t.clause for t in tokens("one two, three. four")] == [0, 0, 1, 2]


@pytest.mark.parametrize(
    ("text", "loud"), [("WHO DO I RING ABOUT HI", True), ("HI team", False), ("HI", False)]
)
def test_capitals_say_nothing_in_a_message_of_capitals(text, loud):
    assert shouted(text) is loud


@given(st.text(max_size=2_000))
def test_every_word_is_where_it_says_it_is(text):
    found = tokens(text)
    assert len(found) <= MOST_TOKENS + 3
    for token in found:
        assert text[token.start : token.end] == token.typed
        assert token.plain == token.plain.lower()


@pytest.mark.parametrize("typed", ["case worker", "case-worker", "Case Worker"])
def test_two_words_that_are_written_as_one_are_one_token(typed):
    (token,) = tokens(typed, {"case worker": "caseworker"})
    assert (token.plain, token.typed, token.start, token.end) == ("caseworker", typed, 0, len(typed))
    assert len(tokens("case, worker", {"case worker": "caseworker"})) == 2
