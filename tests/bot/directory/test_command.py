"""`/directory` with words, as an editor uses it."""

from datetime import date

from bot.clock import PlaygroundClock
from bot.listeners.directory.command import ANSWERS
from bot.listeners.directory.definitions import DIRECTORY
from bot.playground.person import Person

CHANNEL = "#senco-network"
ASSIGN = '/directory assign "Bishop Fox\'s" to "Lead Inclusion Advisor, Taunton 2" from 1 September'
ASK = "/contact who is the lead inclusion advisor for Bishop Fox's"


def test_every_subcommand_is_answered():
    assert set(ANSWERS) == {each.name for each in DIRECTORY.subcommands}


async def test_a_school_is_assigned_from_a_day_on(editor: Person, senco: Person, clock: PlaygroundClock):
    await editor.says(ASSIGN, in_=CHANNEL)
    editor.sees("(only you)", "Lead Inclusion Advisor, Taunton 2", "from 1 September 2022", "[Undo]")
    await senco.says(ASK, in_=CHANNEL)
    senco.does_not_see("Lead Inclusion Advisor, Taunton 2\n")
    clock.set_today(date(2022, 9, 1))
    await senco.says(ASK, in_=CHANNEL)
    senco.sees("Lead Inclusion Advisor, Taunton 2")


async def test_a_post_is_retired_with_its_successor(bury_editor: Person):
    await bury_editor.says('/directory retire "post: SEN Caseworker" successor "EHC Officer"')
    bury_editor.sees("SEN Caseworker", "ends", "[Undo]")


async def test_a_change_is_undone_by_its_number_and_by_its_button(editor: Person):
    await editor.says('/directory alias "Bishop Fox\'s School" add "Bishops"')
    editor.sees("Other names", "Bishops", "Change 2")
    await editor.says("/directory undo 2")
    editor.sees("Other names was 'Bishops'")
    await editor.presses("Undo")
    editor.sees("Other names was empty, now 'Bishops'")


async def test_what_was_changed_since_is_not_undone_and_told(editor: Person):
    await editor.says('/directory alias "area: Mendip" add "Mendips"')
    await editor.says('/directory alias "area: Mendip" add "The Mendips"')
    await editor.says("/directory undo 2")
    editor.sees(
        "Change 2 stands and was not taken back", "@Directory editor (sample)", "change 3", "The Mendips"
    )
    editor.sees("first take back what came after it", "/directory undo 3")


async def test_what_was_taken_back_already_says_by_which_change_and_how_to_have_it_again(editor: Person):
    await editor.says('/directory alias "area: Mendip" add "Mendips"')
    await editor.says("/directory undo 2")
    await editor.says("/directory undo 2")
    editor.sees("Change 2 was taken back already, by change 3", "/directory undo 3")
    await editor.says("/directory undo 3")
    editor.sees("Other names was empty, now 'Mendips'")
    await editor.says("/directory history Mendip")
    editor.sees("Why: Takes back change 3.")


async def test_an_undo_says_what_is_true_after_undos_of_undos(editor: Person):
    await editor.says('/directory alias "area: Mendip" add "Mendips"')
    for number in (2, 3, 4, 5):
        await editor.says(f"/directory undo {number}")
    await editor.says('/directory alias "area: Mendip" add "The Mendips"')
    await editor.says("/directory undo 2")
    editor.sees("Change 2 stands and was not taken back", "change 7", "/directory undo 7")
    editor.does_not_see("was taken back already")
    await editor.says("/directory undo 7")
    await editor.says("/directory undo 2")
    editor.sees("Other names was 'Mendips', now empty")


async def test_an_undo_that_would_empty_the_directory_asks_first_and_can_be_kept_from(editor: Person):
    await editor.says("/directory history")
    await editor.presses("Undo")
    editor.sees("would remove 885 of the 885 records in use", "Nothing has been changed yet")
    await editor.presses("Keep them")
    editor.sees("Change 1 was not taken back. Nothing was changed.")
    await editor.says("/directory find bishop fox")
    editor.sees("Bishop Fox's School")


async def test_an_undo_that_would_empty_the_directory_goes_ahead_once_confirmed(editor: Person):
    await editor.says("/directory undo 1")
    await editor.presses("Yes, remove them")
    editor.sees("Change 2. Answers say so at once.")
    await editor.presses("Undo")
    editor.sees("Change 3. Answers say so at once.")


async def test_a_change_says_from_when_answers_use_it(editor: Person):
    await editor.says('/directory alias "area: Mendip" add "Mendips"')
    editor.sees("Change 2. Answers say so at once.")
    await editor.says(
        '/directory assign "Bishop Fox\'s" to "Lead Inclusion Advisor, Taunton 2" from 1 September'
    )
    editor.sees("Change 3. Answers say so from 1 September 2022.")


async def test_a_record_that_was_confirmed_today_says_so(editor: Person):
    await editor.says('/directory verify "area: Mendip"')
    await editor.says('/directory verify "area: Mendip"')
    editor.sees("It was confirmed today already")


async def test_the_contact_for_a_child_in_danger_is_not_retired_without_a_word(editor: Person):
    retire = '/directory retire "Children\'s social care out of hours"'
    await editor.says(retire)
    editor.sees("the route for a child in danger out of hours", "[Choose a successor]", "[Nobody, for now]")
    await editor.presses("Nobody, for now")
    editor.sees("Children's social care out of hours' ends", "[Undo]")


async def test_the_history_of_a_record_names_who_changed_what(editor: Person):
    await editor.says('/directory alias "area: Mendip" add "Mendips"')
    await editor.says('/directory history "Mendip"')
    editor.sees("@Directory editor (sample)", "27 June 2022", "Mendips", "[Undo]")


async def test_an_undo_of_what_never_was_is_explained(editor: Person):
    await editor.says("/directory undo 4200")
    editor.sees("There is no change number 4200")


async def test_find_matches_as_questions_do(senco: Person):
    await senco.says("/directory find bishop fox", in_=CHANNEL)
    senco.sees("Bishop Fox's School", "school, Taunton", "[Show]")
    await senco.presses("Show")
    senco.sees("URN: 136851", "Area: Somerset West and Taunton", "Last checked")


async def test_nothing_found_is_said(senco: Person):
    await senco.says("/directory find zzzz")
    senco.sees("I found nothing for 'zzzz'")


async def test_what_is_for_staff_is_not_found_by_schools(playground, senco: Person, officer: Person):
    await officer.says("/directory find Head of SSE")
    officer.sees("Head of SSE", "post")
    await senco.says("/directory find Head of SSE")
    senco.does_not_see("[Show]")


async def test_two_records_of_one_name_are_told_apart_by_a_press(bury_editor: Person):
    await bury_editor.says('/directory verify "EHC Officer"')
    bury_editor.sees("Which “EHC Officer” do you mean?", "[EHC Officer (contact)]", "[EHC Officer (post)]")
    await bury_editor.presses("EHC Officer (post)")
    bury_editor.sees("EHC Officer")


async def test_an_unknown_subcommand_suggests_the_nearest(senco: Person):
    await senco.says("/directory retrie")
    senco.sees("Did you mean `/directory retire`?")


async def test_help_names_every_subcommand_in_one_message_and_explains_each(senco: Person):
    await senco.says("/directory help")
    senco.sees(*(each.what for each in DIRECTORY.subcommands))
    await senco.says("/directory help assign")
    senco.sees("Gives a school or an area to a contact", "[from DAY]", "For example", "Taunton 2")


async def test_who_may_not_is_told_who_may_and_offered_a_correction(senco: Person):
    await senco.says(ASSIGN, in_=CHANNEL)
    senco.sees("you must be an editor", "@Directory editor (sample)", "[Suggest a correction]")


async def test_retiring_what_is_used_asks_for_a_successor_or_nobody(editor: Person):
    await editor.says('/directory retire "Lead Inclusion Advisor, Mendip 1" from 1 September')
    editor.sees("is still used", "[Choose a successor]", "[Nobody, for now]")
    await editor.presses("Choose a successor")
    await editor.submits()
    editor.sees("Choose who takes its place, or tick")
    await editor.picks("Who takes its place", "Mendip 2")
    await editor.submits()
    editor.sees("Lead Inclusion Advisor, Mendip 2 takes its place", "until 31 August 2022", "[Undo]")


async def test_nobody_for_now_is_one_press(editor: Person):
    await editor.says('/directory retire "Lead Inclusion Advisor, Mendip 1" from Friday')
    await editor.presses("Nobody, for now")
    editor.sees("until 30 June 2022")


async def test_owners_grant_and_revoke_roles(editor: Person, officer: Person, senco: Person):
    await officer.says('/directory verify "contact: Directory team"')
    officer.sees("you must be an editor")
    await editor.says('/directory roles grant @Council officer (sample) role editor in "Mendip"')
    editor.sees("@Council officer (sample) is now an editor of the directory for Mendip")
    await officer.says('/directory alias "area: Sedgemoor" add "Bridgwater way"')
    officer.sees("this is outside it")
    await senco.says("/directory roles")
    senco.sees("Owners: @Directory editor (sample)", "Editor: @Council officer (sample), Mendip")
    await editor.says("/directory roles revoke @Council officer (sample)")
    editor.sees("no longer an owner or editor")


async def test_a_guest_cannot_be_given_a_role(editor: Person):
    await editor.says("/directory roles grant @Headteacher, guest (sample) role editor")
    editor.sees("cannot be an owner or editor")


async def test_an_editor_cannot_grant_roles(senco: Person):
    await senco.says("/directory roles grant @SENCO (sample) role owner")
    senco.sees("To manage roles you must be an owner")


async def test_an_editor_of_an_area_is_told_before_typing_what_is_outside_it(editor: Person, officer: Person):
    await editor.says('/directory roles grant @Council officer (sample) role editor in "Mendip"')
    await officer.says('/directory edit "Bishop Fox\'s School"')
    officer.sees("You edit one part of the directory, and this is outside it")
    officer.does_not_see("Modal: Edit school")
    await officer.says('/directory edit "Wookey Primary School"')
    officer.sees("Modal: Edit school")


async def test_the_urn_of_a_school_is_shown_once(senco: Person):
    await senco.says('/directory show "Bishop Fox\'s School"', in_=CHANNEL)
    senco.sees("URN: 136851")
    assert senco.transcript().count("URN:") == 1
