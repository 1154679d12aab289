"""The try-out page: the HTML that people open, the state it draws, and the one way in for what they do."""

import asyncio
import logging
import traceback
from collections.abc import Awaitable, Callable, Coroutine, Mapping
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from pydantic import ValidationError
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.templating import Jinja2Templates
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from bot.clock import Clock, PlaygroundClock
from bot.playground.errors import PersonError
from bot.playground.page_input import (
    ACTS,
    MAX_FILE_BYTES,
    Act,
    Refused,
    Reset,
    StateQuery,
    Today,
    UploadQuery,
    read_body,
    read_bytes,
)
from bot.playground.reminders import Reminders
from bot.playground.uploads import keep
from bot.playground.workspace import Workspace

if TYPE_CHECKING:
    from bot.playground.actions import Actions

log = logging.getLogger(__name__)
HERE = Path(__file__).parent
# A server that is told to stop waits for its open requests, so this is also how long stopping may take.
LONG_POLL_SECONDS = 5.0
# What may be asked to begin with: by whom, and in which workspace where only one has the answer.
QUESTIONS = (
    {"for": "schools", "text": "who is the lead inclusion advisor for Wookey", "only": "T0SOMERSET"},
    {"for": "schools", "text": "who deals with exclusions at Chesham", "only": "T0BURY"},
    {"for": "schools", "text": "SEN caseworker", "only": "T0BURY"},
    {"for": "schools", "text": "kids not turning up - who do I tell?"},
    {"for": "schools", "text": "who deals with appeals"},
    {"for": "schools", "text": "a child has just told me her stepdad hit her"},
    {"for": "staff", "text": "when does the consultation close", "only": "T0SOMERSET"},
    {"for": "staff", "text": "what are the key dates", "only": "T0SOMERSET"},
    {"for": "staff", "text": "what is ring fence 2", "only": "T0SOMERSET"},
    {"for": "staff", "text": "where do I send feedback", "only": "T0SOMERSET"},
    {"for": "staff", "text": "what is a SEN caseworker called now", "only": "T0BURY"},
    {"for": "staff", "text": "when did the consultation begin", "only": "T0BURY"},
    {"for": "staff", "text": "how many staff are at risk", "only": "T0BURY"},
    {"for": "staff", "text": "what became of the inclusion lead post", "only": "T0BURY"},
    {"for": "staff", "text": "who deals with appeals"},
)
BROKE = "Something went wrong inside the try-out server. Try again; the terminal says where it broke."
SECURITY_HEADERS = {
    "Content-Security-Policy": "default-src 'none'; script-src 'self'; style-src 'self'; "
    "img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "Cache-Control": "no-cache",
}


class Playground(Protocol):
    """What the page needs of the playground."""

    @property
    def workspaces(self) -> Mapping[str, Workspace]:
        """The workspaces by team id."""

    @property
    def actions(self) -> Mapping[str, "Actions"]:
        """What people can do, by team id."""

    @property
    def clock(self) -> Clock:
        """The day and time that everything here goes by."""

    @property
    def public_url(self) -> str:
        """Where the playground is served, with a slash at the end."""

    @property
    def reminders(self) -> Reminders | None:
        """What posts by itself when the time has come, if anything does."""

    async def reset(self, *, afresh: bool) -> bool:
        """Forget everything that was said, opened and remembered; whether the directory holds changes.

        With `afresh` the directory is loaded again, without the changes.
        """


class SecurityHeaders:
    """Adds the headers that keep the page to its own server."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer as the wrapped app does, with the headers."""

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                extra = [(name.lower().encode(), value.encode()) for name, value in SECURITY_HEADERS.items()]
                message["headers"] = [*message.get("headers", []), *extra]
            await send(message)

        await self.app(scope, receive, send_with_headers)


class Page:
    """The handlers of the page's routes."""

    def __init__(self, playground: Playground) -> None:
        self.playground = playground
        self.days = self._first_days()
        self.templates = Jinja2Templates(HERE / "templates")

    async def index(self, request: Request) -> Response:
        """The page itself."""
        return self.templates.TemplateResponse(request, "page.html", {"questions": QUESTIONS})

    async def state(self, request: Request) -> Response:
        """What one person sees, as soon as it is not version `after` any more, or after 5 seconds."""
        query = StateQuery.model_validate(dict(request.query_params))
        workspace, user = self._who(query.team, query.user)
        if query.after == workspace.version:
            await _until_one(workspace.changed(query.after, LONG_POLL_SECONDS), _gone(request))
        today = self.playground.clock.today().isoformat()
        return JSONResponse({"state": workspace.seen_by(user), "today": today, "teams": self._teams()})

    async def act(self, request: Request) -> Response:
        """Do what a person did: press, choose, say. The result is what the action gives."""
        act = await read_body(request, Act)
        self._who(act.team, act.user)
        details = ACTS[act.do].model_validate(act.details)
        do = getattr(self.playground.actions[act.team], act.do)
        result = await do(act.user, **details.model_dump())
        if self.playground.reminders and self._is_its_day(act.team):
            await self.playground.reminders.wake(act.team)
        return JSONResponse({"ok": True, "result": result})

    async def today(self, request: Request) -> Response:
        """Set the day that Signpost takes for today, and that the workspace keeps as its own.

        Moved on from the workspace's own day, the time between passes: what falls due is posted.
        """
        body = await read_body(request, Today)
        workspace, _ = self._who(body.team, None)
        team = workspace.team_id
        if self.playground.reminders and self._is_its_day(team) and body.date > self.days[team]:
            await self.playground.reminders.pass_days(team, body.date)
        self._set_day(body.date)
        self.days[workspace.team_id] = body.date
        return JSONResponse({"ok": True, "result": body.date.isoformat()})

    async def reset(self, request: Request) -> Response:
        """Start again: empty workspaces, each on its first day; says if the directory was changed."""
        body = await read_body(request, Reset)
        workspace, _ = self._who(body.team, None)
        changed = await self.playground.reset(afresh=body.afresh)
        self.days = self._first_days()
        if self.playground.clock.today() != workspace.first_day:
            self._set_day(workspace.first_day)
        return JSONResponse({"ok": True, "result": {"directory_changed": changed}})

    async def upload(self, request: Request) -> Response:
        """Keep the file that a person put in a file input; the result is Slack's file object for it."""
        query = UploadQuery.model_validate(dict(request.query_params))
        workspace, user = self._who(query.team, query.user)
        content = await read_bytes(request, "application/octet-stream", MAX_FILE_BYTES)
        file = keep(workspace, self.playground.public_url, user, query.name, content)
        return JSONResponse({"ok": True, "result": file})

    def _first_days(self) -> dict[str, date]:
        return {team: workspace.first_day for team, workspace in self.playground.workspaces.items()}

    def _is_its_day(self, team: str) -> bool:
        """Whether the clock shows the day of this workspace, and not of another one."""
        return self.playground.clock.today() == self.days[team]

    def _set_day(self, day: date) -> None:
        clock = self.playground.clock
        if not isinstance(clock, PlaygroundClock):
            raise Refused("The day cannot be changed here: this try-out goes by the computer's clock.", 409)
        clock.set_today(day)
        for workspace in self.playground.workspaces.values():
            workspace.touch()

    def _who(self, team: str | None, user: str | None) -> tuple[Workspace, str]:
        workspaces = self.playground.workspaces
        workspace = workspaces.get(team) if team else next(iter(workspaces.values()))
        if workspace is None:
            raise Refused(
                "There is no such workspace here. Reload the page to start from the beginning.", 404
            )
        people = [member.id for member in workspace.members.values() if not member.bot]
        if user is not None and user not in people:
            raise Refused("There is no such person here. Reload the page to start from the beginning.", 404)
        return workspace, user or people[0]

    def _teams(self) -> list[dict[str, Any]]:
        return [
            {
                "id": workspace.team_id,
                "name": workspace.name,
                "day": self.days[workspace.team_id].isoformat(),
                "people": [{"id": m.id, "name": m.name} for m in workspace.members.values() if not m.bot],
            }
            for workspace in self.playground.workspaces.values()
        ]


Handler = Callable[[Request], Awaitable[Response]]


def _in_words(handler: Handler) -> Handler:
    """Turn whatever goes wrong in a handler into one sentence for the person."""

    async def safely(request: Request) -> Response:
        try:
            return await handler(request)
        except Refused as refused:
            return _error(refused.sentence, refused.status)
        except PersonError as error:
            return _error(str(error), 409)
        except ValidationError as error:
            fields = ", ".join(".".join(map(str, e["loc"])) or "the body" for e in error.errors()[:3])
            sentence = f"The server does not understand what this page sent ({fields}), so nothing was done."
            return _error(sentence, 400)
        except Exception as error:
            # Only where it broke: the text of an error may hold what a person asked.
            frame = traceback.extract_tb(error.__traceback__)[-1]
            log.error("try-out page: %s at %s:%s", type(error).__name__, frame.filename, frame.lineno)
            return _error(BROKE, 500)

    return safely


async def _until_one(*waits: Coroutine[Any, Any, object]) -> None:
    """Wait until one of these is done, and give the others up."""
    tasks = [asyncio.create_task(wait) for wait in waits]
    await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
    for task in tasks:
        task.cancel()


async def _gone(request: Request) -> None:
    """Wait until the browser has closed the request, as it does when the page is closed."""
    while (await request.receive())["type"] != "http.disconnect":
        pass


def _error(sentence: str, status: int) -> Response:
    return JSONResponse({"ok": False, "error": sentence}, status)


def routes(playground: Playground) -> list[BaseRoute]:
    """The routes: `/`, and under `/page` the static files, `state`, `act`, `today`, `reset`, `upload`."""
    page = Page(playground)
    headers = [Middleware(SecurityHeaders)]

    def route(path: str, handler: Handler, method: str) -> Route:
        return Route(path, _in_words(handler), methods=[method], middleware=headers)

    return [
        route("/", page.index, "GET"),
        route("/page/state", page.state, "GET"),
        route("/page/act", page.act, "POST"),
        route("/page/today", page.today, "POST"),
        route("/page/reset", page.reset, "POST"),
        route("/page/upload", page.upload, "POST"),
        Mount("/page/static", StaticFiles(directory=HERE / "static"), middleware=headers),
    ]
