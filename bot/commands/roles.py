"""`signpost roles`: who owns and who edits a directory."""

import re
from collections.abc import Iterator
from datetime import datetime
from typing import Annotated

import typer
from sqlalchemy import Engine

from bot.clock import SystemClock
from bot.commands.options import commands, of_authority
from bot.commands.start import start
from bot.commands.whose import authority_of
from bot.settings import Settings
from directory import db
from directory.errors import SignpostError
from directory.role_grants import Grant, grant_role, grants, revoke_role
from directory.roles import Role

WHO = "signpost roles"

OfAuthority = Annotated[str, of_authority(help="Whose directory, such as somerset.")]
Person = Annotated[str, typer.Argument(metavar="USER", help="A Slack user id, such as U012AB3CD.")]

app = commands()
roles = commands(help="Say who owns and who edits a directory.", no_args_is_help=True)
app.add_typer(roles, name="roles")


class NotAUserId(SignpostError):
    """What was given is not the id of a Slack user."""

    def __init__(self, given: str) -> None:
        super().__init__(
            f"'{given}' is not a Slack user id, so nothing was changed. An id looks like U012AB3CD: "
            "open the person's profile in Slack, then choose Copy member ID."
        )


def listed(settings: Settings, engine: Engine, authority: str) -> Iterator[str]:
    """A line for each owner and editor. Raises NoAuthority, UnknownAuthority, DatabaseNotReady."""
    key = authority_of(settings, engine, authority)
    with db.reading(engine) as session:
        found = grants(session, key, settings.owner_ids)
    if not found:
        yield f"{key} has no owner yet. Make one with `signpost roles grant USER owner --authority {key}`."
    for grant in found:
        yield f"{_told(grant)} (made by {grant.by})"


def grant(  # noqa: PLR0917 - what the command line gives
    settings: Settings,
    engine: Engine,
    authority: str,
    user: str,
    role: Role,
    areas: frozenset[str],
    at: datetime,
) -> str:
    """Give a person a role, and say so. Raises NotAUserId and what `role_grants.grant_role` raises."""
    key = authority_of(settings, engine, authority)
    if not re.fullmatch(r"[UW][A-Z0-9]{2,20}", user):
        raise NotAUserId(user)
    wanted = Grant(user, role, areas, by=WHO)
    with db.writing(engine) as session:
        grant_role(session, key, wanted, at, settings.owner_ids)
    return f"{key}: {_told(wanted)}."


def revoke(settings: Settings, engine: Engine, authority: str, user: str, at: datetime) -> str:
    """Take away a person's role, and say so. Raises what `role_grants.revoke_role` raises."""
    key = authority_of(settings, engine, authority)
    with db.writing(engine) as session:
        revoke_role(session, key, user, WHO, at, settings.owner_ids)
    return f"{user} is no longer an owner or an editor of {key}."


def _told(grant: Grant) -> str:
    limit = f" limited to {', '.join(sorted(grant.areas))}" if grant.areas else ""
    return f"{grant.user} is an {grant.role}{limit}"


@roles.command("list")
def list_command(authority: OfAuthority = "") -> None:
    """List the owners and editors."""
    for line in listed(*start(), authority):
        typer.echo(line)


@roles.command("grant")
def grant_command(
    user: Person,
    role: Annotated[Role, typer.Argument(help="owner or editor.")],
    authority: OfAuthority = "",
    area: Annotated[
        list[str] | None, typer.Option(help="Limit an editor to this area; may be given again.")
    ] = None,
) -> None:
    """Make somebody an owner or an editor, in place of what they were."""
    settings, engine = start()
    areas = frozenset(area or ())
    if areas and role is Role.OWNER:
        raise typer.BadParameter("An owner has the whole directory; leave --area out.")
    typer.echo(grant(settings, engine, authority, user, role, areas, SystemClock().now()))


@roles.command("revoke")
def revoke_command(user: Person, authority: OfAuthority = "") -> None:
    """Take away somebody's role. The last owner stays."""
    settings, engine = start()
    typer.echo(revoke(settings, engine, authority, user, SystemClock().now()))
