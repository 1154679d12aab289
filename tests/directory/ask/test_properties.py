"""What is true of any question: it is answered, in bounded work, and small changes change nothing."""

import json
import re
import sys
from collections.abc import Callable
from types import FrameType

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from directory.ask.answer import Answer, Kind, Question
from directory.ask.evaluate import HEDGED
from directory.words import Audience
from tests.conftest import ROOT
from tests.directory.ask.conftest import TODAY

QUESTIONS = [
    json.loads(line)
    for name in ("own_a", "own_b")
    for line in (ROOT / "tests" / "questions" / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
]
SOME = QUESTIONS[::3]
MOST_CALLS = 400_000
"""Python calls that one question may take; an ordinary one takes about 2,000."""

GREETINGS = ("hi ", "Hello, ", "Good morning! ", "hi all, ", "Hiya - ")
ENDINGS = ("?", "!!", "...", " ?!", ".", "  ")
THANKS = (" Thanks", ". Many thanks!", ", thank you all very much", "\n\nKind regards\nthe front desk")
OPENINGS = ("Sorry to bother you, ", "Hi all, quick question - ", "Does anyone know ")
PIECES = st.sampled_from(
    (
        "EHCP",
        "st",
        "mary's",
        "attendance",
        "not",
        "and",
        "transport",
        "2",
        "?",
        "\n",
        "é",
        "ŉ",
        "\uff9f",  # a mark that is no letter
        "初",
        "🙂",
        "'",
        "y7",
    )
)


def meaning(answer: Answer) -> tuple[Kind, tuple[str, ...], str | None]:
    return answer.kind, answer.topics, answer.school.urn if answer.school else None


@pytest.fixture(scope="module")
def ask(desk) -> Callable[..., Answer]:
    def asking(text: str, held: dict[str, str] | None = None) -> Answer:
        held = held or {}
        audience = Audience(held.get("audience", "schools"))
        return desk.ask(
            Question(text, held.get("authority", "somerset"), TODAY, audience, held.get("asker_school"))
        )

    asking("warm up")
    return asking


def changed(
    ask: Callable[..., Answer], change: Callable[[str], str], some: list[dict[str, str]]
) -> list[str]:
    """The ids of the questions that were answered with confidence, and otherwise once they are changed."""
    return [
        held["id"]
        for held in some
        if (answer := ask(held["q"], held)).kind not in HEDGED
        and meaning(ask(change(held["q"]), held)) != meaning(answer)
    ]


@given(text=st.text(max_size=10_000), audience=st.sampled_from(("schools", "staff")))
@settings(deadline=None, max_examples=60)
def test_any_text_gets_an_answer(ask, text, audience):
    assert ask(text, {"audience": audience}).text


@given(pieces=st.lists(PIECES, max_size=300), joint=st.sampled_from((" ", "", ", ", "\t")))
@settings(deadline=None, max_examples=60)
def test_any_row_of_telling_words_gets_an_answer(ask, pieces, joint):
    assert ask(joint.join(pieces)).text


@pytest.mark.parametrize(
    "text",
    [
        "attendance " * 900,
        "attendence transprot exclusoin " * 320,
        "holy trinity st marys castle cary " * 290,
        "".join(chr(97 + (i * i) % 26) for i in range(10_000)),
        "not about " * 1_000,
        f"governors{chr(10) * 9_800}a HR",
        f"Wookey Primary School number{' ' * 9_800}x",
        "a child has just told me, " * 380,
        "👩‍👩‍👧 " * 2_000,
        "'" * 10_000,
        "SEN and EHCP and PEX and EHE + CME; " * 270,
        "\u0301" * 10_000,
    ],
)
def test_a_long_message_takes_bounded_work(ask, text):
    assert calls(lambda: ask(text[:10_000])) < MOST_CALLS


def test_what_comes_after_the_first_ten_thousand_characters_changes_nothing(ask):
    text = "attendance ".ljust(10_000)
    assert meaning(ask(text + " exclusion" * 1_000)) == meaning(ask(text))


@pytest.mark.parametrize(
    ("before", "behind"),
    [
        *((before, "") for before in (*GREETINGS, *OPENINGS)),
        *(("", behind) for behind in (*ENDINGS, *THANKS)),
    ],
)
def test_what_frames_a_question_does_not_change_a_confident_answer(ask, before, behind):
    assert changed(ask, lambda text: before + text + behind, SOME) == []


@pytest.mark.parametrize("change", [str.upper, str.lower])
def test_capital_letters_do_not_change_a_confident_answer(ask, desk, change):
    also = desk.vocabulary.also_words
    plain = [held for held in SOME if also.isdisjoint(re.findall(r"\w+", held["q"].lower()))]
    assert changed(ask, change, plain) == []


@given(held=st.sampled_from(QUESTIONS), greeting=st.sampled_from(GREETINGS), ending=st.sampled_from(ENDINGS))
@settings(deadline=None, max_examples=80, derandomize=True)
def test_a_greeting_and_closing_marks_together_change_nothing(ask, held, greeting, ending):
    assert changed(ask, lambda text: greeting + text + ending, [held]) == []


def calls(do: Callable[[], object]) -> int:
    """How many Python functions `do` calls: work that does not depend on the machine."""
    count = 0

    def tally(_frame: FrameType, event: str, _arg: object) -> None:
        nonlocal count
        count += event == "call"

    before = sys.getprofile()
    sys.setprofile(tally)
    try:
        do()
    finally:
        sys.setprofile(before)
    return count
