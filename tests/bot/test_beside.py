"""Notes beside the answers: what an import holds up, no answer waits for."""

import asyncio
from datetime import datetime

import pytest
from sqlalchemy import Engine, text
from sqlalchemy.exc import OperationalError

from bot.beside import Beside
from bot.playground.person import Person
from directory import db, outcomes
from directory.db import BUSY_TIMEOUT_MS
from directory.outcomes import Verdict
from tests.conftest import NOON

LOCK = text("UPDATE authority SET revision = revision")


def outcome(number: int, at: datetime = NOON):
    return lambda session: outcomes.record(
        session, authority="somerset", at=at, kind="contact", topics=[], score=1.0, number=number
    )


async def until_kept() -> None:
    me = asyncio.current_task()
    await asyncio.gather(*(task for task in asyncio.all_tasks() if task is not me))


async def test_a_question_is_answered_while_another_holds_the_write_lock(
    senco: Person, directory_engine: Engine
):
    with directory_engine.connect() as importing:
        importing.execute(LOCK)
        await senco.says("/contact attendance")
        senco.sees("Attendance Adviser", "[Right contact]")
        await senco.presses("Right contact")
        senco.sees("Thank you")
        importing.rollback()
    await senco.says("/contact attendance")
    await senco.presses("Right contact")
    with directory_engine.connect() as connection:
        assert connection.scalar(text("SELECT count(*) FROM outcome WHERE verdict = 'right'")) >= 1


async def test_notes_are_kept_in_the_order_in_which_they_were_given(directory_engine: Engine):
    beside = Beside(directory_engine)
    beside.keep("outcome", outcome(7))
    beside.keep("verdict", lambda s: outcomes.judge(s, 7, Verdict.RIGHT, authority="somerset"))
    await until_kept()
    with directory_engine.connect() as connection:
        assert connection.execute(text("SELECT id, verdict FROM outcome")).all() == [(7, "right")]


async def test_a_note_that_cannot_be_kept_is_given_up_and_the_next_one_kept(directory_engine: Engine):
    beside = Beside(directory_engine)
    beside.keep("outcome", outcome(7))
    beside.keep("outcome", outcome(7))
    beside.keep("outcome", outcome(8))
    await until_kept()
    with directory_engine.connect() as connection:
        assert connection.scalars(text("SELECT id FROM outcome ORDER BY id")).all() == [7, 8]


def test_a_writer_of_little_patience_gives_up_and_leaves_the_usual_patience(tmp_path):
    engine = db.connect(f"sqlite:///{tmp_path / 'directory.sqlite3'}")
    db.migrate(engine)
    with engine.connect() as importing:
        importing.exec_driver_sql("BEGIN IMMEDIATE")
        with pytest.raises(OperationalError, match="locked"), db.writing(engine, patience=0.01) as session:
            session.execute(LOCK)
    for _ in range(2):
        with engine.connect() as one, engine.connect() as other:
            assert {one.exec_driver_sql("PRAGMA busy_timeout").scalar() for one in (one, other)} == {
                BUSY_TIMEOUT_MS
            }
