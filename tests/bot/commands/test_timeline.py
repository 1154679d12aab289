"""`signpost timeline` and `signpost calendar` as a person types them."""

import json

import pytest
import vobject
from sqlalchemy import Engine
from typer.testing import CliRunner

from bot.commands import timeline
from tests.conftest import ROOT

STAFF = ("--audience", "staff")


@pytest.fixture
def types(directory_engine: Engine, monkeypatch: pytest.MonkeyPatch):
    """Types a command, with Somerset loaded."""
    monkeypatch.setenv("SIGNPOST_DATABASE_URL", str(directory_engine.url))
    monkeypatch.setenv("SIGNPOST_DATA", str(ROOT / "data"))

    def run(*words: str):
        return CliRunner().invoke(timeline.app, words, catch_exceptions=False)

    return run


def test_the_timeline_is_told_as_text(types):
    told = types("timeline", *STAFF, "--today", "2022-07-27").output
    assert "Education & Inclusion Services Redesign (proposed)" in told
    assert "[#################-------------] Day 23 of 39, 16 days left." in told
    assert "Next\n  Fri 12 Aug 2022, in 16 days: Conclusion of collective consultation\n" in told


def test_the_timeline_is_told_as_json(types):
    (picture,) = json.loads(types("timeline", *STAFF, "--today", "2022-07-27", "--json").output)
    assert picture["window"] == {"first": "2022-07-05", "last": "2022-08-12", "today": "2022-07-27"}
    assert picture["rows"][0]["day"] == "2022-06-27"
    assert {row["when"] for row in picture["rows"]} == {"past", "next", "later"}


def test_schools_are_told_only_what_is_for_schools(types):
    told = types("timeline", "--today", "2022-07-27").output
    assert told.startswith("Key dates\nDone\n  Wed 6 Jul 2022: Share proposals with schools")
    assert "Redesign" not in told


def test_the_calendar_is_written_to_a_file(types, tmp_path):
    said = types("calendar", str(tmp_path / "dates.ics"), *STAFF).output
    assert said == f"Wrote {tmp_path}/dates.ics.\n"
    read = vobject.readOne((tmp_path / "dates.ics").read_bytes().decode())
    assert len(read.vevent_list) == 12


def test_the_calendar_is_written_to_the_terminal(types):
    read = vobject.readOne(types("calendar", "-").stdout_bytes.decode())
    assert [event.dtstart.value.isoformat() for event in read.vevent_list] == ["2022-07-06", "2022-07-19"]


def test_a_file_that_cannot_be_written_is_one_sentence(types, tmp_path):
    with pytest.raises(timeline.CannotWrite, match="cannot be written"):
        types("calendar", str(tmp_path))
