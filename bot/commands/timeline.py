"""`signpost timeline` and `signpost calendar`: the dates of consultations, as text and as a calendar file."""

import json
import sys
from collections.abc import Iterable
from dataclasses import asdict
from datetime import date, datetime
from pathlib import Path
from typing import Annotated

import typer
from sqlalchemy.orm import Session

from bot.clock import SystemClock
from bot.commands.exchange import CannotWrite
from bot.commands.options import AsJson, commands, of_authority
from bot.commands.start import start
from bot.commands.whose import authority_of
from bot.usage import day_of
from directory import db, snapshot
from directory.snapshot import Snapshot
from directory.timeline.ical import calendar_bytes
from directory.timeline.picture import Picture, as_text, pictures
from directory.words import Audience

NOTHING = "There are no dates to show."
STANDARD_OUTPUT = Path("-")

app = commands()
WhoReads = Annotated[Audience, typer.Option(help="Who reads it.")]


def as_json(drawn: Iterable[Picture]) -> str:
    """The pictures as a JSON list; days are written as 2022-06-27."""
    return json.dumps([asdict(picture) for picture in drawn], ensure_ascii=False, default=date.isoformat)


def visible(session: Session, authority: str, audience: Audience, today: date) -> Snapshot:
    """What an audience may see of an authority's directory. Raises UnknownAuthority."""
    return snapshot.take(session, authority).visible_to(audience, today)


@app.command("timeline")
def timeline_command(
    authority: Annotated[str, of_authority(help="Whose consultations, such as somerset.")] = "",
    audience: WhoReads = Audience.SCHOOLS,
    today: Annotated[
        datetime | None,
        typer.Option("--today", parser=day_of, metavar="DAY", help="Seen from this day (default: today)."),
    ] = None,
    as_json_list: AsJson = False,
) -> None:
    """Show the dates of consultations: what is done, what is next, how many days are left."""
    settings, engine = start()
    key = authority_of(settings, engine, authority)
    day = today.date() if today else SystemClock().today()
    with db.reading(engine) as session:
        drawn = pictures(visible(session, key, audience, day), day)
    if as_json_list:
        typer.echo(as_json(drawn))
    else:
        typer.echo("\n\n".join(as_text(picture) for picture in drawn) or NOTHING)


@app.command("calendar")
def calendar_command(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="The .ics file to write; - for the terminal.")],
    authority: Annotated[str, of_authority(help="Whose consultations, such as somerset.")] = "",
    audience: WhoReads = Audience.SCHOOLS,
) -> None:
    """Write the dates of consultations as a calendar file, for Outlook, Google and others."""
    settings, engine = start()
    key = authority_of(settings, engine, authority)
    now = SystemClock().now()
    with db.reading(engine) as session:
        content = calendar_bytes(session, visible(session, key, audience, now.date()), now)
    if file == STANDARD_OUTPUT:
        sys.stdout.buffer.write(content)
        return
    try:
        file.write_bytes(content)
    except OSError as error:
        raise CannotWrite(file, error) from error
    typer.echo(f"Wrote {file}.")
