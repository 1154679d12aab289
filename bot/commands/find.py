"""`signpost find school`: which school a text names, for one text or a file of them."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Annotated

import typer
from pydantic import BaseModel, ConfigDict
from sqlalchemy import Engine, select

from bot.commands.ask import BadBatch, NoAuthority, default_authority, progress
from bot.commands.options import AsJson, commands
from bot.commands.start import start
from bot.settings import Settings
from bot.usage import key_of
from directory import db, snapshot
from directory.ask.index import index_schools
from directory.ask.names import load_school_words
from directory.ask.register import ENGLAND, BadRegister, read_register
from directory.ask.school_weights import load_school_weights
from directory.ask.schools import SchoolFinding, SchoolIndex
from directory.ask.spellings import SchoolName
from directory.errors import SignpostError, UnknownAuthority
from directory.json_lines import BadJsonLines, read_json_lines
from directory.models import Authority
from directory.snapshot import Snapshot
from directory.words import Audience

app = commands()
finders = commands(help="Find what a text names.", no_args_is_help=True)
app.add_typer(finders, name="find")


@finders.callback()
def find() -> None:
    """Find what a text names."""


class NoRegister(SignpostError):
    """All of England is to be searched, and nothing says where the register is."""

    def __init__(self) -> None:
        super().__init__(
            "To search the schools of England, give the CSV file of the register: --register FILE, or set "
            "SIGNPOST_REGISTER to it. Get Information About Schools offers it for download."
        )


class Line(BaseModel):
    """One line of a file of texts."""

    model_config = ConfigDict(extra="ignore")
    q: str
    authority: str | None = None


@dataclass(frozen=True)
class Wanted:
    """A text, the authority whose schools are searched, and the line of the file where both stand."""

    text: str
    authority: str
    line: int


class SchoolFinder:
    """Finds schools of the authorities in the directory, and of any other one in the register.

    Whatever is searched is read once. A `register` that is given takes the place of the directory.
    """

    def __init__(self, settings: Settings, engine: Engine, register: Path | None) -> None:
        self._settings = settings
        self._engine = engine
        self._given = register
        self._indexes: dict[str, SchoolIndex] = {}

    def find(self, text: str, authority: str) -> SchoolFinding:
        """The school or schools that are named.

        Raises DatabaseNotReady, UnknownAuthority, NoRegister, BadRegister.
        """
        return self.index(authority).find(text)

    def index(self, authority: str) -> SchoolIndex:
        """The index of an authority's schools. Raises what `find` raises."""
        if authority not in self._indexes:
            folder = self._settings.vocabulary
            words = load_school_words(folder / "school_words.yaml")
            weights = load_school_weights(folder / "calibration.yaml")
            self._indexes[authority] = (
                index_schools(words, weights, self._listed(authority))
                if self._in_directory(authority)
                else SchoolIndex(self._registered(authority), words, weights)
            )
        return self._indexes[authority]

    def only_authority(self) -> str:
        """The authority of the directory, if it has one only. Raises NoAuthority, DatabaseNotReady."""
        if self._given:
            raise NoAuthority("Say whose schools to search: --authority somerset, or --authority england.")
        db.check_ready(self._engine)
        return default_authority(self._engine, "")

    def _in_directory(self, authority: str) -> bool:
        return self._given is None and authority != ENGLAND and authority in self._held

    @cached_property
    def _held(self) -> frozenset[str]:
        db.check_ready(self._engine)
        with db.reading(self._engine) as session:
            return frozenset(session.scalars(select(Authority.key)))

    def _listed(self, authority: str) -> Snapshot:
        """The authority's directory, with its schools as the register lists them, whatever the day."""
        with db.reading(self._engine) as session:
            return snapshot.take(session, authority).visible_to(Audience.SCHOOLS)

    def _registered(self, authority: str) -> list[SchoolName]:
        register = self._given or self._settings.register_file
        if register is None:
            raise NoRegister if authority == ENGLAND else UnknownAuthority(authority, sorted(self._held))
        return read_register(register, authority)


def read_batch(path: Path, authority: str) -> list[Wanted]:
    """The texts of a JSON Lines file, in order; `authority` is for lines without one.

    Raises BadBatch, naming the line, where one has no text or nothing says which authority it is for.
    """
    try:
        lines = read_json_lines(path, Line)
    except BadJsonLines as error:
        raise BadBatch(f"{error} Nothing was searched.") from error
    return [_wanted(path, at, held, authority) for at, held in lines]


def _wanted(path: Path, at: int, held: Line, authority: str) -> Wanted:
    if not (held.authority or authority):
        raise BadBatch(
            f"{path}, line {at}: it names no authority. Add one to the line, or give --authority. "
            "Nothing was searched."
        )
    return Wanted(held.q, held.authority or authority, at)


def find_batch(finder: SchoolFinder, path: Path, batch: list[Wanted]) -> Iterator[SchoolFinding]:
    """The findings, in order; a long batch shows its progress on a terminal.

    Raises BadBatch, before the first, naming the first line whose authority cannot be searched.
    """
    first_lines = {wanted.authority: wanted.line for wanted in reversed(batch)}
    for authority, line in sorted(first_lines.items(), key=lambda item: item[1]):
        try:
            finder.find("", authority)
        except (UnknownAuthority, NoRegister, BadRegister) as error:
            raise BadBatch(f"{path}, line {line}: {error} Nothing was searched.") from error
    with progress("Searching") as on_progress:
        for at, wanted in enumerate(batch, 1):
            yield finder.find(wanted.text, wanted.authority)
            on_progress(at, len(batch))


def as_line(found: SchoolFinding) -> str:
    """The finding as one line of JSON."""
    schools = [{"urn": school.urn, "name": school.name, "town": school.town} for school in found.schools]
    return json.dumps({"kind": found.kind, "schools": schools}, ensure_ascii=False)


def as_text(found: SchoolFinding) -> str:
    """The finding for a person to read: one school a line, its town and its URN."""
    if found.kind == "none":
        return "No school found. Try its name, its town, its postcode or its URN."
    lines = [] if found.kind == "one" else [f"{len(found.schools)} schools fit:"]
    for school in found.schools:
        place = f", {school.town}" if school.town else ""
        proposed = " (proposed, not open yet)" if school.proposed else ""
        lines.append(f"{school.name}{place}, URN {school.urn}{proposed}")
    return "\n".join(lines)


@finders.command("school")
def school_command(
    name: Annotated[str, typer.Argument(help="A name or a sentence, in quotes.")] = "",
    authority: Annotated[
        str,
        typer.Option(
            parser=key_of,
            metavar="KEY",
            help="Whose schools are searched, such as somerset; england for all schools.",
        ),
    ] = "",
    register: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="Search this CSV file of the register, not the directory."),
    ] = None,
    batch: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Search for each line of a JSON Lines file.")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Find a school from a partial, misspelt or former name, its postcode or its URN."""
    if bool(name.strip()) == (batch is not None):
        raise typer.BadParameter("Give either a name in quotes or --batch FILE.")
    settings, engine = start()
    finder = SchoolFinder(settings, engine, register)
    shown = as_line if as_json else as_text
    named = authority or settings.authority
    if batch is None:
        typer.echo(shown(finder.find(name, named or finder.only_authority())))
        return
    for found in find_batch(finder, batch, read_batch(batch, named)):
        typer.echo(shown(found))
