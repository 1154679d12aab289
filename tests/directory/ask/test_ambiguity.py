"""Wordings that could mean several needs, and what the rest of a message decides."""

import pytest

from directory.ask.ambiguity import OpenWording, open_wording
from directory.ask.answer import Kind
from directory.ask.index import AskIndex, SharedIndex
from directory.ask.reading import Reading, read
from directory.words import Audience
from tests.directory.ask.conftest import DATA, TODAY


@pytest.fixture(scope="module")
def reading(desk):
    held = desk.snapshot("somerset").visible_to(Audience.SCHOOLS, TODAY)
    index = AskIndex(SharedIndex.read(DATA / "vocabulary"), held)

    def of(text: str) -> Reading:
        return read(text, index)

    return of


def wording_of(reading: Reading) -> OpenWording | None:
    return open_wording(reading, reading.scored[0].key)


def test_a_message_without_an_ambiguous_wording_leaves_none_open(reading):
    assert wording_of(reading("who do we ring about roof leaks")) is None


def test_a_wording_by_itself_is_not_decided(reading):
    wording = wording_of(reading("appeals"))
    assert wording is not None
    assert {"admission-appeals", "mediation-tribunal"} <= set(wording.keys)
    assert wording.lead == 0


def test_what_else_is_said_decides_a_wording(reading):
    wording = wording_of(reading("appeals for a reception place that was refused"))
    assert wording is None or wording.lead > 2


def test_a_choice_offers_what_the_wording_could_mean(schools):
    answer = schools("appeals")
    assert answer.kind is Kind.CHOOSE
    assert {"admission-appeals", "mediation-tribunal"} <= {option.id for option in answer.options}


def test_needs_that_come_close_behind_those_of_the_wording_are_offered_too(schools):
    answer = schools("nursery class and ofsted are due, is it the nursery adviser or the school one")
    assert answer.kind is Kind.CHOOSE
    assert {"early-years-quality", "school-improvement"} <= {option.id for option in answer.options}
