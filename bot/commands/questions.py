"""`signpost questions`: what people sent to the directory team, until it is dealt with."""

from typing import Annotated

import typer
from sqlalchemy import Engine

from bot.clock import Clock, SystemClock
from bot.commands.options import commands, of_authority
from bot.commands.start import start
from directory import db, sent_questions, upkeep
from directory.days import LONDON
from directory.errors import SignpostError
from directory.revision import revision_of
from directory.sent_questions import Waiting

app = commands()


class NoSuchQuestion(SignpostError):
    """There is no question of that number; nothing was deleted."""

    def __init__(self, number: int) -> None:
        super().__init__(
            f"No question {number} is waiting. Nothing was deleted. `signpost questions` lists those that "
            f"wait; one that was dealt with, or is more than 30 days old, is no longer kept."
        )


def listed(engine: Engine, clock: Clock, authority: str) -> str:
    """The questions that wait, as text, once the old ones are deleted. Raises UnknownAuthority."""
    upkeep.tidy(engine, clock.now())
    with db.reading(engine) as session:
        if authority:
            revision_of(session, authority)
        held = sent_questions.waiting(session, authority)
    if not held:
        return "No questions are waiting."
    how = "When you have dealt with one, delete it: signpost questions --done NUMBER"
    return "\n\n".join([*map(_entry, held), how])


def finish(engine: Engine, number: int) -> str:
    """Delete a question that has been dealt with, and say so. Raises NoSuchQuestion."""
    with db.writing(engine) as session:
        if not sent_questions.done(session, number):
            raise NoSuchQuestion(number)
    return f"Question {number} is deleted."


def _entry(held: Waiting) -> str:
    sender = f"slack://user?team={held.team}&id={held.user}"
    said = "".join(letter if letter.isprintable() or letter == "\n" else " " for letter in held.text)
    lines = "\n".join(f"  {line}" for line in said.splitlines())
    return f"{held.id}  {held.at.astimezone(LONDON):%d %B %Y, %H:%M}  {held.authority}  {sender}\n{lines}"


@app.command("questions")
def questions_command(
    authority: Annotated[
        str,
        of_authority(help="Only those of this authority, such as somerset."),
    ] = "",
    done: Annotated[int | None, typer.Option(metavar="NUMBER", help="Delete one that is dealt with.")] = None,
) -> None:
    """List the questions that people sent to the directory team."""
    _, engine = start()
    db.check_ready(engine)
    typer.echo(listed(engine, SystemClock(), authority) if done is None else finish(engine, done))
