"""`signpost try`: the whole of Signpost with a stand-in for Slack, in one process, on one port."""

import asyncio
import json
import os
import secrets
import sys
import time
import webbrowser
from collections.abc import Callable

from pydantic import SecretStr
from sqlalchemy import Engine

from bot.app import build_app
from bot.clock import PlaygroundClock
from bot.commands.run import open_port, serve_on, warm_up
from bot.playground.app import Playground, create_playground
from bot.playground.seed import sample_workspaces
from bot.settings import CHECKOUT, Settings
from bot.web import health_route, slack_routes
from directory import db
from directory.ask.desk import EnquiryDesk
from directory.packs import load_pack

HOST = "127.0.0.1"
PACKS = ("somerset", "bury")
AUTHORITIES = {"T0SOMERSET": "somerset", "T0BURY": "bury"}
SAMPLE_STAFF = frozenset({"staff.somerset.example.org", "staff.bury.example.org"})


async def try_out(
    settings: Settings, engine: Engine, port: int, *, open_page: bool, tell: Callable[[str], None]
) -> None:
    """Serve the try-out page and the app until stopped. Raises PortInUse or PackError."""
    listener = open_port(HOST, port, "Stop it, or choose another port with --port.")
    address = f"http://{HOST}:{port}"
    clock = PlaygroundClock(elapsed=time.monotonic)
    try:
        prepare(engine, settings, clock)
    except BaseException:
        listener.close()
        raise
    settings = settings.model_copy(update={"slack_signing_secret": SecretStr(secrets.token_hex(16))})
    desk = EnquiryDesk(engine, settings.vocabulary)
    warm_up(desk, AUTHORITIES.values(), clock.today())
    playground = create_try_out(settings, desk, engine, clock, address)
    tell(f"Signpost is ready to try: {address}")
    if open_page and _has_screen():
        asyncio.get_running_loop().call_later(1, webbrowser.open, address)
    await serve_on(listener, playground.asgi, "WARNING")


def prepare(engine: Engine, settings: Settings, clock: PlaygroundClock) -> None:
    """Make the tables and load both packs; what is there already stays."""
    db.migrate(engine)
    for name in PACKS:
        pack = settings.data / name
        load_pack(engine, pack, vocabulary_folder=settings.vocabulary, who="signpost try", at=clock.now())


def create_try_out(
    settings: Settings, desk: EnquiryDesk, engine: Engine, clock: PlaygroundClock, address: str
) -> Playground:
    """The real app and the stand-in for Slack, as one web application (`.asgi`) at `address`."""
    manifest = json.loads((CHECKOUT / "manifest.json").read_text(encoding="utf-8"))
    workspaces = sample_workspaces(manifest, clock)
    app = build_app(
        settings=settings.model_copy(update={"slack_api_url": f"{address}/api/"}),
        desk=desk,
        engine=engine,
        clock=clock,
        authority_of=AUTHORITIES.get,
        token_of={workspace.team_id: workspace.bot_token for workspace in workspaces}.get,
        more_staff_domains=SAMPLE_STAFF,
    )
    return create_playground(
        manifest=manifest,
        app_url=f"{address}/slack/events",
        public_url=address,
        signing_secret=settings.slack_signing_secret.get_secret_value(),
        clock=clock,
        workspaces=workspaces,
        extra_routes=[*slack_routes(app), health_route(engine)],
    )


def _has_screen() -> bool:
    if sys.platform in ("darwin", "win32"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))
