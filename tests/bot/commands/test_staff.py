"""`signpost staff`: what it says."""

from datetime import UTC, datetime

import pytest
from sqlalchemy import Engine

from bot.commands.staff import changed, listed
from bot.settings import Settings
from directory.staff import NotARule, Sort
from tests.directory.editing.conftest import found_westshire

NOW = datetime(2026, 6, 1, tzinfo=UTC)


@pytest.fixture
def westshire(sqlite_engine: Engine) -> Engine:
    found_westshire(sqlite_engine)
    return sqlite_engine


def test_what_was_added_is_listed_until_it_is_removed(westshire: Engine):
    list(changed(Settings(), westshire, "westshire", Sort.GROUP, "S0STAFF", NOW, add=True))
    assert "westshire: group S0STAFF" in list(listed(Settings(), westshire, "westshire"))
    left = list(changed(Settings(), westshire, "westshire", Sort.GROUP, "S0STAFF", NOW, add=False))
    assert "westshire: group S0STAFF" not in left


def test_what_is_no_rule_is_refused(westshire: Engine):
    with pytest.raises(NotARule):
        list(changed(Settings(), westshire, "westshire", Sort.CHANNEL, "#staff", NOW, add=True))
