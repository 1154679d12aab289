"""Two needs in one message: where it is cut, and which two needs its parts speak for."""

import pytest

from directory.ask.index import AskIndex, SharedIndex
from directory.ask.parts import Pair, likeliest_pair, listed_needs
from directory.ask.reading import read
from directory.ask.sureness import needs, signs_of_two
from directory.words import Audience
from tests.directory.ask.conftest import DATA, TODAY


@pytest.fixture(scope="module")
def index(desk) -> AskIndex:
    held = desk.snapshot("somerset").visible_to(Audience.SCHOOLS, TODAY)
    return AskIndex(SharedIndex.read(DATA / "vocabulary"), held)


def pair_of(text: str, index: AskIndex) -> Pair | None:
    reading = read(text, index)
    return likeliest_pair(reading, needs(reading), index)


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        (
            "two things: a taxi for a pupil with a plan, and who trains new governors",
            {"school-transport", "governor-services"},
        ),
        (
            "who does the ehcp annual review + who sorts out a leaking roof",
            {"ehcp-annual-review", "school-buildings"},
        ),
        (
            "chasing the ed psych report for one pupil & want a governor trained",
            {"educational-psychology", "governor-services"},
        ),
        (
            "low attendance in y9, who advises. separately, where do we book the phonics check training",
            {"attendance", "assessment-data"},
        ),
    ],
)
def test_the_parts_of_a_message_name_its_two_needs(index, text: str, keys: set[str]):
    pair = pair_of(text, index)
    assert pair is not None
    assert set(pair.keys) == keys
    assert pair.apart > 0


@pytest.mark.parametrize("text", ["attendance", "a leaking roof", "", "hello and thanks"])
def test_one_need_is_no_pair(index, text: str):
    assert pair_of(text, index) is None


def test_a_greeting_is_no_part(index):
    text = "a taxi for a pupil with a plan, and who trains new governors"
    assert pair_of(f"Good morning all, {text}", index) == pair_of(text, index)


def test_each_part_says_more_for_its_own_need_where_two_are_meant(index):
    two = pair_of("two things: a taxi for a pupil with a plan, and who trains new governors", index)
    one = pair_of("a taxi for a pupil with a plan, and who pays for the taxi", index)
    assert two is not None
    assert one is None or one.apart < two.apart


@pytest.mark.parametrize(
    ("text", "announced", "joined"),
    [
        ("two questions, transport and a roof", True, False),
        ("transport + a roof", False, True),
        ("transport AND a roof", False, True),
        ("TRANSPORT AND A ROOF", False, False),
        ("transport and a roof", False, False),
    ],
)
def test_two_needs_are_announced_or_joined(index, text: str, announced: bool, joined: bool):
    signs = signs_of_two(read(text, index), Pair(("school-transport", "school-buildings"), 0.0, 0.0, 0.0))
    assert (signs["announced"], signs["joined"]) == (announced, joined)


def test_one_need_told_at_length_gets_one_contact(schools):
    text = "His taxi came late again and the driver was rude, mum is cross with him. Who runs the taxis?"
    assert schools(text).topics == ("school-transport",)


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("governors and HR", ("governor-services", "school-hr")),
        ("admissions, transport", ("admissions", "school-transport")),
        ("exclusions & the school transport please", ("suspensions-exclusions", "school-transport")),
        ("admissions or transport", ()),
        ("admissions and a dog", ()),
        ("admissions", ()),
        ("", ()),
    ],
)
def test_only_needs_with_nothing_beside_them_are_listed(index, text: str, keys: tuple[str, ...]):
    assert listed_needs(read(text, index), {"please"}) == keys
