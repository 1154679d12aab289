"""`signpost import` and `signpost export`: spreadsheets, the register of schools, packs and HSDS."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Annotated, Literal

import typer
from sqlalchemy import Engine

from bot.clock import SystemClock
from bot.commands.ask import progress
from bot.commands.options import commands, of_authority
from bot.commands.start import start
from bot.commands.whose import authority_of
from directory import db
from directory.errors import SignpostError
from directory.exchange import (
    Applied,
    Choices,
    Exported,
    Format,
    Plan,
    RemovesMany,
    Upload,
    apply_plan,
    as_text,
    export,
    preview,
    report_bytes,
    summary,
)
from directory.words import Audience

ExportFormat = Literal["csv", "xlsx", "pack", "hsds"]

app = commands()


class NotConfirmed(SignpostError):
    """The import would remove many records, and nobody has said that it may."""

    def __init__(self, error: RemovesMany) -> None:
        super().__init__(f"{error} To remove them, add --yes-remove; to keep them, add --keep-missing.")


class CannotWrite(SignpostError):
    """A file cannot be written."""

    def __init__(self, path: Path, error: OSError) -> None:
        why = error.strerror or type(error).__name__
        super().__init__(f"{path} cannot be written ({why}). Choose another place, then try again.")


@dataclass(frozen=True)
class Directory:
    """Where a file goes to: a database, one of its authorities, and how columns are named."""

    engine: Engine
    authority: str
    vocabulary: Path


def plan_file(to: Directory, file: Path, now: datetime, choices: Choices) -> Plan:
    """What the file would do; a long one shows its progress on a terminal. Raises UnreadableFile."""
    with db.reading(to.engine) as session, progress("Reading") as on_progress:
        return preview(
            session,
            to.authority,
            Upload(file.name, file),
            to.vocabulary,
            now.date(),
            choices=choices,
            on_progress=on_progress,
        )


def carry_out(to: Directory, plan: Plan, *, who: str, now: datetime, yes_remove: bool) -> Applied:
    """Applies the plan. Raises HasProblems, StalePlan and NotConfirmed, with nothing changed."""
    try:
        with db.writing(to.engine) as session:
            return apply_plan(session, plan, who=who, at=now, remove_many=yes_remove)
    except RemovesMany as error:
        raise NotConfirmed(error) from error


def write_report(plan: Plan, path: Path) -> None:
    """The whole plan as a file: `.csv`, `.xlsx`, or plain text. Raises CannotWrite."""
    _write(path, report_bytes(plan, path.suffix))


def export_to(
    to: Directory, wanted: Format, audience: Audience | None, now: datetime, out: Path
) -> list[Path]:
    """Writes the export; the files that were written. Raises CannotWrite.

    A pack and CSV tables are a folder of files, or one file where `out` ends in `.zip`. Without an audience,
    HSDS, which is for others to read, holds what schools may see, and the other formats hold everything.
    """
    seen = audience or (Audience.SCHOOLS if wanted == Format.HSDS else Audience.STAFF)
    with db.reading(to.engine) as session:
        exported = export(session, to.authority, wanted, seen, now.date())
    return [_write(path, content) for path, content in _places(exported, wanted, out)]


def _places(exported: Exported, wanted: Format, out: Path) -> list[tuple[Path, bytes]]:
    if wanted in (Format.PACK, Format.CSV) and out.suffix.lower() != ".zip":
        return [(out / name, content) for name, content in exported.files.items()]
    return [(out / exported.name if out.is_dir() else out, exported.content)]


def _write(path: Path, content: bytes) -> Path:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    except OSError as error:
        raise CannotWrite(path, error) from error
    return path


@app.command("import")
def import_command(  # noqa: PLR0917 - Typer turns each into an option
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A CSV or XLSX file, or the register's CSV.")],
    authority: Annotated[str, of_authority(help="Whose directory, such as somerset.")] = "",
    kind: Annotated[str | None, typer.Option(help="What the lines are, such as contacts.")] = None,
    apply: Annotated[bool, typer.Option("--apply", help="Write it; without this it is a preview.")] = False,
    yes_remove: Annotated[
        bool, typer.Option("--yes-remove", help="Also remove more than a tenth of the records.")
    ] = False,
    keep_missing: Annotated[
        bool, typer.Option("--keep-missing", help="Keep the records that are not in the file.")
    ] = False,
    report: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Write the report to a .csv, .xlsx or .txt file.")
    ] = None,
    who: Annotated[str, typer.Option(help="Who imports, for the history.")] = "signpost import",
) -> None:
    """Bring a spreadsheet or the register of schools into the directory: a preview, then --apply."""
    settings, engine = start()
    key = authority_of(settings, engine, authority)
    to, now = Directory(engine, key, settings.vocabulary), SystemClock().now()
    plan = plan_file(to, file, now, Choices(kind, keep_missing))
    if report is not None:
        write_report(plan, report)
    if apply:
        done = carry_out(to, plan, who=who, now=now, yes_remove=yes_remove)
        typer.echo("\n".join([*summary(plan), *plan.alike]))
        typer.echo(f"Done: {', '.join(done.said)}." + (f" Change {done.revision}." if done.revision else ""))
        return
    typer.echo(as_text(plan), nl=False)
    if plan.problems:
        raise typer.Exit(1)
    if not plan.changes_nothing:
        typer.echo("To write it, run this again with --apply.")


@app.command("export")
def export_command(
    out: Annotated[Path, typer.Option(metavar="PATH", help="The file or folder to write.")],
    wanted: Annotated[ExportFormat, typer.Option("--format", help="What to write.")],
    authority: Annotated[str, of_authority(help="Whose directory, such as somerset.")] = "",
    audience: Annotated[
        Audience | None,
        typer.Option(help="Whose view of it (default: staff, which is everything; schools for hsds)."),
    ] = None,
) -> None:
    """Write the directory as tables, as a data pack, or as HSDS 3.0 JSON."""
    settings, engine = start()
    key = authority_of(settings, engine, authority)
    to = Directory(engine, key, settings.vocabulary)
    written = export_to(to, Format(wanted), audience, SystemClock().now(), out)
    typer.echo(f"Wrote {written[0] if len(written) == 1 else f'{len(written)} files in {out}'}.")
