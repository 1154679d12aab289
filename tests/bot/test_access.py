"""Who counts as council staff. Whatever is not certain counts as school staff."""

from typing import Any

import pytest
from slack_sdk.errors import SlackApiError
from sqlalchemy import Engine

from bot.access import Access, UnknownWorkspace
from directory.roles import Role, Standing
from directory.words import Audience
from tests.bot.scripted import ScriptedDesk

STAFF = {
    "id": "U1",
    "team_id": "T1",
    "deleted": False,
    "is_bot": False,
    "is_restricted": False,
    "is_ultra_restricted": False,
    "profile": {"email": "officer@Somerset.gov.uk"},
}


class FakeSlack:
    """Knows one person, or fails."""

    def __init__(self, user: Any = None, error: Exception | None = None) -> None:
        self._user, self._error = user, error

    async def api_call(self, method: str, *, data: dict[str, str]) -> dict[str, Any]:
        assert (method, data) == ("users.info", {"user": "U1"})
        if self._error:
            raise self._error
        return {"ok": True, "user": self._user}


@pytest.fixture
def access(desk: ScriptedDesk, directory_engine: Engine) -> Access:
    return Access(desk, directory_engine, {"T1": "somerset"}.get)


async def test_a_member_with_a_staff_address_is_staff(access: Access):
    assert (await access.identify(FakeSlack(STAFF), "T1", "U1")).audience == Audience.STAFF


@pytest.mark.parametrize(
    "different",
    [
        {"team_id": "T2"},
        {"deleted": True},
        {"is_bot": True},
        {"is_restricted": True},
        {"is_ultra_restricted": True},
        {"is_stranger": True},
        {"is_restricted": None},
        {"profile": {}},
        {"profile": None},
        {"profile": {"email": "officer@schools.example.org"}},
        {"profile": {"email": "officer@evil-somerset.gov.uk"}},
        {"profile": {"email": "somerset.gov.uk"}},
        {"profile": {"email": "@somerset.gov.uk"}},
    ],
)
async def test_anybody_else_is_school_staff(access: Access, different: dict[str, Any]):
    assert (await access.identify(FakeSlack(STAFF | different), "T1", "U1")).audience == Audience.SCHOOLS


@pytest.mark.parametrize(
    "error",
    [SlackApiError("no", {"error": "missing_scope"}), TimeoutError(), OSError("network"), KeyError("user")],
)
async def test_when_slack_does_not_say_who_it_is_the_person_is_school_staff(access: Access, error: Exception):
    assert (await access.identify(FakeSlack(error=error), "T1", "U1")).audience == Audience.SCHOOLS


async def test_a_workspace_without_an_authority_is_refused_with_a_sentence(access: Access):
    with pytest.raises(UnknownWorkspace, match="not linked to an authority yet"):
        await access.identify(FakeSlack(STAFF), "T9", "U1")


@pytest.fixture
def owned(desk: ScriptedDesk, directory_engine: Engine) -> Access:
    """U1 owns the directory, says the environment."""
    owners_of = {"somerset": frozenset({"U1"})}
    return Access(desk, directory_engine, {"T1": "somerset"}.get, frozenset(), owners_of.__getitem__)


async def test_a_member_has_the_role_that_they_were_given(owned: Access):
    actor = await owned.actor(FakeSlack(STAFF), "T1", "U1")
    assert (actor.role, actor.standing, actor.is_staff) == (Role.OWNER, Standing.MEMBER, True)


@pytest.mark.parametrize(
    ("different", "standing"),
    [
        ({"team_id": "T2"}, Standing.OTHER_WORKSPACE),
        ({"is_stranger": True}, Standing.OTHER_WORKSPACE),
        ({"deleted": True}, Standing.DEACTIVATED),
        ({"is_bot": True}, Standing.BOT),
        ({"is_restricted": True}, Standing.GUEST),
        ({"is_ultra_restricted": True}, Standing.GUEST),
        ({"is_restricted": None}, Standing.UNKNOWN),
    ],
)
async def test_who_is_not_a_full_member_has_no_role_whatever_was_given(
    owned: Access, different: dict[str, Any], standing: Standing
):
    actor = await owned.actor(FakeSlack(STAFF | different), "T1", "U1")
    assert (actor.role, actor.areas, actor.standing) == (None, frozenset(), standing)


async def test_when_slack_does_not_say_who_it_is_the_person_has_no_role(owned: Access):
    actor = await owned.actor(FakeSlack(error=TimeoutError()), "T1", "U1")
    assert (actor.role, actor.standing) == (None, Standing.UNKNOWN)
