import json

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


def test_the_history_s_key_dates_get_numbered_days_and_lose_them_when_that_is_taken_back(engine: Engine):
    config = db.alembic_config(engine)
    command.downgrade(config, "0003")
    days = '["2022-07-06", "2022-07-19"]'
    with engine.begin() as connection:
        connection.execute(
            text(
                "INSERT INTO authority (id, key, name, la_code, front_door_label, staff_email_domains,"
                " revision) VALUES (1, 'a', 'A', '999', '', '[]', 1)"
            )
        )
        connection.execute(
            text(
                "INSERT INTO revision (id, authority_id, number, at, who, action, why)"
                " VALUES (1, 1, 1, '2022-06-27 09:00:00', 'U1', 'load', '')"
            )
        )
        connection.execute(
            text(
                "INSERT INTO revision_item (revision_id, record_kind, record_id, record_key, before, after)"
                " VALUES (1, 'key_date', 1, 'd', 'null', :after)"
            ),
            {"after": f'{{"title": "D", "days": {days}}}'},
        )
    kept = text("SELECT before, after FROM revision_item")
    command.upgrade(config, "head")
    with engine.connect() as connection:
        before, after = (_json(value) for value in connection.execute(kept).one())
    numbered = [{"day": "2022-07-06", "number": 1}, {"day": "2022-07-19", "number": 2}]
    assert (before, after) == (None, {"title": "D", "days": numbered, "split_from": ""})
    command.downgrade(config, "0003")
    with engine.connect() as connection:
        _, after = (_json(value) for value in connection.execute(kept).one())
    assert after == {"title": "D", "days": ["2022-07-06", "2022-07-19"]}


def _json(value: object) -> object:
    return json.loads(value) if isinstance(value, str) else value
