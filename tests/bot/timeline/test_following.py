"""Following a consultation: who is reminded of what, in the same words that people read."""

from datetime import date

import pytest

from bot.playground.app import Playground
from bot.playground.person import Person
from bot.views.timeline.picture import NOTHING

MIXED, CLOSED = "#senco-network", "#restructure"
SOMERSET = "T0SOMERSET"


async def until(playground: Playground, day: date) -> None:
    """The days until then pass, with what is posted on the way."""
    assert playground.reminders is not None
    await playground.reminders.pass_days(SOMERSET, day)


async def test_a_channel_of_council_staff_is_reminded_of_each_date_once(
    playground: Playground, officer: Person
):
    await officer.says("/timeline follow", in_=CLOSED)
    officer.sees(
        "I will remind this channel of Education & Inclusion Services Redesign", "7 days and 1 day before"
    )
    await until(playground, date(2022, 9, 12))
    posted = playground.workspaces[SOMERSET].channels["C0SOMRESTRUCT"].messages
    shown = [message.text.splitlines()[0] for message in posted if not message.only_for]
    assert len(shown) == len(set(shown)) == 27
    officer.sees("Mon 25 Jul, in 7 days", "Children and Families scrutiny committee", "For council staff.")
    officer.sees(
        "educationredesign@somerset.gov.uk", "Day 14 of 39, 25 days left.", "[Stop reminding this channel]"
    )


async def test_a_channel_that_schools_read_is_told_only_what_is_for_schools(
    playground: Playground, officer: Person, senco: Person
):
    await officer.says("/timeline follow", in_=MIXED)
    await until(playground, date(2022, 9, 12))
    senco.sees("Wed 6 Jul, tomorrow", "Share proposals with schools")
    senco.does_not_see("Redesign", "scrutiny", "For council staff.", "educationredesign")


async def test_a_school_that_may_see_nothing_is_told_the_ordinary_words(playground: Playground):
    senco = playground.person("SENCO (sample)", team="T0BURY")
    await senco.says("/timeline follow me")
    senco.sees(NOTHING)


async def test_a_moved_date_is_told_once_and_the_earlier_reminder_amended(
    playground: Playground, officer: Person, editor: Person
):
    await officer.says("/timeline follow", in_=CLOSED)
    await until(playground, date(2022, 7, 20))
    await editor.says('/timeline move "Scrutiny" to 15 August', in_=CLOSED)
    assert playground.reminders is not None
    await playground.reminders.wake(SOMERSET)
    await playground.reminders.wake(SOMERSET)
    sentence = "Children and Families scrutiny committee has moved from Mon 25 Jul to Mon 15 Aug."
    posted = playground.workspaces[SOMERSET].channels["C0SOMRESTRUCT"].messages
    told = [message.text for message in posted if sentence in message.text and not message.only_for]
    assert len(told) == 2
    assert told[0].startswith("This has changed since.")
    assert told[1].startswith("A date has changed.")


async def test_the_earlier_reminder_is_quoted_as_it_read(playground: Playground, editor: Person):
    await editor.says("/timeline follow", in_=CLOSED)
    await until(playground, date(2022, 7, 19))
    await editor.says("/timeline move Scrutiny to 27 July", in_=CLOSED)
    await playground.reminders.wake(SOMERSET)
    editor.sees("Before, this said: Mon 25 Jul, in 7 days. Education & Inclusion Services Redesign.")


async def test_a_day_shows_what_falls_due_on_it_until_the_evening(playground: Playground, officer: Person):
    await officer.says("/timeline follow me before 0 at 14:30")
    await until(playground, date(2022, 7, 5))
    officer.sees("Formal start of collective consultation")
    await until(playground, date(2022, 7, 6))
    assert playground.clock.now().strftime("%H:%M") == "14:30"
    await until(playground, date(2022, 7, 7))
    assert playground.clock.now().strftime("%H:%M") == "09:00"


async def test_snoozed_to_tomorrow_it_comes_once_more(playground: Playground, officer: Person):
    await officer.says("/timeline follow me before 7 at 09:30")
    await until(playground, date(2022, 6, 28))
    await officer.presses("Snooze to tomorrow")
    await officer.presses("Snooze to tomorrow")
    officer.sees("I will post this reminder again on Wed 29 Jun at 09:30.")
    await until(playground, date(2022, 7, 1))
    assert officer.transcript().count("Tue 5 Jul, in 7 days") == 1
    assert officer.transcript().count("Tue 5 Jul, in 6 days") == 1


async def test_who_stops_it_is_reminded_no_more(playground: Playground, officer: Person):
    await officer.says("/timeline follow me")
    await officer.presses("Stop reminding me")
    officer.sees("I will not remind you any more.")
    await until(playground, date(2022, 7, 31))
    officer.does_not_see("Snooze to tomorrow")


async def test_the_status_says_who_follows_no_longer(editor: Person):
    await editor.says("/timeline follow me")
    await editor.says("/timeline stop me")
    await editor.says("/timeline status")
    editor.sees("No longer follows Education & Inclusion Services Redesign: stopped on Mon 27 Jun.")
    editor.does_not_see("of them late")


async def test_only_owners_see_how_the_reminders_stand(
    playground: Playground, officer: Person, editor: Person
):
    await officer.says("/timeline follow", in_=CLOSED)
    await until(playground, date(2022, 7, 5))
    await editor.says("/timeline status", in_=CLOSED)
    editor.sees("Next: Wed 6 Jul at 09:00", "missed 0")
    await officer.says("/timeline status", in_=CLOSED)
    officer.sees("owners of the directory are")


@pytest.mark.parametrize(
    ("typed", "answer"),
    [
        ("/timeline follow before soon", "Write them like 7, 1, 0"),
        ("/timeline follow me at 25:00", "is not an hour"),
        ("/timeline follow everybody", "not 'everybody'"),
        ("/timeline stop", "Nothing is followed here"),
    ],
)
async def test_what_is_not_understood_is_answered_and_changes_nothing(
    officer: Person, typed: str, answer: str
):
    await officer.says(typed, in_=CLOSED)
    officer.sees(answer)
