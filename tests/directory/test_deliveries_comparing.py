"""Whatever is there already, one comparison brings it to what is wanted, and a second finds nothing to do."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from directory.deliveries.comparing import Difference, Existing, Wishes, compare, learn, news
from directory.timeline.known_dates import KnownDay
from directory.timeline.plan import morning
from directory.words import DeliveryKind, DeliveryStatus

FIRST = date(2022, 10, 1)
days = st.integers(0, 60).map(lambda count: FIRST + timedelta(days=count))
moments = st.integers(-30 * 24, 60 * 24).map(
    lambda hours: datetime(2022, 10, 1, tzinfo=UTC) + timedelta(hours=hours)
)
wishes = st.builds(
    Wishes,
    leads=st.sets(st.integers(0, 20), min_size=1, max_size=4).map(tuple),
    hour=st.sampled_from(["09:00", "14:30"]),
    since=moments,
    is_new=st.booleans(),
)
timelines = st.dictionaries(
    st.tuples(st.sampled_from(["opening", "briefing", "decision"]), st.integers(1, 3)),
    st.builds(KnownDay, st.just("A title"), days),
)
statuses = st.sampled_from(DeliveryStatus)


@st.composite
def existing(draw: st.DrawFn) -> list[Existing]:
    """Reminders that are there already, one for each day and lead at most."""
    about = draw(st.sets(st.tuples(days, st.integers(0, 20)), max_size=8))
    return [
        Existing(
            number, DeliveryKind.REMINDER, draw(statuses), day, lead, morning(day - timedelta(days=lead))
        )
        for number, (day, lead) in enumerate(sorted(about))
    ]


def carried_out(there: list[Existing], todo: Difference) -> list[Existing]:
    """What is there once the difference has been written down."""
    planned, dropped = DeliveryStatus.PLANNED, set(todo.dropped)
    due = {**todo.planned_again, **todo.moved}
    after = [
        replace(each, status=DeliveryStatus.DROPPED)
        if each.id in dropped
        else replace(each, status=planned, due_at=due[each.id])
        if each.id in due
        else each
        for each in there
    ]
    new = [
        Existing(1000 + number, DeliveryKind.REMINDER, planned, each.day, each.lead, each.at)
        for number, each in enumerate(todo.new)
    ]
    return after + new


@given(wishes, timelines, existing(), moments)
def test_a_second_comparison_finds_nothing_to_do(wished, days_now, there, now):
    learnt = learn(wished, {}, days_now, now).values()
    from_today = [each for each in there if each.day >= now.date() + timedelta(days=1)]
    after = carried_out(from_today, compare(wished, learnt, from_today, now))
    assert compare(wished, learnt, after, now) == Difference()


@given(wishes, timelines, existing(), moments)
def test_nothing_is_planned_twice_and_what_is_posted_stays_posted(wished, days_now, there, now):
    after = carried_out(there, compare(wished, learn(wished, {}, days_now, now).values(), there, now))
    assert len({(each.day, each.lead) for each in after}) == len(after)
    for before, later in zip(there, after, strict=False):
        if before.status in (DeliveryStatus.POSTED, DeliveryStatus.CLAIMED, DeliveryStatus.FAILED):
            assert later == before


@given(wishes, timelines, timelines, moments)
def test_a_change_is_news_once(wished, days_before, days_now, now):
    wished = replace(wished, is_new=False)
    before = learn(wished, {}, days_before, now)
    after = learn(wished, before, days_now, now)
    assert news(after, days_now, now.date()) == ()
    told = {(each.key_date, each.number) for each in news(before, days_now, FIRST)}
    assert told == {at for at, day in days_before.items() if days_now.get(at) != day}
