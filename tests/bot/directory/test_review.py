"""The review queue: what was left empty, and lists that are longer than a page."""

import pytest

from bot.listeners.directory.memo import Memo
from bot.playground.person import Person
from bot.views.directory.queue import MOST, page_of

CHANNEL = "#senco-network"


@pytest.fixture
async def left_empty(editor: Person) -> None:
    """The advisor for Wookey, among other schools, is gone, and nobody takes their place."""
    await editor.says('/directory retire "Lead Inclusion Advisor, Mendip 1" nobody')
    editor.sees("[Undo]")


async def test_where_nothing_is_empty_the_queue_says_so(editor: Person):
    await editor.says("/directory review")
    editor.sees("Left empty: 0", "Nothing waits here")


async def test_a_school_without_an_advisor_is_assigned_one_from_the_queue(
    left_empty, editor: Person, senco: Person
):
    await editor.says("/directory review")
    editor.sees("has no Lead Inclusion Advisor", "[Assign]")
    first = next(line for line in editor.transcript().splitlines() if "has no Lead" in line)
    school = first.partition(",")[0].strip()
    await editor.presses("Assign")
    editor.sees("Modal: Assign", first.strip())
    await editor.picks("Who fills it", "Lead Inclusion Advisor, Mendip 2")
    await editor.submits()
    editor.sees("Modal: Review queue", "Lead Inclusion Advisor, Mendip 2", "[Undo]")
    editor.does_not_see(first.strip())
    await senco.says(f"/contact who is the lead inclusion advisor for {school}", in_=CHANNEL)
    senco.sees("Lead Inclusion Advisor, Mendip 2")


async def test_a_contact_who_is_gone_cannot_fill_a_place(left_empty, editor: Person, officer: Person):
    await editor.says("/directory roles grant @Council officer (sample) role editor")
    await editor.says("/directory review")
    await editor.presses("Assign")
    await editor.picks("Who fills it", "Lead Inclusion Advisor, Mendip 2")
    await officer.says('/directory retire "Lead Inclusion Advisor, Mendip 2" nobody')
    errors = await editor.submits()
    assert errors is not None
    assert "only until 26 June 2022. Choose another contact." in errors["contact"]


async def test_a_service_that_lost_its_owner_is_edited_from_the_queue(editor: Person):
    await editor.says('/directory add service called "Lanterns"')
    await editor.picks("Contact", "Directory team")
    await editor.submits()
    await editor.says('/directory retire "Directory team" nobody')
    await editor.says("/directory review")
    editor.sees("Nobody owns the service 'Lanterns'", "[Edit]")
    await editor.presses("Edit")
    editor.sees("Modal: Edit service", "Lanterns")


async def test_an_editor_of_another_area_sees_what_is_empty_but_cannot_fill_it(
    left_empty, editor: Person, officer: Person
):
    await editor.says('/directory roles grant @Council officer (sample) role editor in "Sedgemoor"')
    await officer.says("/directory review")
    officer.sees("has no Lead Inclusion Advisor")
    assert "Assign" not in officer.buttons()


async def test_a_place_that_another_editor_filled_meanwhile_is_said_to_be_filled(
    left_empty, editor: Person, officer: Person
):
    await editor.says("/directory roles grant @Council officer (sample) role editor")
    await officer.says("/directory review")
    await editor.says(
        '/directory assign "area: Mendip" to "Lead Inclusion Advisor, Mendip 2" as "Lead Inclusion Advisor"'
    )
    await officer.presses("Assign")
    officer.sees("Another editor has filled this place already")


async def test_a_long_list_is_turned_page_by_page_and_stays_there(editor: Person, senco: Person):
    for number in range(MOST + 1):
        await senco.says('/directory suggest "Directory team"')
        await senco.fills({"What is wrong": f"Remark {number}."})
        await senco.submits()
    await editor.says("/directory review")
    editor.sees("Suggested corrections: 9", "1 to 8 of 9.", "Remark 0.", "[Next: suggested corrections]")
    editor.does_not_see("Remark 8.", "[Previous: suggested corrections]")
    await editor.presses("Next: suggested corrections")
    editor.sees("9 to 9 of 9.", "Remark 8.", "[Previous: suggested corrections]")
    editor.does_not_see("Remark 0.", "[Next: suggested corrections]")
    await editor.presses("Decline")
    await editor.fills({"Why not": "It is right"})
    await editor.submits()
    await editor.says("/directory review")
    editor.sees("Suggested corrections: 8")


async def test_a_suggestion_about_a_record_that_is_gone_can_still_be_declined(editor: Person, senco: Person):
    await editor.says('/directory add contact called "Lantern desk (sample)"')
    await editor.submits()
    await senco.says('/directory suggest "Lantern desk (sample)"')
    await senco.fills({"What is wrong": "It is dark."})
    await senco.submits()
    await editor.presses("Undo")
    await editor.says("/directory review")
    editor.sees("Suggested corrections: 1", "no longer in the directory", "It is dark.")
    assert "Accept" not in editor.buttons()
    await editor.presses("Decline")
    await editor.fills({"Why not": "The desk was never there"})
    await editor.submits()
    senco.sees("The desk was never there")


@pytest.mark.parametrize(("number", "shown"), [(-1, 0), (0, 0), (1, 1), (2, 2), (9, 2)])
def test_a_page_that_is_no_longer_there_is_the_last_one(number, shown):
    page = page_of(range(2 * MOST + 1), number)
    assert page.number == shown
    assert list(page.entries) == list(range(2 * MOST + 1))[shown * MOST : (shown + 1) * MOST]


def test_an_empty_list_has_one_empty_page():
    assert (page_of([], 3).number, list(page_of([], 3).entries), page_of([], 3).last) == (0, [], 0)


def test_the_pages_of_the_queue_survive_in_its_memo():
    assert Memo.unpacked(Memo(pages=(0, 1, 2, 0)).packed()).pages == (0, 1, 2, 0)
