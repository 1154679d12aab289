"""A person's school: asked for once, remembered, changed at any time."""

import pytest

from bot.enquiry import Enquiries
from bot.playground.person import Person
from directory.errors import UnknownSchool

CHANNEL = "#senco-network"
QUESTION = "Which school do you work in?"


async def test_the_school_is_asked_for_and_completes_the_question(senco: Person):
    await senco.says("/contact attendance", in_=CHANNEL)
    senco.sees(QUESTION)
    await senco.picks(QUESTION, "Wookey")
    senco.sees("Attendance Adviser", "you work at Wookey Primary School")
    senco.does_not_see(QUESTION)


async def test_the_school_is_remembered(senco: Person):
    await senco.says("attendance")
    await senco.picks(QUESTION, "Wookey")
    await senco.says("exclusions")
    senco.sees("you work at Wookey Primary School")


async def test_the_school_is_asked_for_once(senco: Person):
    await senco.says("attendance")
    await senco.says("exclusions")
    senco.sees("Exclusions Adviser", "[Set my school]")
    senco.does_not_see(QUESTION)


async def test_somebody_who_works_in_no_school_keeps_the_answer(senco: Person):
    await senco.says("/contact attendance", in_=CHANNEL)
    await senco.presses("I do not work in a school")
    senco.sees("Attendance Adviser")
    senco.does_not_see(QUESTION)


async def test_council_staff_are_not_asked_where_they_work(officer: Person):
    await officer.says("attendance")
    officer.sees("Which school is it about?")
    await officer.picks("Which school is it about?", "Wookey")
    await officer.says("exclusions")
    officer.sees("you named no school")


async def test_the_school_can_be_changed_from_an_answer_which_then_changes(senco: Person):
    await senco.says("/contact attendance", in_=CHANNEL)
    await senco.picks(QUESTION, "Wookey")
    await senco.presses("Change school")
    await senco.picks(QUESTION, "Brookside")
    await senco.submits()
    senco.sees("you work at Brookside")


async def test_the_school_can_be_set_and_removed_in_the_home_tab(senco: Person):
    await senco.opens_home()
    senco.sees("You have not told me where you work.")
    await senco.presses("Set my school")
    await senco.picks(QUESTION, "Wookey")
    await senco.submits()
    senco.sees("You work at Wookey Primary School.")


async def test_somebody_else_does_not_set_the_askers_school(senco: Person, officer: Person):
    await senco.says("@Signpost attendance", in_=CHANNEL)
    await officer.picks(QUESTION, "Wookey")
    await senco.says("exclusions")
    senco.sees("you named no school")


async def test_somebody_else_cannot_answer_that_the_asker_works_in_no_school(senco: Person, officer: Person):
    await senco.says("@Signpost attendance", in_=CHANNEL)
    await officer.presses("I do not work in a school")
    officer.sees("That question is for the person who asked.")
    await senco.says("exclusions")
    senco.sees("Exclusions Adviser", "[Set my school]")


async def test_a_form_that_fails_is_explained_in_the_direct_message(
    senco: Person, monkeypatch: pytest.MonkeyPatch
):
    async def fail(*_: object) -> None:
        raise UnknownSchool("1", "Somerset")

    await senco.opens_home()
    await senco.presses("Set my school")
    monkeypatch.setattr(Enquiries, "remember_school", fail)
    await senco.submits()
    senco.sees("Somerset has no school with the URN 1.")
