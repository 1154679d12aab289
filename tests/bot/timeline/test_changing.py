"""Owners change a timeline with words."""

from datetime import date, timedelta

import pytest

from bot.clock import PlaygroundClock
from bot.listeners.directory.words import split
from bot.listeners.timeline.definitions import TIMELINE
from bot.playground.person import Person

CHANNEL = "#restructure"


@pytest.mark.parametrize("each", TIMELINE.subcommands, ids=lambda each: each.name)
def test_every_example_is_understood_by_its_own_subcommand(each):
    name, *rest = split(each.example)
    assert name.text == each.name
    each.understand(rest)


async def test_a_date_is_added_and_taken_back(editor: Person, officer: Person):
    await editor.says('/timeline add "Drop-in session" on 4 August', in_=CHANNEL)
    editor.sees("(only you)", "Drop-in session", "4 August 2022", "[Undo]")
    await officer.says("/timeline")
    officer.sees("Thu 4 Aug", "Drop-in session")
    await editor.presses("Undo")
    await officer.says("/timeline")
    officer.does_not_see("Drop-in session")


async def test_a_date_is_added_with_days_a_condition_and_its_readers(editor: Person, senco: Person):
    await editor.says(
        '/timeline add "School briefing" on 13 and 18 July if "the hall is free" for schools provisional'
    )
    await senco.says("/timeline")
    senco.sees("Wed 13 Jul", "Mon 18 Jul", "School briefing. Provisional. Only if the hall is free")


async def test_readers_that_there_are_not_are_refused(editor: Person):
    await editor.says('/timeline add "Drop-in" on 4 August for parents')
    editor.sees("Nothing was changed", "for staff", "for parents")


async def test_a_date_is_moved(editor: Person, officer: Person):
    await editor.says('/timeline move "Scrutiny" to 15 August')
    editor.sees("25 July", "15 August 2022", "[Undo]")
    await officer.says("/timeline")
    officer.sees("Mon 15 Aug, in 49 days: Children and Families scrutiny committee")


async def test_one_of_several_days_is_moved(editor: Person, officer: Person):
    await editor.says('/timeline move "share proposals" to 20 July')
    editor.sees("19 July 2022")
    editor.does_not_see("[Undo]")
    await editor.says('/timeline move "share proposals" from 19 July to 20 July')
    await officer.says("/timeline")
    officer.sees("Wed 6 Jul", "Wed 20 Jul")
    officer.does_not_see("Tue 19 Jul")


async def test_a_date_is_confirmed(editor: Person, officer: Person):
    await editor.says('/timeline confirm "Business case"')
    editor.sees("Business case", "[Undo]")
    await officer.says("/timeline")
    officer.does_not_see("Provisional", "Only if")


async def test_a_confirmed_date_no_longer_has_its_condition_in_its_title(editor: Person):
    await editor.says('/timeline confirm "Business case"')
    await editor.says("/timeline")
    assert "subject to Exec SLT agreement" not in editor.transcript().rpartition("Stage:")[2]


async def test_what_another_owner_changed_shortly_before_is_told(
    editor: Person, officer: Person, clock: PlaygroundClock
):
    await editor.says("/directory roles grant @Council officer (sample) role owner")
    await editor.says("/timeline move Scrutiny to 27 July")
    clock.advance(timedelta(minutes=5))
    await officer.says("/timeline move Scrutiny to 28 July")
    officer.sees(
        "Somebody else changed this date shortly before you",
        "@Directory editor (sample): Children and Families scrutiny committee moved from 25 to 27 July 2022.",
        "moved from 27 to 28 July 2022",
    )


async def test_what_was_changed_long_before_or_by_oneself_is_not_told_again(
    editor: Person, officer: Person, clock: PlaygroundClock
):
    await editor.says("/directory roles grant @Council officer (sample) role owner")
    await editor.says("/timeline move Scrutiny to 27 July")
    await editor.says("/timeline move Scrutiny to 26 July")
    editor.does_not_see("Somebody else")
    clock.advance(timedelta(minutes=11))
    await officer.says("/timeline move Scrutiny to 28 July")
    officer.does_not_see("Somebody else")


@pytest.mark.parametrize(
    ("day", "said"),
    [
        ("28 August", "Sun 28 Aug is at the weekend."),
        ("29 August", "Mon 29 Aug is a bank holiday."),
        ("2022-06-20", "Mon 20 Jun has gone by."),
    ],
)
async def test_a_day_that_may_be_a_slip_is_pointed_out(day: str, said: str, editor: Person):
    await editor.says(f"/timeline move Scrutiny to {day}")
    editor.sees(said)


async def test_one_day_of_several_is_cancelled_also_after_it(editor: Person, clock: PlaygroundClock):
    clock.set_today(date(2022, 7, 20))
    await editor.says('/timeline cancel "share proposals" on 19 July')
    editor.sees("19 July 2022", "[Undo]")
    await editor.says("/timeline")
    editor.sees("Tue 19 Jul: Share proposals with schools and early years sector reps. Cancelled")
    editor.sees("Wed 6 Jul: Share proposals with schools and early years sector reps\n")


async def test_a_whole_date_is_cancelled_and_stays_to_be_seen(editor: Person, officer: Person):
    await editor.says("/timeline cancel Scrutiny")
    await officer.says("/timeline")
    officer.sees("Children and Families scrutiny committee. Cancelled")


async def test_two_dates_of_one_name_are_told_apart_by_a_press(editor: Person):
    await editor.says("/timeline cancel feedback")
    editor.sees("Which “feedback” do you mean?", "Nothing was changed yet")
    await editor.presses("30 Aug 2022: SLT discuss feedback (date)")
    editor.sees("SLT discuss feedback", "[Undo]")


async def test_a_name_that_there_is_not_is_answered_with_those_there_are(editor: Person):
    await editor.says('/timeline move "Picnic" to 15 August')
    editor.sees("Picnic", "Nothing was changed", "Children and Families scrutiny committee")


@pytest.mark.parametrize(
    "line",
    [
        'add "Picnic" on 4 August',
        "move Scrutiny to 15 August",
        "confirm Business case",
        "cancel Scrutiny",
        'new "Another one"',
    ],
)
async def test_nobody_but_an_owner_changes_it_and_the_owners_are_named(
    line: str, officer: Person, senco: Person
):
    for person in (officer, senco):
        await person.says(f"/timeline {line}")
        person.sees("you must be an owner", "Nothing was changed", "@Directory editor (sample)")
        person.does_not_see("Suggest a correction", "committee")


async def test_a_refusal_is_the_same_whether_or_not_there_is_such_a_date(senco: Person):
    said = []
    for line in ("move Scrutiny to 15 August", "move Picnic to 15 August"):
        await senco.says(f"/timeline {line}")
        said.append(senco.transcript().splitlines()[-1])
    assert said[0] == said[1]
