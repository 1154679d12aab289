"""Who counts as council staff. Whatever is not certain counts as school staff."""

import asyncio
from dataclasses import replace
from typing import Any

import pytest
from slack_sdk.errors import SlackApiError
from sqlalchemy import Engine

from bot.access import Access, UnknownWorkspace
from bot.membership import Membership
from bot.patience import Patience
from directory import db
from directory.roles import Role, Standing, at_the_command_line
from directory.staff import Sort, add_rule
from directory.words import Audience
from tests.bot.scripted import ScriptedDesk
from tests.conftest import NOON

STAFF = {
    "id": "U1",
    "team_id": "T1",
    "deleted": False,
    "is_bot": False,
    "is_restricted": False,
    "is_ultra_restricted": False,
    "profile": {"email": "officer@Somerset.gov.uk"},
}


GROUP, CHANNEL, BOT = "S1GROUP", "C1STAFF", "U1SIGNPOST"
CLOSED = {"is_private": True, "is_shared": False, "is_ext_shared": False, "is_org_shared": False}


class FakeSlack:
    """Knows some people, one user group and one channel, or fails. It counts what it is asked."""

    def __init__(self, user: Any = None, error: Exception | None = None, **more: Any) -> None:
        self.people = {"U1": user, **more.get("people", {})}
        self.group, self.members = more.get("group", []), more.get("members", [])
        self.about = more.get("about", CLOSED)
        self.error = error
        self.asked: list[str] = []

    async def api_call(self, method: str, *, data: dict[str, Any] | None = None) -> dict[str, Any]:
        self.asked.append(method)
        if self.error:
            raise self.error
        match method, data or {}:
            case "users.info", {"user": user}:
                return {"ok": True, "user": self.people[user]}
            case "usergroups.users.list", {"usergroup": "S1GROUP"}:
                return {"ok": True, "users": self.group}
            case "conversations.info", {"channel": "C1STAFF"}:
                return {"ok": True, "channel": self.about}
            case "conversations.members", {"channel": "C1STAFF", **more}:
                start, limit = int(more.get("cursor", 0)), int(more["limit"])
                end = start + limit
                cursor = str(end) if end < len(self.members) else ""
                return {
                    "ok": True,
                    "members": self.members[start:end],
                    "response_metadata": {"next_cursor": cursor},
                }
            case "auth.test", {}:
                return {"ok": True, "user_id": BOT}
        raise SlackApiError("no", {"error": "missing_scope"})


@pytest.fixture
def access(desk: ScriptedDesk, directory_engine: Engine) -> Access:
    return Access(desk, directory_engine, {"T1": "somerset"}.get)


@pytest.fixture
def ruled(access: Access) -> Access:
    """A user group and a channel count as staff, too."""
    owner = at_the_command_line("somerset", "tests")
    with db.writing(access.engine) as session:
        add_rule(session, owner, Sort.GROUP, GROUP, NOON)
        add_rule(session, owner, Sort.CHANNEL, CHANNEL, NOON)
    return access


TEACHER = STAFF | {"profile": {"email": "senco@schools.example.org"}}


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
        {"is_email_confirmed": False},
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


@pytest.mark.parametrize("where", ["group", "members"])
async def test_who_is_in_a_staff_group_or_channel_is_staff(ruled: Access, where: str):
    slack = FakeSlack(TEACHER, **{where: ["U1"]})
    assert (await ruled.identify(slack, "T1", "U1")).audience == Audience.STAFF


async def test_who_is_in_neither_is_school_staff(ruled: Access):
    slack = FakeSlack(TEACHER, group=["U2"], members=["U3"])
    assert (await ruled.identify(slack, "T1", "U1")).audience == Audience.SCHOOLS


@pytest.mark.parametrize(
    "different", [{"is_restricted": True}, {"team_id": "T2"}, {"deleted": True}, {"is_bot": True}]
)
async def test_being_in_a_staff_group_makes_no_guest_or_stranger_staff(
    ruled: Access, different: dict[str, Any]
):
    slack = FakeSlack(TEACHER | different, group=["U1"], members=["U1"])
    assert (await ruled.identify(slack, "T1", "U1")).audience == Audience.SCHOOLS


async def test_a_staff_channel_that_anybody_can_join_makes_nobody_staff(ruled: Access):
    slack = FakeSlack(TEACHER, members=["U1"], about=CLOSED | {"is_private": False})
    assert (await ruled.identify(slack, "T1", "U1")).audience == Audience.SCHOOLS


async def test_membership_is_remembered_for_two_minutes(desk: ScriptedDesk, ruled: Access):
    now = [0.0]
    ruled = replace(ruled, membership=Membership(ticks=lambda: now[0]))
    slack = FakeSlack(TEACHER, group=["U1"])
    await ruled.identify(slack, "T1", "U1")
    slack.group = []
    now[0] = 119
    assert (await ruled.identify(slack, "T1", "U1")).audience == Audience.STAFF
    assert slack.asked.count("usergroups.users.list") == 1
    now[0] = 121
    assert (await ruled.identify(slack, "T1", "U1")).audience == Audience.SCHOOLS


async def test_slack_that_does_not_answer_keeps_nobody_waiting(ruled: Access):
    class Slow(FakeSlack):
        async def api_call(self, method: str, **data: Any) -> dict[str, Any]:
            if method == "users.info":
                return await super().api_call(method, **data)
            return await asyncio.Event().wait()  # type: ignore[return-value]

    ruled = replace(ruled, membership=Membership(patience=Patience(membership=0.01)))
    assert (await ruled.identify(Slow(TEACHER), "T1", "U1")).audience == Audience.SCHOOLS


async def of_channel(access: Access, slack: FakeSlack) -> Audience:
    return await access.audience_of_channel(slack, "T1", CHANNEL)


async def test_a_private_channel_of_staff_and_signpost_is_for_staff(access: Access):
    slack = FakeSlack(STAFF, members=["U1", "U2", BOT], people={"U2": STAFF | {"id": "U2"}})
    assert await of_channel(access, slack) == Audience.STAFF


@pytest.mark.parametrize(
    "second",
    [
        {"is_restricted": True},
        {"team_id": "T2"},
        {"deleted": True},
        {"is_bot": True},
        {"is_stranger": True},
        {"profile": {"email": "senco@schools.example.org"}},
    ],
)
async def test_one_reader_who_is_not_staff_makes_a_channel_one_for_schools(
    access: Access, second: dict[str, Any]
):
    slack = FakeSlack(STAFF, members=["U1", "U2", BOT], people={"U2": STAFF | {"id": "U2"} | second})
    assert await of_channel(access, slack) == Audience.SCHOOLS


@pytest.mark.parametrize(
    "different",
    [
        {"is_private": False},
        {"is_shared": True},
        {"is_ext_shared": True},
        {"is_org_shared": True},
        {"is_pending_ext_shared": True},
        {"is_ext_shared": None},
        {"is_mpim": True},
    ],
)
async def test_a_channel_that_others_can_read_is_for_schools(access: Access, different: dict[str, Any]):
    slack = FakeSlack(STAFF, members=["U1", BOT], about=CLOSED | different)
    assert await of_channel(access, slack) == Audience.SCHOOLS


async def test_a_channel_with_more_people_than_can_be_looked_at_is_for_schools(access: Access):
    many = [f"U{number}" for number in range(201)]
    slack = FakeSlack(members=many, people={user: STAFF | {"id": user} for user in many})
    assert await of_channel(access, slack) == Audience.SCHOOLS
    slack.members = many[1:]
    assert await of_channel(replace(access, membership=Membership()), slack) == Audience.STAFF


@pytest.mark.parametrize("error", [SlackApiError("no", {"error": "missing_scope"}), TimeoutError()])
async def test_a_channel_of_which_slack_says_nothing_is_for_schools(access: Access, error: Exception):
    assert await of_channel(access, FakeSlack(error=error)) == Audience.SCHOOLS


class Forgetful(FakeSlack):
    """Says nothing of one thing."""

    def __init__(self, nothing_of: str, *about: Any, **more: Any) -> None:
        super().__init__(*about, **more)
        self.nothing_of = nothing_of

    async def api_call(self, method: str, *, data: dict[str, Any] | None = None) -> dict[str, Any]:
        if self.nothing_of in (method, (data or {}).get("user")):
            raise TimeoutError
        return await super().api_call(method, data=data)


PAIR = {"members": ["U1", "U2", BOT], "people": {"U2": STAFF | {"id": "U2"}}}


@pytest.mark.parametrize(
    "nothing_of", ["conversations.info", "conversations.members", "auth.test", "users.info", "U2"]
)
async def test_no_answer_of_slack_is_not_taken_for_one(access: Access, nothing_of: str):
    slack = Forgetful(nothing_of, STAFF, **PAIR)
    assert await access.readers(slack, "T1", CHANNEL, is_person=False) is None
    assert await of_channel(access, slack) == Audience.SCHOOLS


async def test_one_guest_decides_who_reads_whatever_slack_does_not_say_of_others(access: Access):
    slack = Forgetful("U2", STAFF | {"is_restricted": True}, **PAIR)
    assert await access.readers(slack, "T1", CHANNEL, is_person=False) == Audience.SCHOOLS


async def test_a_channel_is_given_up_after_some_seconds_with_nothing_known(access: Access):
    class Slow(FakeSlack):
        async def api_call(self, *_: Any, **__: Any) -> dict[str, Any]:
            return await asyncio.Event().wait()  # type: ignore[return-value]

    slow = replace(access, membership=Membership(patience=Patience(channel=0.01)))
    assert await slow.readers(Slow(), "T1", CHANNEL, is_person=False) is None


@pytest.mark.parametrize(
    ("slack", "readers"),
    [
        (FakeSlack(STAFF), Audience.STAFF),
        (FakeSlack(TEACHER, group=["U2"]), Audience.SCHOOLS),
        (FakeSlack(error=TimeoutError()), None),
        (Forgetful("usergroups.users.list", TEACHER), None),
    ],
)
async def test_who_a_person_is_is_known_only_once_slack_says_so(
    ruled: Access, slack: FakeSlack, readers: Audience | None
):
    assert await ruled.readers(slack, "T1", "U1", is_person=True) == readers


async def test_nobody_counts_as_staff_by_a_channel_of_more_people_than_can_be_listed(ruled: Access):
    slack = FakeSlack(TEACHER, members=[f"U{number}" for number in range(1, 2202)])
    assert await ruled.readers(slack, "T1", "U1", is_person=True) == Audience.SCHOOLS


async def test_an_empty_channel_is_for_schools(access: Access):
    assert await of_channel(access, FakeSlack(STAFF, members=[BOT])) == Audience.SCHOOLS
