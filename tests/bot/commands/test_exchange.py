"""`signpost import` and `signpost export` as a person types them."""

import json
from pathlib import Path

import pytest
from sqlalchemy import Engine

from tests.bot.commands.terminal import Terminal, refused

NEW = "Contact name,Email,Tel\nHelp line,help@somerset.gov.uk,01823 355001\n"


@pytest.fixture
def terminal(tmp_path: Path, directory_engine: Engine) -> Terminal:
    """With Somerset loaded."""
    return Terminal(tmp_path, str(directory_engine.url))


def test_a_file_is_previewed_then_applied_then_unchanged(terminal: Terminal, tmp_path: Path):
    (tmp_path / "new.csv").write_text(NEW)
    words = ("import", "new.csv", "--authority", "somerset", "--keep-missing")
    seen = terminal.run(*words, "--report", "report.csv")
    assert seen.returncode == 0, seen.stderr
    assert "line 2: contacts, Help line [help-line]" in seen.stdout
    assert "run this again with --apply" in seen.stdout
    assert "Help line" in (tmp_path / "report.csv").read_text("utf-8-sig")
    done = terminal.run(*words, "--apply")
    assert "Done: 1 contact added. Change" in done.stdout
    assert "Done: Nothing had to be changed." in terminal.run(*words, "--apply").stdout


def test_a_mistake_is_shown_with_its_line_and_nothing_is_applied(terminal: Terminal, tmp_path: Path):
    (tmp_path / "new.csv").write_text(NEW.replace("help@somerset.gov.uk", "nobody"))
    words = ("import", "new.csv", "--authority", "somerset", "--keep-missing")
    seen = terminal.run(*words)
    assert seen.returncode == 1
    assert "new.csv, line 2, Email: 'nobody' is not an email address" in seen.stdout
    refused_words = terminal.run(*words, "--apply")
    refused(refused_words, "Nothing was changed", "line 2")


def test_removing_many_says_how_to_confirm_it(terminal: Terminal, tmp_path: Path):
    (tmp_path / "services.csv").write_text("key,name\nfront-door,Children's social care front door\n")
    done = terminal.run("import", "services.csv", "--authority", "somerset", "--apply")
    refused(done, "services", "--yes-remove", "--keep-missing")


def test_a_file_that_is_not_there_is_refused(terminal: Terminal):
    refused(terminal.run("import", "nowhere.csv", "--authority", "somerset"), "there is no such file")


def test_a_kind_is_understood_in_the_singular_and_another_one_is_refused(terminal: Terminal, tmp_path: Path):
    sheet = tmp_path / "people.csv"
    sheet.write_text("Name,Email\nHelp line,help@somerset.gov.uk\n")
    importing = ("import", str(sheet), "--authority", "somerset", "--keep-missing", "--kind")
    assert "Contacts: 1 added" in terminal.run(*importing, "contact").stdout
    refused(
        terminal.run(*importing, "unicorn"),
        "There is no kind of record 'unicorn'. Nothing was changed. The kinds are: areas, schools",
    )


@pytest.mark.parametrize("wanted", ["csv", "pack"])
def test_tables_and_packs_are_written_as_a_folder_or_a_zip_file(terminal: Terminal, tmp_path: Path, wanted):
    words = ("export", "--authority", "somerset", "--format", wanted, "--out")
    assert terminal.run(*words, "folder").returncode == 0
    assert (tmp_path / "folder" / "contacts.csv").exists()
    assert terminal.run(*words, "all.zip").stdout == "Wrote all.zip.\n"
    assert (tmp_path / "all.zip").exists()


def test_hsds_is_for_schools_unless_another_audience_is_asked_for(terminal: Terminal, tmp_path: Path):
    done = terminal.run("export", "--authority", "somerset", "--format", "hsds", "--out", "services.json")
    assert done.returncode == 0, done.stderr
    assert json.loads((tmp_path / "services.json").read_text())["total_items"] > 10


def test_a_place_that_cannot_be_written_is_refused(terminal: Terminal, tmp_path: Path):
    (tmp_path / "file").write_text("")
    done = terminal.run("export", "--authority", "somerset", "--format", "xlsx", "--out", "file/book.xlsx")
    refused(done, "cannot be written")
