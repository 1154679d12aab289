"""Spreadsheets in and out, through Slack."""

import csv
import io
import zipfile

import pytest

from bot.listeners.directory import files
from bot.playground.person import Person

CHANNEL = "#senco-network"
NEW = "Name,Email\nAttendance mailbox (sample),attendance@somerset.example.org\n"


async def uploads(editor: Person, content: str, *, kind: str = "Contacts", keep: bool = True) -> None:
    await editor.says("/directory import", in_=CHANNEL)
    await editor.attaches("Spreadsheet", "contacts.csv", content.encode())
    await editor.picks("What is in it", kind)
    if keep:
        await editor.picks("What is not in the file", ["Keep what is not in the file"])
    await editor.submits()


async def test_a_file_is_previewed_and_written_only_when_applied(editor: Person):
    await uploads(editor, NEW)
    editor.sees("Preview of contacts.csv", "Contacts: 1 added", "Nothing is written yet", "[Apply]")
    report = list(csv.reader(io.StringIO(editor.downloads("contacts-report.csv").decode("utf-8-sig"))))
    assert any("Attendance mailbox (sample)" in row for row in report)
    await editor.says("/directory find Attendance mailbox")
    editor.does_not_see("attendance@somerset.example.org")
    await editor.presses("Apply")
    editor.sees("contacts.csv is imported: 1 contact added", "[Undo]")
    await editor.says("/directory find Attendance mailbox")
    editor.sees("attendance@somerset.example.org")


async def test_rows_that_look_alike_are_listed_in_the_preview_and_can_be_applied(editor: Person):
    await uploads(editor, "Name,Email\nHelp line,help@somerset.gov.uk\nHelp line,line@somerset.gov.uk\n")
    editor.sees(
        "1 new record looks like another one",
        "line 3: 'Help line' would be new, but line 2 has the same name",
        "[Apply]",
    )


async def test_a_mistake_is_listed_with_its_line_and_cannot_be_applied(editor: Person):
    await uploads(editor, "Name,Email\nA mailbox (sample),not an address\n")
    editor.sees("1 mistake in the file", "line 2, Email: 'not an address' is not an email address")
    assert "Apply" not in editor.buttons()
    assert "not an address" in editor.downloads("contacts-report.csv").decode("utf-8-sig")


async def test_removing_more_than_a_tenth_asks_again(editor: Person):
    await uploads(editor, "Name\nSchool attendance\n", kind="Services", keep=False)
    editor.sees("so it has to be confirmed")
    await editor.presses("Apply")
    editor.sees("This would remove", "[Yes, remove them]", "[Keep what is not in the file]")
    await editor.presses("Yes, remove them")
    editor.sees("is imported", "services removed", "[Undo]")


async def test_what_would_be_removed_can_be_kept_instead(editor: Person):
    await uploads(editor, "Name\nSchool attendance\n", kind="Services", keep=False)
    await editor.presses("Apply")
    await editor.presses("Keep what is not in the file")
    editor.sees("Preview of contacts.csv", "0 removed")


async def test_a_preview_that_the_directory_has_outgrown_is_shown_anew(editor: Person):
    await uploads(editor, NEW)
    await editor.says('/directory alias "area: Mendip" add "Mendips"', in_=CHANNEL)
    await editor.presses("Apply")
    editor.sees("The directory has changed since this preview was made", "Preview of contacts.csv")


async def test_a_file_that_is_no_table_is_explained(editor: Person):
    await editor.says("/directory import", in_=CHANNEL)
    await editor.attaches("Spreadsheet", "contacts.xlsx", b"not a workbook")
    await editor.submits()
    editor.sees("contacts.xlsx was not imported", "cannot be read", "Nothing was changed")


async def test_a_file_that_is_too_large_is_told_another_way_in(
    editor: Person, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(files, "LARGEST", 1 << 20)
    await editor.says("/directory import", in_=CHANNEL)
    await editor.attaches("Spreadsheet", "contacts.csv", bytes(2 << 20))
    await editor.submits()
    editor.sees("it is larger than 1 MB. Nothing was changed. Pack it into a zip file and upload that")
    editor.does_not_see("upload it again")


async def test_only_editors_of_the_whole_directory_import_and_export(senco: Person):
    await senco.says("/directory import")
    senco.sees("To import a file you must be an editor of the whole directory")
    await senco.says("/directory export")
    senco.sees("To export the directory you must be an editor of the whole directory")


async def test_the_directory_is_sent_as_a_file_to_who_asked(editor: Person, senco: Person):
    await editor.says("/directory export csv", in_=CHANNEL)
    editor.sees("I have sent you somerset.zip in a direct message")
    packed = zipfile.ZipFile(io.BytesIO(editor.downloads("somerset.zip")))
    assert "contacts.csv" in packed.namelist()
    assert "somerset.zip" not in senco.transcript()


async def test_an_unknown_format_is_explained(editor: Person):
    await editor.says("/directory export pdf")
    editor.sees("Choose one of these: csv, xlsx, pack, hsds")
