"""`signpost staff`: who counts as council staff."""

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
from directory.roles import at_the_command_line
from directory.staff import Sort, StaffRules, add_rule, remove_rule, staff_rules

WHO = "signpost staff"

OfAuthority = Annotated[str, of_authority(help="Whose staff, such as somerset.")]
OfSort = Annotated[Sort, typer.Argument(metavar="SORT", help="domain, group or channel.")]
Value = Annotated[
    str, typer.Argument(metavar="VALUE", help="An email domain, or the Slack id of a group or channel.")
]

app = commands()
staff = commands(help="Say who counts as council staff.", no_args_is_help=True)
app.add_typer(staff, name="staff")


def listed(settings: Settings, engine: Engine, authority: str) -> Iterator[str]:
    """A line for each rule. Raises NoAuthority, UnknownAuthority, DatabaseNotReady."""
    key = authority_of(settings, engine, authority)
    with db.reading(engine) as session:
        yield from _lines(key, staff_rules(session, key))


def changed(  # noqa: PLR0917 - what the command line gives
    settings: Settings, engine: Engine, authority: str, sort: Sort, value: str, at: datetime, *, add: bool
) -> Iterator[str]:
    """Add or remove a rule; a line for each rule as they are then. Raises what directory.staff raises."""
    key = authority_of(settings, engine, authority)
    change = add_rule if add else remove_rule
    with db.writing(engine) as session:
        held = change(session, at_the_command_line(key, WHO), sort, value, at)
    yield from _lines(key, held)


def _lines(authority: str, held: StaffRules) -> Iterator[str]:
    lines = [f"{authority}: {sort.value} {value}" for sort in Sort for value in held.of(sort)]
    yield from lines or [f"{authority}: nobody counts as council staff yet."]


@staff.command("list")
def list_command(authority: OfAuthority = "") -> None:
    """List who counts as council staff."""
    for line in listed(*start(), authority):
        typer.echo(line)


@staff.command("add")
def add_command(sort: OfSort, value: Value, authority: OfAuthority = "") -> None:
    """Let an email domain, a user group or a private channel count as council staff."""
    for line in changed(*start(), authority, sort, value, SystemClock().now(), add=True):
        typer.echo(line)


@staff.command("remove")
def remove_command(sort: OfSort, value: Value, authority: OfAuthority = "") -> None:
    """Take such a rule away."""
    for line in changed(*start(), authority, sort, value, SystemClock().now(), add=False):
        typer.echo(line)
