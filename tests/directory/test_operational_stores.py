"""What is kept beside the directory: askers, handled events, outcomes, sent questions."""

from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta

import pytest
from sqlalchemy import Engine, func, select
from sqlalchemy.orm import Session

from directory import askers, db, handled_events, outcomes, sent_questions, upkeep
from directory.changes import recording
from directory.errors import UnknownAuthority, UnknownSchool
from directory.models import Authority, HandledEvent, Outcome, School, SentQuestion, Source
from directory.outcomes import Verdict

PERSON = ("T1", "U1")


@pytest.fixture
def somerset(engine: Engine, now: datetime) -> Engine:
    """The directory with one school."""
    with db.writing(engine) as session:
        authority = Authority(key="somerset", name="Somerset", la_code="933")
        session.add(authority)
        session.flush()
        source = Source(authority_id=authority.id, key="register", title="Register")
        session.add(source)
        session.flush()
        with recording(session, authority, who="tests", action="load", at=now):
            session.add(School(key="123669", name="Wookey", source_id=source.id, authority_id=authority.id))
    return engine


def test_a_person_that_nobody_asked_is_not_known(somerset: Engine):
    with db.reading(somerset) as session:
        assert askers.recall(session, *PERSON) == askers.Remembered()


def test_a_persons_school_is_remembered_and_changed(somerset: Engine):
    for urn in ("123669", None, "123669"):
        with db.writing(somerset) as session:
            askers.remember(session, *PERSON, authority="somerset", school=urn)
        with db.reading(somerset) as session:
            assert askers.recall(session, *PERSON) == askers.Remembered(school=urn, asked=True)


def test_being_asked_is_remembered_and_does_not_change_the_school(somerset: Engine):
    with db.writing(somerset) as session:
        askers.note_asked(session, *PERSON, authority="somerset")
        assert askers.recall(session, *PERSON) == askers.Remembered(asked=True)
        askers.remember(session, *PERSON, authority="somerset", school="123669")
        askers.note_asked(session, *PERSON, authority="somerset")
        assert askers.recall(session, *PERSON).school == "123669"


def test_a_person_in_another_workspace_is_another_person(somerset: Engine):
    with db.writing(somerset) as session:
        askers.remember(session, "T1", "U1", authority="somerset", school="123669")
        assert askers.recall(session, "T2", "U1") == askers.Remembered()


def test_a_person_can_be_forgotten(somerset: Engine):
    with db.writing(somerset) as session:
        askers.remember(session, *PERSON, authority="somerset", school="123669")
        askers.forget(session, *PERSON)
        assert askers.recall(session, *PERSON) == askers.Remembered()


def test_two_processes_that_note_the_same_person_at_once_do_no_harm(somerset: Engine):
    def note(_: int) -> None:
        with db.writing(somerset) as session:
            askers.note_asked(session, *PERSON, authority="somerset")

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(note, range(16)))
    with db.reading(somerset) as session:
        assert askers.recall(session, *PERSON).asked


def test_a_school_of_another_authority_is_refused(somerset: Engine):
    with pytest.raises(UnknownSchool), db.writing(somerset) as session:
        askers.remember(session, *PERSON, authority="somerset", school="999999")


def test_an_unknown_authority_is_refused(somerset: Engine, now: datetime):
    with db.writing(somerset) as session:
        with pytest.raises(UnknownAuthority):
            askers.note_asked(session, *PERSON, authority="nowhere")
        with pytest.raises(UnknownAuthority):
            outcomes.record(session, authority="nowhere", at=now, kind="contact", topics=[], score=1.0)
        with pytest.raises(UnknownAuthority):
            sent_questions.keep(session, authority="nowhere", team="T1", user="U1", text="x", at=now)


def test_the_same_question_of_the_same_person_is_kept_once_while_it_waits(somerset: Engine, now: datetime):
    def keep(session: Session, user: str = "U1", text: str = "who?") -> int:
        return sent_questions.keep(session, authority="somerset", team="T1", user=user, text=text, at=now)

    with db.writing(somerset) as session:
        first = keep(session)
        assert keep(session) == first
        assert len({first, keep(session, user="U2"), keep(session, text="who else?")}) == 3
        assert session.scalar(select(func.count()).select_from(SentQuestion)) == 3
        sent_questions.done(session, first)
        keep(session)
        assert session.scalar(select(func.count()).select_from(SentQuestion)) == 3


def test_an_event_is_claimed_once(engine: Engine, now: datetime):
    with db.writing(engine) as session:
        assert handled_events.claim(session, "Ev1", now)
        assert not handled_events.claim(session, "Ev1", now)
        assert handled_events.claim(session, "Ev2", now)


def test_of_many_that_claim_an_event_at_once_one_gets_it(engine: Engine, now: datetime):
    def claim(_: int) -> bool:
        with db.writing(engine) as session:
            return handled_events.claim(session, "Ev1", now)

    with ThreadPoolExecutor(8) as pool:
        assert sum(pool.map(claim, range(24))) == 1


def test_a_claim_that_failed_can_be_made_again(engine: Engine, now: datetime):
    with pytest.raises(RuntimeError), db.writing(engine) as session:
        handled_events.claim(session, "Ev1", now)
        raise RuntimeError
    with db.writing(engine) as session:
        assert handled_events.claim(session, "Ev1", now)


def test_an_outcome_is_kept_without_words_and_judged(somerset: Engine, now: datetime):
    with db.writing(somerset) as session:
        number = outcomes.record(
            session, authority="somerset", at=now, kind="contact", topics=["attendance"], score=0.9
        )
        assert outcomes.judge(session, number, Verdict.WRONG, authority="somerset")
    with db.reading(somerset) as session:
        row = session.scalars(select(Outcome)).one()
        assert (row.kind, row.topics, row.score, row.verdict) == ("contact", ["attendance"], 0.9, "wrong")


def test_an_outcome_of_another_authority_cannot_be_judged(somerset: Engine, now: datetime):
    with db.writing(somerset) as session:
        number = outcomes.record(session, authority="somerset", at=now, kind="unknown", topics=[], score=0)
        assert not outcomes.judge(session, number, Verdict.RIGHT, authority="bury")


def test_upkeep_deletes_what_is_too_old_and_keeps_the_rest(somerset: Engine, now: datetime):
    second = timedelta(seconds=1)
    with db.writing(somerset) as session:
        for days, extra in ((1, second), (1, -second)):
            handled_events.claim(session, f"Ev{extra}", now - timedelta(days=days) - extra)
        for extra in (second, -second):
            sent_questions.keep(
                session,
                authority="somerset",
                team="T1",
                user="U1",
                text=f"a question {extra}",
                at=now - timedelta(days=30) - extra,
            )
    assert upkeep.tidy(somerset, now) == upkeep.Tidied(handled_events=1, sent_questions=1)
    with db.reading(somerset) as session:
        assert session.scalar(select(func.count()).select_from(HandledEvent)) == 1
        assert session.scalar(select(func.count()).select_from(SentQuestion)) == 1
