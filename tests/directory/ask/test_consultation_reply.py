"""What stands under an answer about a consultation."""

from dataclasses import replace

from directory.ask.answer import Question
from directory.ask.desk import answered, understood
from directory.ask.index import AskIndex
from directory.ask.reply import Replier
from directory.words import Audience
from tests.directory.ask.conftest import TODAY


def _sources(answer):
    return [note for note in answer.notes if note.startswith("Source: ")]


def test_each_source_of_what_is_told_is_named_once(staff):
    sources = _sources(staff("what are the ring fences"))
    assert len(sources) == len(set(sources)) == 2
    assert sources[1].endswith("2022 (Proposed Ring Fence & Slot In Arrangements continued).")


def test_a_source_without_a_place_in_it_is_named_alone(desk):
    held = desk.snapshot("somerset").visible_to(Audience.STAFF, TODAY)
    fences = {key: replace(each, source_detail="") for key, each in held.ring_fences.items()}
    shared = desk._replier("somerset", Audience.STAFF, TODAY).index.shared
    replier = Replier(AskIndex(shared, replace(held, ring_fences=fences)), TODAY)
    question = Question("what are the ring fences", "somerset", TODAY, Audience.STAFF)
    answer = answered(replier, *understood(question, replier.index))
    assert _sources(answer) == ["Source: Somerset: Education & Inclusion Services Redesign, June 2022."]
