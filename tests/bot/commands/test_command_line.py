"""The `signpost` command as a person types it: what it prints and how it exits."""

import json
import re
import socket
import subprocess
from pathlib import Path
from urllib.request import urlopen

import pytest
from sqlalchemy import Engine

from tests.bot.commands.terminal import PATIENCE, SIGNPOST, Terminal, refused
from tests.conftest import ROOT
from tests.directory.packs.conftest import FILES

AWAY = {
    "SLACK_BOT_TOKEN": "xoxb-1",
    "SLACK_SIGNING_SECRET": "s",
    "SIGNPOST_AUTHORITY": "somerset",
    "SLACK_API_URL": "http://127.0.0.1:9/api/",
}


@pytest.fixture
def terminal(tmp_path: Path, directory_engine: Engine) -> Terminal:
    """With Somerset loaded."""
    return Terminal(tmp_path, str(directory_engine.url))


@pytest.fixture
def empty(tmp_path: Path) -> Terminal:
    """With a database that does not exist yet."""
    return Terminal(tmp_path, f"sqlite:///{tmp_path}/new.sqlite3")


def test_a_database_that_is_not_migrated_is_said_so(empty: Terminal):
    refused(empty.run("ask", "attendance"), "has no tables yet", "signpost migrate")


def test_migrating_twice_is_safe_and_an_empty_directory_says_what_to_load(empty: Terminal):
    assert empty.run("migrate").returncode == 0
    assert empty.run("migrate").returncode == 0
    refused(empty.run("ask", "attendance"), "The directory is empty", "signpost load")


def test_an_answer_is_printed_as_json(terminal: Terminal):
    done = terminal.run("ask", "Who do I speak to about attendance?", "--json", "--today", "2022-06-27")
    assert done.returncode == 0, done.stderr
    assert set(json.loads(done.stdout)) == {
        "kind",
        "topics",
        "school",
        "area",
        "contacts",
        "options",
        "dates",
        "posts",
        "because",
        "text",
    }


def test_an_explanation_is_printed_under_the_answer(terminal: Terminal):
    done = terminal.run("ask", "Who do I speak to about attendance?", "--explain")
    assert "What it may be about:" in done.stdout
    held = json.loads(terminal.run("ask", "attendance", "--explain", "--json").stdout)
    assert held["explain"]["candidates"][0]["key"] == "attendance"


def test_an_unknown_authority_is_refused(terminal: Terminal):
    refused(terminal.run("ask", "attendance", "--authority", "atlantis"), "atlantis", "somerset")


def test_an_unknown_school_is_refused(terminal: Terminal):
    refused(terminal.run("ask", "attendance", "--school", "1"), "no school with the URN 1")


def test_a_batch_is_answered_in_order_one_answer_a_line(terminal: Terminal, tmp_path: Path):
    lines = [
        {"q": "attendance", "authority": "somerset", "audience": "staff", "id": "x"},
        {"q": "", "today": "2022-07-01", "asker_school": None},
        {"q": "🙂" * 50, "asker_school": "123669"},
    ]
    (tmp_path / "questions.jsonl").write_text("\n".join(map(json.dumps, lines)) + "\n")
    done = terminal.run("ask", "--batch", "questions.jsonl", "--json", "--authority", "somerset")
    assert done.returncode == 0, done.stderr
    assert len([json.loads(line) for line in done.stdout.splitlines()]) == 3
    assert done.stderr == ""


@pytest.mark.parametrize(
    "bad",
    ["{not json", '{"question": "x"}', '{"q": "x", "today": "27/06/2022"}', '{"q": "x", "audience": "all"}'],
)
def test_a_bad_line_is_named_and_nothing_is_answered(terminal: Terminal, tmp_path: Path, bad: str):
    (tmp_path / "questions.jsonl").write_text('{"q": "attendance"}\n' + bad + "\n")
    done = terminal.run("ask", "--batch", "questions.jsonl", "--authority", "somerset")
    refused(done, "questions.jsonl, line 2")


def test_a_missing_batch_is_refused(terminal: Terminal):
    refused(
        terminal.run("ask", "--batch", "nowhere.jsonl"), "nowhere.jsonl cannot be read: there is no such file"
    )


def test_an_answer_that_nobody_confirmed_for_long_says_since_when(terminal: Terminal):
    done = terminal.run("ask", "who is the lead inclusion advisor for Wookey", "--today", "2022-12-25")
    assert "Last checked 27 June 2022. Not confirmed since June: it may be out of date." in done.stdout


def test_asking_nothing_is_refused(terminal: Terminal):
    refused(terminal.run("ask"), "Give either a question")


def test_a_broken_pack_is_refused(terminal: Terminal, tmp_path: Path):
    (tmp_path / "pack").mkdir()
    refused(terminal.run("load", "pack"), "Nothing was changed")


def test_serving_without_tokens_is_refused(terminal: Terminal):
    refused(terminal.run("serve"), "SLACK_BOT_TOKEN", "SLACK_SIGNING_SECRET", "SIGNPOST_AUTHORITY")
    refused(terminal.run("socket"), "SLACK_APP_TOKEN")


def test_a_port_in_use_is_refused(terminal: Terminal):
    terminal.environment |= {
        "SLACK_BOT_TOKEN": "xoxb-1",
        "SLACK_SIGNING_SECRET": "s",
        "SIGNPOST_AUTHORITY": "somerset",
    }
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        refused(terminal.run("serve", "--port", port), f"Port {port}", "another program has it")
        refused(terminal.run("try", "--no-open", "--port", port), f"Port {port}", "another program has it")


def test_the_doctor_names_what_is_missing_and_what_to_do(terminal: Terminal):
    terminal.environment["SIGNPOST_AUTHORITY"] = "somerset"
    done = terminal.run("doctor")
    assert done.returncode == 1
    assert "OK       authority somerset" in done.stdout
    assert "MISSING  SLACK_BOT_TOKEN. Install the app" in done.stdout


def test_a_worker_without_tables_is_refused(empty: Terminal):
    refused(empty.run("worker"), "signpost migrate")


def test_a_database_address_that_is_none_is_refused(terminal: Terminal):
    terminal.environment["SIGNPOST_DATABASE_URL"] = "not an address"
    refused(terminal.run("ask", "attendance"), "SIGNPOST_DATABASE_URL")
    terminal.environment["SIGNPOST_DATABASE_URL"] = "oracle://somewhere"
    refused(terminal.run("migrate"), "SIGNPOST_DATABASE_URL")


def test_a_file_of_labelled_questions_is_scored(terminal: Terminal, tmp_path: Path):
    expect = {"kind": "contact", "topics": ["attendance"], "school": None, "options": [], "contains": []}
    line = {
        "id": "1",
        "q": "Who do I speak to about attendance?",
        "authority": "somerset",
        "audience": "schools",
        "asker_school": None,
        "expect": expect,
    }
    (tmp_path / "labelled.jsonl").write_text(json.dumps(line) + "\n")
    done = terminal.run("evaluate", "labelled.jsonl")
    assert done.returncode == 0, done.stderr
    assert "contact" in done.stdout
    assert isinstance(json.loads(terminal.run("evaluate", "labelled.jsonl", "--json").stdout), dict)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (
            ["ask", "x", "--today", "2022/06/27"],
            "--today: '2022/06/27' is not a day; write it as 2022-06-27 or",
        ),
        (["ask", "x", "--audience", "all"], "--audience: 'all' is not one of 'schools', 'staff'"),
        (["ask", "x", "--frob"], "No such option: --frob"),
        (["serve", "--port", "99999"], "--port: must be 65535 or less"),
        (["try", "--port", "x"], "--port: must be a whole number"),
        (["load"], "Missing argument 'PACK...'"),
        (["frob"], "No such command 'frob'"),
    ],
)
def test_what_is_typed_wrongly_is_one_plain_sentence(terminal: Terminal, words: list[str], said: str):
    done = terminal.run(*words)
    refused(done, said, "Nothing was done.")
    assert len(done.stderr.splitlines()) == 1


def test_a_wrong_setting_is_one_plain_sentence(terminal: Terminal):
    terminal.environment["SIGNPOST_LOG_LEVEL"] = "loud"
    refused(
        terminal.run("ask", "x"), "SIGNPOST_LOG_LEVEL is 'loud', but must be DEBUG, INFO, WARNING or ERROR"
    )


def test_a_day_may_be_typed_as_in_a_pack_and_an_authority_with_a_capital(terminal: Terminal):
    written = terminal.run("ask", "attendance", "--today", "27/06/2022", "--authority", "Somerset", "--json")
    assert written.returncode == 0, written.stderr
    assert written.stdout == terminal.run("ask", "attendance", "--today", "2022-06-27", "--json").stdout


def test_a_file_that_holds_no_labelled_questions_is_not_scored(terminal: Terminal, tmp_path: Path):
    (tmp_path / "notes.txt").write_text("These are notes.\n")
    refused(terminal.run("evaluate", "notes.txt"), "notes.txt, line 1", "Nothing was scored.")
    (tmp_path / "empty.jsonl").write_text("\n")
    refused(terminal.run("evaluate", "empty.jsonl"), "holds no questions. Nothing was scored.")


def test_a_folder_that_is_not_there_is_said_so(terminal: Terminal):
    refused(terminal.run("load", "nosuchfolder"), "1 problem", "there is no such folder")


def test_a_pack_without_an_emergency_route_is_loaded_with_a_warning(empty: Terminal, tmp_path: Path):
    for name, content in FILES.items():
        (tmp_path / name).write_text(content)
    topics = (ROOT / "data/vocabulary/topics.yaml").read_text(encoding="utf-8")
    key = re.search(r"key: (\S+)", topics)[1]
    (tmp_path / "services.yaml").write_text(FILES["services.yaml"].replace("[attendance]", f"[{key}]"))
    empty.run("migrate")
    done = empty.run("load", ".")
    assert done.returncode == 0, done.stderr
    assert "no contact has the route front_door (the number for a child in danger)" in done.stderr
    assert "out_of_hours" in done.stderr
    assert "general" not in done.stderr


def test_socket_mode_with_slack_out_of_reach_is_one_sentence(terminal: Terminal):
    terminal.environment |= AWAY | {"SLACK_APP_TOKEN": "xapp-1"}
    done = terminal.run("socket")
    refused(done, "Slack cannot be reached at http://127.0.0.1:9/api/.")
    assert len(done.stderr.splitlines()) == 1


def test_serving_starts_with_a_warning_when_slack_is_out_of_reach(terminal: Terminal):
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    running = subprocess.Popen(
        [SIGNPOST, "serve", "--port", str(port)],
        env=terminal.environment | AWAY | {"SIGNPOST_LOG_LEVEL": "WARNING"},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        line = running.stderr.readline()
        assert "Slack cannot be reached at http://127.0.0.1:9/api/." in line
        with urlopen(f"http://127.0.0.1:{port}/healthz") as answer:
            assert answer.status == 200
    finally:
        running.terminate()
        running.communicate(timeout=PATIENCE)


def test_a_missing_file_of_questions_is_refused(terminal: Terminal):
    refused(terminal.run("evaluate", "nowhere.jsonl"), "nowhere.jsonl")


def test_trying_it_out_prints_one_address_that_answers(empty: Terminal):
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    running = subprocess.Popen(
        [SIGNPOST, "try", "--no-open", "--port", str(port)],
        env=empty.environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        line = running.stdout.readline()
        assert line == f"Signpost is ready to try: http://127.0.0.1:{port}\n"
        with urlopen(f"http://127.0.0.1:{port}/healthz") as answer:
            assert set(json.load(answer)["revisions"]) == {"somerset", "bury"}
    finally:
        running.terminate()
        out, err = running.communicate(timeout=PATIENCE)
    assert (out, err) == ("", "")
