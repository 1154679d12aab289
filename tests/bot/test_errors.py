"""When something goes wrong, the person is told, and nothing they wrote is logged."""

import re

import pytest
from sqlalchemy import Engine, text

from bot.playground.app import Playground
from bot.playground.person import Person
from directory.ask.answer import Answer, Question
from tests.bot.faults import Faults
from tests.bot.scripted import ScriptedDesk

SECRET_WORDS = "Robin of year seven"


async def test_an_unexpected_error_gives_a_reference_and_logs_no_question(
    senco: Person, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
):
    def fail(_self: ScriptedDesk, question: Question) -> Answer:
        raise ValueError(f"cannot read {question.text}")

    monkeypatch.setattr(ScriptedDesk, "ask", fail)
    for place in ("#senco-network", "Signpost"):
        line = f"/contact {SECRET_WORDS}" if place != "Signpost" else SECRET_WORDS
        await senco.says(line, in_=place)
        senco.sees("Something went wrong on my side")
    reference = re.search(r"this reference: ([0-9A-F]{6})", senco.transcript())
    assert reference
    logged = "".join(capfd.readouterr())
    assert reference[1] in logged
    assert "ValueError" in logged
    assert SECRET_WORDS not in logged


async def test_a_question_is_not_logged_when_all_goes_well(
    senco: Person, capfd: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
):
    caplog.set_level("DEBUG")
    await senco.says(f"/contact attendance of {SECRET_WORDS}", in_="#senco-network")
    await senco.says(f"attendance of {SECRET_WORDS}")
    senco.sees("Attendance Adviser")
    ours = [record.getMessage() for record in caplog.records if record.name.startswith(("signpost", "slack"))]
    assert SECRET_WORDS not in "".join([*capfd.readouterr(), *ours])


async def test_an_error_of_the_domain_is_told_as_it_is(
    playground: Playground, directory_engine: Engine, senco: Person
):
    with directory_engine.begin() as connection:
        connection.execute(text("UPDATE authority SET key = 'elsewhere'"))
    await senco.says("attendance")
    senco.sees("There is no authority called 'somerset' in this directory.")


async def test_an_answer_comes_when_slack_does_not_say_who_asks(
    playground: Playground, senco: Person, officer: Person
):
    del playground.workspaces["T0SOMERSET"].members[officer.id]
    await senco.says("attendance")
    senco.sees("Attendance Adviser")


async def test_a_command_is_answered_when_slack_says_in_half_a_sentence_who_we_are(
    senco: Person, faults: Faults
):
    faults.answer("/api/auth.test", '{"ok": tr')
    await senco.says("/contact attendance", in_="#senco-network")
    senco.sees("Attendance Adviser")


async def test_the_person_is_told_when_what_stands_before_slack_answers_in_text(
    officer: Person, faults: Faults
):
    faults.answer("/api/files.", "[]")
    await officer.says("/timeline calendar")
    officer.sees("Something went wrong on my side")
