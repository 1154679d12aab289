"""`signpost calibrate` as a person types it."""

import json
import shutil
from pathlib import Path

import pytest
from sqlalchemy import Engine

from tests.bot.commands.terminal import Terminal, refused
from tests.conftest import ROOT


@pytest.fixture
def terminal(tmp_path: Path, directory_engine: Engine) -> Terminal:
    """With Somerset loaded, and a vocabulary of its own."""
    shutil.copytree(ROOT / "data" / "vocabulary", tmp_path / "data" / "vocabulary")
    found = Terminal(tmp_path, str(directory_engine.url))
    found.environment["SIGNPOST_DATA"] = str(tmp_path / "data")
    lines = [
        {
            "id": str(number),
            "q": "attendance",
            "authority": "somerset",
            "expect": {"kind": "contact", "topics": ["attendance"]},
        }
        for number in range(4)
    ]
    (tmp_path / "questions.jsonl").write_text("\n".join(map(json.dumps, lines)) + "\n")
    mention = {"id": "1", "q": "hello", "authority": "any", "gold": []}
    other = {"id": "2", "q": "wookey primary", "authority": "somerset", "gold": ["123669"]}
    (tmp_path / "mentions.jsonl").write_text(f"{json.dumps(mention)}\n{json.dumps(other)}\n")
    return found


def test_both_parts_are_reported_before_and_after(terminal: Terminal):
    done = terminal.run("calibrate", "questions.jsonl", "--schools", "mentions.jsonl")
    assert done.returncode == 0, done.stderr
    for part in (
        "topics: searched with",
        "topics: held back",
        "schools: searched with",
        "schools: held back",
    ):
        assert part in done.stdout
    assert done.stdout.count("before: ") == done.stdout.count("after: ") == 4


def test_numbers_that_cannot_be_bettered_leave_the_file_as_it_is(terminal: Terminal, tmp_path: Path):
    file = tmp_path / "data" / "vocabulary" / "calibration.yaml"
    before = file.read_text(encoding="utf-8")
    assert terminal.run("calibrate", "questions.jsonl").returncode == 0
    assert file.read_text(encoding="utf-8") == before


def test_a_missing_file_is_refused(terminal: Terminal):
    refused(terminal.run("calibrate", "nowhere.jsonl"), "nowhere.jsonl cannot be read", "Nothing was changed")


def test_a_part_that_is_neither_odd_nor_even_is_refused(terminal: Terminal):
    refused(terminal.run("calibrate", "questions.jsonl", "--hold-back", "third"), "odd, even or none")


def test_nothing_need_be_held_back(terminal: Terminal):
    done = terminal.run("calibrate", "questions.jsonl", "--hold-back", "none")
    assert done.returncode == 0, done.stderr
    assert "topics: searched with" in done.stdout
    assert "held back" not in done.stdout


def test_what_tells_of_danger_is_learnt_when_it_is_wanted(terminal: Terminal, tmp_path: Path):
    folder = tmp_path / "data" / "vocabulary"
    few = "danger:\n  - he is locked in the shed\n  - she is locked in a loft\nordinary:\n  - the hall is let"
    (folder / "danger_messages.yaml").write_text(few, encoding="utf-8")
    (folder / "danger_weights.csv").unlink()
    dangers = [
        {"id": number, "q": text, "authority": "somerset", "expect": {"kind": "urgent"}}
        for number, text in (("2", "a boy is tied up"), ("3", "he is drowning"), ("5", "she has a knife"))
    ]
    with (tmp_path / "questions.jsonl").open("a") as asked:
        asked.writelines(f"{json.dumps(danger)}\n" for danger in dangers[:2])
    (tmp_path / "more.jsonl").write_text(json.dumps(dangers[2]) + "\n")
    done = terminal.run("calibrate", "questions.jsonl", "--danger", "--beside", "more.jsonl")
    assert done.returncode == 0, done.stderr
    assert "4 messages of danger" in done.stdout  # two of the file, 2 and 5: 3 is held back
    assert "lock,in," in (folder / "danger_weights.csv").read_text(encoding="utf-8")


@pytest.mark.parametrize("wrong", ["questions", "more", "others", "mentions"])
def test_nothing_is_written_where_an_authority_is_not_known(terminal: Terminal, tmp_path: Path, wrong: str):
    weights = tmp_path / "data" / "vocabulary" / "danger_weights.csv"
    weights.write_text("shed,,1\n")
    line = json.loads((tmp_path / "questions.jsonl").read_text().splitlines()[0])
    for name in ("more", "others"):
        (tmp_path / f"{name}.jsonl").write_text(json.dumps(line) + "\n")
    with (tmp_path / f"{wrong}.jsonl").open("a") as file:
        file.write(json.dumps(line | {"authority": "atlantis", "gold": []}) + "\n")
    files = ("--beside", "more.jsonl", "--only-needs", "others.jsonl", "--schools", "mentions.jsonl")
    refused(
        terminal.run("calibrate", "questions.jsonl", "--danger", *files), "no authority called 'atlantis'"
    )
    assert weights.read_text() == "shed,,1\n"


def test_what_words_hint_at_is_written_where_there_was_nothing(terminal: Terminal, tmp_path: Path):
    hints = tmp_path / "data" / "vocabulary" / "hint_weights.csv"
    hints.unlink()
    done = terminal.run("calibrate", "questions.jsonl", "--beside", "questions.jsonl")
    assert done.returncode == 0, done.stderr
    assert hints.exists()


def test_each_group_of_weights_that_is_learnt_is_said(terminal: Terminal):
    done = terminal.run("calibrate", "questions.jsonl")
    for group in ("ours", "alone", "two", "consultation"):
        assert f"topics.{group}.constant" in done.stdout
