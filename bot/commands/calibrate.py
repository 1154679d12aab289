"""`signpost calibrate`: finds the numbers that decide, from labelled questions, and writes them down."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import fields
from importlib.util import find_spec
from itertools import chain
from pathlib import Path
from typing import Annotated, Protocol, TypeVar, cast, get_args

import typer
from sqlalchemy import Engine

from bot.commands.ask import BadBatch, progress
from bot.commands.find import SchoolFinder
from bot.commands.options import commands
from bot.commands.start import start
from directory import db
from directory.ask import hints, likeness
from directory.ask.calibrate import Numbers, Part, Split, Tally, search, split, write_numbers
from directory.ask.calibrate_schools import ANY, SCHOOL_STEPS, Mention, SchoolTrial, read_mentions
from directory.ask.calibrate_topics import LEARNT, PARTS, TOPIC_STEPS, Learnt, TopicTrial
from directory.ask.danger import DangerLikeness
from directory.ask.desk import EnquiryDesk
from directory.ask.evaluate import Labelled, read_questions
from directory.ask.hints import Hints
from directory.ask.index import SharedIndex
from directory.ask.likeness import NOTHING_LEARNT
from directory.ask.need_examples import lines_of
from directory.ask.school_weights import SchoolWeights, load_school_weights
from directory.ask.schools import SchoolIndex
from directory.ask.vocabulary import DangerMessages, Vocabulary
from directory.json_lines import BadJsonLines
from directory.revision import revision_of

T = TypeVar("T")

_CHANCE = 500
"""A gain of fewer than one in so many questions is chance."""

app = commands()


class Tried(Protocol):
    """What says how labelled things fare with other numbers."""

    def __call__(self, numbers: Numbers) -> Tally: ...


def calibrate_danger(vocabulary: Path, questions: Sequence[Labelled]) -> Iterator[str]:
    """Learns what tells of a child in danger and writes it; gives lines that say what was learnt.

    Raises VocabularyError.
    """
    from directory.ask import calibrate_danger as lessons  # noqa: PLC0415 - it needs scikit-learn

    held, known = Vocabulary.read(vocabulary), DangerMessages.read(vocabulary)
    asked = lessons.messages_of(questions)
    messages = lessons.Messages(
        [*known.danger, *asked.danger],
        [*known.ordinary, *lessons.ordinary_messages(held), *asked.ordinary],
        asked.close,
    )
    with progress("Learning what tells of danger"):
        weights = lessons.danger_weights(messages, held.abbreviations)
    DangerLikeness(weights).write(vocabulary)
    danger, ordinary, close = map(len, messages)
    yield f"danger: {danger} messages of danger, {ordinary + close} others, {len(weights)} weights"


def learn_needs(
    desk: EnquiryDesk, shared: SharedIndex, questions: Sequence[Labelled], beside: Sequence[Labelled]
) -> tuple[SharedIndex, Sequence[SharedIndex]]:
    """Learns what tells needs apart: from all, and for each part of the questions from the others.

    Raises UnknownAuthority.
    """
    from directory.ask.calibrate_needs import learn_weights  # noqa: PLC0415 - it needs scikit-learn

    trials = [TopicTrial(desk, shared, each) for each in (questions, beside)]
    wordings = shared.wordings()
    lines = list(lines_of(wordings, shared.vocabulary.abbreviations))
    found = []
    with progress("Learning what tells needs apart") as on_progress:
        for done, without in enumerate((None, *range(PARTS))):
            on_progress(done, PARTS + 1)
            asked = chain.from_iterable(trial.examples(without) for trial in trials)
            found.append(shared.telling_by(learn_weights(list(wordings), lines, list(asked))))
        on_progress(PARTS + 1, PARTS + 1)
    return found[0], found[1:]


def calibrate_topics(
    desk: EnquiryDesk,
    vocabulary: Path,
    parts: Split[Labelled],
    beside: Sequence[Labelled],
    only_needs: Sequence[Labelled] = (),
    *,
    needs: bool = False,
) -> Iterator[str]:
    """Finds and writes the numbers of the topics; gives lines that say what was found. With `needs` what
    tells them apart is learnt first, also from the questions that are for `only_needs`.

    What is learnt fits the questions that it is learnt from too well to search with them. So each part of
    them is answered by what is learnt from the others while the rest is searched for; but what tells of a
    danger has been learnt from all. The questions `beside` are learnt from and never searched with. Raises
    UnknownAuthority.
    """
    shared = SharedIndex.read(vocabulary)
    by_part: Sequence[SharedIndex] = ()
    if needs:
        shared, by_part = learn_needs(desk, shared, parts.used, [*beside, *only_needs])
        yield f"needs: {sum(map(len, shared.need_weights.said.values()))} weights"
    used = TopicTrial(desk, shared, parts.used, by_part)
    kept = TopicTrial(desk, shared, parts.held_back)
    first = Learnt(shared.vocabulary.calibration, shared.hints)
    start = {name: getattr(first.calibration, name) for name in TOPIC_STEPS}
    more = TopicTrial(desk, shared, beside, by_part)
    crossed, learnt = _learnt(used, first, more)

    def tried(numbers: Numbers) -> Tally:
        return sum((part.tally(_with(numbers, known)) for part, known in crossed), Tally())

    found = _search("topics", start, TOPIC_STEPS, tried, len(parts.used) // _CHANCE)
    last = _with(found, learnt)
    file = vocabulary / "calibration.yaml"
    for group in sorted(LEARNT):
        write_numbers(file, "topics", getattr(last.calibration, group).model_dump(), under=group)
    write_numbers(file, "topics", found)
    last.hints.write(vocabulary)
    if needs:
        shared.need_weights.write(vocabulary)
    yield from _fared("topics", (used.tally(first), tried(found)), (kept.tally(first), kept.tally(last)))
    for group in sorted(LEARNT):
        was, now = (getattr(learnt.calibration, group).model_dump() for learnt in (first, last))
        yield from _changes(f"topics.{group}", was, now)
    yield from _changes("topics", start, found)


def _learnt(
    used: TopicTrial, first: Learnt, more: TopicTrial
) -> tuple[list[tuple[TopicTrial, Learnt]], Learnt]:
    """Each part of the questions, with what is learnt from the others; and what is learnt from all."""
    parts = list(used.parts())
    crossed = []
    with progress("Learning from questions") as on_progress:
        for done, (part, others) in enumerate(parts):
            on_progress(done, len(parts) + 1)
            crossed.append((part, others.learnt(first, more)))
        on_progress(len(parts), len(parts) + 1)
        return crossed, used.learnt(first, more)


def _with(numbers: Numbers, learnt: Learnt) -> Learnt:
    return learnt._replace(calibration=learnt.calibration.model_copy(update=numbers))


def calibrate_schools(
    indexes: Mapping[str, SchoolIndex], vocabulary: Path, parts: Split[Mention]
) -> Iterator[str]:
    """Finds and writes the numbers of the schools; gives lines that say what was found."""
    used, kept = SchoolTrial(indexes, parts.used), SchoolTrial(indexes, parts.held_back)
    weights = load_school_weights(vocabulary / "calibration.yaml")
    start = {field.name: getattr(weights, field.name) for field in fields(SchoolWeights)}
    start = {name: value for name, value in start.items() if name in SCHOOL_STEPS}
    found = _search("schools", start, SCHOOL_STEPS, used.tally)
    write_numbers(vocabulary / "calibration.yaml", "schools", found)
    yield from _fared(
        "schools", (used.tally(start), used.tally(found)), (kept.tally(start), kept.tally(found))
    )
    yield from _changes("schools", start, found)


def _all(files: Sequence[Path], read_file: Callable[[Path], list[T]]) -> list[T]:
    found: list[T] = []
    for path in files:
        try:
            found += read_file(path)
        except BadJsonLines as error:
            raise BadBatch(f"{error} Nothing was changed.") from error
    return found


def _check_authorities(engine: Engine, questions: Sequence[Labelled]) -> None:
    """Raises UnknownAuthority where a question is for none of the directory."""
    with db.reading(engine) as session:
        for key in sorted({labelled.authority for labelled in questions}):
            revision_of(session, key)


def _indexes(finder: SchoolFinder, mentions: Sequence[Mention]) -> dict[str, SchoolIndex]:
    """The schools of the authorities of the mentions. Raises UnknownAuthority, NoRegister, BadRegister."""
    return {name: finder.index(name) for name in sorted({each.authority for each in mentions} - {ANY})}


def _search(part: str, start: Numbers, steps: Numbers, tried: Tried, least: int = 1) -> dict[str, float]:
    with progress(f"Calibrating {part}") as on_progress:
        return search(start, steps, lambda numbers: tried(numbers).worth, on_progress, max(1, least))


def _fared(part: str, used: tuple[Tally, Tally], kept: tuple[Tally, Tally]) -> Iterator[str]:
    """How the questions fared before and after, those searched with and those held back."""
    for name, (before, after) in (("searched with", used), ("held back", kept)):
        if not before.asked:
            continue
        yield f"{part}: {name}"
        yield f"  before: {before}"
        yield f"  after:  {after}"


def _changes(part: str, start: Numbers, found: Numbers) -> Iterator[str]:
    for name, value in found.items():
        was = "" if value == start[name] else f" (was {start[name]:g})"
        yield f"  {part}.{name}: {value:g}{was}"


@app.command("calibrate")
def calibrate_command(
    questions: Annotated[
        list[Path], typer.Argument(metavar="QUESTIONS...", help="JSON Lines files of labelled questions.")
    ],
    *,
    schools: Annotated[
        list[Path] | None,
        typer.Option(metavar="FILE", help="A JSON Lines file of mentions of schools; may be repeated."),
    ] = None,
    register: Annotated[
        Path | None, typer.Option(metavar="FILE", help="The register, for mentions of schools of England.")
    ] = None,
    hold_back: Annotated[str, typer.Option(help="Which ids are held back: odd, even or none.")] = "odd",
    beside: Annotated[
        list[Path] | None,
        typer.Option(
            metavar="FILE",
            help="Labelled questions in other proportions than people ask them (many to be asked back "
            "about, or refused): they are learnt from, but not searched with; may be repeated.",
        ),
    ] = None,
    only_needs: Annotated[
        list[Path] | None,
        typer.Option(
            metavar="FILE",
            help="Labelled questions that teach only what tells needs apart, and what is no danger, such as "
            "those that are all of a need; may be repeated.",
        ),
    ] = None,
    needs: Annotated[
        bool,
        typer.Option("--needs", help="First learn need_weights.csv anew: what tells needs apart."),
    ] = False,
    danger: Annotated[
        bool,
        typer.Option(
            "--danger",
            help="First learn danger_weights.csv anew: what tells of a child in danger, from "
            "danger_messages.yaml and the questions.",
        ),
    ] = False,
) -> None:
    """Find what decides how sure an answer is: the numbers of calibration.yaml, and hint_weights.csv."""
    if hold_back not in get_args(Part):
        raise typer.BadParameter("--hold-back is odd, even or none.")
    if not find_spec("sklearn"):
        raise typer.BadParameter(
            "This needs scikit-learn, which Signpost does without otherwise. Nothing was changed. "
            "`make calibrate` installs it; so does `pip install scikit-learn`."
        )
    settings, engine = start()
    db.check_ready(engine)
    part = cast("Part", hold_back)
    labelled, more, others = (_all(files or [], read_questions) for files in (questions, beside, only_needs))
    mentions = _all(schools or [], read_mentions)
    _check_authorities(engine, [*labelled, *more, *others])
    known = settings.model_copy(update={"register_file": register or settings.register_file})
    indexes = _indexes(SchoolFinder(known, engine, None), mentions)
    parts = split(labelled, lambda each: each.id, part)
    if danger:
        for line in calibrate_danger(settings.vocabulary, [*parts.used, *more, *others]):
            typer.echo(line)
    if not (settings.vocabulary / hints.WEIGHTS_FILE).exists():
        Hints({}).write(settings.vocabulary)
    if not (settings.vocabulary / likeness.WEIGHTS_FILE).exists():
        NOTHING_LEARNT.write(settings.vocabulary)
    desk = EnquiryDesk(engine, settings.vocabulary)
    for line in calibrate_topics(desk, settings.vocabulary, parts, more, others, needs=needs):
        typer.echo(line)
    if mentions:
        parted = split(mentions, lambda each: each.id, part)
        for line in calibrate_schools(indexes, settings.vocabulary, parted):
            typer.echo(line)
