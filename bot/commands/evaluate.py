"""`signpost evaluate`: how many questions of a file are answered right."""

import json
from pathlib import Path
from typing import Annotated

import typer

from bot.commands.ask import BadBatch, progress
from bot.commands.options import AsJson, commands
from bot.commands.start import start
from directory import db
from directory.ask.desk import EnquiryDesk
from directory.ask.evaluate import evaluate
from directory.json_lines import BadJsonLines

app = commands()


@app.command("evaluate")
def evaluate_command(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A JSON Lines file of questions.")],
    as_json: AsJson = False,
) -> None:
    """Score a file of questions with their right answers: how many are right, and every miss."""
    settings, engine = start()
    db.check_ready(engine)
    try:
        with progress("Scoring") as on_progress:
            report = evaluate(EnquiryDesk(engine, settings.vocabulary), file, on_progress)
    except BadJsonLines as error:
        raise BadBatch(f"{error} Nothing was scored.") from error
    if not report.asked:
        raise BadBatch(f"{file} holds no questions. Nothing was scored.")
    typer.echo(json.dumps(report.as_json(), ensure_ascii=False) if as_json else report.as_text())
