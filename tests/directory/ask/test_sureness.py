"""How sure a reading is, and what is done where it is not."""

import pytest

from directory.ask.answer import Kind, Question
from directory.ask.contacts import AREA_TOPIC, LEAD_TOPIC
from directory.ask.decide import decide
from directory.ask.index import AskIndex, SharedIndex
from directory.ask.reading import read
from directory.ask.sureness import chance
from directory.ask.vocabulary import AloneWeights
from directory.words import Audience
from tests.directory.ask.conftest import DATA, TODAY

NONE = AloneWeights(**dict.fromkeys(AloneWeights.model_fields, 0.0))


@pytest.fixture
def score(desk):
    def of(text: str) -> float:
        return desk.ask(Question(text, "somerset", TODAY, Audience.SCHOOLS)).score

    return of


def test_signs_without_weight_leave_it_even():
    assert chance({"words": 5.0, "school": True}, NONE) == 0.5


def test_a_hint_moves_the_chance_either_way():
    assert chance({}, NONE, -1.0) < 0.5 < chance({}, NONE, 1.0)


def test_a_sign_with_weight_makes_it_likelier():
    weights = NONE.model_copy(update={"words": 1.0})
    assert 0.5 < chance({"words": 1.0}, weights) < chance({"words": 2.0}, weights) < 1


def test_no_sign_is_strong_enough_to_leave_the_numbers_of_a_chance():
    assert 0 <= chance({"words": -1e9}, NONE.model_copy(update={"words": 1e9})) < 1e-12


def test_a_message_of_our_pupils_is_surer_than_a_question_after_a_fact(score):
    assert score("who helps a pupil with autism") > score("is autism passed down in families")


def test_a_question_after_a_fact_gets_no_contact(schools):
    assert schools("what is the chinese exclusion act").kind is Kind.UNKNOWN


def test_the_score_of_an_answer_is_a_chance(score):
    assert 0.5 < score("who is the EP for wookey primary") <= 1


@pytest.mark.parametrize("times", [1, 3, 30, 900])
def test_a_word_that_is_said_again_and_again_is_understood_as_it_is_once(schools, times: int):
    assert schools("attendance " * times).topics == ("attendance",)


@pytest.mark.parametrize("topic", [LEAD_TOPIC, AREA_TOPIC])
def test_the_contacts_of_a_school_are_never_offered_beside_each_other(schools, topic: str):
    offered = [option.id for option in schools("inclusion advisor or area team").options]
    assert not {LEAD_TOPIC, AREA_TOPIC, topic} <= set(offered)


@pytest.mark.parametrize(("enough", "kind"), [(0.0, Kind.CHOOSE), (1.0, Kind.UNKNOWN)])
def test_a_fragment_that_may_be_ours_is_asked_back_about(desk, enough: float, kind: Kind):
    numbers = {"ours_enough": 1.0, "fragment_enough": enough}
    shared = SharedIndex.read(DATA / "vocabulary")
    deciding = shared.deciding_by(shared.vocabulary.calibration.model_copy(update=numbers), shared.hints)
    index = AskIndex(deciding, desk.snapshot("somerset").visible_to(Audience.SCHOOLS, TODAY))
    decision = decide(read("audit", index), index, Audience.SCHOOLS, None)
    assert decision.kind is kind
    assert bool(decision.options) is (kind is Kind.CHOOSE)


@pytest.mark.parametrize("text", ["the cricket score", "pizza", "door code"])
def test_a_fragment_of_something_else_is_refused(schools, text: str):
    assert schools(text).kind is Kind.UNKNOWN
