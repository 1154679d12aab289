"""A reminder whose date has changed since says so, where it stands."""

from collections import deque
from collections.abc import Callable
from datetime import date, timedelta

import pytest
from sqlalchemy import Engine

from directory.words import Audience, DeliveryStatus
from tests.bot.reminders.conftest import Scene
from tests.bot.reminders.fake_slack import Accepted, FakeSlack, SetClock
from tests.directory.delivering import COUNCIL, MONDAY, OPENING, edit, follows, found_council, rows

Open = Callable[..., Scene]
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


@pytest.fixture
def council(engine: Engine) -> Open:
    """A council with dates, on the Monday before they are to be reminded of, and a channel of its staff."""

    def make(**days: date) -> Scene:
        found_council(engine, **days)
        follows(engine)
        clock = SetClock(MONDAY)
        return Scene(engine, clock, FakeSlack(clock), Audience.STAFF, COUNCIL)

    return make


async def pass_time(now: Scene, length: timedelta, step: timedelta = timedelta()) -> None:
    """Let the worker do its work for so long; with `step`, it sleeps so long each time at least."""
    worker, end = now.worker(), now.clock.moment + length
    while now.clock.moment < end:
        now.clock.moment += max(await worker.wake(), step)


async def test_a_second_date_that_moves_does_not_take_back_what_was_said_of_the_first(council: Open):
    now = council(opening=OPENING, briefing=OPENING)
    await pass_time(now, 1.2 * DAY, HOUR)
    edit(now.engine, "opening", [date(2022, 7, 12)])
    await pass_time(now, HOUR / 20)
    edit(now.engine, "briefing", [date(2022, 7, 14)])
    await pass_time(now, HOUR / 20)
    assert len(now.slack.amended) == 2
    last = now.slack.amended[-1]["text"]
    assert "Opening has moved from Tue 5 Jul to Tue 12 Jul." in last
    assert "Briefing has moved from Tue 5 Jul to Thu 14 Jul." in last


async def test_a_reminder_whose_answer_was_lost_is_amended_as_it_read(council: Open):
    now = council(opening=OPENING)
    now.slack.script["C1"] = deque([Accepted(TimeoutError())])
    await pass_time(now, 1.2 * DAY, HOUR)
    (reminder,) = now.slack.said
    edit(now.engine, "opening", [date(2022, 7, 12)])
    await pass_time(now, HOUR / 20)
    (amended,) = now.slack.amended
    assert amended["ts"] == reminder["ts"]
    assert "Opening has moved from Tue 5 Jul to Tue 12 Jul." in amended["text"]
    assert amended["text"].endswith(f"Before, this said: {reminder['text']}")


async def test_of_a_date_that_moves_back_and_moves_again_the_latest_is_told(council: Open):
    now = council(opening=OPENING)
    await pass_time(now, 1.2 * DAY, HOUR)
    for day in (date(2022, 7, 12), OPENING, date(2022, 7, 14)):
        edit(now.engine, "opening", [day])
        await pass_time(now, HOUR / 20)
    last = now.slack.amended[-1]["text"]
    assert "Opening has moved from Tue 5 Jul to Thu 14 Jul." in last
    assert "12 Jul" not in last


async def test_a_notice_that_amends_more_than_one_claim_lasts_for_amends_each_once_and_is_posted(
    council: Open,
):
    dates = {f"day_{number}": OPENING + number * DAY for number in range(6)}
    now = council(**dates)
    await pass_time(now, 8 * DAY - HOUR, 4 * HOUR)
    reminders = [message["ts"] for message in now.slack.said]
    for key, day in dates.items():
        edit(now.engine, key, [day + 28 * DAY])
    now.slack.amending_takes = timedelta(seconds=30)
    await pass_time(now, HOUR / 4)
    amended = [message["ts"] for message in now.slack.amended]
    assert sorted(amended) == sorted(reminders)
    assert rows(now.engine, "status", kind="change") == [DeliveryStatus.POSTED]
