"""`signpost calibrate`: finds the numbers that decide, from labelled questions, and writes them down."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import fields
from pathlib import Path
from typing import Annotated, Literal, Protocol, TypeVar

import typer

from bot.commands.ask import BadBatch, progress
from bot.commands.find import SchoolFinder
from bot.commands.options import commands
from bot.commands.start import start
from directory import db
from directory.ask.calibrate import (
    TOPIC_STEPS,
    Numbers,
    Part,
    Split,
    Tally,
    TopicTrial,
    search,
    split,
    write_numbers,
)
from directory.ask.calibrate_schools import ANY, SCHOOL_STEPS, Mention, SchoolTrial, read_mentions
from directory.ask.desk import EnquiryDesk
from directory.ask.evaluate import read_questions
from directory.ask.index import SharedIndex
from directory.ask.school_weights import SchoolWeights

T = TypeVar("T")

app = commands()


class Trial(Protocol):
    """Labelled things that can be tried with other numbers."""

    def tally(self, numbers: Numbers) -> Tally: ...


def calibrate_topics(
    desk: EnquiryDesk, vocabulary: Path, files: Sequence[Path], held_back: Part
) -> Iterator[str]:
    """Finds and writes the numbers of the topics; gives lines that say what was found.

    Raises BadBatch, BadQuestionFile, UnknownAuthority.
    """
    parts = split(_all(files, read_questions), lambda labelled: labelled.id, held_back)
    shared = SharedIndex.read(vocabulary)
    used = TopicTrial(desk, shared, parts.used)
    kept = TopicTrial(desk, shared, parts.held_back)
    start = shared.vocabulary.calibration.model_dump()
    found = _search("topics", start, TOPIC_STEPS, used)
    write_numbers(vocabulary / "calibration.yaml", "topics", found)
    yield from _report("topics", start, found, used, kept)


def calibrate_schools(
    finder: SchoolFinder, vocabulary: Path, files: Sequence[Path], held_back: Part
) -> Iterator[str]:
    """Finds and writes the numbers of the schools; gives lines that say what was found.

    Raises BadBatch, BadQuestionFile, UnknownAuthority, NoRegister, BadRegister.
    """
    mentions = _all(files, read_mentions)
    parts: Split[Mention] = split(mentions, lambda mention: mention.id, held_back)
    names = sorted({mention.authority for mention in mentions} - {ANY})
    indexes = {name: finder.index(name) for name in names}
    used, kept = SchoolTrial(indexes, parts.used), SchoolTrial(indexes, parts.held_back)
    weights = SharedIndex.read(vocabulary).school_weights
    start = {field.name: getattr(weights, field.name) for field in fields(SchoolWeights)}
    start = {name: value for name, value in start.items() if name in SCHOOL_STEPS}
    found = _search("schools", start, SCHOOL_STEPS, used)
    write_numbers(vocabulary / "calibration.yaml", "schools", found)
    yield from _report("schools", start, found, used, kept)


def _all(files: Sequence[Path], read_file: Callable[[Path], list[T]]) -> list[T]:
    found: list[T] = []
    for path in files:
        try:
            found += read_file(path)
        except (OSError, UnicodeDecodeError) as error:
            raise BadBatch(f"{path} cannot be read ({type(error).__name__}). Nothing was changed.") from error
    return found


def _search(part: str, start: Numbers, steps: Numbers, trial: Trial) -> dict[str, float]:
    with progress(f"Calibrating {part}") as on_progress:
        return search(start, steps, lambda numbers: trial.tally(numbers).worth, on_progress)


def _report(part: str, start: Numbers, found: Numbers, used: Trial, kept: Trial) -> Iterator[str]:
    yield f"{part}: searched with"
    yield f"  before: {used.tally(start)}"
    yield f"  after:  {used.tally(found)}"
    yield f"{part}: held back"
    yield f"  before: {kept.tally(start)}"
    yield f"  after:  {kept.tally(found)}"
    for name, value in found.items():
        was = "" if value == start[name] else f" (was {start[name]:g})"
        yield f"  {part}.{name}: {value:g}{was}"


@app.command("calibrate")
def calibrate_command(
    questions: Annotated[
        list[Path], typer.Argument(metavar="QUESTIONS...", help="JSON Lines files of labelled questions.")
    ],
    schools: Annotated[
        list[Path] | None,
        typer.Option(metavar="FILE", help="A JSON Lines file of mentions of schools; may be repeated."),
    ] = None,
    register: Annotated[
        Path | None, typer.Option(metavar="FILE", help="The register, for mentions of schools of England.")
    ] = None,
    hold_back: Annotated[str, typer.Option(help="Which ids are held back: odd or even.")] = "odd",
) -> None:
    """Find the numbers that decide how sure an answer must be, and write them to calibration.yaml."""
    if hold_back not in ("odd", "even"):
        raise typer.BadParameter("--hold-back is odd or even.")
    settings, engine = start()
    db.check_ready(engine)
    part: Literal["odd", "even"] = "odd" if hold_back == "odd" else "even"
    desk = EnquiryDesk(engine, settings.vocabulary)
    for line in calibrate_topics(desk, settings.vocabulary, questions, part):
        typer.echo(line)
    if schools:
        known = settings.model_copy(update={"register_file": register or settings.register_file})
        finder = SchoolFinder(known, engine, None)
        for line in calibrate_schools(finder, settings.vocabulary, schools, part):
            typer.echo(line)
