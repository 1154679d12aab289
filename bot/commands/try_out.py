"""`signpost try`: the whole of Signpost with a stand-in for Slack, in one process, on one port."""

import asyncio
import json
import os
import secrets
import sys
import time
import webbrowser
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Annotated

import typer
from pydantic import SecretStr
from sqlalchemy import Engine, select

from bot import log
from bot.access import Access
from bot.app import build_app
from bot.calendar_feed import feed_route
from bot.clock import PlaygroundClock, SystemClock
from bot.commands.options import commands
from bot.commands.run import open_port, serve_on, warm_up
from bot.commands.start import engine_of
from bot.commands.try_out_memory import Memory
from bot.commands.try_out_reminders import make_reminders
from bot.membership import Membership
from bot.patience import USUAL, Patience
from bot.playground.app import Playground, create_playground
from bot.playground.seed import BURY, SOMERSET, SampleCouncil, sample_workspaces
from bot.settings import CHECKOUT, Settings, read_settings
from bot.web import health_route, slack_routes
from directory import db
from directory.ask.desk import EnquiryDesk
from directory.models import Authority
from directory.packs import load_pack

HOST = "127.0.0.1"
SAMPLES = (SOMERSET, BURY)

app = commands()


async def try_out(
    settings: Settings,
    engine: Engine,
    port: int,
    *,
    open_page: bool,
    tell: Callable[[str], None],
    packs: Sequence[Path] = (),
    own_database: bool = False,
) -> None:
    """Serve the try-out page and the app until stopped. Raises PortInUse or PackError.

    Each of `packs` gets a workspace beside Somerset and Bury. `own_database` says that nothing but the
    try-out uses the database, so that starting again may empty it.
    """
    listener = open_port(HOST, port, "Stop it, or choose another port with --port.")
    address = f"http://{HOST}:{port}"
    clock = PlaygroundClock(elapsed=time.monotonic)
    try:
        councils = prepare(engine, settings, clock, packs)
    except BaseException:
        listener.close()
        raise
    settings = settings.model_copy(update={"slack_signing_secret": SecretStr(secrets.token_hex(16))})
    desk = EnquiryDesk(engine, settings.vocabulary)
    warm_up(desk, [council.authority for council in councils], clock.today())
    load_packs = partial(prepare, engine, settings, clock, packs) if own_database else None
    playground = create_try_out(settings, desk, engine, clock, address, councils, load_packs)
    tell(f"Signpost is ready to try: {address}")
    if open_page and _has_screen():
        asyncio.get_running_loop().call_later(1, webbrowser.open, address)
    await serve_on(listener, playground.asgi, "WARNING")


def prepare(
    engine: Engine, settings: Settings, clock: PlaygroundClock, packs: Sequence[Path] = ()
) -> list[SampleCouncil]:
    """Make the tables and load the sample packs and `packs`; what is there already stays. The councils."""
    db.migrate(engine)
    councils = list(SAMPLES)
    for pack in [*(settings.data / council.authority for council in SAMPLES), *packs]:
        report = load_pack(
            engine, pack, vocabulary_folder=settings.vocabulary, who="signpost try", at=clock.now()
        )
        if report.authority not in [council.authority for council in councils]:
            councils.append(_council(engine, report.authority, len(councils)))
    return councils


def _council(engine: Engine, authority: str, number: int) -> SampleCouncil:
    """A council of a person's own pack; its workspace opens on the present day."""
    with db.reading(engine) as session:
        name = session.scalars(select(Authority.name).where(Authority.key == authority)).one()
    return SampleCouncil(authority, name, f"OWN{number}", SystemClock().today())


def create_try_out(  # noqa: PLR0917 - the parts that are put together
    settings: Settings,
    desk: EnquiryDesk,
    engine: Engine,
    clock: PlaygroundClock,
    address: str,
    councils: Sequence[SampleCouncil] = SAMPLES,
    load_packs: Callable[[], object] | None = None,
    patience: Patience = USUAL,
) -> Playground:
    """The real app and the stand-in for Slack, as one web application (`.asgi`) at `address`.

    `load_packs` fills an empty database of the try-out's own; without it the directory is left alone.
    """
    manifest = json.loads((CHECKOUT / "manifest.json").read_text(encoding="utf-8"))
    workspaces = sample_workspaces(manifest, clock, councils)
    settings = settings.model_copy(update={"slack_api_url": f"{address}/api/", "public_url": address})
    access = Access(
        desk,
        engine,
        {council.team_id: council.authority for council in councils}.get,
        frozenset(council.staff_domain for council in councils),
        lambda authority: frozenset(
            f"U0{council.prefix}EDITOR" for council in councils if council.authority == authority
        ),
        Membership(patience),
    )
    app = build_app(
        settings=settings,
        desk=desk,
        engine=engine,
        clock=clock,
        authority_of=access.authority_of,
        token_of={workspace.team_id: workspace.bot_token for workspace in workspaces}.get,
        more_staff_domains=access.more_staff_domains,
        owners_of=access.owners_of,
        patience=patience,
    )
    return create_playground(
        manifest=manifest,
        app_url=f"{address}/slack/events",
        public_url=address,
        signing_secret=settings.slack_signing_secret.get_secret_value(),
        clock=clock,
        workspaces=workspaces,
        extra_routes=[*slack_routes(app), health_route(engine, clock), feed_route(engine, desk, clock)],
        ack_seconds=patience.acknowledgement,
        forget=Memory(engine, workspaces, load_packs).forget,
        reminders=make_reminders(settings, desk, access, clock, workspaces),
    )


def _has_screen() -> bool:
    if sys.platform in ("darwin", "win32"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


@app.command("try")
def try_command(
    port: Annotated[int, typer.Option(min=1, max=65535, help="The port of the page.")] = 8000,
    open_page: Annotated[bool, typer.Option("--open/--no-open", help="Open the page in a browser.")] = True,
    pack: Annotated[
        list[Path] | None,
        typer.Option(metavar="FOLDER", help="A data pack of your own, for a workspace beside the two."),
    ] = None,
) -> None:
    """Try Signpost in a browser, without Slack: prints one address to open."""
    settings = read_settings()
    log.set_up("WARNING")
    own_database = "database_url" not in settings.model_fields_set
    if own_database:
        settings = settings.model_copy(update={"database_url": "sqlite:///var/try.sqlite3"})
    asyncio.run(
        try_out(
            settings,
            engine_of(settings),
            port,
            open_page=open_page,
            tell=typer.echo,
            packs=pack or [],
            own_database=own_database,
        )
    )
