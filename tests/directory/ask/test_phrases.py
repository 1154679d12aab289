import pytest

from directory.ask.phrases import PhraseBook, Word
from directory.ask.text import tokens
from directory.ask.vocabulary import Ambiguity

STOP = frozenset({"in", "a", "the", "of", "for", "who", "is", "our"})


@pytest.fixture
def book():
    book = PhraseBook(STOP, also_words=frozenset({"hi", "ap"}))
    for key, phrase in [
        ("school-it", "break in"),
        ("managed-moves", "managed move"),
        ("admissions", "managed move panel"),
        ("sensory", "HI"),
        ("cme", "CME"),
    ]:
        book.add(key, phrase, {})
    book.add_ambiguous(Ambiguity(phrases=("appeals",), topics=("one", "other")), {})
    return book


def keys(book, text, caps_count=True):
    found = tokens(text)
    words = [Word(t.stem, t, 1.0) for t in found if t.plain not in STOP]
    return [hit.keys for hit in book.hits(words, found, caps_count=caps_count)]


def test_ordinary_words_may_stand_inside_a_phrase(book):
    assert keys(book, "a managed, the move") == [("managed-moves",)]


def test_the_longest_phrase_wins(book):
    assert keys(book, "managed move panel") == [("admissions",)]


def test_a_phrase_with_one_telling_word_must_stand_word_for_word(book):
    assert keys(book, "there was a break in") == [("school-it",)]
    assert keys(book, "at break") == []


def test_an_acronym_that_is_also_a_word_needs_its_capitals(book):
    assert keys(book, "HI team") == [("sensory",)]
    assert keys(book, "hi team") == []
    assert keys(book, "HI TEAM", caps_count=False) == []


def test_an_ordinary_word_is_never_the_plural_of_an_acronym(book):
    book.add("english", "CLAS", {})
    assert keys(book, "his class") == []
    assert keys(book, "two HIs") == [("sensory",)]


def test_another_acronym_is_known_in_any_case_but_never_misspelt(book):
    assert keys(book, "cme referral") == [("cme",)]
    assert keys(book, "cmr referral") == []


def test_an_ambiguous_phrase_says_so(book):
    found = tokens("appeals")
    (hit,) = book.hits([Word(t.stem, t, 1.0) for t in found], found, caps_count=True)
    assert hit.ambiguous
    assert hit.keys == ("one", "other")
