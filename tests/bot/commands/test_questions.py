"""The directory team reads what was sent to it, and deletes what it has dealt with."""

from datetime import timedelta

import pytest
from sqlalchemy import Engine

from bot.clock import PlaygroundClock
from bot.commands.questions import NoSuchQuestion, finish, listed
from directory import db, sent_questions
from directory.errors import UnknownAuthority
from directory.models import Authority

CLOCK = PlaygroundClock()


def sent(engine: Engine, text: str, days_ago: int = 0) -> int:
    at = CLOCK.now() - timedelta(days=days_ago)
    with db.writing(engine) as session:
        return sent_questions.keep(session, authority="somerset", team="T1", user="U1", text=text, at=at)


def test_a_sent_question_is_listed_with_its_day_and_sender(directory_engine: Engine):
    sent(directory_engine, "Who deals with the boiler?")
    said = listed(directory_engine, CLOCK, "somerset")
    assert "27 June 2022" in said
    assert "slack://user?team=T1&id=U1" in said
    assert "Who deals with the boiler?" in said


def test_another_authoritys_questions_are_left_out(directory_engine: Engine):
    sent(directory_engine, "Who deals with the boiler?")
    with db.writing(directory_engine) as session:
        session.add(Authority(key="bury", name="Bury", la_code="351"))
    assert listed(directory_engine, CLOCK, "bury") == "No questions are waiting."


def test_the_questions_of_an_unknown_authority_are_refused(directory_engine: Engine):
    with pytest.raises(UnknownAuthority):
        listed(directory_engine, CLOCK, "kent")


def test_a_question_cannot_command_the_terminal(directory_engine: Engine):
    sent(directory_engine, "boiler\x1b[2J")
    assert "\x1b" not in listed(directory_engine, CLOCK, "")


def test_a_question_older_than_thirty_days_is_gone(directory_engine: Engine):
    sent(directory_engine, "Who deals with the boiler?", days_ago=31)
    assert listed(directory_engine, CLOCK, "") == "No questions are waiting."


def test_a_question_that_is_dealt_with_is_deleted(directory_engine: Engine):
    number = sent(directory_engine, "Who deals with the boiler?")
    assert finish(directory_engine, number) == f"Question {number} is deleted."
    with pytest.raises(NoSuchQuestion, match=f"No question {number} is waiting. Nothing was deleted"):
        finish(directory_engine, number)
