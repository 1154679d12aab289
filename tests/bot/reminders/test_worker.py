"""Each reminder reaches its destination once, whatever goes wrong in between."""

import asyncio
from collections import deque
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

import pytest
from aiohttp import ServerDisconnectedError
from sqlalchemy import Engine

from bot.reminders.terms import Terms
from directory import deliveries
from directory.deliveries import Batch
from directory.words import Audience, DeliveryStatus
from tests.benchmarks.reminders.council import fill
from tests.bot.reminders.conftest import EIGHT, Make, Scene
from tests.bot.reminders.fake_slack import Accepted, FakeSlack, SetClock, refused

POSTED = (DeliveryStatus.POSTED, "")


async def test_what_is_due_is_posted_once_with_its_keys(scene: Make):
    now = scene(destinations=3, each=2)
    await now.worker().wake()
    await now.worker().wake()
    assert len(now.slack.said) == 6
    assert len(set(now.slack.keys())) == 6
    assert now.standing("C00000") == [POSTED, POSTED]


async def test_a_worker_killed_after_slack_took_the_message_leaves_it_to_be_found(scene: Make):
    now = scene(destinations=1)
    now.slack.script["C00000"] = deque([Accepted(asyncio.CancelledError())])  # type: ignore[list-item]
    first = asyncio.create_task(now.worker().wake())
    await asyncio.wait([first])
    assert now.standing("C00000")[0][0] is DeliveryStatus.CLAIMED
    now.pass_time(minutes=3)
    await now.worker().wake()
    assert len(now.slack.said) == 1
    assert now.slack.looked == ["C00000"]
    assert now.standing("C00000") == [POSTED]


async def test_a_worker_killed_before_slack_took_the_message_is_followed_by_one_that_posts_it(scene: Make):
    now = scene(destinations=1)
    now.slack.script["C00000"] = deque([asyncio.CancelledError()])  # type: ignore[list-item]
    await asyncio.wait([asyncio.create_task(now.worker().wake())])
    now.pass_time(minutes=3)
    await now.worker().wake()
    assert len(now.slack.said) == 1


@pytest.mark.parametrize("error", [TimeoutError(), ServerDisconnectedError(), refused("", status=500)])
async def test_an_unclear_outcome_is_looked_up_before_anything_is_sent_again(scene: Make, error: Exception):
    now = scene(destinations=1)
    now.slack.script["C00000"] = deque([Accepted(error)])
    worker = now.worker()
    await worker.wake()
    assert now.standing("C00000")[0][0] is DeliveryStatus.CLAIMED
    now.pass_time(seconds=Terms().settle.total_seconds() + 1)
    await worker.wake()
    assert (len(now.slack.said), len(now.slack.asked)) == (1, 1)
    assert now.standing("C00000") == [POSTED]


async def test_what_was_taken_is_found_also_where_slacks_clock_is_minutes_behind_ours(scene: Make):
    now = scene(destinations=1)
    now.slack.behind = timedelta(minutes=4)
    now.slack.script["C00000"] = deque([Accepted(TimeoutError())])
    worker = now.worker()
    await worker.wake()
    now.pass_time(minutes=1)
    await worker.wake()
    assert (len(now.slack.said), now.standing("C00000")) == (1, [POSTED])


async def test_nothing_is_looked_up_before_it_has_settled(scene: Make):
    now = scene(destinations=1)
    now.slack.script["C00000"] = deque([TimeoutError()])
    worker = now.worker()
    await worker.wake()
    now.pass_time(seconds=Terms().settle.total_seconds() / 2)
    await worker.wake()
    assert (now.slack.looked, len(now.slack.asked)) == ([], 1)


async def test_while_the_look_up_fails_nothing_is_sent_again(scene: Make):
    now = scene(destinations=1)
    now.slack.script["C00000"] = deque([Accepted(TimeoutError())])
    now.slack.lookups_fail = deque([refused("", status=500)] * 3)
    worker = now.worker()
    for _ in range(6):
        await worker.wake()
        now.pass_time(minutes=11)
    assert len(now.slack.asked) == 1
    assert now.standing("C00000") == [POSTED]


async def test_a_channel_that_is_busy_is_tried_again_when_slack_says(scene: Make):
    now = scene(destinations=1)
    now.slack.script["C00000"] = deque([refused("ratelimited", 429, **{"Retry-After": "17"})])
    await now.worker().wake()
    first, second = (at for _, at in now.slack.asked)
    assert timedelta(seconds=17) <= second - first < timedelta(seconds=18)


async def test_a_pause_longer_than_the_claim_is_kept_for_later_and_holds_up_nobody(scene: Make):
    now = scene(destinations=2)
    now.slack.script["C00000"] = deque([refused("ratelimited", 429, **{"Retry-After": "600"})])
    worker = now.worker()
    pause = await worker.wake()
    assert now.standing("C00000") == [(DeliveryStatus.PLANNED, "ratelimited")]
    assert now.standing("C00001") == [POSTED]
    assert pause == Terms().wake_every
    now.pass_time(seconds=600)
    await worker.wake()
    assert now.standing("C00000") == [POSTED]


async def test_two_messages_to_a_channel_are_a_second_apart(scene: Make):
    now = scene(destinations=1, each=3)
    await now.worker().wake()
    times = [at for _, at in now.slack.asked]
    assert all(after - before >= timedelta(seconds=1) for before, after in pairwise(times))


async def test_an_archived_channel_is_stopped_its_owner_told_once_and_the_others_go_on(scene: Make):
    now = scene(destinations=2, each=2)
    now.slack.script["C00000"] = deque([refused("is_archived")] * 4)
    worker = now.worker()
    await worker.wake()
    await worker.wake()
    assert {status for status, _ in now.standing("C00000")} <= {DeliveryStatus.FAILED, DeliveryStatus.DROPPED}
    assert now.standing("C00001") == [POSTED, POSTED]
    told = [m for m in now.slack.said if m["channel"] == "D0OWNER"]
    assert len(told) == 1
    assert "the channel is archived" in told[0]["text"]


async def test_a_token_that_slack_refuses_keeps_everything_planned(scene: Make):
    now = scene(destinations=2)
    for channel in ("C00000", "C00001"):
        now.slack.script[channel] = deque([refused("token_revoked")])
    worker = now.worker()
    await worker.wake()
    assert worker.barred == "token_revoked"
    assert {now.standing(place)[0][0] for place in ("C00000", "C00001")} == {DeliveryStatus.PLANNED}
    now.pass_time(minutes=11)
    await worker.wake()
    assert len(now.slack.said) == 2


async def test_an_inactive_account_is_the_persons_unless_our_own_token_is_refused_too(scene: Make):
    now = scene(destinations=1)
    now.slack.script["C00000"] = deque([refused("account_inactive")])
    now.slack.token_is_good = False
    worker = now.worker()
    await worker.wake()
    assert worker.barred
    assert now.standing("C00000")[0][0] is DeliveryStatus.PLANNED


async def test_a_message_that_slack_does_not_take_is_given_up_alone(scene: Make):
    now = scene(destinations=1, each=2)
    now.slack.script["C00000"] = deque([refused("invalid_blocks")])
    await now.worker().wake()
    assert now.standing("C00000") == [(DeliveryStatus.FAILED, "invalid_blocks"), POSTED]


async def test_what_could_not_be_sent_for_hours_comes_as_one_message_that_says_late(scene: Make):
    now = scene(destinations=1, each=3)
    now.pass_time(hours=3)
    await now.worker().wake()
    assert len(now.slack.said) == 1
    assert len(now.slack.keys()) == 3
    assert now.slack.said[0]["text"].startswith("Late: 3 reminders were due today")


async def test_a_reminder_whose_day_has_passed_is_missed_and_not_sent(scene: Make):
    now = scene(destinations=1)
    now.pass_time(days=1)
    await now.worker().wake()
    assert now.slack.said == []
    assert now.standing("C00000")[0][0] is DeliveryStatus.MISSED


async def test_nothing_is_sent_when_too_little_is_left_of_the_claim(scene: Make):
    now = scene(destinations=1)
    worker = now.worker()
    worker.desk.poster.pace.hold("C00000", now.clock.now() + timedelta(seconds=100))
    await worker.wake()
    assert now.slack.asked == []
    assert now.standing("C00000") == [(DeliveryStatus.PLANNED, "")]
    now.pass_time(seconds=100)
    await worker.wake()
    assert (len(now.slack.asked), now.standing("C00000")) == (1, [POSTED])


async def test_no_more_is_claimed_than_the_pace_lets_be_sent_before_the_claim_ends(scene: Make):
    now = scene(destinations=9)
    worker = now.worker(Terms(a_second=1 / 60))
    claimed: list[int] = []
    now.slack.before_post = lambda: claimed.append(now.count(DeliveryStatus.CLAIMED))
    while now.count(DeliveryStatus.POSTED) < 9:
        now.pass_time(seconds=(await worker.wake()).total_seconds())
    assert max(claimed) <= 2
    assert now.clock.now() - EIGHT <= timedelta(hours=1, minutes=10)


async def test_while_slack_takes_nothing_at_all_nothing_is_claimed(scene: Make):
    now = scene(destinations=2)
    worker = now.worker()
    worker.desk.poster.pace.hold_all(now.clock.now() + timedelta(minutes=5))
    assert await worker.wake() == Terms().wake_every
    assert now.count(DeliveryStatus.PLANNED) == 2
    now.pass_time(minutes=5)
    await worker.wake()
    assert now.count(DeliveryStatus.POSTED) == 2


async def test_a_person_is_reminded_in_their_direct_message(scene: Make):
    now = scene(destinations=10)
    await now.worker().wake()
    assert "D00009" in {m["channel"] for m in now.slack.said}


async def test_nothing_for_staff_is_sent_nor_given_up_while_slack_does_not_say_who_reads(scene: Make):
    now = scene(destinations=1, audience=Audience.STAFF)
    now.readers = None
    worker = now.worker()
    for _ in range(9):
        now.pass_time(seconds=(await worker.wake()).total_seconds())
    assert (now.slack.said, now.audiences()) == ([], {Audience.STAFF})
    assert now.standing("C00000") == [(DeliveryStatus.PLANNED, "readers_not_known")]
    now.readers = Audience.STAFF
    now.pass_time(minutes=11)
    await worker.wake()
    assert now.standing("C00000") == [POSTED]


async def test_what_is_for_schools_is_sent_also_where_slack_does_not_say_who_reads(scene: Make):
    now = scene(destinations=1)
    now.readers = None
    await now.worker().wake()
    assert now.standing("C00000") == [POSTED]


async def test_what_is_for_staff_is_dropped_where_slack_says_that_others_read_too(scene: Make):
    now = scene(destinations=1, audience=Audience.STAFF)
    now.readers = Audience.SCHOOLS
    await now.worker().wake()
    assert now.slack.said == []
    assert now.standing("C00000") == [(DeliveryStatus.DROPPED, "")]
    assert now.audiences() == {Audience.SCHOOLS}


async def test_a_staff_channel_that_is_gone_is_told_to_the_owners(scene: Make):
    now = scene(destinations=1, audience=Audience.STAFF)
    now.readers, now.slack.lookups_fail = None, deque([refused("channel_not_found")])
    worker = now.worker()
    await worker.wake()
    await worker.wake()
    assert now.standing("C00000")[0] == (DeliveryStatus.FAILED, "channel_not_found")
    assert [m["channel"] for m in now.slack.said] == ["D0OWNER"]


@pytest.mark.parametrize("minutes", [40, 70])
async def test_a_claim_is_not_over_when_it_is_made_in_the_hour_that_comes_twice(engine: Engine, minutes: int):
    clock = SetClock(datetime(2022, 10, 30, tzinfo=UTC) + timedelta(minutes=minutes))
    thursday = datetime(2022, 10, 27, 8, tzinfo=UTC)
    fill(engine, destinations=1, each=1, minutes=0, at=thursday, day=date(2022, 10, 30))
    now = Scene(engine, clock, FakeSlack(clock))
    others: list[Batch] = []
    now.slack.before_post = lambda: others.extend(
        deliveries.claim(engine, "another", clock.moment, lease=Terms().lease, limit=1)
    )
    await now.worker().wake()
    assert (len(now.slack.said), others) == (1, [])


def test_a_lease_too_short_to_settle_in_is_refused():
    with pytest.raises(ValueError, match="lease"):
        Terms(lease=timedelta(seconds=40))
