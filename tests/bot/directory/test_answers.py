"""What an answer offers for keeping the directory true."""

from datetime import date

from bot.clock import PlaygroundClock
from bot.playground.person import Person

ASK = "/contact who is the lead inclusion advisor for Wookey"
CHANNEL = "#senco-network"


async def test_a_correction_is_suggested_from_an_answer(senco: Person, editor: Person):
    await senco.says(ASK, in_=CHANNEL)
    await senco.presses("Suggest a correction")
    senco.sees("Modal: Suggest a correction", "Lead Inclusion Advisor, Mendip")
    await senco.fills({"Phone": "01632 960555"})
    await senco.submits()
    senco.sees("The editors have your suggestion about Lead Inclusion Advisor, Mendip")
    await editor.says("/directory review")
    editor.sees("→ 01632 960555")


async def test_an_answer_that_nobody_confirmed_for_long_says_so_until_somebody_does(
    senco: Person, editor: Person, clock: PlaygroundClock
):
    clock.set_today(date(2022, 12, 24))
    await senco.says(ASK, in_=CHANNEL)
    senco.does_not_see("Not confirmed since")
    clock.set_today(date(2022, 12, 25))
    await senco.says(ASK, in_=CHANNEL)
    senco.sees("Last checked 27 June 2022. *Not confirmed since June*")
    clock.set_today(date(2023, 2, 1))
    await senco.says(ASK, in_=CHANNEL)
    senco.sees("Not confirmed since June 2022")


async def test_what_is_shared_in_a_channel_says_that_nobody_confirmed_it_for_long(
    senco: Person, clock: PlaygroundClock
):
    clock.set_today(date(2022, 12, 25))
    await senco.says(ASK, in_=CHANNEL)
    await senco.presses("Share in channel")
    senco.sees("Shared by", "Not confirmed since June")


async def test_what_nobody_confirmed_for_long_is_listed_for_editors_to_confirm(
    editor: Person, clock: PlaygroundClock
):
    await editor.says("/directory review")
    editor.sees("To confirm: 0")
    clock.set_today(date(2022, 12, 25))
    await editor.says("/directory review")
    editor.sees("not confirmed since 27 June 2022", "[Still right]")
    await editor.presses("Still right")
    editor.sees("was confirmed on 25 December 2022")
