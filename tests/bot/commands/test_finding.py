"""`signpost find school` as a person types it."""

import json
from pathlib import Path

import pytest
from sqlalchemy import Engine

from tests.bot.commands.terminal import Terminal, refused

REGISTER = """\
URN,LA (name),EstablishmentName,EstablishmentStatus (name),Town,Postcode
100001,Testshire,Sample Hill Primary School,Open,Newtown,TE1 1ST
100002,Othershire,Sample Hill Primary School,Open,Oldtown,OT1 1ST
"""


@pytest.fixture
def terminal(tmp_path: Path, directory_engine: Engine) -> Terminal:
    """With Somerset loaded, and a register of two schools."""
    (tmp_path / "register.csv").write_text(REGISTER)
    return Terminal(tmp_path, str(directory_engine.url))


def test_a_school_is_found_with_its_town(terminal: Terminal):
    done = terminal.run("find", "school", "st marys bridgwater", "--json")
    found = json.loads(done.stdout)
    assert found["kind"] == "one"
    assert [set(school) for school in found["schools"]] == [{"urn", "name", "town"}]
    assert found["schools"][0]["town"] == "Bridgwater"


def test_a_person_reads_the_urn_too(terminal: Terminal):
    assert ", Wells, URN " in terminal.run("find", "school", "wookey primary").stdout


def test_a_text_that_names_no_school_finds_none(terminal: Terminal):
    assert (
        terminal.run("find", "school", "payroll error", "--json").stdout
        == '{"kind": "none", "schools": []}\n'
    )


def test_the_schools_of_a_register_are_searched_without_a_database(tmp_path: Path):
    (tmp_path / "register.csv").write_text(REGISTER)
    terminal = Terminal(tmp_path, f"sqlite:///{tmp_path}/new.sqlite3")
    words = ("find", "school", "sample hill", "--register", "register.csv", "--json", "--authority")
    assert json.loads(terminal.run(*words, "england").stdout)["kind"] == "several"
    assert json.loads(terminal.run(*words, "testshire").stdout)["schools"][0]["urn"] == "100001"


def test_england_is_searched_in_the_register_that_is_set(terminal: Terminal):
    terminal.environment["SIGNPOST_REGISTER"] = "register.csv"
    done = terminal.run("find", "school", "sample hill oldtown", "--authority", "england", "--json")
    assert json.loads(done.stdout)["schools"][0]["urn"] == "100002"


def test_england_without_a_register_is_refused(terminal: Terminal):
    done = terminal.run("find", "school", "sample hill", "--authority", "england")
    refused(done, "--register FILE", "SIGNPOST_REGISTER")


def test_an_authority_that_is_nowhere_is_refused(terminal: Terminal):
    refused(terminal.run("find", "school", "sample", "--authority", "atlantis"), "atlantis", "somerset")


def test_a_batch_is_searched_in_order_one_finding_a_line(terminal: Terminal, tmp_path: Path):
    lines = [
        {"q": "wookey primary", "authority": "somerset", "gold": []},
        {"q": "sample hill newtown", "authority": "england"},
        {"q": "", "authority": "testshire"},
    ]
    (tmp_path / "texts.jsonl").write_text("\n".join(map(json.dumps, lines)) + "\n")
    terminal.environment["SIGNPOST_REGISTER"] = "register.csv"
    done = terminal.run("find", "school", "--batch", "texts.jsonl", "--json")
    assert done.returncode == 0, done.stderr
    assert done.stderr == ""
    assert [json.loads(line)["kind"] for line in done.stdout.splitlines()] == ["one", "one", "none"]


@pytest.mark.parametrize(
    "bad", ["{not json", '{"question": "x"}', '{"q": "x"}', '{"q": "x", "authority": "atlantis"}']
)
def test_a_bad_line_is_named_and_nothing_is_searched(terminal: Terminal, tmp_path: Path, bad: str):
    good = '{"q": "wookey primary", "authority": "somerset"}\n'
    (tmp_path / "texts.jsonl").write_text(good + bad + "\n")
    refused(
        terminal.run("find", "school", "--batch", "texts.jsonl"),
        "texts.jsonl, line 2",
        "Nothing was searched",
    )


def test_a_missing_batch_is_refused(terminal: Terminal):
    refused(terminal.run("find", "school", "--batch", "nowhere.jsonl"), "nowhere.jsonl cannot be read")


def test_searching_for_nothing_is_refused(terminal: Terminal):
    refused(terminal.run("find", "school"), "Give either a name")


def test_a_school_and_the_academy_that_takes_its_place_are_both_found(terminal: Terminal):
    found = json.loads(terminal.run("find", "school", "castle cary community primary", "--json").stdout)
    assert {school["urn"] for school in found["schools"]} == {"123640", "150285"}
