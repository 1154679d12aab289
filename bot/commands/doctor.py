"""`signpost doctor`: what is set up, what is missing, and what to do about it."""

import asyncio
import json
from collections.abc import Iterator
from dataclasses import dataclass

import typer
from slack_sdk.web.async_client import AsyncWebClient
from sqlalchemy import Engine

from bot.app import slack_client
from bot.clock import SystemClock
from bot.commands.options import commands
from bot.commands.slack_consent import SlackAway, TokenRefused, consent
from bot.commands.start import start
from bot.reminders.health import refusals, silences
from bot.settings import CHECKOUT, Settings
from directory import db
from directory.ask.desk import EnquiryDesk
from directory.editing.replay import replay
from directory.errors import SignpostError
from directory.role_grants import grants
from directory.roles import Role
from directory.words import Route

ROUTES = {
    Route.GENERAL: "the contact for questions without an answer",
    Route.FRONT_DOOR: "the number for a child in danger",
    Route.OUT_OF_HOURS: "the same at night and at weekends",
    Route.DIRECTORY_TEAM: "who keeps this directory",
}

app = commands()


@dataclass(frozen=True)
class Check:
    """One thing that was looked at: whether it is there, and what to do where it is not."""

    ok: bool
    what: str
    advice: str = ""

    def __str__(self) -> str:
        return f"OK       {self.what}" if self.ok else f"MISSING  {self.what}. {self.advice}"


async def examine(settings: Settings, engine: Engine, client: AsyncWebClient) -> list[Check]:
    """Every check, in the order in which somebody would set Signpost up."""
    return [*_directory(settings, engine), *_secrets(settings), *await _slack(settings, client)]


def _directory(settings: Settings, engine: Engine) -> Iterator[Check]:
    try:
        desk = EnquiryDesk(engine, settings.vocabulary)
    except SignpostError as error:
        yield Check(False, f"vocabulary in {settings.vocabulary}", str(error))
        return
    yield Check(True, f"vocabulary in {settings.vocabulary}")
    try:
        db.check_ready(engine)
    except SignpostError as error:
        yield Check(False, "database", str(error))
        return
    yield Check(True, "database")
    if not settings.authority:
        yield Check(
            False, "SIGNPOST_AUTHORITY", "Set it to the authority of the workspace, such as somerset."
        )
        return
    try:
        held = desk.snapshot(settings.authority)
    except SignpostError as error:
        yield Check(False, f"authority {settings.authority}", str(error))
        return
    yield Check(
        True, f"authority {settings.authority}: {len(held.schools)} schools, revision {held.revision}"
    )
    yield from _kept(settings, engine)
    yield from _reminders(settings, engine)
    for route, meaning in ROUTES.items():
        yield Check(
            held.route(route) is not None,
            f"contact with the route {route.value} ({meaning})",
            f"Give one contact in contacts.csv the route {route.value}, then load the pack again.",
        )


def _kept(settings: Settings, engine: Engine) -> Iterator[Check]:
    """Whether the directory has an owner, and whether its history tells how it came to be as it is."""
    with db.reading(engine) as session:
        owned = any(g.role is Role.OWNER for g in grants(session, settings.authority, settings.owner_ids))
        differences = replay(session, settings.authority)
    yield Check(
        owned,
        "an owner of the directory",
        f"Name one in SIGNPOST_OWNERS, or run `signpost roles grant USER owner --authority "
        f"{settings.authority}`.",
    )
    yield Check(
        not differences,
        "the history agrees with the directory" if not differences else f"the history: {differences[0]}",
        "The database was written to by something else. Restore it from a backup.",
    )


def _reminders(settings: Settings, engine: Engine) -> Iterator[Check]:
    """Whether the worker is awake, and whether Slack takes its messages."""
    silent = silences(engine, SystemClock().now())
    yield Check(
        not silent,
        "the worker that sends reminders" if not silent else silent[0].removesuffix("."),
        "Start `signpost worker`, and see what it logs.",
    )
    if not settings.slack_bot_token.get_secret_value():
        return  # named as missing already
    refused = ", ".join(refusals(engine, settings.authority))
    yield Check(
        not refused,
        f"Slack takes reminders{f' ({refused})' if refused else ''}",
        "Nothing planned is lost. Install the app again from its manifest, and correct SLACK_BOT_TOKEN.",
    )


def _secrets(settings: Settings) -> Iterator[Check]:
    signing, app = settings.slack_signing_secret, settings.slack_app_token
    yield Check(
        bool(signing.get_secret_value() or app.get_secret_value()),
        "SLACK_SIGNING_SECRET (to serve over HTTP) or SLACK_APP_TOKEN (for Socket Mode)",
        "Copy one from Basic Information in the Slack app's settings.",
    )


async def _slack(settings: Settings, client: AsyncWebClient) -> list[Check]:
    if not settings.slack_bot_token.get_secret_value():
        advice = "Install the app in your workspace, then copy the token from OAuth & Permissions."
        return [Check(False, "SLACK_BOT_TOKEN", advice)]
    try:
        answer = await consent(client.auth_test(), "SLACK_BOT_TOKEN", settings.slack_api_url)
    except TokenRefused as refused:
        return [Check(False, "a bot token that Slack accepts", str(refused))]
    except SlackAway as away:
        return [Check(False, "a connection to Slack", str(away))]
    granted = {scope.strip() for scope in (answer.headers or {}).get("x-oauth-scopes", "").split(",")}
    lacking = sorted(_declared_scopes() - granted)
    return [
        Check(True, f"Slack: connected to {answer.get('team')} as {answer.get('user')}"),
        Check(
            not lacking,
            f"scopes {', '.join(lacking)}" if lacking else "scopes",
            "Update the app from manifest.json, then install it again.",
        ),
    ]


def _declared_scopes() -> set[str]:
    manifest = CHECKOUT / "manifest.json"
    return set(json.loads(manifest.read_text(encoding="utf-8"))["oauth_config"]["scopes"]["bot"])


@app.command("doctor")
def doctor_command() -> None:
    """Say what is set up, what is missing, and what to do about it."""
    settings, engine = start()
    checks = asyncio.run(examine(settings, engine, slack_client(settings)))
    for check in checks:
        typer.echo(str(check))
    if not all(check.ok for check in checks):
        raise typer.Exit(1)
