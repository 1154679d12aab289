"""`signpost ask`: one question, or a file of them."""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path
from typing import Annotated

import typer
from pydantic import BaseModel, ConfigDict
from rich.console import Console
from rich.progress import Progress
from sqlalchemy import Engine, select

from bot.clock import SystemClock
from bot.commands.options import AsJson, commands, of_authority
from bot.commands.start import start
from bot.usage import day_of
from directory import db
from directory.ask.answer import Question
from directory.ask.desk import EnquiryDesk
from directory.errors import SignpostError, UnknownAuthority
from directory.json_lines import BadJsonLines, read_json_lines
from directory.models import Authority
from directory.words import Audience

app = commands()


class BadBatch(SignpostError):
    """A file of questions cannot be read; nothing of it has been answered."""


class NoAuthority(SignpostError):
    """The question does not say which authority it is for, and there is more than one."""


class Line(BaseModel):
    """One line of a file of questions; what is left out is taken from the command's options."""

    model_config = ConfigDict(extra="ignore")
    q: str
    authority: str | None = None
    audience: Audience | None = None
    asker_school: str | None = None
    today: date | None = None


def default_authority(engine: Engine, named: str) -> str:
    """The authority that is named, else the only one in the directory.

    Raises UnknownAuthority where the directory has none of that name, NoAuthority where it must be named.
    """
    with db.reading(engine) as session:
        known = sorted(session.scalars(select(Authority.key)))
    if named and named not in known:
        raise UnknownAuthority(named, known)
    if named:
        return named
    if len(known) == 1:
        return known[0]
    if not known:
        raise NoAuthority("The directory is empty. Load a data pack first: `signpost load data/somerset`.")
    raise NoAuthority(f"Say which authority you ask: --authority {' or '.join(known)}.")


def read_batch(path: Path, fallback: Question) -> list[Question]:
    """The questions of a JSON Lines file, in order.

    Raises BadBatch, naming the line, where one is not a question as `Line` has it.
    """
    try:
        lines = read_json_lines(path, Line)
    except BadJsonLines as error:
        raise BadBatch(f"{error} Nothing was answered.") from error
    return [
        Question(
            text=held.q,
            authority=held.authority or fallback.authority,
            today=held.today or fallback.today,
            audience=held.audience or fallback.audience,
            asker_school=held.asker_school or fallback.asker_school,
        )
        for _, held in lines
    ]


def answer_batch(
    desk: EnquiryDesk, questions: list[Question], answered: Callable[[Question], str]
) -> Iterator[str]:
    """What `answered` gives for each, in order; a long batch shows its progress on a terminal.

    Raises UnknownAuthority before the first.
    """
    for authority in {question.authority for question in questions}:
        desk.snapshot(authority)
    with progress("Answering") as on_progress:
        for at, question in enumerate(questions, 1):
            yield answered(question)
            on_progress(at, len(questions))


@contextmanager
def progress(label: str) -> Iterator[Callable[[int, int], None]]:
    """A function that shows, on a terminal, how many of how many are done."""
    console = Console(stderr=True)
    with Progress(console=console, transient=True, disable=not console.is_terminal) as bar:
        task = bar.add_task(label, total=None)

        def show(done: int, total: int) -> None:
            bar.update(task, completed=done, total=total)

        yield show


def answered(desk: EnquiryDesk, question: Question, as_json: bool, explain: bool) -> str:
    """The answer as one line of JSON, or as text; with `explain`, all that was weighed is under it."""
    if not explain:
        answer = desk.ask(question)
        return json.dumps(answer.as_json(), ensure_ascii=False) if as_json else answer.text
    answer, explanation = desk.explain(question)
    if as_json:
        return json.dumps(answer.as_json() | {"explain": explanation.as_json()}, ensure_ascii=False)
    return f"{answer.text}\n\n{explanation.as_text()}"


@app.command("ask")
def ask_command(  # noqa: PLR0917 - Typer turns each into an option
    question: Annotated[str, typer.Argument(help="The question, in quotes.")] = "",
    authority: Annotated[str, of_authority(help="The authority that is asked, such as somerset.")] = "",
    audience: Annotated[Audience, typer.Option(help="Who asks.")] = Audience.SCHOOLS,
    school: Annotated[str | None, typer.Option(help="The URN of the school of the person who asks.")] = None,
    today: Annotated[
        datetime | None,
        typer.Option("--today", parser=day_of, metavar="DAY", help="The day to answer for (default: today)."),
    ] = None,
    batch: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Answer a JSON Lines file of questions.")
    ] = None,
    as_json: AsJson = False,
    explain: Annotated[
        bool, typer.Option("--explain", help="Show what was weighed, with its scores, and why.")
    ] = False,
) -> None:
    """Answer a question from the directory, or a file of questions."""
    if bool(question.strip()) == (batch is not None):
        raise typer.BadParameter("Give either a question in quotes or --batch FILE.")
    settings, engine = start()
    db.check_ready(engine)
    desk = EnquiryDesk(engine, settings.vocabulary)
    day = today.date() if today else SystemClock().today()
    named = authority or settings.authority
    if batch is None:
        key = default_authority(engine, named)
        if school is not None:
            desk.school(key, school, day)
        typer.echo(answered(desk, Question(question, key, day, audience, school), as_json, explain))
        return
    questions = read_batch(batch, Question("", named, day, audience, school))
    for line in answer_batch(desk, questions, lambda asked: answered(desk, asked, as_json, explain)):
        typer.echo(line if as_json else f"{line}\n")
