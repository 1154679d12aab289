"""Slack's limits, on a clock that moves only when somebody waits."""

from datetime import UTC, datetime, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from bot.reminders.pace import Pace
from bot.reminders.terms import Terms
from bot.reminders.time import Time
from tests.bot.reminders.fake_slack import SetClock

NOON = datetime(2022, 7, 25, 12, tzinfo=UTC)
A_SECOND = timedelta(seconds=1)


def paced() -> tuple[Pace, SetClock]:
    clock = SetClock(NOON)
    return Pace(Time(clock, clock.rest), Terms()), clock


async def test_a_channel_that_is_held_does_not_hold_up_another():
    pace, clock = paced()
    pace.hold("C1", NOON + 17 * A_SECOND)
    await pace.turn("C2")
    assert clock.now() == NOON
    await pace.turn("C1")
    assert clock.now() >= NOON + 17 * A_SECOND


async def test_all_wait_when_slack_says_so_for_all():
    pace, clock = paced()
    pace.hold_all(NOON + 5 * A_SECOND)
    await pace.turn("C2")
    assert clock.now() >= NOON + 5 * A_SECOND


@given(st.lists(st.sampled_from(["C1", "C2", "C3"]), max_size=40))
async def test_no_channel_gets_two_messages_a_second_nor_the_workspace_more_than_its_share(places: list[str]):
    pace, clock = paced()
    sent: list[tuple[str, datetime]] = []
    for place in places:
        await pace.turn(place)
        sent.append((place, clock.now()))
        pace.sent(place)
    for place in set(places):
        times = [at for to, at in sent if to == place]
        assert all(b - a >= A_SECOND for a, b in pairwise(times))
    terms = Terms()
    for _, at in sent:
        within = [other for _, other in sent if at <= other < at + 10 * A_SECOND]
        assert len(within) <= terms.a_second * (10 + terms.burst / A_SECOND) + 1


async def test_a_pause_into_the_hour_that_comes_twice_is_as_long_as_it_says():
    clock = SetClock(datetime(2022, 10, 30, 0, 59, 58, tzinfo=UTC))
    time = Time(clock, clock.rest)
    pace = Pace(time, Terms())
    began = clock.moment
    pace.hold("C1", time.after(5))
    await pace.turn("C1")
    assert clock.moment - began == 5 * A_SECOND


async def test_workers_share_what_the_workspace_allows():
    pace, clock = paced()
    pace.share_with(5)
    for number in range(11):
        await pace.turn(f"C{number}")
    assert clock.now() - NOON >= 9 * A_SECOND - Terms().burst
