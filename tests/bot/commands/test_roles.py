"""`signpost roles`: what it says, and what it refuses."""

from datetime import UTC, datetime

import pytest
from sqlalchemy import Engine

from bot.commands.roles import NotAUserId, grant, listed, revoke
from bot.settings import Settings
from directory.role_grants import LastOwner
from directory.roles import Role
from tests.directory.editing.conftest import found_westshire

NOW = datetime(2026, 6, 1, tzinfo=UTC)


@pytest.fixture
def westshire(sqlite_engine: Engine) -> Engine:
    found_westshire(sqlite_engine)
    return sqlite_engine


def give(engine, user, role, *areas, settings=None):
    return grant(settings or Settings(), engine, "westshire", user, role, frozenset(areas), NOW)


def test_without_an_owner_the_list_says_how_to_make_one(westshire):
    (line,) = listed(Settings(), westshire, "westshire")
    assert "signpost roles grant USER owner --authority westshire" in line


def test_who_was_made_what_is_listed_with_the_owners_of_the_environment(westshire):
    assert give(westshire, "U0EDITOR", Role.EDITOR, "north") == (
        "westshire: U0EDITOR is an editor limited to north."
    )
    assert list(listed(Settings(owners="U0OWNER, "), westshire, "westshire")) == [
        "U0OWNER is an owner (made by SIGNPOST_OWNERS)",
        "U0EDITOR is an editor limited to north (made by signpost roles)",
    ]


def test_a_name_that_is_no_user_id_is_refused(westshire):
    with pytest.raises(NotAUserId, match="Copy member ID"):
        give(westshire, "@sam", Role.OWNER)


def test_the_last_owner_is_not_taken_away(westshire):
    give(westshire, "U0OWNER", Role.OWNER)
    with pytest.raises(LastOwner):
        revoke(Settings(), westshire, "westshire", "U0OWNER", NOW)
    give(westshire, "U0OTHER", Role.OWNER)
    assert revoke(Settings(), westshire, "westshire", "U0OWNER", NOW) == (
        "U0OWNER is no longer an owner or an editor of westshire."
    )
