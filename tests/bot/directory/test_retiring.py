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
