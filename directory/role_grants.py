"""Who has been made an owner or an editor of an authority."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from directory import settings_history
from directory.authorities import unknown_authority
from directory.errors import SignpostError
from directory.models import Area, Authority, RoleGrant
from directory.roles import Role

EVERY_WORKSPACE = ""


@dataclass(frozen=True)
class Grant:
    """One person's role. `areas` are keys; empty, the whole authority. `by` is who made them that.

    An empty `team` stands for whichever Slack workspace is linked to the authority.
    """

    user: str
    role: Role
    areas: frozenset[str] = frozenset()
    team: str = EVERY_WORKSPACE
    by: str = ""


class LastOwner(SignpostError):
    """The authority would be left without an owner."""

    def __init__(self, user: str) -> None:
        super().__init__(
            f"{user} is the last owner, so nothing was changed. "
            "Make somebody else an owner first, then try again."
        )


class SetElsewhere(SignpostError):
    """The person is an owner because the environment says so."""

    def __init__(self, user: str) -> None:
        super().__init__(
            f"{user} is an owner because SIGNPOST_OWNERS names them, so nothing was changed. "
            "Take them out of that setting and start Signpost again."
        )


class UnknownGrant(SignpostError):
    """The person has no role to take away."""

    def __init__(self, user: str) -> None:
        super().__init__(f"{user} is neither an owner nor an editor. Nothing was changed.")


class UnknownArea(SignpostError):
    """The authority has no such area."""

    def __init__(self, key: str, known: Iterable[str]) -> None:
        super().__init__(
            f"There is no area '{key}'. Nothing was changed. There is: {', '.join(sorted(known))}."
        )


def grants(session: Session, authority: str, owners: Collection[str] = ()) -> tuple[Grant, ...]:
    """Everybody who has a role, owners first. `owners` are the user ids that the environment names.

    Raises UnknownAuthority.
    """
    owner_id = _authority(session, authority)
    found: dict[tuple[str, str, Role], Grant] = {}
    for user in owners:
        found[EVERY_WORKSPACE, user, Role.OWNER] = Grant(user, Role.OWNER, by="SIGNPOST_OWNERS")
    query = select(RoleGrant).where(RoleGrant.authority_id == owner_id).order_by(RoleGrant.id)
    for row in session.scalars(query):
        at = (row.slack_team_id, row.slack_user_id, row.role)
        areas = found[at].areas if at in found else frozenset()
        areas |= {row.area.key} if row.area else frozenset()
        found[at] = Grant(row.slack_user_id, row.role, areas, row.slack_team_id, row.granted_by)
    return tuple(sorted(found.values(), key=lambda grant: (grant.role is not Role.OWNER, grant.user)))


def role_of(
    session: Session, authority: str, team: str, user: str, owners: Collection[str] = ()
) -> tuple[Role | None, frozenset[str]]:
    """The person's role (None: none) and the areas (keys) that it is limited to. Raises UnknownAuthority."""
    mine = [
        grant
        for grant in grants(session, authority, owners)
        if grant.user == user and grant.team in (team, EVERY_WORKSPACE)
    ]
    if any(grant.role is Role.OWNER for grant in mine):
        return Role.OWNER, frozenset()
    if not mine:
        return None, frozenset()
    if any(not grant.areas for grant in mine):
        return Role.EDITOR, frozenset()
    return Role.EDITOR, frozenset(area for grant in mine for area in grant.areas)


def grant_role(
    session: Session, authority: str, wanted: Grant, at: datetime, owners: Collection[str] = ()
) -> None:
    """Makes a person an owner or an editor, in place of what they were.

    Raises UnknownAuthority, UnknownArea, LastOwner, SetElsewhere.
    """
    owner_id = _authority(session, authority, to_write=True)
    before = _held(session, owner_id, wanted.user)
    mine = Area.authority_id == owner_id
    areas = {area.key: area for area in session.scalars(select(Area).where(mine))}
    for key in sorted(wanted.areas - areas.keys()):
        raise UnknownArea(key, areas)
    if wanted.role is not Role.OWNER:
        _check_an_owner_is_left(session, authority, wanted.user, owners)
    _take_away(session, owner_id, wanted.user)
    for limit in sorted(wanted.areas) if wanted.role is Role.EDITOR and wanted.areas else (None,):
        row = RoleGrant(
            authority_id=owner_id,
            slack_team_id=wanted.team,
            slack_user_id=wanted.user,
            role=wanted.role,
            area=areas[limit] if limit else None,
            granted_by=wanted.by,
            granted_at=at,
        )
        session.add(row)
    session.flush()
    _keep(session, owner_id, wanted.user, before, by=wanted.by, at=at)


def revoke_role(  # noqa: PLR0917 - whose, by whom, when
    session: Session, authority: str, user: str, by: str, at: datetime, owners: Collection[str] = ()
) -> None:
    """Takes away whatever role a person has; `by` is who does it.

    Raises UnknownAuthority, UnknownGrant, LastOwner, SetElsewhere.
    """
    owner_id = _authority(session, authority, to_write=True)
    before = _held(session, owner_id, user)
    _check_an_owner_is_left(session, authority, user, owners)
    if not _take_away(session, owner_id, user):
        raise UnknownGrant(user)
    _keep(session, owner_id, user, before, by=by, at=at)


def _check_an_owner_is_left(session: Session, authority: str, user: str, owners: Collection[str]) -> None:
    if user in owners:
        raise SetElsewhere(user)
    held = {grant.user for grant in grants(session, authority, owners) if grant.role is Role.OWNER}
    if held == {user}:
        raise LastOwner(user)


def _held(session: Session, owner_id: int, user: str) -> dict[str, Any]:
    """A person's role as the history keeps it."""
    mine = (RoleGrant.authority_id == owner_id, RoleGrant.slack_user_id == user)
    rows = session.scalars(select(RoleGrant).where(*mine)).all()
    role = min((row.role.value for row in rows), key=lambda each: each != Role.OWNER, default="")
    return {"user": user, "role": role, "areas": sorted(row.area.key for row in rows if row.area)}


def _keep(
    session: Session, owner_id: int, user: str, before: dict[str, Any], *, by: str, at: datetime
) -> None:
    authority = session.get_one(Authority, owner_id)
    after = _held(session, owner_id, user)
    settings_history.keep(session, authority, who=by, action="roles", at=at, before=before, after=after)


def _take_away(session: Session, owner_id: int, user: str) -> bool:
    mine = (RoleGrant.authority_id == owner_id, RoleGrant.slack_user_id == user)
    rows = session.scalars(select(RoleGrant).where(*mine)).all()
    for row in rows:
        session.delete(row)
    session.flush()
    return bool(rows)


def _authority(session: Session, key: str, *, to_write: bool = False) -> int:
    """The authority's id; with `to_write`, other writers of its roles wait from here on."""
    query = select(Authority.id).where(Authority.key == key)
    found = session.scalar(query.with_for_update() if to_write else query)
    if found is None:
        raise unknown_authority(session, key)
    return found
