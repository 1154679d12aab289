"""When a record counts as out of date, and whom to ask when."""

from dataclasses import replace
from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import Engine

from directory import db, freshness_requests
from directory.facts import Contact
from directory.freshness import is_stale, unconfirmed
from directory.freshness_requests import due
from directory.models import Authority
from directory.snapshot import Snapshot
from directory.words import Audience

LONDON = ZoneInfo("Europe/London")
MORNING = datetime(2022, 6, 27, 9, 0, tzinfo=LONDON)

MAILBOX = Contact(
    key="mailbox",
    source="A letter",
    source_detail="",
    verified_on=None,
    audience=Audience.SCHOOLS,
    sample=True,
    valid_from=None,
    valid_to=None,
    name="Mailbox (sample)",
    email="mailbox@example.org",
    phone="",
    hours="",
    url="",
    note="",
    route=None,
    slack_user_id="U1",
)
NOTHING: dict = {
    "areas": {},
    "schools": {},
    "teams": {},
    "posts": {},
    "post_changes": {},
    "assignments": {},
    "services": {},
    "consultations": {},
    "key_dates": {},
    "ring_fences": {},
    "support_offers": {},
}


def holding(*contacts: Contact) -> Snapshot:
    return Snapshot(
        authority="sample",
        authority_name="Sample",
        front_door_label="Front door",
        staff_email_domains=(),
        revision=1,
        contacts={contact.key: contact for contact in contacts},
        **NOTHING,
    )


def test_a_record_is_stale_after_180_days_and_when_it_was_never_confirmed():
    assert not is_stale(date(2022, 1, 1), date(2022, 6, 30))
    assert is_stale(date(2022, 1, 1), date(2022, 7, 1))
    assert is_stale(None, date(2022, 7, 1))


@pytest.mark.parametrize(
    ("today", "said"),
    [
        (date(2022, 9, 11), ""),
        (date(2022, 9, 12), "Not confirmed since March"),
        (date(2023, 1, 1), "Not confirmed since March 2022"),
    ],
)
def test_an_answer_says_since_when_nobody_has_confirmed_it(today, said):
    assert unconfirmed(date(2022, 3, 15), today) == said


def test_a_record_that_was_never_checked_has_no_day_since_when():
    assert unconfirmed(None, date(2022, 7, 1)) == ""


def test_an_owner_is_asked_once_about_all_their_entries():
    held = holding(MAILBOX, replace(MAILBOX, key="line", name="Line (sample)"))
    [request] = due(held, (), MORNING)
    assert (request.user, [contact.key for contact in request.contacts]) == ("U1", ["line", "mailbox"])
    assert due(held, {"U1"}, MORNING) == ()


@pytest.mark.parametrize(
    "now",
    [MORNING.replace(hour=8, minute=59), MORNING.replace(hour=17), MORNING.replace(day=25)],
)
def test_nobody_is_asked_outside_office_hours(now):
    assert due(holding(MAILBOX), (), now) == ()


@pytest.mark.parametrize(
    "contact", [replace(MAILBOX, slack_user_id=None), replace(MAILBOX, valid_to=date(2022, 6, 26))]
)
def test_nobody_is_asked_about_what_is_nobodys_or_has_ended(contact):
    assert due(holding(contact), (), MORNING) == ()


@pytest.fixture
def authority(engine: Engine) -> Engine:
    with db.writing(engine) as session:
        session.add(Authority(key="sample", name="Sample", la_code="999"))
    return engine


def test_a_person_is_claimed_once_a_month(authority: Engine):
    with db.writing(authority) as session:
        assert freshness_requests.claim(session, "sample", "U1", MORNING)
    with db.writing(authority) as session:
        assert not freshness_requests.claim(session, "sample", "U1", MORNING.replace(day=30))
        assert freshness_requests.asked(session, "sample", MORNING) == {"U1"}
        assert freshness_requests.claim(session, "sample", "U1", MORNING.replace(month=7))


def test_a_released_claim_can_be_made_again(authority: Engine):
    with db.writing(authority) as session:
        freshness_requests.claim(session, "sample", "U1", MORNING)
        freshness_requests.release(session, "sample", "U1", MORNING)
        assert freshness_requests.claim(session, "sample", "U1", MORNING)


def test_who_is_gone_counts_until_they_are_asked_again(authority: Engine):
    with db.writing(authority) as session:
        freshness_requests.claim(session, "sample", "U1", MORNING)
        freshness_requests.note_gone(session, "sample", "U1", MORNING)
        assert freshness_requests.gone(session, "sample") == {"U1"}
        freshness_requests.claim(session, "sample", "U1", MORNING.replace(month=7))
        assert freshness_requests.gone(session, "sample") == frozenset()
