"""`/timeline` on its own, and its help, for everybody who may type it."""

from datetime import date

from bot.clock import PlaygroundClock
from bot.listeners.timeline.command import ANSWERS
from bot.listeners.timeline.definitions import TIMELINE
from bot.playground.person import Person
from bot.views.timeline.picture import NOTHING

CHANNEL = "#senco-network"


def test_every_subcommand_is_answered():
    assert set(ANSWERS) >= {each.name for each in TIMELINE.subcommands}


async def test_council_staff_see_the_consultation_alone(officer: Person, senco: Person):
    await officer.says("/timeline", in_=CHANNEL)
    officer.sees("(only you)", "Education & Inclusion Services Redesign", "Stage: proposed")
    officer.sees("Not begun: it starts in 8 days.", "Today: Mon 27 Jun", "Next: Tue 28 Jun, tomorrow")
    officer.sees("Provisional", "Only if Exec SLT agrees", "Mon 25 Jul, in 28 days")
    assert "Redesign" not in senco.transcript()


async def test_the_day_moves_what_is_done_and_next(officer: Person, clock: PlaygroundClock):
    clock.set_today(date(2022, 7, 27))
    await officer.says("/timeline")
    officer.sees("Done", "Day 23 of 39, 16 days left.", "Next: Fri 12 Aug, in 16 days")


async def test_schools_see_only_the_dates_that_are_for_them(senco: Person):
    await senco.says("/timeline", in_=CHANNEL)
    senco.sees("Key dates", "Wed 6 Jul", "Share proposals with schools", "[Add to calendar]")
    senco.does_not_see("Redesign", "Scrutiny", "Stage", "[Add a date]", "[New consultation]")


async def test_where_nothing_is_for_schools_they_are_told_the_ordinary_words(playground):
    senco = playground.person("SENCO (sample)", team="T0BURY")
    await senco.says("/timeline")
    senco.sees(NOTHING)
    senco.does_not_see("[Add to calendar]")
    await senco.says("/timeline calendar")
    senco.sees(NOTHING)


async def test_owners_are_offered_to_change_it(editor: Person, officer: Person):
    await editor.says("/timeline")
    editor.sees("[Add to calendar]", "[Add a date]", "[New consultation]")
    await officer.says("/timeline")
    officer.does_not_see("[Add a date]")


async def test_the_help_names_every_subcommand_that_one_may_use(editor: Person, senco: Person):
    await editor.says("/timeline help")
    editor.sees(*(each.what for each in TIMELINE.subcommands))
    await senco.says("/timeline help")
    senco.sees("/timeline calendar", "/timeline follow", "/timeline stop")
    senco.does_not_see("/timeline add", "/timeline move", "/timeline status")
    await senco.says("/timeline help move")
    senco.sees("/timeline move", "For example:", '"Scrutiny" to 15 August')


async def test_a_misspelt_subcommand_suggests_the_nearest(senco: Person):
    await senco.says("/timeline cancle")
    senco.sees("There is no", "/timeline cancle", "Did you mean", "/timeline cancel")
