"""The `signpost` command: which commands there are. What each takes and does stands in `bot.commands`."""

import sys

import typer
from typer.core import TyperGroup
from typer.exceptions import TyperException

from bot.commands.on_demand import OnDemand
from bot.usage import said_plainly
from directory.errors import SignpostError

cli = TyperGroup(
    name="signpost",
    help="Signpost tells schools who to contact at their council.",
    no_args_is_help=True,
    rich_markup_mode=None,
    commands=[
        OnDemand("migrate", "database", "Bring the database to this version; safe to run again."),
        OnDemand("load", "database", "Load data packs into the directory; what is unchanged stays as it is."),
        OnDemand(
            "import",
            "exchange",
            "Bring a spreadsheet or the register of schools into the directory: a preview, then --apply.",
        ),
        OnDemand("export", "exchange", "Write the directory as tables, as a data pack, or as HSDS 3.0 JSON."),
        OnDemand("ask", "ask", "Answer a question from the directory, or a file of questions."),
        OnDemand("serve", "run", "Answer Slack's requests over HTTP."),
        OnDemand("socket", "run", "Answer Slack through Socket Mode, for which no public address is needed."),
        OnDemand(
            "evaluate",
            "evaluate",
            "Score a file of questions with their right answers: how many are right, and every miss.",
        ),
        OnDemand(
            "calibrate",
            "calibrate",
            "Find what decides how sure an answer is: the numbers of calibration.yaml, and hint_weights.csv.",
        ),
        OnDemand(
            "try",
            "try_out",
            "Try Signpost in a browser, without Slack: prints one address to open.",
        ),
        OnDemand("doctor", "doctor", "Say what is set up, what is missing, and what to do about it."),
        OnDemand("questions", "questions", "List the questions that people sent to the directory team."),
        OnDemand(
            "worker",
            "worker",
            "Post reminders when they are due, delete what may not be kept, ask owners if entries are right.",
        ),
        OnDemand("find", "find", "Find what a text names."),
        OnDemand("roles", "roles", "Say who owns and who edits a directory."),
        OnDemand("staff", "staff", "Say who counts as council staff."),
        OnDemand(
            "timeline",
            "timeline",
            "Show the dates of consultations: what is done, what is next, how many days are left.",
        ),
        OnDemand(
            "calendar",
            "timeline",
            "Write the dates of consultations as a calendar file, for Outlook, Google and others.",
        ),
    ],
)


def main() -> None:
    """Run the command; an error that a person can act on is one sentence, and exit status 2."""
    try:
        status = cli(standalone_mode=False)
    except SignpostError as error:
        typer.echo(str(error), err=True)
        sys.exit(2)
    except TyperException as error:
        typer.echo(said_plainly(error), err=True)
        sys.exit(2)
    except typer.Abort:
        sys.exit(1)
    sys.exit(status if isinstance(status, int) else 0)
