"""Slack's limits, on a clock that moves only when somebody waits."""

from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.reminders.pace import Pace, TooLate
from bot.reminders.terms import Terms
from bot.reminders.time import Time
from tests.bot.reminders.fake_slack import SetClock

NOON = datetime(2022, 7, 25, 12, tzinfo=UTC)
A_SECOND = timedelta(seconds=1)
EVER = NOON + timedelta(days=365)


def paced(**terms: float) -> tuple[Pace, SetClock]:
    clock = SetClock(NOON)
    return Pace(Time(clock, clock.rest), Terms(**terms)), clock  # type: ignore[arg-type]


async def test_a_channel_that_is_held_does_not_hold_up_another():
    pace, clock = paced()
    pace.hold("C1", NOON + 17 * A_SECOND)
    await pace.turn("C2", EVER)
    assert clock.now() == NOON
    await pace.turn("C1", EVER)
    assert clock.now() >= NOON + 17 * A_SECOND


async def test_all_wait_when_slack_says_so_for_all():
    pace, clock = paced()
    pace.hold_all(NOON + 5 * A_SECOND)
    await pace.turn("C2", EVER)
    assert clock.now() >= NOON + 5 * A_SECOND


@given(st.lists(st.sampled_from(["C1", "C2", "C3"]), max_size=40))
async def test_no_channel_gets_two_messages_a_second_nor_the_workspace_more_than_its_share(places: list[str]):
    pace, clock = paced()
    sent: list[tuple[str, datetime]] = []
    for place in places:
        await pace.turn(place, EVER)
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
    await pace.turn("C1", EVER)
    assert clock.moment - began == 5 * A_SECOND


async def test_a_turn_that_would_come_too_late_is_refused_at_once_and_takes_nobody_elses():
    pace, clock = paced(a_second=0.1)
    await pace.turn("C1", EVER)
    for _ in range(3):
        with pytest.raises(TooLate) as late:
            await pace.turn("C2", NOON + 5 * A_SECOND)
        assert late.value.at == NOON + 10 * A_SECOND
    assert clock.now() == NOON
    await pace.turn("C3", EVER)
    assert clock.now() == NOON + 10 * A_SECOND


async def test_a_channel_that_is_held_for_too_long_is_not_waited_for():
    pace, clock = paced()
    pace.hold("C1", NOON + 60 * A_SECOND)
    with pytest.raises(TooLate):
        await pace.turn("C1", NOON + 30 * A_SECOND)
    assert clock.now() == NOON


async def test_there_is_room_for_as_many_as_have_their_turn_in_time():
    pace, _ = paced(a_second=0.1)
    assert pace.room(30 * A_SECOND) == 4
    for number in range(4):
        await pace.turn(f"C{number}", NOON + 30 * A_SECOND)
    assert pace.room(0 * A_SECOND) == 0
    pace.hold_all(EVER)
    assert pace.room(30 * A_SECOND) == 0


async def test_workers_share_what_the_workspace_allows():
    pace, clock = paced()
    pace.share_with(5)
    for number in range(11):
        await pace.turn(f"C{number}", EVER)
    assert clock.now() - NOON >= 9 * A_SECOND - Terms().burst
