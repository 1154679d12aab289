from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from sqlalchemy import Engine

from directory import db
from directory.errors import UnknownAuthority
from directory.feeds import feed_of, feed_token, renew
from directory.models import Authority
from directory.words import Audience


@pytest.fixture
def westshire(engine: Engine) -> Engine:
    with db.writing(engine) as session:
        session.add(Authority(key="westshire", name="Westshire", la_code="999"))
    return engine


def token(engine: Engine, audience: Audience, now) -> str:
    with db.writing(engine) as session:
        return feed_token(session, "westshire", audience, "U1", now)


def leads_to(engine: Engine, given: str) -> tuple[str, Audience] | None:
    with db.reading(engine) as session:
        return feed_of(session, given)


def test_a_feed_has_one_long_token_for_each_audience(westshire: Engine, now):
    staff, schools = (token(westshire, audience, now) for audience in (Audience.STAFF, Audience.SCHOOLS))
    assert staff != schools
    assert len(staff) >= 43
    assert token(westshire, Audience.STAFF, now) == staff
    assert leads_to(westshire, staff) == ("westshire", Audience.STAFF)
    assert leads_to(westshire, schools) == ("westshire", Audience.SCHOOLS)


@pytest.mark.parametrize("given", ["", "nothing", "%", "a" * 500, "\N{GRINNING FACE}"])
def test_a_token_that_was_never_given_leads_nowhere(westshire: Engine, now, given):
    token(westshire, Audience.STAFF, now)
    assert leads_to(westshire, given) is None


def test_a_renewed_feed_has_another_token_and_the_old_one_leads_nowhere(westshire: Engine, now):
    old = token(westshire, Audience.STAFF, now)
    with db.writing(westshire) as session:
        new = renew(session, "westshire", Audience.STAFF, "UOWNER", now)
    assert (leads_to(westshire, old), leads_to(westshire, new)) == (None, ("westshire", Audience.STAFF))
    assert token(westshire, Audience.STAFF, now) == new


def test_an_unknown_council_has_no_feed(westshire: Engine, now):
    with pytest.raises(UnknownAuthority), db.writing(westshire) as session:
        feed_token(session, "nowhere", Audience.STAFF, "U1", now)


def test_two_who_ask_first_at_once_get_the_same_token(westshire: Engine, now):
    together = Barrier(2)

    def ask(_: int) -> str:
        together.wait()
        return token(westshire, Audience.STAFF, now)

    with ThreadPoolExecutor(2) as pool:
        assert len(set(pool.map(ask, range(2)))) == 1
