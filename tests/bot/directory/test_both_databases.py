"""The core of editing from Slack, on PostgreSQL as well."""

import pytest

from bot.playground.person import Person

CHANNEL = "#senco-network"

pytestmark = pytest.mark.parametrize("directory_engine", ["sqlite", "postgresql"], indirect=True)


async def test_a_contact_is_added_assigned_asked_for_and_undone(editor: Person, senco: Person):
    await editor.says("/directory", in_=CHANNEL)
    await editor.picks("Choose what to add", "Contact")
    await editor.fills({"Name": "Taunton cover (sample)", "Email": "taunton-cover@somerset.example.org"})
    await editor.picks("Made-up sample", "Yes")
    await editor.submits()
    editor.sees("Added the contact 'Taunton cover (sample)'")
    await editor.says(
        '/directory assign "Bishop Fox\'s" to "Taunton cover (sample)" as "Lead Inclusion Advisor"',
        in_=CHANNEL,
    )
    editor.sees("Taunton cover (sample) is Lead Inclusion Advisor for Bishop Fox's School")
    await senco.says("/contact who is the lead inclusion advisor for Bishop Fox's", in_=CHANNEL)
    senco.sees("taunton-cover@somerset.example.org")
    await editor.presses("Undo")
    await senco.says("/contact who is the lead inclusion advisor for Bishop Fox's", in_=CHANNEL)
    senco.does_not_see("taunton-cover@somerset.example.org")


async def test_a_suggestion_is_accepted_and_its_history_is_told(editor: Person, senco: Person):
    await senco.says('/directory suggest "Directory team"', in_=CHANNEL)
    await senco.fills({"Phone": "01632 960777"})
    await senco.submits()
    await editor.says("/directory review")
    await editor.presses("Accept")
    senco.sees("was accepted")
    await editor.closes()
    await editor.says('/directory history "Directory team"')
    editor.sees("01632 960777", "[Undo]")


async def test_a_change_from_a_later_day_and_an_import_are_written(editor: Person):
    await editor.says('/directory retire "Lead Inclusion Advisor, Mendip 1" nobody from 1 September')
    editor.sees("until 31 August 2022", "[Undo]")
    await editor.says("/directory import", in_=CHANNEL)
    sheet = b"Name,Email\nCover (sample),cover@somerset.example.org\n"
    await editor.attaches("Spreadsheet", "contacts.csv", sheet)
    await editor.picks("What is in it", "Contacts")
    await editor.picks("What is not in the file", ["Keep what is not in the file"])
    await editor.submits()
    await editor.presses("Apply")
    editor.sees("contacts.csv is imported")
