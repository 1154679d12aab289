"""Who is asking: their authority, what they may see, their school, and their role in the directory."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from slack_sdk.web.async_client import AsyncWebClient
from sqlalchemy import Engine

from directory import askers, db
from directory.ask.desk import EnquiryDesk
from directory.errors import SignpostError
from directory.role_grants import Grant, grants, role_of
from directory.roles import Actor, Role, Standing
from directory.words import Audience

PATIENCE = 2.0


class UnknownWorkspace(SignpostError):
    """No authority belongs to the Slack workspace."""

    def __init__(self) -> None:
        super().__init__(
            "This Slack workspace is not linked to an authority yet. Nothing was looked up. "
            "Ask the person who installed Signpost to set SIGNPOST_AUTHORITY."
        )


@dataclass(frozen=True)
class Asker:
    """The person who asks; `school` is a URN, `asked_school` True once they were asked for it."""

    team: str
    user: str
    authority: str
    audience: Audience = Audience.SCHOOLS
    school: str | None = None
    asked_school: bool = False

    @property
    def is_staff(self) -> bool:
        """True for council staff."""
        return self.audience == Audience.STAFF


@dataclass(frozen=True)
class Access:
    """Finds out who is asking. `authority_of` gives the authority of a Slack workspace, or None.

    `more_staff_domains` count as staff beside the domains that the authority names itself; `owners_of`
    gives the Slack user ids that the settings make owners of an authority.
    """

    desk: EnquiryDesk
    engine: Engine
    authority_of: Callable[[str], str | None]
    more_staff_domains: frozenset[str] = frozenset()
    owners_of: Callable[[str], frozenset[str]] = lambda _authority: frozenset()

    def authority(self, team: str) -> str:
        """The authority of the workspace. Raises UnknownWorkspace."""
        found = self.authority_of(team)
        if not found:
            raise UnknownWorkspace
        return found

    async def identify(self, client: AsyncWebClient, team: str, user: str) -> Asker:
        """The person. Whoever cannot be shown to be council staff counts as school staff."""
        authority = self.authority(team)
        profile, (domains, remembered) = await asyncio.gather(
            _profile(client, user), asyncio.to_thread(self._look_up, authority, team, user)
        )
        return Asker(
            team=team,
            user=user,
            authority=authority,
            audience=Audience.STAFF if _is_staff(profile, team, domains) else Audience.SCHOOLS,
            school=remembered.school,
            asked_school=remembered.asked,
        )

    async def actor(self, client: AsyncWebClient, team: str, user: str) -> Actor:
        """The person with their role. Whoever Slack does not show to be a full member has none."""
        authority = self.authority(team)
        profile, (domains, (role, areas)) = await asyncio.gather(
            _profile(client, user), asyncio.to_thread(self._role, authority, team, user)
        )
        standing = _standing(profile, team)
        member = standing is Standing.MEMBER
        return Actor(
            team=team,
            user=user,
            authority=authority,
            standing=standing,
            role=role if member else None,
            areas=areas if member else frozenset(),
            is_staff=_is_staff(profile, team, domains),
        )

    async def grants(self, authority: str) -> tuple[Grant, ...]:
        """Everybody who has a role, owners first."""

        def read() -> tuple[Grant, ...]:
            with db.reading(self.engine) as session:
                return grants(session, authority, self.owners_of(authority))

        return await asyncio.to_thread(read)

    async def school_of(self, team: str, user: str) -> str | None:
        """The URN of the person's school, without asking Slack who they are."""

        def recall() -> str | None:
            with db.reading(self.engine) as session:
                return askers.recall(session, team, user).school

        return await asyncio.to_thread(recall)

    def _role(
        self, authority: str, team: str, user: str
    ) -> tuple[set[str], tuple[Role | None, frozenset[str]]]:
        domains = {*self.desk.snapshot(authority).staff_email_domains, *self.more_staff_domains}
        with db.reading(self.engine) as session:
            return domains, role_of(session, authority, team, user, self.owners_of(authority))

    def _look_up(self, authority: str, team: str, user: str) -> tuple[set[str], askers.Remembered]:
        domains = {*self.desk.snapshot(authority).staff_email_domains, *self.more_staff_domains}
        with db.reading(self.engine) as session:
            return domains, askers.recall(session, team, user)


async def _profile(client: AsyncWebClient, user: str) -> dict[str, Any]:
    try:
        answer = await asyncio.wait_for(client.api_call("users.info", data={"user": user}), PATIENCE)
        found = answer["user"]
    except Exception:
        return {}
    return found if isinstance(found, dict) else {}


def _standing(profile: dict[str, Any], team: str) -> Standing:
    """What Slack says of an account; a member only where it says so in every respect."""
    if not profile:
        return Standing.UNKNOWN
    if profile.get("team_id") != team or profile.get("is_stranger"):
        return Standing.OTHER_WORKSPACE
    for flag, standing in _FLAGS.items():
        if profile.get(flag) is not False:
            return standing if profile.get(flag) is True else Standing.UNKNOWN
    return Standing.MEMBER


_FLAGS = {
    "deleted": Standing.DEACTIVATED,
    "is_bot": Standing.BOT,
    "is_restricted": Standing.GUEST,
    "is_ultra_restricted": Standing.GUEST,
}


def _is_staff(profile: dict[str, Any], team: str, domains: set[str]) -> bool:
    if _standing(profile, team) is not Standing.MEMBER:
        return False
    email = (profile.get("profile") or {}).get("email") or ""
    name, _, domain = email.rpartition("@")
    known = {domain.lower() for domain in domains}
    return bool(name) and domain.lower() in known
