"""Taking a post out of use: naming it as people do, what becomes of its title, and taking that back."""

import pytest

from bot.playground.person import Person

RETIRE = '/directory retire "SEN Caseworker" successor "EHC Officer"'


@pytest.fixture
def bury_officer(playground) -> Person:
    return playground.person("Council officer (sample)", team="T0BURY")


async def adds_post(editor: Person, title: str, other_names: str = "") -> None:
    await editor.says("/directory add post")
    await editor.fills({"Title": title, "Other names": other_names})
    await editor.submits()


async def test_a_title_that_is_also_another_name_of_its_successor_is_the_post_that_bears_it(
    bury_editor: Person, bury_officer: Person
):
    await bury_editor.says(RETIRE)
    bury_editor.sees("EHC Officer takes the place of SEN Caseworker", "became EHC Officer on", "[Undo]")
    await bury_officer.says("what happened to the SEN caseworker?")
    bury_officer.sees("EHC Officer", "SEN Caseworker became EHC Officer on")
    await bury_editor.says(RETIRE)
    bury_editor.sees("SEN Caseworker is out of use already", "EHC Officer has its name since")


async def test_the_same_words_work_in_the_other_council_once_it_has_such_posts(editor: Person):
    await editor.says(RETIRE)
    editor.sees("I know no record called 'SEN Caseworker'")
    await adds_post(editor, "SEN Caseworker")
    await adds_post(editor, "EHC Officer", "SEN Caseworker")
    await editor.says(RETIRE)
    editor.sees("EHC Officer takes the place of SEN Caseworker", "SEN Caseworker became EHC Officer on")


async def test_of_two_successors_of_one_name_the_one_that_is_in_use_is_meant(bury_editor: Person):
    await adds_post(bury_editor, "Play Lead", "SEND Caseworker")
    await bury_editor.says('/directory retire "Play Lead" successor "SEND Caseworker"')
    bury_editor.sees("SEND Caseworker takes the place of Play Lead")


async def test_a_post_that_is_marked_deleted_already_is_not_asked_about(bury_editor: Person):
    await bury_editor.says('/directory retire "SEN Caseworker"')
    bury_editor.sees("SEN Caseworker is out of use already", "its status is deleted", "name a successor")
    bury_editor.does_not_see("[Nobody, for now]")


async def adds_helpline(editor: Person) -> None:
    await editor.says("/directory add contact")
    await editor.fills({"Name": "Zanzibar Helpline", "Email": "zanzibar@somerset.gov.uk"})
    await editor.submits()


@pytest.mark.parametrize("word", ["show", "history"])
async def test_a_record_that_has_ended_says_when_and_by_which_change_and_can_come_back(
    editor: Person, word: str
):
    await adds_helpline(editor)
    await editor.says('/directory retire "Zanzibar Helpline" nobody')
    await editor.says(f'/directory {word} "Zanzibar Helpline"')
    editor.sees(
        "The contact Zanzibar Helpline is out of use: its last day was 26 June 2022. Change 3 ended it.",
        "To take that back, press Undo beside change 3.",
        "The last changes of Zanzibar Helpline",
        "Added the contact 'Zanzibar Helpline'",
    )
    await editor.presses("Undo")
    await editor.says(f'/directory {word} "Zanzibar Helpline"')
    editor.does_not_see("out of use")


async def test_schools_are_told_that_a_record_has_ended_but_not_by_whom(editor: Person, senco: Person):
    await adds_helpline(editor)
    await editor.says('/directory retire "Zanzibar Helpline" nobody')
    await senco.says('/directory show "contact: zanzibar helpline"')
    senco.sees("The contact Zanzibar Helpline is out of use: its last day was 26 June 2022.")
    senco.does_not_see("Change 3", "The last changes", "[Undo]")


async def test_a_record_in_use_goes_before_one_of_its_name_that_has_ended(editor: Person):
    await adds_helpline(editor)
    await editor.says('/directory retire "Zanzibar Helpline" nobody')
    await adds_helpline(editor)
    await editor.says('/directory show "Zanzibar Helpline"')
    editor.sees("Email: zanzibar@somerset.gov.uk")
    editor.does_not_see("out of use")


async def test_a_post_that_has_ended_names_the_post_that_is_called_so_now(bury_editor: Person):
    await bury_editor.says(RETIRE)
    await bury_editor.says('/directory history "SEN Caseworker"')
    bury_editor.sees("The post SEN Caseworker is out of use", "EHC Officer is called so now", "[Undo]")
