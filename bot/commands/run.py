"""`signpost serve` and `signpost socket`: the real thing, over signed HTTP or a web socket."""

import asyncio
import logging
import socket
from collections.abc import Iterable
from datetime import date
from typing import Annotated

import structlog
import typer
import uvicorn
from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from sqlalchemy import Engine
from starlette.types import ASGIApp

from bot.app import build_app
from bot.clock import SystemClock
from bot.commands.options import commands
from bot.commands.slack_consent import SlackAway, TokenRefused, consent, reach_socket
from bot.commands.start import start
from bot.settings import Settings, require
from bot.web import create_web
from directory import db
from directory.ask.answer import Question
from directory.ask.desk import EnquiryDesk
from directory.errors import SignpostError
from directory.words import Audience

log = structlog.get_logger("signpost")

app = commands()


class PortInUse(SignpostError):
    """Another program listens on the port already."""

    def __init__(self, host: str, port: int, how: str) -> None:
        super().__init__(f"Port {port} on {host} cannot be used: another program has it. {how}")


def open_port(host: str, port: int, how: str) -> socket.socket:
    """A listening socket, or PortInUse with `how` to choose another port."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listener = socket.socket(family, socket.SOCK_STREAM)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((host, port))
        listener.listen(128)
    except OSError as error:
        listener.close()
        raise PortInUse(host, port, how) from error
    return listener


async def serve_on(listener: socket.socket, app: ASGIApp, log_level: str) -> None:
    """Serve the app on the socket until the process is told to stop."""
    config = uvicorn.Config(app, log_level=log_level.lower(), access_log=False, server_header=False)
    await uvicorn.Server(config).serve(sockets=[listener])


async def serve(settings: Settings, engine: Engine) -> None:
    """Answer Slack's signed requests.

    Raises BadSettings, DatabaseNotReady, UnknownAuthority, PortInUse or TokenRefused.
    """
    require(
        settings,
        slack_bot_token="the bot token of the installed app",  # noqa: S106 - what it is for, not a token
        slack_signing_secret="proof that requests come from Slack",  # noqa: S106
        authority="the authority of the workspace",
    )
    desk = _ready(settings, engine)
    clock = SystemClock()
    app = build_app(settings=settings, desk=desk, engine=engine, clock=clock)
    how = "Stop it, or choose another port with --port or SIGNPOST_PORT."
    listener = open_port(settings.host, settings.port, how)
    try:
        await consent(app.client.auth_test(), "SLACK_BOT_TOKEN", settings.slack_api_url)
    except SlackAway as away:
        log.warning(f"{away} Starting all the same: answers are sent once Slack can be reached.")
    except TokenRefused:
        listener.close()
        raise
    await serve_on(listener, create_web(app, engine, desk, clock), settings.log_level)


async def listen(settings: Settings, engine: Engine) -> None:
    """Answer through Socket Mode, for which no public address is needed.

    Raises as `serve` does, and SlackAway.
    """
    require(
        settings,
        slack_bot_token="the bot token of the installed app",  # noqa: S106
        slack_app_token="the app-level token for Socket Mode",  # noqa: S106
        authority="the authority of the workspace",
    )
    desk = _ready(settings, engine)
    app = build_app(settings=settings, desk=desk, engine=engine, clock=SystemClock())
    token = settings.slack_app_token.get_secret_value()
    address = settings.slack_api_url
    await consent(app.client.auth_test(), "SLACK_BOT_TOKEN", address)
    # The handler itself would try a wrong token, or a socket that cannot be reached, for ever.
    opened = await consent(app.client.apps_connections_open(app_token=token), "SLACK_APP_TOKEN", address)
    await reach_socket(opened["url"])
    app.logger.addFilter(_in_one_line)
    await AsyncSocketModeHandler(app, token).start_async()  # type: ignore[no-untyped-call]


def _in_one_line(record: logging.LogRecord) -> bool:
    """A connection that was lost and is tried again is one line, without the steps that led to it."""
    record.exc_info = None
    return True


def warm_up(desk: EnquiryDesk, authorities: Iterable[str], today: date) -> None:
    """Build what answers questions, so that the first person does not wait. Raises UnknownAuthority."""
    for authority in authorities:
        for audience in Audience:
            desk.ask(Question("Who is the contact for our school?", authority, today, audience))


def _ready(settings: Settings, engine: Engine) -> EnquiryDesk:
    db.check_ready(engine)
    desk = EnquiryDesk(engine, settings.vocabulary)
    warm_up(desk, [settings.authority], SystemClock().today())
    return desk


@app.command("serve")
def serve_command(
    host: Annotated[str | None, typer.Option(help="The address to listen on.")] = None,
    port: Annotated[int | None, typer.Option(min=1, max=65535, help="The port to listen on.")] = None,
) -> None:
    """Answer Slack's requests over HTTP."""
    settings, engine = start()
    chosen = {"host": host or settings.host, "port": port or settings.port}
    asyncio.run(serve(settings.model_copy(update=chosen), engine))


@app.command("socket")
def socket_command() -> None:
    """Answer Slack through Socket Mode, for which no public address is needed."""
    asyncio.run(listen(*start()))
