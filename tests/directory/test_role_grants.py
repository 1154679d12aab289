"""Owners and editors are made and unmade, and an owner is always left."""

import pytest
from sqlalchemy import Engine

from directory import db
from directory.role_grants import (
    Grant,
    LastOwner,
    SetElsewhere,
    UnknownArea,
    UnknownGrant,
    grant_role,
    grants,
    revoke_role,
    role_of,
)
from directory.roles import Role
from tests.directory.editing.conftest import NOW, found_westshire


@pytest.fixture
def give(engine: Engine):
    found_westshire(engine)

    def give(grant, owners=()):
        with db.writing(engine) as session:
            grant_role(session, "westshire", grant, NOW, owners)

    return give


def role(engine, user, team="T1", owners=()):
    with db.reading(engine) as session:
        return role_of(session, "westshire", team, user, owners)


def test_nobody_has_a_role_until_they_are_given_one(engine, give):
    assert role(engine, "U1") == (None, frozenset())


def test_an_editor_of_two_areas_is_limited_to_both(engine, give):
    give(Grant("U1", Role.EDITOR, frozenset({"north", "south"})))
    assert role(engine, "U1") == (Role.EDITOR, {"north", "south"})
    give(Grant("U1", Role.EDITOR))
    assert role(engine, "U1") == (Role.EDITOR, frozenset())


def test_a_role_of_one_workspace_does_not_count_in_another(engine, give):
    give(Grant("U1", Role.OWNER, team="T1"))
    assert role(engine, "U1", "T1")[0] is Role.OWNER
    assert role(engine, "U1", "T2")[0] is None


def test_the_first_owner_may_come_from_the_environment(engine, give):
    assert role(engine, "U1", owners={"U1"})[0] is Role.OWNER
    with db.writing(engine) as session, pytest.raises(SetElsewhere):
        revoke_role(session, "westshire", "U1", "U9", NOW, {"U1"})


def test_the_last_owner_stays(engine, give):
    give(Grant("U1", Role.OWNER))
    with db.writing(engine) as session, pytest.raises(LastOwner):
        revoke_role(session, "westshire", "U1", "U9", NOW)
    with pytest.raises(LastOwner):
        give(Grant("U1", Role.EDITOR))
    give(Grant("U2", Role.OWNER))
    with db.writing(engine) as session:
        revoke_role(session, "westshire", "U1", "U9", NOW)
    with db.reading(engine) as session:
        assert [grant.user for grant in grants(session, "westshire")] == ["U2"]


def test_there_is_nothing_to_take_away_from_somebody_without_a_role(engine, give):
    with db.writing(engine) as session, pytest.raises(UnknownGrant):
        revoke_role(session, "westshire", "U1", "U9", NOW)


def test_an_area_that_there_is_not_is_named(engine, give):
    with pytest.raises(UnknownArea, match="north, south"):
        give(Grant("U1", Role.EDITOR, frozenset({"west"})))
