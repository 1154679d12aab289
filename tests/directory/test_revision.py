"""Whether the directory has changed, asked on a connection that is kept."""

import pytest
from sqlalchemy import Engine, create_engine, text

from directory import db
from directory.errors import UnknownAuthority
from directory.models import Authority
from directory.revision import RevisionCheck


@pytest.fixture
def check(engine: Engine) -> RevisionCheck:
    with db.writing(engine) as session:
        session.add(Authority(key="a", name="A", la_code="999"))
    return RevisionCheck(engine)


def test_an_edit_of_another_process_is_seen_at_once(check: RevisionCheck, engine: Engine):
    before = check.revision_of("a")
    elsewhere = create_engine(engine.url)
    with elsewhere.begin() as connection:
        connection.execute(text("UPDATE authority SET revision = revision + 1"))
    elsewhere.dispose()
    assert check.revision_of("a") == before + 1


def test_no_writer_waits_for_the_connection_that_is_kept(check: RevisionCheck, engine: Engine):
    check.revision_of("a")
    with engine.begin() as connection:
        if engine.dialect.name == "postgresql":
            connection.execute(text("SET lock_timeout TO '1s'"))
            connection.execute(text("LOCK TABLE authority IN ACCESS EXCLUSIVE MODE"))
        connection.execute(text("UPDATE authority SET revision = 7"))
    assert check.revision_of("a") == 7


def test_a_connection_that_broke_is_replaced(check: RevisionCheck, engine: Engine):
    before = check.revision_of("a")
    kept = check._connection
    assert kept is not None
    kept.connection.dbapi_connection.close()
    assert [check.revision_of("a"), check.revision_of("a")] == [before, before]


def test_an_engine_that_is_disposed_of_keeps_no_connection(check: RevisionCheck, engine: Engine):
    before = check.revision_of("a")
    kept = check._connection
    assert kept is not None
    engine.dispose()
    assert kept.closed
    assert check.revision_of("a") == before


def test_an_unknown_authority_is_named_with_those_that_there_are(check: RevisionCheck):
    with pytest.raises(UnknownAuthority, match="nowhere"):
        check.revision_of("nowhere")
