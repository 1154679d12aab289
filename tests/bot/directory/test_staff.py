"""`/directory staff`: an owner sets who counts as council staff."""

import pytest

from bot.listeners.directory.words import Word, split
from bot.playground.app import Playground
from bot.playground.person import Person
from bot.playground.records import UserGroup

CLOSES = "when does the consultation close"


async def test_an_owner_sees_who_counts_as_staff(editor: Person):
    await editor.says("/directory staff")
    editor.sees("has an email address at somerset.gov.uk", "Guests, bots", "staff add")


async def test_a_domain_is_added_and_its_people_see_what_staff_see(editor: Person, senco: Person):
    await senco.says(CLOSES)
    senco.does_not_see("12 August 2022")
    await editor.says("/directory staff add schools.example.org")
    editor.sees("Added: addresses at schools.example.org")
    await senco.says(CLOSES)
    senco.sees("12 August 2022")
    await editor.says("/directory staff remove schools.example.org")
    editor.sees("Removed: addresses at schools.example.org")
    await senco.says(CLOSES)
    senco.does_not_see("12 August 2022")


async def test_a_user_group_is_named_by_its_handle(playground: Playground, editor: Person, senco: Person):
    groups = playground.workspaces["T0SOMERSET"].user_groups
    groups["S0SOMSTAFF"] = UserGroup("S0SOMSTAFF", "council-staff", "Council staff", (senco.id,))
    await editor.says("/directory staff add @council-staff")
    editor.sees("the user group @council-staff")
    await senco.says(CLOSES)
    senco.sees("12 August 2022")


async def test_a_private_channel_is_named(playground: Playground, editor: Person, senco: Person):
    await editor.says("/directory staff add #restructure")
    editor.sees("is in the private channel")
    playground.workspaces["T0SOMERSET"].channels["C0SOMRESTRUCT"].members.add(senco.id)
    await senco.says(CLOSES)
    senco.sees("12 August 2022")


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("add #senco-network", "I cannot see that channel"),
        ("add #nowhere", "I cannot see that channel"),
        ("add @nobody", "I cannot see that user group"),
        ("add gmail.com", "Anybody can have an email address at gmail.com"),
        ("add everybody", "is not an email domain"),
        ("add somerset.gov.uk", "counts as council staff already"),
        ("remove example.org", "does not count as council staff"),
        ("all of them", "Write it like this"),
    ],
)
async def test_what_cannot_tell_staff_is_refused_with_the_reason(editor: Person, typed: str, said: str):
    await editor.says(f"/directory staff {typed}")
    editor.sees(said, "Nothing was changed")


async def test_nobody_but_an_owner_may(officer: Person, senco: Person):
    for person in (officer, senco):
        await person.says("/directory staff add schools.example.org")
        person.sees("you must be an owner")
        person.does_not_see("somerset.gov.uk")


async def test_the_history_tells_of_it_and_how_to_take_it_back(editor: Person):
    await editor.says("/directory staff add example.org")
    await editor.says("/directory history")
    editor.sees("Council staff are now also whoever has an email address at example.org")
    assert editor.buttons().count("Undo") == 1, "only the first loading can be undone"
    await editor.says("/directory undo 2")
    editor.sees("not taken back by its number", "/directory staff")


async def test_the_history_tells_of_roles(editor: Person, officer: Person):
    await editor.says("/directory roles grant @Council officer (sample) role editor")
    await editor.says("/directory history")
    editor.sees(f"@{officer.id} was neither owner nor editor and is now an editor")


def test_slacks_own_marks_for_channels_and_groups_become_their_ids():
    assert split("add <#C012AB|staff>") == [Word("add"), Word("#C012AB")]
    assert split("add <!subteam^S012AB|@staff>") == [Word("add"), Word("@S012AB")]
