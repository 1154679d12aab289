"""The ASGI app: Slack's requests, calendars, and whether this process is healthy."""

import asyncio
import re

import structlog
from slack_bolt.adapter.starlette.async_handler import to_async_bolt_request, to_starlette_response
from slack_bolt.async_app import AsyncApp
from sqlalchemy import Engine, select
from starlette.applications import Starlette
from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route

from bot.calendar_feed import feed_route
from bot.clock import Clock, SystemClock
from bot.reminders.health import silences
from directory import db
from directory.ask.desk import EnquiryDesk
from directory.errors import DatabaseNotReady
from directory.models import Authority

log = structlog.get_logger("signpost")


def slack_routes(app: AsyncApp) -> list[Route]:
    """The one address that Slack sends everything to."""

    async def receive(request: Request) -> Response:
        body = await request.body()
        try:
            _check_headers(request.headers)
            asked = to_async_bolt_request(request, body)
        except Exception as error:  # Bolt reads the body, whatever it is, before it looks at the signature
            log.warning("unreadable_request", error=type(error).__name__)
            return PlainTextResponse("This is not a request as Slack makes it.\n", status_code=401)
        return to_starlette_response(await app.async_dispatch(asked))

    return [Route("/slack/events", receive, methods=["POST"])]


def _check_headers(headers: Headers) -> None:
    """Raises ValueError where Bolt would stumble over them, and answer a stranger as if it were Slack."""
    times, signatures = headers.getlist("x-slack-request-timestamp"), headers.getlist("x-slack-signature")
    if not all(re.fullmatch("[0-9]{1,20}", time) for time in times) or not all(map(str.isascii, signatures)):
        raise ValueError("the time or the signature is none")


def health_route(engine: Engine, clock: Clock | None = None) -> Route:
    """`/healthz`: 200 with each authority's revision, or 503 with what is wrong with the database.

    Where reminders are not sent, because the worker is silent, `reminders` says so in sentences.
    """
    clock = clock or SystemClock()

    async def health(_request: Request) -> Response:
        try:
            held = await asyncio.to_thread(_revisions, engine)
            silent = await asyncio.to_thread(silences, engine, clock.now())
        except DatabaseNotReady as error:
            return JSONResponse({"ok": False, "problem": str(error)}, status_code=503)
        trouble = {"reminders": silent} if silent else {}
        return JSONResponse({"ok": True, "revisions": held, **trouble})

    return Route("/healthz", health)


def create_web(app: AsyncApp, engine: Engine, desk: EnquiryDesk, clock: Clock) -> Starlette:
    """The web application of `signpost serve`."""

    async def greet(_request: Request) -> Response:
        return PlainTextResponse("Signpost is running. Slack sends its requests to /slack/events.\n")

    feed = feed_route(engine, desk, clock)
    return Starlette(routes=[*slack_routes(app), health_route(engine), feed, Route("/", greet)])


def _revisions(engine: Engine) -> dict[str, int]:
    """Each authority's revision. Raises DatabaseNotReady."""
    db.check_ready(engine)
    with db.reading(engine) as session:
        rows = session.execute(select(Authority.key, Authority.revision).order_by(Authority.key))
        return {key: revision for key, revision in rows}
