"""`signpost import` and `signpost export`: spreadsheets, the register of schools, packs and HSDS."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlalchemy import Engine

from bot.commands.ask import progress
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
    export,
    preview,
    report_bytes,
)
from directory.words import Audience


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
