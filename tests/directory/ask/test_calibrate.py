"""Finding the numbers that decide."""

import shutil
from collections import Counter

import pytest

from directory.ask.calibrate import Tally, search, split, write_numbers
from directory.ask.calibrate_schools import Mention, SchoolTrial, read_mentions
from directory.ask.calibrate_topics import Learnt, TopicTrial
from directory.ask.evaluate import Expectation, Labelled, evaluate
from directory.ask.hints import Hints
from directory.ask.index import SharedIndex
from directory.ask.school_weights import load_school_weights
from directory.json_lines import BadJsonLines
from directory.words import Audience
from tests.benchmarks.score_schools import VOCABULARY
from tests.conftest import ROOT
from tests.directory.ask.conftest import TODAY

OWN = ROOT / "tests" / "questions" / "own_a.jsonl"


@pytest.fixture
def file(tmp_path):
    return shutil.copy(VOCABULARY / "calibration.yaml", tmp_path / "calibration.yaml")


def test_the_best_numbers_are_found():
    found = search({"a": 1.0, "b": 2.0}, {"a": 1, "b": 1}, lambda n: -abs(int(n["a"]) - 4) - abs(int(n["b"])))
    assert found == {"a": 4.0, "b": 0.0}


def test_a_number_that_makes_no_difference_stays():
    assert search({"a": 1.0}, {"a": 0.5}, lambda _numbers: 0) == {"a": 1.0}


def test_a_gain_that_is_too_small_changes_nothing():
    def worth(numbers):
        return int(numbers["a"])

    assert search({"a": 1.0}, {"a": 1}, worth, least=20) == {"a": 1.0}
    assert search({"a": 1.0}, {"a": 1}, worth, least=2)["a"] > 1


def test_no_number_becomes_negative():
    assert search({"a": 1.0}, {"a": 1}, lambda numbers: -int(numbers["a"]))["a"] == 0


def test_the_search_tells_how_far_it_is():
    told = []
    search(
        {"a": 1.0, "b": 1.0}, {"a": 1, "b": 1}, lambda _numbers: 0, lambda done, of: told.append((done, of))
    )
    assert told[-1] == (6, 6)


def test_a_confidently_wrong_answer_outweighs_a_right_one():
    assert Tally(10, 7, 2).worth == 5


def test_questions_are_held_back_by_the_last_number_of_their_id():
    parts = split(["set2-1", "set2-2", "x", "set2-3b"], lambda each: each, "odd")
    assert parts.held_back == ("set2-1", "set2-3b")
    assert parts.used == ("set2-2", "x")


def test_a_trial_answers_as_the_desk_does(desk, tmp_path):
    lines = OWN.read_text(encoding="utf-8").splitlines()[::6]
    (tmp_path / "some.jsonl").write_text("\n".join(lines), encoding="utf-8")
    shared = SharedIndex.read(VOCABULARY)
    report = evaluate(desk, tmp_path / "some.jsonl")

    tally = TopicTrial(desk, shared, [Labelled.model_validate_json(line) for line in lines]).tally(
        Learnt(shared.vocabulary.calibration, shared.hints)
    )

    assert (tally.asked, tally.right) == (len(lines), report.right.total())
    assert tally.wrong == Counter(miss.confident for miss in report.misses)[True]


def test_the_numbers_decide_what_is_answered(desk):
    shared = SharedIndex.read(VOCABULARY)
    numbers = shared.vocabulary.calibration
    expect = Expectation(kind="contact", topics=("attendance",))
    trial = TopicTrial(desk, shared, [Labelled(q="attendance", authority="somerset", expect=expect)])
    assert trial.tally(Learnt(numbers, shared.hints)).right == 1
    never = numbers.model_copy(update={"ours_enough": 1.0})
    assert trial.tally(Learnt(never, shared.hints)).right == 0


def test_the_weights_are_learnt_from_the_questions(desk):
    shared = SharedIndex.read(VOCABULARY)
    attendance = Expectation(kind="contact", topics=("attendance",))
    refused = Expectation(kind="unknown")
    asked = [("who deals with attendance", attendance), ("attendance officer for wookey", attendance)] * 3
    asked += [("what is the capital of peru", refused), ("play the next song", refused)] * 3
    questions = [Labelled(q=q, authority="somerset", expect=expect) for q, expect in asked]

    first = Learnt(shared.vocabulary.calibration, shared.hints)
    learnt = TopicTrial(desk, shared, questions).learnt(first, TopicTrial(desk, shared, []))

    assert learnt.calibration.ours.evidence > 0 > learnt.calibration.ours.asks_a_fact
    assert learnt.calibration.alone == first.calibration.alone


def test_what_words_hint_at_is_learnt_from_the_questions_and_those_beside(desk):
    shared = SharedIndex.read(VOCABULARY)
    attendance = Expectation(kind="contact", topics=("attendance",))
    either = Expectation(kind="choose", options=("attendance", "school-transport"))
    clear = [Labelled(q="attendance officer", authority="somerset", expect=attendance)] * 4
    clear += [Labelled(q="attendance song", authority="somerset", expect=Expectation(kind="unknown"))] * 4
    open_ones = [Labelled(q="attendance whatsit", authority="somerset", expect=either)] * 4
    first = Learnt(shared.vocabulary.calibration, Hints({}))

    beside = TopicTrial(desk, shared, open_ones)
    hints = TopicTrial(desk, shared, clear).learnt(first, beside).hints

    assert hints.of(["whatsit"], ()).alone < 0 < hints.of(["officer"], ()).alone
    assert hints.of(["song"], ()).ours < 0 < hints.of(["officer"], ()).ours


def test_what_tells_of_two_needs_is_learnt_from_messages_about_two(desk):
    shared = SharedIndex.read(VOCABULARY)
    both = Expectation(kind="contact", topics_all=("school-transport", "governor-services"))
    one = Expectation(kind="contact", topics=("school-transport",))
    said = "a taxi for a pupil with a plan, and new governor training"
    asked = [(f"{said}, whichever", both), (f"{said} whatsit", one)] * 4
    questions = [Labelled(q=q, authority="somerset", expect=expect) for q, expect in asked]
    first = Learnt(shared.vocabulary.calibration, Hints({}))
    questions += [Labelled(q="play a song", authority="somerset", expect=Expectation(kind="unknown"))] * 2
    questions += [Labelled(q="attendance", authority="somerset", expect=one)] * 2
    hints = TopicTrial(desk, shared, questions).learnt(first, TopicTrial(desk, shared, [])).hints
    assert hints.of(["whatsit"], ()).two < 0 < hints.of(["whichever"], ()).two


def test_each_part_of_the_questions_is_apart_from_the_others(desk):
    shared = SharedIndex.read(VOCABULARY)
    attendance = Expectation(kind="contact", topics=("attendance",))
    questions = [Labelled(q=f"attendance {at}", authority="somerset", expect=attendance) for at in range(10)]
    none = Learnt(shared.vocabulary.calibration, shared.hints)
    sizes = [
        (part.tally(none).asked, others.tally(none).asked)
        for part, others in TopicTrial(desk, shared, questions).parts()
    ]
    assert sum(part for part, _ in sizes) == 10
    assert all(part and part + others == 10 for part, others in sizes)


def test_comments_and_other_numbers_stay_when_numbers_are_written(file):
    before = file.read_text(encoding="utf-8").splitlines()
    write_numbers(file, "topics", {"ours_enough": 0.925})
    write_numbers(file, "topics", {"words": 0.125}, under="alone")
    after = file.read_text(encoding="utf-8").splitlines()
    changed = [line for line in after if line not in before]
    assert changed == ["    words: 0.125", "  ours_enough: 0.925"]
    assert len(after) == len(before)


def test_writing_the_same_numbers_changes_nothing(file):
    before = file.read_text(encoding="utf-8")
    write_numbers(file, "schools", {"threshold": load_school_weights(file).threshold})
    assert file.read_text(encoding="utf-8") == before


def test_mentions_are_tried_with_other_numbers(desk):
    index = desk._replier("somerset", Audience.SCHOOLS, TODAY).index.schools
    urn = index.find("wookey primary").schools[0].urn
    mentions = [
        Mention(q="wookey primary", authority="somerset", gold=(urn,)),
        Mention(q="wookey primary", authority="any", gold=()),
        Mention(q="hello", authority="any", gold=()),
    ]
    trial = SchoolTrial({"somerset": index}, mentions)
    assert trial.tally({}) == Tally(3, 2, 1)
    assert trial.tally({"threshold": 10.0}) == Tally(3, 2, 0)


def test_a_bad_line_of_mentions_is_named(tmp_path):
    (tmp_path / "mentions.jsonl").write_text('{"q": "x", "authority": "somerset"}\n')
    with pytest.raises(BadJsonLines, match="line 1, gold"):
        read_mentions(tmp_path / "mentions.jsonl")
