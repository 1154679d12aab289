"""What a person can do with an answer."""

import json

from sqlalchemy import Engine, text

from bot.playground.app import Playground
from bot.playground.person import Person

ASK = "/contact attendance"
CHANNEL = "#senco-network"


async def test_right_contact_is_thanked_and_kept(senco: Person, directory_engine: Engine):
    await senco.says(ASK, in_=CHANNEL)
    await senco.presses("Right contact")
    senco.sees("Thank you")
    with directory_engine.connect() as connection:
        assert connection.scalar(text("SELECT verdict FROM outcome")) == "right"


async def test_not_right_offers_others_and_the_directory_team(senco: Person):
    await senco.says(ASK, in_=CHANNEL)
    await senco.presses("Not right")
    senco.sees("Is it one of these?", "[Exclusions]", "[Send to the directory team]")


async def test_others_are_shown_to_the_presser_and_can_be_chosen(senco: Person):
    await senco.says(ASK, in_=CHANNEL)
    await senco.presses("Show others")
    senco.sees("(only you)", "[Exclusions]")
    await senco.presses("Exclusions")
    senco.sees("Exclusions Adviser")


async def test_a_private_answer_can_be_shared_with_the_channel(senco: Person, officer: Person):
    await senco.says(ASK, in_=CHANNEL)
    await senco.presses("Share in channel")
    officer.sees("Attendance Adviser", "Shared by @SENCO (sample).")
    assert "Not right" not in officer.buttons()


async def test_what_only_staff_may_see_is_not_shared(senco: Person, officer: Person):
    await officer.says("/contact vetting", in_=CHANNEL)
    officer.sees("Vetting Adviser")
    await officer.presses("Share in channel")
    officer.sees("for council staff only")
    assert "Vetting Adviser" not in senco.transcript()


async def test_an_answer_that_all_can_read_cannot_be_shared_again(senco: Person):
    await senco.says("@Signpost attendance", in_=CHANNEL)
    assert "Share in channel" not in senco.buttons()


async def test_a_question_is_sent_only_when_it_is_submitted_and_as_edited(
    senco: Person, directory_engine: Engine
):
    await senco.says("/contact nonsense about Robin", in_=CHANNEL)
    await senco.presses("Send to the directory team")
    senco.sees("delete names of children")
    with directory_engine.connect() as connection:
        assert connection.scalar(text("SELECT count(*) FROM sent_question")) == 0
    await senco.fills({"Your question": "nonsense about a pupil"})
    await senco.submits()
    senco.sees("Question sent", "on the directory team's list", "Directory team (sample record")
    with directory_engine.connect() as connection:
        assert connection.scalar(text("SELECT text FROM sent_question")) == "nonsense about a pupil"


async def test_where_others_read_along_the_buttons_do_not_hold_the_question(
    playground: Playground, senco: Person
):
    await senco.says("@Signpost nonsense about Robin", in_=CHANNEL)
    await senco.says("@Signpost attendance of Robin", in_=CHANNEL)
    channels = playground.workspaces["T0SOMERSET"].channels.values()
    messages = [message for channel in channels for message in channel.messages]
    answers = [json.dumps(message.blocks) for message in messages if message.thread_ts and message.bot]
    assert len(answers) == 2
    assert "Robin" not in "".join(answers)
    await senco.presses("Not right")
    await senco.presses("Send to the directory team")
    senco.sees("delete names of children")


async def test_the_form_holds_the_question_so_that_names_can_be_deleted(
    senco: Person, directory_engine: Engine
):
    await senco.says("/contact nonsense & more", in_=CHANNEL)
    await senco.presses("Send to the directory team")
    await senco.submits()
    with directory_engine.connect() as connection:
        assert connection.scalar(text("SELECT text FROM sent_question")) == "nonsense & more"
