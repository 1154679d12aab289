"""The `signpost` command."""

import asyncio
import json
import sys
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Annotated, Literal

import typer
from sqlalchemy import Engine
from sqlalchemy.exc import ArgumentError
from typer.exceptions import TyperException

from bot import log
from bot.clock import SystemClock
from bot.settings import BadSettings, Settings, read_settings
from bot.usage import day_of, key_of, said_plainly
from directory import db
from directory.errors import SignpostError
from directory.roles import Role
from directory.words import Audience

cli = typer.Typer(
    help="Signpost tells schools who to contact at their council.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    add_completion=False,
)

of_authority = partial(typer.Option, "--authority", parser=key_of, metavar="KEY")
Today = Annotated[
    datetime | None,
    typer.Option("--today", parser=day_of, metavar="DAY", help="The day to answer for (default: today)."),
]
ExportFormat = Literal["csv", "xlsx", "pack", "hsds"]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON.")]


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


def _start() -> tuple[Settings, Engine]:
    settings = read_settings()
    log.set_up(settings.log_level)
    return settings, _engine(settings)


def _engine(settings: Settings) -> Engine:
    try:
        return db.connect(settings.database_url)
    except (ArgumentError, ModuleNotFoundError, OSError) as error:
        raise BadSettings(
            "SIGNPOST_DATABASE_URL is not the address of a database that can be opened. Set it to something "
            "like sqlite:///var/signpost.sqlite3 or postgresql://user:password@host/name, then try again."
        ) from error


@cli.command()
def migrate() -> None:
    """Bring the database to this version; safe to run again."""
    _, engine = _start()
    db.migrate(engine)
    typer.echo("The database is ready.")


@cli.command()
def load(
    packs: Annotated[list[Path], typer.Argument(metavar="PACK...", help="Folders such as data/somerset.")],
    who: Annotated[str, typer.Option(help="Who loads, for the history.")] = "signpost load",
) -> None:
    """Load data packs into the directory; what is unchanged stays as it is."""
    from bot.commands.doctor import ROUTES  # noqa: PLC0415 - keeps the other commands quick to start
    from directory.packs import load_pack  # noqa: PLC0415

    settings, engine = _start()
    db.check_ready(engine)
    for pack in packs:
        report = load_pack(
            engine, pack, vocabulary_folder=settings.vocabulary, who=who, at=SystemClock().now()
        )
        typer.echo(
            f"{pack}: loaded {report.authority}: {report.added} added, {report.changed} changed, "
            f"{report.unchanged} unchanged, {report.not_in_pack} not in the pack."
        )
        for route in report.missing_routes:
            typer.echo(
                f"Warning: no contact has the route {route} ({ROUTES[route]}). "
                f"Give one contact in contacts.csv this route, then load the pack again.",
                err=True,
            )


@cli.command("import")
def import_file(  # noqa: PLR0917 - Typer turns each into an option
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
    from bot.commands import exchange  # noqa: PLC0415 - keeps the other commands quick to start
    from bot.commands.ask import default_authority  # noqa: PLC0415
    from directory.exchange import Choices, as_text, summary  # noqa: PLC0415

    settings, engine = _start()
    db.check_ready(engine)
    key = default_authority(engine, authority or settings.authority)
    to, now = exchange.Directory(engine, key, settings.vocabulary), SystemClock().now()
    plan = exchange.plan_file(to, file, now, Choices(kind, keep_missing))
    if report is not None:
        exchange.write_report(plan, report)
    if apply:
        done = exchange.carry_out(to, plan, who=who, now=now, yes_remove=yes_remove)
        typer.echo("\n".join(summary(plan)))
        typer.echo(f"Done: {', '.join(done.said)}." + (f" Change {done.revision}." if done.revision else ""))
        return
    typer.echo(as_text(plan), nl=False)
    if plan.problems:
        raise typer.Exit(1)
    if not plan.changes_nothing:
        typer.echo("To write it, run this again with --apply.")


@cli.command("export")
def export_directory(
    out: Annotated[Path, typer.Option(metavar="PATH", help="The file or folder to write.")],
    wanted: Annotated[ExportFormat, typer.Option("--format", help="What to write.")],
    authority: Annotated[str, of_authority(help="Whose directory, such as somerset.")] = "",
    audience: Annotated[
        Audience | None,
        typer.Option(help="Whose view of it (default: staff, which is everything; schools for hsds)."),
    ] = None,
) -> None:
    """Write the directory as tables, as a data pack, or as HSDS 3.0 JSON."""
    from bot.commands import exchange  # noqa: PLC0415 - keeps the other commands quick to start
    from bot.commands.ask import default_authority  # noqa: PLC0415
    from directory.exchange import Format  # noqa: PLC0415

    settings, engine = _start()
    db.check_ready(engine)
    key = default_authority(engine, authority or settings.authority)
    to = exchange.Directory(engine, key, settings.vocabulary)
    written = exchange.export_to(to, Format(wanted), audience, SystemClock().now(), out)
    typer.echo(f"Wrote {written[0] if len(written) == 1 else f'{len(written)} files in {out}'}.")


@cli.command()
def ask(  # noqa: PLR0917 - Typer turns each into an option
    question: Annotated[str, typer.Argument(help="The question, in quotes.")] = "",
    authority: Annotated[str, of_authority(help="The authority that is asked, such as somerset.")] = "",
    audience: Annotated[Audience, typer.Option(help="Who asks.")] = Audience.SCHOOLS,
    school: Annotated[str | None, typer.Option(help="The URN of the school of the person who asks.")] = None,
    today: Today = None,
    batch: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Answer a JSON Lines file of questions.")
    ] = None,
    as_json: AsJson = False,
    explain: Annotated[
        bool, typer.Option("--explain", help="Show what was weighed, with its scores, and why.")
    ] = False,
) -> None:
    """Answer a question from the directory, or a file of questions."""
    from bot.commands import ask as asking  # noqa: PLC0415 - keeps the other commands quick to start
    from directory.ask.answer import Question  # noqa: PLC0415
    from directory.ask.desk import EnquiryDesk  # noqa: PLC0415

    if bool(question.strip()) == (batch is not None):
        raise typer.BadParameter("Give either a question in quotes or --batch FILE.")
    settings, engine = _start()
    db.check_ready(engine)
    desk = EnquiryDesk(engine, settings.vocabulary)
    day = today.date() if today else SystemClock().today()
    named = authority or settings.authority
    if batch is None:
        key = asking.default_authority(engine, named)
        if school is not None:
            desk.school(key, school, day)
        typer.echo(asking.answered(desk, Question(question, key, day, audience, school), as_json, explain))
        return
    questions = asking.read_batch(batch, Question("", named, day, audience, school))
    for line in asking.answer_batch(
        desk, questions, lambda asked: asking.answered(desk, asked, as_json, explain)
    ):
        typer.echo(line if as_json else f"{line}\n")


finders = typer.Typer(help="Find what a text names.", no_args_is_help=True)
cli.add_typer(finders, name="find")


@finders.callback()
def find() -> None:
    """Find what a text names."""


@finders.command("school")
def find_school(
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
    from bot.commands import find as finding  # noqa: PLC0415 - keeps the other commands quick to start

    if bool(name.strip()) == (batch is not None):
        raise typer.BadParameter("Give either a name in quotes or --batch FILE.")
    settings, engine = _start()
    finder = finding.SchoolFinder(settings, engine, register)
    shown = finding.as_line if as_json else finding.as_text
    named = authority or settings.authority
    if batch is None:
        typer.echo(shown(finder.find(name, named or finder.only_authority())))
        return
    for found in finding.find_batch(finder, batch, finding.read_batch(batch, named)):
        typer.echo(shown(found))


roles = typer.Typer(help="Say who owns and who edits a directory.", no_args_is_help=True)
cli.add_typer(roles, name="roles")

OfAuthority = Annotated[str, of_authority(help="Whose directory, such as somerset.")]
Person = Annotated[str, typer.Argument(metavar="USER", help="A Slack user id, such as U012AB3CD.")]


@roles.command("list")
def list_roles(authority: OfAuthority = "") -> None:
    """List the owners and editors."""
    from bot.commands import roles as giving  # noqa: PLC0415 - keeps the other commands quick to start

    for line in giving.listed(*_start(), authority):
        typer.echo(line)


@roles.command()
def grant(
    user: Person,
    role: Annotated[Role, typer.Argument(help="owner or editor.")],
    authority: OfAuthority = "",
    area: Annotated[
        list[str] | None, typer.Option(help="Limit an editor to this area; may be given again.")
    ] = None,
) -> None:
    """Make somebody an owner or an editor, in place of what they were."""
    from bot.commands import roles as giving  # noqa: PLC0415

    settings, engine = _start()
    areas = frozenset(area or ())
    if areas and role is Role.OWNER:
        raise typer.BadParameter("An owner has the whole directory; leave --area out.")
    typer.echo(giving.grant(settings, engine, authority, user, role, areas, SystemClock().now()))


@roles.command()
def revoke(user: Person, authority: OfAuthority = "") -> None:
    """Take away somebody's role. The last owner stays."""
    from bot.commands import roles as giving  # noqa: PLC0415

    settings, engine = _start()
    typer.echo(giving.revoke(settings, engine, authority, user))


@cli.command()
def serve(
    host: Annotated[str | None, typer.Option(help="The address to listen on.")] = None,
    port: Annotated[int | None, typer.Option(min=1, max=65535, help="The port to listen on.")] = None,
) -> None:
    """Answer Slack's requests over HTTP."""
    from bot.commands import run  # noqa: PLC0415

    settings, engine = _start()
    chosen = {"host": host or settings.host, "port": port or settings.port}
    asyncio.run(run.serve(settings.model_copy(update=chosen), engine))


@cli.command()
def socket() -> None:
    """Answer Slack through Socket Mode, for which no public address is needed."""
    from bot.commands import run  # noqa: PLC0415

    asyncio.run(run.listen(*_start()))


@cli.command()
def evaluate(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A JSON Lines file of questions.")],
    as_json: AsJson = False,
) -> None:
    """Score a file of questions with their right answers: how many are right, and every miss."""
    from bot.commands.ask import BadBatch, progress  # noqa: PLC0415
    from directory.ask.desk import EnquiryDesk  # noqa: PLC0415
    from directory.ask.evaluate import BadQuestionFile  # noqa: PLC0415
    from directory.ask.evaluate import evaluate as score  # noqa: PLC0415

    settings, engine = _start()
    db.check_ready(engine)
    try:
        with progress("Scoring") as on_progress:
            report = score(EnquiryDesk(engine, settings.vocabulary), file, on_progress)
    except (OSError, UnicodeDecodeError) as error:
        raise BadBatch(f"{file} cannot be read ({type(error).__name__}). Nothing was scored.") from error
    except BadQuestionFile as error:
        raise BadBatch(
            f"{error} Each line must be a labelled question in JSON. Nothing was scored."
        ) from error
    if not report.asked:
        raise BadBatch(f"{file} holds no questions. Nothing was scored.")
    typer.echo(json.dumps(report.as_json(), ensure_ascii=False) if as_json else report.as_text())


@cli.command()
def calibrate(
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
    from bot.commands import calibrate as calibrating  # noqa: PLC0415
    from bot.commands.find import SchoolFinder  # noqa: PLC0415
    from directory.ask.desk import EnquiryDesk  # noqa: PLC0415

    if hold_back not in ("odd", "even"):
        raise typer.BadParameter("--hold-back is odd or even.")
    settings, engine = _start()
    db.check_ready(engine)
    part: Literal["odd", "even"] = "odd" if hold_back == "odd" else "even"
    desk = EnquiryDesk(engine, settings.vocabulary)
    for line in calibrating.topics(desk, settings.vocabulary, questions, part):
        typer.echo(line)
    if schools:
        known = settings.model_copy(update={"register_file": register or settings.register_file})
        finder = SchoolFinder(known, engine, None)
        for line in calibrating.schools(finder, settings.vocabulary, schools, part):
            typer.echo(line)


@cli.command("try")
def try_out(
    port: Annotated[int, typer.Option(min=1, max=65535, help="The port of the page.")] = 8000,
    open_page: Annotated[bool, typer.Option("--open/--no-open", help="Open the page in a browser.")] = True,
    pack: Annotated[
        list[Path] | None,
        typer.Option(metavar="FOLDER", help="A data pack of your own, for a workspace beside the two."),
    ] = None,
) -> None:
    """Try Signpost in a browser, without Slack: prints one address to open."""
    from bot.commands import try_out as trying  # noqa: PLC0415

    settings = read_settings()
    log.set_up("WARNING")
    own_database = "database_url" not in settings.model_fields_set
    if own_database:
        settings = settings.model_copy(update={"database_url": "sqlite:///var/try.sqlite3"})
    asyncio.run(
        trying.try_out(
            settings,
            _engine(settings),
            port,
            open_page=open_page,
            tell=typer.echo,
            packs=pack or [],
            own_database=own_database,
        )
    )


@cli.command()
def doctor() -> None:
    """Say what is set up, what is missing, and what to do about it."""
    from bot.app import slack_client  # noqa: PLC0415
    from bot.commands.doctor import examine  # noqa: PLC0415

    settings, engine = _start()
    checks = asyncio.run(examine(settings, engine, slack_client(settings)))
    for check in checks:
        typer.echo(str(check))
    if not all(check.ok for check in checks):
        raise typer.Exit(1)


@cli.command()
def questions(
    authority: Annotated[
        str,
        of_authority(help="Only those of this authority, such as somerset."),
    ] = "",
    done: Annotated[int | None, typer.Option(metavar="NUMBER", help="Delete one that is dealt with.")] = None,
) -> None:
    """List the questions that people sent to the directory team."""
    from bot.commands import questions as sent  # noqa: PLC0415

    _, engine = _start()
    db.check_ready(engine)
    typer.echo(sent.listed(engine, SystemClock(), authority) if done is None else sent.finish(engine, done))


@cli.command()
def worker() -> None:
    """Delete what may not be kept any longer, and ask owners once a month whether entries are right."""
    from bot.app import slack_client  # noqa: PLC0415
    from bot.commands.worker import work  # noqa: PLC0415
    from bot.owners import Owners  # noqa: PLC0415

    settings, engine = _start()
    clock, owners = SystemClock(), None
    if settings.authority and settings.slack_bot_token.get_secret_value():
        owners = Owners(engine, clock, slack_client(settings), settings.authority)
    asyncio.run(work(engine, clock, owners=owners))
