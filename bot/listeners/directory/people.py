"""`/directory roles`: who owns and who edits the directory, and owners change it."""

import asyncio
import re
from dataclasses import dataclass

from bot.listeners.directory.turn import Turn
from bot.listeners.directory.words import NotUnderstood
from bot.views.directory.words import people, person
from bot.views.limits import Message, escape, mrkdwn_alone
from directory import db
from directory.editing.kinds import AREA
from directory.role_grants import Grant, grant_role, revoke_role
from directory.roles import Action, Actor, Role, Standing

Said = dict[str, str]

_WANTED = re.compile(r"(grant|revoke)\s+@([UW][A-Z0-9]+)", re.IGNORECASE)


@dataclass(frozen=True)
class _Wanted:
    verb: str
    user: str


async def roles(turn: Turn, said: Said) -> Message:
    """List the roles; for an owner, grant or revoke one."""
    if not said.get(""):
        return await _listed(turn)
    turn.allow(Action.MANAGE_ROLES)
    wanted = _understood(said[""])
    if wanted.verb == "revoke":
        await asyncio.to_thread(_revoke, turn, wanted.user)
        return mrkdwn_alone(f"{person(wanted.user)} is no longer an owner or editor.")
    role = _role(said.get("role", ""))
    area = await turn.the_one(said["in"], (AREA,)) if "in" in said else None
    if area and role is Role.OWNER:
        raise NotUnderstood("An owner looks after the whole directory, not an area. Nothing was changed.")
    other = await turn.enquiries.access.actor(turn.client, turn.actor.team, wanted.user)
    _check_can_have_a_role(other)
    areas = frozenset((area.key,)) if area else frozenset[str]()
    grant = Grant(wanted.user, role, areas, turn.actor.team, by=turn.actor.user)
    await asyncio.to_thread(_grant, turn, grant)
    where = f" for {escape(area.name)}" if area else ""
    return mrkdwn_alone(f"{person(wanted.user)} is now an {role.value} of the directory{where}.")


async def _listed(turn: Turn) -> Message:
    held = await turn.enquiries.access.grants(turn.actor.authority)
    owners = [grant.user for grant in held if grant.role is Role.OWNER]
    areas = turn.enquiries.desk.snapshot(turn.actor.authority).areas
    lines = [f"*Owners:* {people(owners) or 'none yet'}"]
    for grant in held:
        if grant.role is Role.EDITOR:
            named = ", ".join(sorted(areas[key].name for key in grant.areas if key in areas))
            lines.append(f"*Editor:* {person(grant.user)}, {escape(named) or 'the whole directory'}")
    return mrkdwn_alone("\n".join(lines))


def _understood(text: str) -> _Wanted:
    found = _WANTED.fullmatch(text.strip())
    if found is None:
        raise NotUnderstood(
            "Nothing was changed. Write it like this: /directory roles grant @person role editor in "
            '"Mendip", or /directory roles revoke @person'
        )
    return _Wanted(found[1].lower(), found[2].upper())


def _role(text: str) -> Role:
    try:
        return Role(text.lower())
    except ValueError:
        raise NotUnderstood(
            "Say which role: owner or editor. Nothing was changed. "
            "For example: /directory roles grant @person role editor"
        ) from None


def _check_can_have_a_role(other: Actor) -> None:
    if other.standing is not Standing.MEMBER:
        raise NotUnderstood(
            f"This person cannot be an owner or editor: Slack says that the account is not that of a full "
            f"member of this workspace ({other.standing.value}). Nothing was changed."
        )


def _grant(turn: Turn, grant: Grant) -> None:
    with db.writing(turn.enquiries.engine) as session:
        now = turn.enquiries.clock.now()
        owners = turn.enquiries.access.owners_of(turn.actor.authority)
        grant_role(session, turn.actor.authority, grant, now, owners)


def _revoke(turn: Turn, user: str) -> None:
    with db.writing(turn.enquiries.engine) as session:
        owners = turn.enquiries.access.owners_of(turn.actor.authority)
        now = turn.enquiries.clock.now()
        revoke_role(session, turn.actor.authority, user, turn.actor.user, now, owners)
