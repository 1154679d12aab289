"""The forms for a new date and a new consultation."""

from sqlalchemy import Engine, text

from bot.playground.person import Person

LIKE = '/timeline new like "Somerset redesign" from 11 January'


async def opens_add(editor: Person) -> None:
    await editor.says("/timeline")
    await editor.presses("Add a date")


async def test_a_date_is_added_in_a_form(editor: Person, senco: Person):
    await opens_add(editor)
    editor.sees("Modal: Add a date", "What happens", "Who may see it", "Status")
    await editor.fills({"What happens": "School briefing", "Other days": "13 and 18 July"})
    await editor.picks("Day", "2022-07-11")
    await editor.picks("Who may see it", "Everybody")
    await editor.picks("Status", "Provisional")
    await editor.submits()
    editor.sees("School briefing", "[Undo]")
    await senco.says("/timeline")
    senco.sees("Mon 11 Jul", "Wed 13 Jul", "Mon 18 Jul", "School briefing. Provisional")


async def test_a_date_is_for_whoever_sees_the_consultation_unless_somebody_says_otherwise(
    editor: Person, senco: Person
):
    await opens_add(editor)
    await editor.fills({"What happens": "Meeting of managers"})
    await editor.picks("Day", "2022-07-11")
    await editor.submits()
    await senco.says("/timeline")
    senco.does_not_see("Meeting of managers")


async def test_days_that_are_none_stand_beside_their_field_and_the_rest_is_kept(editor: Person):
    await opens_add(editor)
    await editor.fills({"What happens": "School briefing", "Other days": "some day"})
    await editor.picks("Day", "2022-07-11")
    errors = await editor.submits()
    assert errors is not None
    assert set(errors) == {"days"}
    editor.sees("'some day' is not a day that I understand", "School briefing", "2022-07-11")


async def test_a_date_that_is_there_already_is_refused_beside_its_title(editor: Person):
    await opens_add(editor)
    await editor.fills({"What happens": "Executive SLT"})
    await editor.picks("Day", "2022-06-27")
    errors = await editor.submits()
    assert errors is not None
    assert set(errors) == {"title"}


async def test_a_consultation_is_begun_with_dates_of_its_own(editor: Person):
    await editor.says('/timeline new "Second redesign"')
    await editor.picks("First day of the consultation", "2023-01-11")
    await editor.picks("Last day of the consultation", "2023-02-22")
    await editor.fills({"Dates": "12 January 2023: Open session\n\n20 January 2023: Drop-in session"})
    await editor.submits()
    editor.sees("Second redesign", "[Undo]")
    await editor.says("/timeline")
    editor.sees(
        "Second redesign", "Open session", "Drop-in session", "Education & Inclusion Services Redesign"
    )
    assert editor.transcript().rindex("Second redesign") < editor.transcript().rindex("Education & Inclusion")


async def test_a_line_that_names_no_day_is_named_by_its_number(editor: Person):
    await editor.says('/timeline new "Second redesign"')
    await editor.picks("First day of the consultation", "2023-01-11")
    for typed, said in (
        ("12 January: Open session\nsoon: Drop-in", "Line 2 does not begin with a day"),
        ("12 January", "Line 1 needs a day, a colon"),
    ):
        await editor.fills({"Dates": typed})
        errors = await editor.submits()
        assert errors is not None
        assert said in errors["dates"]
    editor.sees("Second redesign", "2023-01-11")


async def test_a_last_day_before_the_first_is_refused_beside_it(editor: Person):
    await editor.says('/timeline new "Second redesign"')
    await editor.picks("First day of the consultation", "2023-01-11")
    await editor.picks("Last day of the consultation", "2023-01-10")
    errors = await editor.submits()
    assert errors is not None
    assert set(errors) == {"ends_on"}


async def test_the_dates_of_another_one_are_previewed_before_anything_is_saved(editor: Person):
    await editor.says(LIKE)
    editor.sees("Modal: New consultation", "Nothing is saved yet", "Formal start of collective consultation")
    editor.sees("2023-01-11", "2023-02-20")
    hints = [block.get("hint", {}).get("text") for block in editor.modal()["blocks"]]
    assert "Was Tue 5 Jul." in hints
    assert "Was Tue 28 Jun. Subject to Exec SLT agreement" in hints
    await editor.closes()
    await editor.says("/timeline")
    editor.does_not_see("2023")


async def test_previewed_dates_are_changed_left_out_and_saved(editor: Person):
    await editor.says(LIKE)
    await editor.fills({"Title": "Second redesign"})
    await editor.picks("Children and Families scrutiny committee", "2023-02-06")
    await editor.fills({"SLT discuss feedback": ""})
    await editor.submits()
    editor.sees("Second redesign", "[Undo]")
    await editor.says("/timeline")
    second = editor.transcript().split("Second redesign")[-1].split("Education & Inclusion")[0]
    assert "Mon 6 Feb 2023" in second
    assert "SLT discuss feedback" not in second
    assert "Provisional" in second


async def test_what_was_begun_is_taken_back_by_its_button(editor: Person):
    await editor.says(LIKE)
    await editor.fills({"Title": "Second redesign"})
    await editor.submits()
    await editor.presses("Undo")
    await editor.says("/timeline")
    editor.does_not_see("Second redesign")


async def test_a_title_that_there_is_already_is_refused_and_the_preview_stays(editor: Person):
    await editor.says(LIKE)
    await editor.fills({"Title": "Education & Inclusion Services Redesign"})
    errors = await editor.submits()
    assert errors is not None
    assert set(errors) == {"title_previewed"}
    editor.sees("Nothing is saved yet", "2023-02-20")


async def test_the_form_leads_to_the_preview(editor: Person):
    await editor.says("/timeline")
    await editor.presses("New consultation")
    await editor.fills({"Title": "Second redesign"})
    await editor.picks("First day of the consultation", "2023-01-11")
    await editor.picks("Take over the dates of", "Education & Inclusion")
    await editor.submits()
    editor.sees("Nothing is saved yet", "Second redesign", "2023-02-20")
    await editor.submits()
    editor.sees("Second redesign", "[Undo]")


async def test_a_consultation_does_not_begin_on_a_bank_holiday(editor: Person):
    await editor.says('/timeline new like "Somerset redesign" from 26 December')
    editor.sees("26 December 2022 is a weekend or a bank holiday", "28 December 2022")


async def test_dates_like_anothers_need_a_first_day(editor: Person):
    await editor.says('/timeline new like "Somerset redesign"')
    editor.sees("Say on which day it begins", "from 11 January")


async def test_a_consultation_is_edited_and_its_first_date_goes_along(editor: Person, officer: Person):
    await editor.says("/timeline edit")
    editor.sees("Edit consultation", "Education & Inclusion Services Redesign")
    await editor.fills(
        {
            "Title": "The redesign",
            "Stage": "final",
            "First day of the consultation": "2022-07-07",
        }
    )
    await editor.submits()
    editor.sees("Formal start of collective consultation moved from 5 to 7 July 2022.", "[Undo]")
    await officer.says("/timeline")
    officer.sees("The redesign", "final", "Thu 7 Jul to Fri 12 Aug")


async def test_a_summary_that_is_too_long_for_a_form_is_not_cut(editor: Person, directory_engine: Engine):
    long = "s" * 3990
    with directory_engine.begin() as connection:
        connection.execute(text("UPDATE consultation SET summary = :long"), {"long": long})
        connection.execute(text("UPDATE authority SET revision = revision + 1"))
    await editor.says("/timeline edit")
    editor.sees("What it is about stays as it is: it has 3,990 characters")
    await editor.fills({"Title": "The redesign"})
    await editor.submits()
    editor.sees("now 'The redesign'")
    with directory_engine.connect() as connection:
        assert connection.scalars(text("SELECT DISTINCT summary FROM consultation")).all() == [long]


async def test_the_second_of_two_owners_sees_what_the_first_changed_and_keeps_what_was_typed(
    editor: Person, officer: Person
):
    await editor.says("/directory roles grant @Council officer (sample) role owner")
    await officer.says("/timeline edit")
    await editor.says("/timeline edit")
    await editor.fills({"Title": "The redesign", "What it is about": "Who does what from January."})
    await editor.submits()
    await officer.fills({"Title": "Our redesign"})
    await officer.picks("Stage", "Final")
    await officer.submits()
    officer.sees("This was changed while you were typing", "@Directory editor (sample)", "now 'The redesign'")
    officer.sees("[Save mine over it]", "Our redesign", "Final", "Who does what from January.")
    await officer.submits()
    officer.sees("Title was 'The redesign', now 'Our redesign'", "Stage was 'proposed', now 'final'")
    officer.does_not_see("Summary was")


async def test_a_day_that_another_owner_moved_while_the_form_was_open_is_not_overwritten_unseen(
    editor: Person, officer: Person
):
    await editor.says("/directory roles grant @Council officer (sample) role owner")
    await officer.says("/timeline edit")
    await editor.says('/timeline move "Conclusion" to 19 August')
    await officer.fills({"Last day of the consultation": "2022-08-26"})
    await officer.submits()
    officer.sees("Nothing of yours was saved yet.", "now 19 August 2022", "2022-08-26")
    await editor.says("/timeline")
    editor.sees("Tue 5 Jul to Fri 19 Aug")
