"""Who counts as council staff, as an owner decides it."""

from dataclasses import replace

import pytest
from sqlalchemy import Engine

from directory import db
from directory.editing.history import history
from directory.editing.replay import replay
from directory.roles import NotAllowed, Role, at_the_command_line
from directory.staff import (
    AlreadyStaff,
    ForAnybody,
    NotARule,
    NotStaff,
    Sort,
    StaffRules,
    add_rule,
    remove_rule,
    staff_rules,
)
from tests.conftest import NOON
from tests.directory.editing.conftest import found_westshire

OWNER = at_the_command_line("westshire", "U1OWNER")


@pytest.fixture
def westshire(engine: Engine) -> Engine:
    found_westshire(engine)
    return engine


def add(engine: Engine, sort: Sort, value: str, actor=OWNER) -> StaffRules:
    with db.writing(engine) as session:
        return add_rule(session, actor, sort, value, NOON)


def test_rules_are_added_and_removed(westshire):
    add(westshire, Sort.DOMAIN, " @WestShire.gov.uk")
    add(westshire, Sort.GROUP, "S0STAFF")
    held = add(westshire, Sort.CHANNEL, "C0STAFF")
    assert "westshire.gov.uk" in held.domains
    assert (held.groups, held.channels) == (("S0STAFF",), ("C0STAFF",))
    with db.writing(westshire) as session:
        remove_rule(session, OWNER, Sort.GROUP, "S0STAFF", NOON)
    with db.reading(westshire) as session:
        assert staff_rules(session, "westshire").groups == ()


@pytest.mark.parametrize(
    ("sort", "value", "error"),
    [
        (Sort.DOMAIN, "somewhere", NotARule),
        (Sort.DOMAIN, "a b.org", NotARule),
        (Sort.DOMAIN, "Gmail.com", ForAnybody),
        (Sort.GROUP, "staff", NotARule),
        (Sort.CHANNEL, "S0STAFF", NotARule),
    ],
)
def test_what_cannot_tell_staff_is_refused(westshire, sort, value, error):
    with pytest.raises(error):
        add(westshire, sort, value)


def test_a_rule_is_neither_added_nor_removed_twice(westshire):
    add(westshire, Sort.DOMAIN, "example.org")
    with pytest.raises(AlreadyStaff):
        add(westshire, Sort.DOMAIN, "EXAMPLE.org")
    with db.writing(westshire) as session, pytest.raises(NotStaff, match="does not count"):
        remove_rule(session, OWNER, Sort.GROUP, "S0STAFF", NOON)


def test_only_an_owner_decides(westshire):
    with pytest.raises(NotAllowed):
        add(westshire, Sort.DOMAIN, "example.org", replace(OWNER, role=Role.EDITOR))


def test_the_history_tells_who_decided_what_and_still_tells_the_present(westshire):
    add(westshire, Sort.DOMAIN, "example.org")
    with db.reading(westshire) as session:
        newest = history(session, "westshire")[0]
        assert newest.said == ("Council staff are now also whoever has an email address at example.org.",)
        assert (newest.who, newest.action, newest.by_number) == ("U1OWNER", "staff", False)
        assert replay(session, "westshire") == ()
