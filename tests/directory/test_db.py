import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Engine, text
from sqlalchemy.exc import DBAPIError

from directory import db
from directory.errors import DatabaseNotReady
from directory.models import Base


def test_the_migrations_make_exactly_the_tables_of_the_models(engine: Engine):
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, Base.metadata) == []


def test_a_migrated_database_is_ready(engine: Engine):
    db.check_ready(engine)


def test_migrating_twice_changes_nothing(engine: Engine):
    db.migrate(engine)
    db.check_ready(engine)


def test_the_first_migration_can_be_taken_back(engine: Engine):
    command.downgrade(db.alembic_config(engine), "base")
    with pytest.raises(DatabaseNotReady, match="no tables yet"):
        db.check_ready(engine)


def test_a_database_that_was_not_migrated_says_what_to_do(tmp_path):
    engine = db.connect(f"sqlite:///{tmp_path}/empty.sqlite3")
    with pytest.raises(DatabaseNotReady, match="signpost migrate"):
        db.check_ready(engine)


def test_a_database_that_cannot_be_opened_is_one_sentence_without_its_password():
    engine = db.connect("postgresql://signpost:secret@127.0.0.1:1/nothing")
    with pytest.raises(DatabaseNotReady) as error:
        db.check_ready(engine)
    assert "secret" not in str(error.value)
    assert "\n" not in str(error.value)


def test_a_statement_that_fails_is_told_without_its_values(engine: Engine):
    with pytest.raises(DBAPIError) as error, db.writing(engine) as session:
        session.execute(text("INSERT INTO nowhere VALUES (:said)"), {"said": "about Robin"})
    assert "Robin" not in str(error.value)
