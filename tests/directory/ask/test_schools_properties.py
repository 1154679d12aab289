"""What is true of the school finder for any text."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from directory.ask.names import load_school_words
from tests.benchmarks.score_schools import VOCABULARY, school_index
from tests.directory.ask.test_schools import SCHOOLS

WORDS = load_school_words(VOCABULARY / "school_words.yaml")
INDEX = school_index(SCHOOLS)

NAMED = st.sampled_from(
    (
        "who is our EP at nether stowey",
        "norton fitz, a pupil starts on monday",
        "wells blue school has a query about attendance",
        "Saint Marys C of E primary, bridgwater",
        "holy trinity yeovil",
        "castle cary primary needs a school nurse",
        "our school is south petherton jnr",
    )
)

PIECES = st.sampled_from(
    ("st", "mary's", "school", "the", "nether", "castle", "of", "7", "é", "ß", "&", "-", ".", ",", "ŉ", "初")
)


@given(text=st.text(max_size=10_000))
@settings(deadline=None, max_examples=60)
def test_any_text_gets_a_finding(text):
    finding = INDEX.find(text)

    assert (finding.kind == "none") == (not finding.schools)
    assert (finding.kind == "one") == (len(finding.schools) == 1)
    if finding.span is not None:
        start, end = finding.span
        assert 0 <= start < end <= len(text)


@given(text=st.lists(PIECES, max_size=80))
@settings(deadline=None, max_examples=80)
def test_any_row_of_school_words_gets_a_finding(text):
    finding = INDEX.find(" ".join(text))

    assert (finding.kind == "none") == (not finding.schools)


@given(text=NAMED, change=st.sampled_from((str.upper, str.lower, str.title, str.swapcase)))
def test_capital_letters_do_not_change_the_school(text, change):
    assert _found(change(text)) == _found(text)


@given(
    text=NAMED,
    before=st.sampled_from(("hi ", "Hello, ", "good morning! ", "Hiya - ", "hi all, ")),
    after=st.sampled_from(("?", "!!", "...", " thanks", ", please.", "  ")),
)
def test_a_greeting_or_a_closing_mark_does_not_change_the_school(text, before, after):
    assert _found(before + text + after) == _found(text)


@given(text=NAMED)
def test_the_same_text_always_gets_the_same_finding(text):
    assert INDEX.find(text) == INDEX.find(text)


@pytest.mark.parametrize(
    "text",
    [
        "nether stowey holy trinity castle cary " * 300,
        "stowwey " * 1_500,
        "".join(chr(97 + (i * i) % 26) for i in range(10_000)),
        "st " * 3_000,
        "a.b." * 2_500,
        "'" * 10_000,
    ],
)
def test_a_very_long_message_takes_bounded_time(text):
    start = time.perf_counter()

    INDEX.find(text)

    assert time.perf_counter() - start < 1.0


def _found(text):
    finding = INDEX.find(text)
    assert finding.kind != "none"
    return finding.kind, {school.urn for school in finding.schools}
