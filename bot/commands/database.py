"""`signpost migrate` and `signpost load`: the tables, and what a data pack puts into them."""

from pathlib import Path
from typing import Annotated

import typer

from bot.clock import SystemClock
from bot.commands.doctor import ROUTES
from bot.commands.options import commands
from bot.commands.start import start
from directory import db
from directory.packs import load_pack

app = commands()


@app.command("migrate")
def migrate_command() -> None:
    """Bring the database to this version; safe to run again."""
    _, engine = start()
    db.migrate(engine)
    typer.echo("The database is ready.")


@app.command("load")
def load_command(
    packs: Annotated[list[Path], typer.Argument(metavar="PACK...", help="Folders such as data/somerset.")],
    who: Annotated[str, typer.Option(help="Who loads, for the history.")] = "signpost load",
) -> None:
    """Load data packs into the directory; what is unchanged stays as it is."""
    settings, engine = start()
    db.check_ready(engine)
    for pack in packs:
        report = load_pack(
            engine, pack, vocabulary_folder=settings.vocabulary, who=who, at=SystemClock().now()
        )
        typer.echo(
            f"{pack}: loaded {report.authority}: {report.added} added, {report.changed} changed, "
            f"{report.unchanged} unchanged, {report.not_in_pack} not in the pack."
        )
        for route in report.missing_routes:
            typer.echo(
                f"Warning: no contact has the route {route} ({ROUTES[route]}). "
                f"Give one contact in contacts.csv this route, then load the pack again.",
                err=True,
            )
