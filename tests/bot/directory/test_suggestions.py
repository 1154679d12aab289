"""Anybody suggests a correction; editors accept, change or decline it, and answer what was sent in."""

from dataclasses import replace

from sqlalchemy import Engine, text

from bot.playground.app import Playground
from bot.playground.person import Person

CHANNEL = "#senco-network"


async def suggests(person: Person) -> None:
    await person.says('/directory suggest "Directory team"', in_=CHANNEL)
    await person.fills({"Phone": "01632 960777", "What is wrong": "The number rings at a school"})
    await person.submits()


async def test_a_suggestion_is_shown_field_by_field_and_accepted(senco: Person, editor: Person):
    await suggests(senco)
    senco.sees("Thank you", "I will tell you what they decide")
    await editor.says("/directory review")
    editor.sees("Suggested corrections: 1", "@SENCO (sample)", "Phone: 01632 960004 → 01632 960777")
    editor.sees("The number rings at a school")
    await editor.presses("Accept")
    editor.sees("Suggested corrections: 0", "Accepted: Directory team", "[Undo]")
    senco.sees("Your suggestion about Directory team was accepted", "01632 960777")


async def test_a_suggestion_is_declined_with_a_reason(senco: Person, editor: Person):
    await suggests(senco)
    await editor.says("/directory review")
    await editor.presses("Decline")
    await editor.fills({"Why not": "It is our number since May"})
    await editor.submits()
    senco.sees("was not taken over", "It is our number since May")
    await editor.says("/directory review")
    editor.sees("Suggested corrections: 0")


async def test_a_suggestion_is_changed_before_it_is_saved(senco: Person, editor: Person):
    await suggests(senco)
    await editor.says("/directory review")
    await editor.presses("Change")
    editor.sees("01632 960777")
    await editor.fills({"Phone": "01632 960778"})
    await editor.submits()
    senco.sees("was accepted", "01632 960778")


async def test_a_value_that_cannot_be_right_is_not_sent(senco: Person, editor: Person):
    await senco.says('/directory suggest "Directory team"')
    await senco.fills({"Email": "directory at somerset"})
    errors = await senco.submits()
    assert errors is not None
    assert "Email" in " ".join(errors.values())
    await editor.says("/directory review")
    editor.sees("Suggested corrections: 0")
    await senco.fills({"Email": "directory@somerset.example.org"})
    assert await senco.submits() is None
    senco.sees("Thank you")


async def test_a_suggestion_that_is_wrong_by_now_is_not_accepted_but_can_be_changed(
    senco: Person, editor: Person, directory_engine: Engine
):
    await suggests(senco)
    with directory_engine.begin() as connection:
        fields = '{"email": "directory at somerset"}'
        connection.execute(text("UPDATE suggestion SET fields = :fields"), {"fields": fields})
    await editor.says("/directory review")
    await editor.presses("Accept")
    editor.sees("Press Change to correct it", "Suggested corrections: 1")


async def test_an_empty_suggestion_is_not_sent(senco: Person):
    await senco.says('/directory suggest "Directory team"')
    assert await senco.submits() == {"note": "Change what is wrong, or say here what is wrong."}


async def test_a_record_is_looked_up_where_none_was_named(senco: Person):
    await senco.says("/directory suggest")
    await senco.picks("Which record", "directory team")
    await senco.submits()
    senco.sees("Modal: Suggest a correction", "directory-team@somerset.example.org")
    senco.does_not_see("Fallback route")


async def test_only_editors_review(senco: Person):
    await senco.says("/directory review")
    senco.sees("To use the review queue you must be an editor")


async def test_a_question_is_answered_in_place_and_teaches_a_wording(
    senco: Person, editor: Person, directory_engine: Engine
):
    await senco.says("/contact wibbling", in_=CHANNEL)
    await senco.presses("Send to the directory team")
    await senco.submits()
    await editor.says("/directory review")
    editor.sees("Questions sent in: 1", "wibbling", "@SENCO (sample)")
    await editor.presses("Answer")
    await editor.fills({"Your answer": "Ask the attendance team"})
    await editor.submits()
    editor.sees("Your answer was sent", "[Teach this wording to a topic]")
    senco.sees("You asked the directory team", "Ask the attendance team")
    with directory_engine.connect() as connection:
        assert connection.scalar(text("SELECT count(*) FROM sent_question")) == 0
    await editor.presses("Teach this wording to a topic")
    await editor.picks("Topic", "attendance")
    await editor.submits()
    editor.sees("wibbling", "[Undo]")
    await senco.says("/contact wibbling", in_=CHANNEL)
    senco.sees("Why this answer")


async def test_an_editor_is_told_that_somebody_who_has_left_could_not_be(
    senco: Person, editor: Person, playground: Playground
):
    await suggests(senco)
    await senco.says("/contact wibbling", in_=CHANNEL)
    await senco.presses("Send to the directory team")
    await senco.submits()
    members = playground.workspaces["T0SOMERSET"].members
    members[senco.id] = replace(members[senco.id], deleted=True)
    await editor.says("/directory review")
    await editor.presses("Decline")
    await editor.fills({"Why not": "It is our number"})
    await editor.submits()
    editor.sees("Declined.", "they have not been told")
    await editor.says("/directory review")
    editor.sees("Suggested corrections: 0")
    await editor.presses("Answer")
    await editor.fills({"Your answer": "Ask the attendance team"})
    await editor.submits()
    editor.sees("nobody has read your answer, and the question is deleted")


async def test_the_second_editor_is_told_that_the_first_has_decided(
    senco: Person, editor: Person, officer: Person
):
    await editor.says("/directory roles grant @Council officer (sample) role editor")
    await suggests(senco)
    await officer.says("/directory review")
    await officer.presses("Decline")
    await editor.says("/directory review")
    await editor.presses("Accept")
    await officer.fills({"Why not": "No"})
    await officer.submits()
    officer.sees("Another editor has dealt with this suggestion already")


async def test_a_suggestion_about_a_record_that_changed_meanwhile_is_looked_at_again(
    senco: Person, editor: Person, officer: Person
):
    await editor.says("/directory roles grant @Council officer (sample) role editor")
    await suggests(senco)
    await editor.says("/directory review")
    await officer.says('/directory edit "Directory team"')
    await officer.fills({"Opening hours": "Mornings"})
    await officer.submits()
    await editor.presses("Accept")
    editor.sees("Directory team was changed meanwhile", "Suggested corrections: 1")
    await editor.presses("Accept")
    editor.sees("Accepted: Directory team")
