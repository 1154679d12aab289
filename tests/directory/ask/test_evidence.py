"""What the words of a message say for each need, and that every part of it can be told."""

import pytest

from directory.ask.evidence import Evidence
from directory.ask.text import tokens
from directory.ask.vocabulary import Vocabulary, Wording
from tests.directory.ask.conftest import DATA

WORDINGS = {
    "buses": Wording(examples=("the coach is late", "a coach for the pupil", "late coach home")),
    "meals": Wording(phrases=("free lunch",), examples=("lunch for the pupil", "a lunch voucher")),
    "clubs": Wording(examples=("a club for the pupil", "homework club", "chess club")),
}


@pytest.fixture(scope="module")
def vocabulary() -> Vocabulary:
    return Vocabulary.read(DATA / "vocabulary")


@pytest.fixture(scope="module")
def evidence(vocabulary: Vocabulary) -> Evidence:
    return Evidence(vocabulary, WORDINGS)


def test_a_word_speaks_for_the_need_whose_lines_say_it(evidence: Evidence):
    totals = evidence.weigh(tokens("coach")).totals
    assert totals["buses"] > 0
    assert "meals" not in totals


def test_the_sums_are_those_of_the_pieces(evidence: Evidence):
    weighing = evidence.weigh(tokens("a free lunch and a late coach for the pupil"))
    for key, total in weighing.totals.items():
        told = [trust * weights.get(key, 0.0) for weights, trust, _, _ in weighing.pieces]
        assert total == pytest.approx(sum(told))


@pytest.mark.parametrize(
    "text",
    [
        "a free lunch and a late coach for the pupil",
        "a vuocher for lunch, homework club",
        "the blue hatch club",
    ],
)
def test_for_a_few_needs_it_is_summed_as_for_all(evidence: Evidence, text: str):
    taught = evidence.and_also({"meals": ["blue hatch"]})
    found = tokens(text)
    few = taught.said_for(("clubs", "meals", "swimming"), taught.words(found), found, caps_count=True)
    totals = taught.weigh(found).totals
    assert few == pytest.approx({key: totals[key] for key in ("clubs", "meals") if key in totals})


def test_a_phrase_that_stands_there_counts_beside_its_words(evidence: Evidence):
    together = evidence.weigh(tokens("free lunch")).totals["meals"]
    apart = evidence.weigh(tokens("lunch, is it free")).totals["meals"]
    assert together > apart


def test_a_misspelt_word_counts_for_less_than_one_spelt_right(vocabulary: Vocabulary):
    evidence = Evidence(vocabulary, {**WORDINGS, "vouchers": Wording(examples=("a voucher", "vouchers"))})
    right = evidence.weigh(tokens("voucher")).totals["vouchers"]
    wrong = evidence.weigh(tokens("vuocher")).totals["vouchers"]
    assert 0 < wrong < right


def test_a_word_of_very_many_needs_says_nothing(vocabulary: Vocabulary):
    wordings = {f"need-{number}": Wording(examples=(f"pupil thing{number}",)) for number in range(100)}
    assert evidence_of("pupil", Evidence(vocabulary, wordings)) == {}
    few = dict(list(wordings.items())[:50])
    assert evidence_of("pupil", Evidence(vocabulary, few)) != {}


def test_two_words_in_a_row_count_from_the_second_time_they_are_said(vocabulary: Vocabulary):
    once = Evidence(vocabulary, WORDINGS)
    always = Evidence(vocabulary, WORDINGS, seen=1)
    assert evidence_of("chess club", always)["clubs"] > evidence_of("chess club", once)["clubs"]


def test_an_authoritys_own_phrase_decides_for_it_alone(evidence: Evidence):
    taught = evidence.and_also({"clubs": ["golden time"]})
    assert evidence_of("golden time and a late coach", taught)["clubs"] > 20
    assert evidence_of("golden time", evidence) == {}


def evidence_of(text: str, evidence: Evidence) -> dict[str, float]:
    return dict(evidence.weigh(tokens(text)).totals)
