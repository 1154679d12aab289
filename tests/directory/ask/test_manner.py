"""How a message asks."""

import pytest

from directory.ask.manner import Manner, MannerWords
from directory.ask.text import tokens
from directory.ask.vocabulary import Vocabulary
from tests.benchmarks.score_schools import VOCABULARY

WORDS = MannerWords(
    asks_whom=["who", "ring"],
    of_us=["we", "pupil"],
    greetings=["hi", "good", "morning"],
    greeted=["all"],
    thanks=["thanks", "thank"],
    thanked=["you", "many", "all"],
    hasty=["asap"],
    before=["sorry to bother you", "quick question"],
    requests=["give me", "what is"],
    ways=["number", "name"],
    asks_a_fact=["define", "what is"],
)


def manner(text: str) -> Manner:
    asked = WORDS.asked(tokens(text))
    return WORDS.manner(asked, len(asked))


def test_asking_for_somebody_is_seen():
    assert manner("please can you say who does attendance").asks_whom


def test_speaking_of_us_and_our_pupils_is_seen():
    assert manner("attendance of a pupil is low").of_us


@pytest.mark.parametrize("text", ["define exclusion", "What is autism", "Hi, good morning! what is autism?"])
def test_asking_for_a_fact_is_seen_by_how_it_begins(text: str):
    assert manner(text).asks_a_fact


def test_a_fact_that_is_not_asked_for_at_the_beginning_is_none():
    assert not manner("find out what is autism").asks_a_fact


@pytest.mark.parametrize(("text", "fragment"), [("hi outreach", True), ("who does autism outreach", False)])
def test_three_words_are_a_fragment_without_the_greeting(text: str, fragment: bool):
    assert manner(text).fragment is fragment


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Sorry to bother you, quick question: who does it", 6),
        ("hi all, who does it", 2),
        ("hi, give me the direct number of the EP", 3),
        ("what is the name of the EP", 2),
        ("what is the best thing for the EP's number", 0),
        ("give me a break", 0),
        ("all saints", 0),
        ("who hi", 0),
        ("Good morning all", 0),
        ("", 0),
    ],
)
def test_a_greeting_ends_where_the_message_begins(text: str, words: int):
    assert WORDS.greeting(tokens(text)) == words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("who does it, many thanks", 2),
        ("who does it thank you all", 3),
        ("who does it for you all", 0),
        ("thanks to all who does it", 0),
        ("who does it. Thanks, school office", 3),
        ("who does it for all. Thanks, school office", 3),
        ("who does it asap", 1),
        ("who does it, many thanks asap", 3),
        ("asap", 0),
        ("many thanks", 0),
        ("", 0),
    ],
)
def test_thanks_end_a_message_in_which_something_else_is_said(text: str, words: int):
    assert WORDS.thanking(tokens(text)) == words


def test_a_greeting_and_thanks_do_not_make_a_fragment_longer():
    assert manner("hi all, outreach contact, many thanks") == manner("outreach contact")


def test_an_empty_message_is_a_fragment_that_asks_nothing():
    assert manner("") == Manner(asks_whom=False, of_us=False, asks_a_fact=False, fragment=True)


def test_the_lists_are_read_from_the_vocabulary():
    found = Vocabulary.read(VOCABULARY).manners.manner(tokens("who do we ring today"), 5)
    assert found == Manner(asks_whom=True, of_us=True, asks_a_fact=False, fragment=False)
