"""Who is asking: their authority, what they may see, their school, and their role in the directory."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from slack_sdk.web.async_client import AsyncWebClient
from sqlalchemy import Engine

from bot.membership import MOST_LISTED, Membership
from directory import askers, db
from directory.ask.desk import EnquiryDesk
from directory.errors import SignpostError
from directory.role_grants import Grant, grants, role_of
from directory.roles import Actor, Role, Standing
from directory.staff import StaffRules, staff_rules
from directory.words import Audience

MOST_READERS = 200
_AT_ONCE = 20


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

    Council staff are the full members of the workspace that the authority's own rules name
    (directory/staff.py), and those with an address at one of `more_staff_domains`. `owners_of` gives the
    Slack user ids that the settings make owners of an authority.
    """

    desk: EnquiryDesk
    engine: Engine
    authority_of: Callable[[str], str | None]
    more_staff_domains: frozenset[str] = frozenset()
    owners_of: Callable[[str], frozenset[str]] = lambda _authority: frozenset()
    membership: Membership = field(default_factory=Membership)

    def authority(self, team: str) -> str:
        """The authority of the workspace. Raises UnknownWorkspace."""
        found = self.authority_of(team)
        if not found:
            raise UnknownWorkspace
        return found

    async def identify(self, client: AsyncWebClient, team: str, user: str) -> Asker:
        """The person. Whoever cannot be shown to be council staff counts as school staff."""
        authority = self.authority(team)
        profile, (rules, remembered) = await asyncio.gather(
            self.membership.profile_now(client, user),
            asyncio.to_thread(self._look_up, authority, team, user),
        )
        staff = await self._is_staff(client, team, profile, rules)
        return Asker(
            team=team,
            user=user,
            authority=authority,
            audience=Audience.STAFF if staff else Audience.SCHOOLS,
            school=remembered.school,
            asked_school=remembered.asked,
        )

    async def actor(self, client: AsyncWebClient, team: str, user: str) -> Actor:
        """The person with their role. Whoever Slack does not show to be a full member has none."""
        authority = self.authority(team)
        profile, (rules, (role, areas)) = await asyncio.gather(
            self.membership.profile_now(client, user),
            asyncio.to_thread(self._role, authority, team, user),
        )
        standing = _standing(profile or {}, team)
        member = standing is Standing.MEMBER
        return Actor(
            team=team,
            user=user,
            authority=authority,
            standing=standing,
            role=role if member else None,
            areas=areas if member else frozenset(),
            is_staff=bool(await self._is_staff(client, team, profile, rules)),
        )

    async def audience_of_channel(self, client: AsyncWebClient, team: str, channel: str) -> Audience:
        """The least trusted reader of a channel: staff only where everybody who can read it is.

        A public channel can be read by every member of the workspace, and a shared one by another
        organisation: both are for schools. So is a private one with a guest, a bot other than Signpost, with
        more than 200 members, or about which Slack does not say everything in time. Raises UnknownWorkspace.
        """
        found = await self.readers(client, team, channel, is_person=False)
        return found or Audience.SCHOOLS

    async def readers(
        self, client: AsyncWebClient, team: str, destination: str, *, is_person: bool
    ) -> Audience | None:
        """Who reads at a destination: a person, or the least trusted of a channel.

        None where Slack does not say in time: then it may be anybody, now, but nothing is known that could be
        kept for later. Raises UnknownWorkspace.
        """
        authority = self.authority(team)
        asked = self._person_is_staff if is_person else self._only_staff
        try:
            only_staff = await asyncio.wait_for(
                asked(client, team, authority, destination), self.membership.patience.channel
            )
        except TimeoutError:
            return None
        return None if only_staff is None else Audience.STAFF if only_staff else Audience.SCHOOLS

    async def _person_is_staff(
        self, client: AsyncWebClient, team: str, authority: str, user: str
    ) -> bool | None:
        profile, rules = await asyncio.gather(
            self.membership.profile_now(client, user), asyncio.to_thread(self._rules, authority)
        )
        return await self._is_staff(client, team, profile, rules)

    async def _only_staff(
        self, client: AsyncWebClient, team: str, authority: str, channel: str
    ) -> bool | None:
        rules, about, members, ourselves = await asyncio.gather(
            asyncio.to_thread(self._rules, authority),
            self.membership.channel(client, team, channel),
            self.membership.of_channel(client, team, channel),
            self.membership.ourselves(client, team),
        )
        if about is not None and not _is_closed(about):
            return False
        if about is None or members is None or ourselves is None:
            return None
        people = sorted(members - {ourselves})
        if not people or len(people) > MOST_READERS:
            return False
        known: list[bool | None] = []
        for start in range(0, len(people), _AT_ONCE):
            some = people[start : start + _AT_ONCE]
            known += await asyncio.gather(*(self._known_as_staff(client, team, user, rules) for user in some))
            if False in known:
                return False
        return None if None in known else True

    async def _known_as_staff(
        self, client: AsyncWebClient, team: str, user: str, rules: StaffRules
    ) -> bool | None:
        profile = await self.membership.profile(client, team, user)
        return await self._is_staff(client, team, profile, rules)

    async def _is_staff(
        self, client: AsyncWebClient, team: str, profile: dict[str, Any] | None, rules: StaffRules
    ) -> bool | None:
        """Whether an account is council staff's; None where Slack does not say."""
        if profile is None:
            return None
        if _standing(profile, team) is not Standing.MEMBER:
            return False
        if _has_address_at(profile, {*rules.domains, *self.more_staff_domains}):
            return True
        user = str(profile.get("id") or "")
        lists = await asyncio.gather(
            *(self.membership.of_group(client, team, group) for group in rules.groups),
            *(self._of_closed_channel(client, team, channel) for channel in rules.channels),
        )
        if any(user in found for found in lists if found):
            return True
        return None if None in lists else False

    async def _of_closed_channel(
        self, client: AsyncWebClient, team: str, channel: str
    ) -> frozenset[str] | None:
        """The members of a private channel; nobody where anybody could have joined it by themselves."""
        about, members = await asyncio.gather(
            self.membership.channel(client, team, channel),
            self.membership.of_channel(client, team, channel),
        )
        if about is not None and (about.get("is_private") is not True or _is_crowd(members)):
            return frozenset()
        return members if about is not None else None

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
    ) -> tuple[StaffRules, tuple[Role | None, frozenset[str]]]:
        with db.reading(self.engine) as session:
            return (
                staff_rules(session, authority),
                role_of(session, authority, team, user, self.owners_of(authority)),
            )

    def _look_up(self, authority: str, team: str, user: str) -> tuple[StaffRules, askers.Remembered]:
        with db.reading(self.engine) as session:
            return staff_rules(session, authority), askers.recall(session, team, user)

    def _rules(self, authority: str) -> StaffRules:
        with db.reading(self.engine) as session:
            return staff_rules(session, authority)


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


def _has_address_at(profile: dict[str, Any], domains: set[str]) -> bool:
    """Whether the account's address, which its owner has confirmed, is at one of the domains."""
    email = (profile.get("profile") or {}).get("email") or ""
    name, _, domain = email.rpartition("@")
    known = {domain.lower() for domain in domains}
    return bool(name) and domain.lower() in known and profile.get("is_email_confirmed") is not False


def _is_crowd(members: frozenset[str] | None) -> bool:
    return members is not None and len(members) > MOST_LISTED


def _is_closed(about: dict[str, Any] | None) -> bool:
    """Whether a channel is private to this workspace, as far as Slack says so in every respect."""
    if not about or about.get("is_private") is not True:
        return False
    shared = ("is_shared", "is_ext_shared", "is_org_shared")
    more = about.get("is_pending_ext_shared") or about.get("is_im") or about.get("is_mpim")
    return all(about.get(flag) is False for flag in shared) and not more
