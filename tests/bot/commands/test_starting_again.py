"""Starting the try-out again: what it remembers of people goes, the directory stays or is loaded afresh."""

from pathlib import Path

import pytest
from sqlalchemy import Engine, func, select

from bot.clock import PlaygroundClock
from bot.commands.try_out import prepare
from bot.commands.try_out_memory import Memory
from bot.playground.app import Playground
from bot.settings import Settings
from directory import db, handled_events, outcomes, sent_questions
from directory.ask.desk import EnquiryDesk
from directory.changes import recording
from directory.models import Authority, Contact, HandledEvent, Outcome, SentQuestion
from tests.conftest import NOON


@pytest.fixture
def playground(whole_playground: Playground) -> Playground:
    return whole_playground


@pytest.fixture
def own(playground: Playground, whole_engine: Engine, settings: Settings) -> Memory:
    """The memory of a try-out that has its database for itself."""
    workspaces = list(playground.workspaces.values())
    return Memory(whole_engine, workspaces, lambda: prepare(whole_engine, settings, PlaygroundClock()))


def rename_a_contact(engine: Engine) -> None:
    with db.writing(engine) as session:
        authority = session.scalars(select(Authority).where(Authority.key == "somerset")).one()
        contact = session.scalars(
            select(Contact).where(
                Contact.authority_id == authority.id, Contact.key == "education-redesign-mailbox"
            )
        ).one()
        with recording(session, authority, who="an editor", action="edit", at=NOON):
            contact.name = "Another name"


def keep_something_of_each(engine: Engine, team: str, event: str) -> None:
    with db.writing(engine) as session:
        sent_questions.keep(session, authority="somerset", team=team, user="U1", text="who?", at=NOON)
        outcomes.record(session, authority="somerset", at=NOON, kind="unknown", topics=[], score=0.0)
        handled_events.claim(session, event, NOON)


def counts(engine: Engine) -> list[int | None]:
    with db.reading(engine) as session:
        kinds = (SentQuestion, HandledEvent, Outcome)
        return [session.scalar(select(func.count()).select_from(kind)) for kind in kinds]


async def test_a_school_that_was_chosen_is_asked_for_again(playground):
    sam = playground.person("SENCO (sample)", team="T0SOMERSET")
    await sam.says("who is our lead inclusion advisor")
    await sam.picks("Which school do you work in?", "Wookey")
    sam.sees("Lead Inclusion Advisor, Mendip")
    await playground.reset()
    await sam.says("who is our lead inclusion advisor")
    sam.sees("Which school do you work in?")
    sam.does_not_see("Mendip")


def test_sent_questions_outcomes_and_handled_events_go(own, whole_engine):
    keep_something_of_each(whole_engine, "T0SOMERSET", "Ev0SOM1")
    assert own.forget(False) is False
    assert counts(whole_engine) == [0, 0, 0]


def test_what_others_left_in_a_database_that_was_named_stays(playground, whole_engine):
    keep_something_of_each(whole_engine, "T0REAL", "Ev08REAL")
    keep_something_of_each(whole_engine, "T0BURY", "Ev0BUR1")
    rename_a_contact(whole_engine)
    named = Memory(whole_engine, list(playground.workspaces.values()), None)
    assert named.forget(False) is False
    assert named.forget(True) is False
    assert counts(whole_engine) == [1, 1, 2]


def test_a_changed_directory_is_said_so_and_loaded_afresh_when_wanted(own, whole_engine, settings):
    desk = EnquiryDesk(whole_engine, settings.vocabulary)
    rename_a_contact(whole_engine)
    assert own.forget(False) is True
    before = desk.snapshot("somerset")
    assert own.forget(True) is False
    after = desk.snapshot("somerset")
    assert "Another name" in [contact.name for contact in before.contacts.values()]
    assert "Another name" not in [contact.name for contact in after.contacts.values()]
    assert after.revision > before.revision
    assert own.forget(False) is False


def test_a_pack_of_ones_own_gets_a_workspace(whole_engine, settings, tmp_path: Path):
    from tests.directory.packs.conftest import FILES  # noqa: PLC0415 - the small pack that is right

    for name, content in FILES.items():
        (tmp_path / name).write_text(content)
    councils = prepare(whole_engine, settings, PlaygroundClock(), [tmp_path, settings.data / "bury"])
    assert [council.team_id for council in councils] == ["T0SOMERSET", "T0BURY", "T0SAMPLESHIRE"]
    assert councils[-1].name == "Sampleshire"
