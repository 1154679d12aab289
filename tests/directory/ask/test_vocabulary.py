import shutil
from collections import defaultdict
from pathlib import Path

import pytest

from directory.ask.index import SharedIndex
from directory.ask.text import tokens
from directory.ask.vocabulary import Vocabulary, VocabularyError
from tests.directory.ask.conftest import DATA


@pytest.fixture
def folder(tmp_path):
    return shutil.copytree(DATA / "vocabulary", tmp_path / "vocabulary")


def test_every_topic_has_phrases_and_examples():
    held = Vocabulary.read(DATA / "vocabulary")
    assert len(held.topics) == 55
    assert [key for key, wording in held.topics.items() if len(wording.phrases) < 20] == []
    assert [key for key, wording in held.topics.items() if len(wording.examples) < 30] == []


def test_no_phrase_decides_for_two_topics():
    owners = defaultdict(set)
    for key, wording in Vocabulary.read(DATA / "vocabulary").topics.items():
        for phrase in wording.phrases:
            owners[phrase.lower()].add(key)
    assert {phrase: keys for phrase, keys in owners.items() if len(keys) > 1} == {}


def test_a_wording_of_an_unknown_topic_names_the_file(folder):
    (folder / "wording" / "extra.yaml").write_text("juggling:\n  phrases: [juggling]\n")
    with pytest.raises(VocabularyError, match=r"extra\.yaml: there is no topic 'juggling'"):
        Vocabulary.read(folder)


def test_broken_yaml_names_the_file_and_the_line(folder):
    (folder / "not_ours.yaml").write_text("bins:\n  phrases: [bins\nroads: x\n")
    with pytest.raises(VocabularyError, match=r"not_ours\.yaml, line 3"):
        Vocabulary.read(folder)


def test_a_wrong_field_names_the_file_and_the_place(folder):
    (folder / "not_ours.yaml").write_text("bins:\n  phrases: [bins]\n  colour: green\n")
    with pytest.raises(VocabularyError, match=r"not_ours\.yaml, at bins > colour"):
        Vocabulary.read(folder)


@pytest.mark.parametrize("name", ["urgent.yaml", "school_words.yaml", "calibration.yaml"])
def test_a_missing_file_is_named(folder, name):
    (folder / name).unlink()
    with pytest.raises(VocabularyError, match=rf"{name} is missing.*Put it back, or set SIGNPOST_DATA"):
        SharedIndex.read(folder)


@pytest.mark.parametrize("name", ["topics.yaml", "school_words.yaml", "wording/attendance.yaml"])
def test_a_file_in_another_encoding_is_named_with_the_line(folder, name):
    before = (folder / name).read_bytes()
    (folder / name).write_bytes(before + "# the school’s\n".encode("cp1252"))
    line = before.count(b"\n") + 1
    with pytest.raises(VocabularyError, match=rf"{Path(name).name}, line {line}: this is not text in UTF-8"):
        SharedIndex.read(folder)


def test_a_control_character_and_a_day_that_is_none_are_named(folder):
    (folder / "not_ours.yaml").write_text("bins:\n  phrases: [bins\a]\n")
    with pytest.raises(VocabularyError, match=r"not_ours\.yaml, line 2: a character stands there"):
        Vocabulary.read(folder)
    (folder / "not_ours.yaml").write_text("bins:\n  label: 2022-13-01\n")
    with pytest.raises(VocabularyError, match=r"not_ours\.yaml: it holds a value that cannot be read"):
        Vocabulary.read(folder)


def test_a_phrase_that_an_officer_adds_counts_at_once(folder):
    (folder / "wording" / "local.yaml").write_text("portage:\n  phrases: [little acorns visits]\n")
    evidence = SharedIndex.read(folder).evidence
    best = evidence.weigh(tokens("who runs the little acorns visits")).scores[0]
    assert best[0] == "portage"


def test_words_that_an_editor_teaches_decide_whatever_else_is_said():
    taught = SharedIndex.read(DATA / "vocabulary").evidence.and_also(
        {"attendance": ["zebra crossing wobbles"]}
    )
    weighing = taught.weigh(tokens("who do I ring about zebra crossing wobbles please"))
    assert weighing.scores[0][0] == "attendance"
    assert [hit.keys for hit in weighing.hits if hit.own] == [("attendance",)]
    assert {word.token.plain for word in weighing.words} <= set(taught.known_words)


@pytest.mark.parametrize(
    "typed",
    ["apeals", "admisions", "exclusons", "attendence", "governers", "guidence", "permanant", "alegation"],
)
def test_no_line_teaches_a_common_misspelling(typed: str):
    evidence = SharedIndex.read(DATA / "vocabulary").evidence
    assert [word.trust < 1 for word in evidence.words(tokens(typed))] == [True]
