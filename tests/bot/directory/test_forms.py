"""The window and the forms of `/directory`."""

from datetime import timedelta

from sqlalchemy import Engine, text

from bot.clock import PlaygroundClock
from bot.playground.person import Person
from tests.bot.faults import Faults

CHANNEL = "#senco-network"
CONTACT = {"Name": "Attendance mailbox (sample)", "Email": "attendance@somerset.example.org"}


async def opens_add(editor: Person) -> None:
    await editor.says("/directory", in_=CHANNEL)
    await editor.picks("Choose what to add", "Contact")
    await editor.picks("Made-up sample", "Yes")


async def test_the_window_offers_an_editor_everything(editor: Person):
    await editor.says("/directory", in_=CHANNEL)
    editor.sees("Modal: Directory", "Search", "Choose what to add", "[Review queue]", "[History]")


async def test_the_window_offers_others_search_and_a_correction(senco: Person):
    await senco.says("/directory", in_=CHANNEL)
    senco.sees("Search", "[Suggest a correction]", "@Directory editor (sample)")
    senco.does_not_see("Choose what to add", "[History]")


async def test_a_search_in_the_window_leads_to_a_record_and_its_form(editor: Person):
    await editor.says("/directory", in_=CHANNEL)
    await editor.fills({"Search": "taunton 2"})
    await editor.submits()
    editor.sees("Lead Inclusion Advisor, Taunton 2", "[Show]")
    await editor.presses("Show")
    editor.sees("Email: lead-inclusion-advisor-taunton-2@somerset.example.org", "Used by")
    await editor.presses("Edit")
    editor.sees("Modal: Edit contact", "Phone", "01632 960037")


async def test_a_form_above_another_that_comes_too_late_asks_to_press_again(editor: Person, faults: Faults):
    await editor.says("/directory", in_=CHANNEL)
    faults.answer("/api/views.push", '{"ok": false, "error": "expired_trigger_id"}')
    await editor.presses("Review queue")
    editor.sees("Please press the button again.")


async def test_a_contact_is_added_and_can_be_undone(editor: Person):
    await opens_add(editor)
    await editor.fills(CONTACT)
    await editor.submits()
    editor.sees("#senco-network (only you)", "Added the contact 'Attendance mailbox (sample)'", "[Undo]")
    await editor.presses("Undo")
    editor.sees("Removed the contact 'Attendance mailbox (sample)'")


async def test_errors_stand_beside_the_fields_and_what_was_typed_is_kept(editor: Person):
    await opens_add(editor)
    await editor.fills(CONTACT | {"Email": "attendance at somerset", "Phone": "12"})
    errors = await editor.submits()
    assert errors is not None
    assert {"email~0", "phone~0"} == set(errors)
    editor.sees("Phone is not a UK phone number", "Attendance mailbox (sample)", "attendance at somerset")


async def test_a_likely_duplicate_is_shown_before_it_is_saved(editor: Person):
    await opens_add(editor)
    await editor.fills(CONTACT | {"Email": "directory-team@somerset.example.org"})
    await editor.submits()
    editor.sees("This may be in the directory already", "Directory team has the same email")
    editor.sees("Attendance mailbox (sample)", "[Save all the same]")
    await editor.submits()
    editor.sees("Added the contact")


async def test_a_record_is_edited_from_a_day_on(editor: Person):
    await editor.says('/directory edit "Directory team" from 1 September')
    editor.sees("Modal: Edit contact", "2022-09-01", "directory-team@somerset.example.org")
    await editor.fills({"Phone": "01632 960999", "Why": "New number"})
    await editor.submits()
    editor.sees("Phone becomes '01632 960999' from 1 September 2022")
    await editor.says('/directory history "Directory team"')
    editor.sees("Why: New number")


async def test_the_second_of_two_editors_sees_what_the_first_changed_and_chooses(
    editor: Person, officer: Person
):
    await editor.says("/directory roles grant @Council officer (sample) role editor")
    await editor.says('/directory edit "Directory team"')
    await officer.says('/directory edit "Directory team"')
    await officer.fills({"Phone": "01632 960111", "Opening hours": "Mornings"})
    await officer.submits()
    await editor.fills({"Phone": "01632 960222"})
    await editor.submits()
    editor.sees("This was changed while you were typing", "@Council officer (sample)", "01632 960111")
    editor.sees("[Save mine over it]", "Phone", "01632 960222", "Mornings")
    await editor.submits()
    editor.sees("Phone was '01632 960111', now '01632 960222'")
    editor.does_not_see("Opening hours was")


async def test_what_an_import_would_refuse_stands_beside_its_field(editor: Person):
    await opens_add(editor)
    await editor.picks("Made-up sample", "No")
    await editor.fills({"Name": "Attendance line", "Phone": "01632 960123"})
    errors = await editor.submits()
    assert errors == {"phone~0": "Phone: this is made up, so the record must be marked as a sample."}
    await editor.picks("Made-up sample", "Yes")
    await editor.submits()
    editor.sees("Added the contact 'Attendance line'")


async def test_an_assignment_is_for_a_school_or_an_area_and_not_for_schools_where_the_post_is_not(
    editor: Person,
):
    await editor.says("/directory add assignment")
    await editor.picks("Contact", "taunton 2")
    await editor.picks("Post", "Head of SSE")
    await editor.picks("School", "Bishop Fox")
    await editor.picks("Area", "Mendip")
    errors = await editor.submits()
    assert errors is not None
    assert errors["school~0"] == "School: give an area or a school, not both."
    assert errors["post~0"].startswith(
        "Post: 'head-of-sse' is for staff only, but this record is for schools;"
    )


async def test_a_text_that_is_too_long_for_a_form_stays_as_it_is(editor: Person, directory_engine: Engine):
    with directory_engine.begin() as connection:
        connection.execute(text("UPDATE contact SET note = :long"), {"long": "n" * 3990})
        connection.execute(text("UPDATE authority SET revision = revision + 1"))
    await editor.says('/directory edit "Directory team"')
    editor.sees("What they help with stays as it is: it has 3,990 characters")
    twin = "lead-inclusion-advisor-taunton-2@somerset.example.org"
    await editor.fills({"Email": twin, "Opening hours": "Mornings"})
    await editor.submits()
    editor.sees("[Save all the same]", "What they help with stays as it is")
    await editor.submits()
    editor.sees("now 'Mornings'")
    with directory_engine.connect() as connection:
        assert connection.scalar(text("SELECT min(length(note)) FROM contact")) == 3990


async def test_a_reference_is_chosen_by_typing_and_who_holds_the_post_is_named(editor: Person):
    await editor.says("/directory add assignment")
    await editor.picks("Contact", "taunton 2")
    await editor.picks("Post", "Lead Inclusion Advisor")
    await editor.picks("School", "Bishop Fox")
    await editor.submits()
    editor.sees(
        "is Lead Inclusion Advisor for Bishop Fox's School already", "To end that", "/directory assign"
    )


async def test_a_record_is_confirmed_by_a_press(editor: Person, clock: PlaygroundClock):
    clock.advance(timedelta(days=30))
    await editor.says('/directory show "Directory team"')
    await editor.presses("Still right")
    editor.sees("was confirmed on 27 July 2022")


async def test_a_wording_of_everyday_words_alone_does_not_take_over_questions(editor: Person):
    await editor.says("/directory add topic phrase", in_=CHANNEL)
    await editor.fills({"Wording": "who deals with"})
    await editor.picks("Topic", "attendance")
    errors = await editor.submits()
    assert errors is not None
    assert set(errors) == {"phrase~0"}
    editor.sees("'who deals with' is made of everyday words alone", "add a word that says what it is about")
    await editor.fills({"Wording": "wibbling"})
    await editor.submits()
    editor.sees("Added the topic phrase 'wibbling'")
