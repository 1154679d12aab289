"""Put the playground together: workspaces, the Web API for the app, actions for people, the page."""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from typing import Any

from starlette.applications import Starlette
from starlette.routing import BaseRoute

from bot.clock import PlaygroundClock
from bot.playground.actions import Actions
from bot.playground.dispatch import ACK_SECONDS, RETRY_DELAYS, Dispatcher, HttpTransport
from bot.playground.events import EventFeed
from bot.playground.manifest import Manifest
from bot.playground.page import routes as page_routes
from bot.playground.person import Person
from bot.playground.quiet import Quiet
from bot.playground.reminders import Reminders
from bot.playground.scopes import check_manifest
from bot.playground.socket_mode import SocketTransport
from bot.playground.web_api import WebApi
from bot.playground.workspace import Workspace


class Playground:
    """A running stand-in for Slack. `asgi` serves it; `aclose` stops what it started."""

    def __init__(
        self,
        *,
        clock: PlaygroundClock,
        workspaces: Sequence[Workspace],
        dispatcher: Dispatcher,
        sockets: SocketTransport,
        public_url: str,
        quiet: Quiet,
        forget: Callable[[bool], bool],
        reminders: Reminders | None = None,
    ) -> None:
        self.reminders = reminders
        self.clock = clock
        self.public_url = public_url
        self.workspaces = {workspace.team_id: workspace for workspace in workspaces}
        self._dispatcher = dispatcher
        self._sockets = sockets
        self._quiet = quiet
        self._forget = forget
        feeds = {team: EventFeed(workspace, dispatcher) for team, workspace in self.workspaces.items()}
        self.actions = {
            team: Actions(workspace, dispatcher, feeds[team], public_url)
            for team, workspace in self.workspaces.items()
        }
        self._web_api = WebApi(self.workspaces, feeds, public_url=public_url, socket_address=sockets.address)
        self.asgi = Starlette()

    def serve(self, extra_routes: Sequence[BaseRoute]) -> None:
        """Make `asgi`: the app's own routes first, then the Web API, then the page."""
        routes = [*extra_routes, *self._web_api.routes(), *page_routes(self)]
        self.asgi = Starlette(routes=routes, lifespan=self._lifespan)

    def person(self, name: str, team: str) -> Person:
        """A person of a workspace, by display name, who speaks pytest's language. Raises KeyError."""
        workspace = self.workspaces[team]
        found = [m for m in workspace.members.values() if m.name == name and not m.bot]
        if not found:
            raise KeyError(f"nobody in {team} is called {name}")
        return Person(workspace, self.actions[team], found[0], self._quiet)

    async def reset(self, *, afresh: bool = False) -> bool:
        """Forget everything that was said and opened in all workspaces, and go back to the first day.

        What the app remembers is forgotten through `forget`, whose answer this gives.
        """
        changed = await asyncio.to_thread(self._forget, afresh)
        self.clock.reset()
        for workspace in self.workspaces.values():
            workspace.reset()
        return changed

    async def aclose(self) -> None:
        """Stop deliveries and close connections."""
        await self._dispatcher.aclose()
        await self._sockets.aclose()

    @contextlib.asynccontextmanager
    async def _lifespan(self, _: Starlette) -> AsyncIterator[None]:
        yield
        await self.aclose()


def create_playground(
    *,
    manifest: dict[str, Any],
    app_url: str,
    public_url: str,
    signing_secret: str,
    clock: PlaygroundClock,
    workspaces: Sequence[Workspace],
    socket_mode: bool | None = None,
    extra_routes: Sequence[BaseRoute] = (),
    retry_delays: Sequence[float] = RETRY_DELAYS,
    ack_seconds: float = ACK_SECONDS,
    settle: Callable[[], Awaitable[object]] | None = None,
    forget: Callable[[bool], bool] = lambda _afresh: False,
    reminders: Reminders | None = None,
) -> Playground:
    """A playground for the app of `manifest`.

    `app_url` receives signed requests; `public_url` is where `asgi` will be served, and the app's
    `SLACK_API_URL` is `{public_url}/api/`. `socket_mode` overrides what the manifest says. `extra_routes`
    are served beside the playground's own, such as the app's `/slack/events`. `retry_delays` and
    `ack_seconds` are in seconds. pytest's people wait for the tasks of the running event loop, then for
    `settle`. `forget` is called in a thread when the playground is reset: it makes the app forget what it
    remembers (True: its directory is loaded afresh too), and says whether the directory holds changes.
    `reminders` posts what is due after somebody did something, and while the page's day is moved on.
    Raises `ManifestError` for a manifest that Slack would refuse.
    """
    declared = Manifest.from_dict(manifest)
    check_manifest(declared)
    for workspace in workspaces:
        workspace.manifest = declared
    sockets = SocketTransport(workspaces[0].app_id if workspaces else "A0")
    in_socket_mode = declared.socket_mode if socket_mode is None else socket_mode
    transport = sockets if in_socket_mode else HttpTransport(app_url, signing_secret)
    playground = Playground(
        clock=clock,
        workspaces=workspaces,
        dispatcher=Dispatcher(transport, ack_seconds=ack_seconds, retry_delays=retry_delays),
        sockets=sockets,
        public_url=public_url.rstrip("/") + "/",
        quiet=Quiet(settle),
        forget=forget,
        reminders=reminders,
    )
    playground.serve(extra_routes)
    return playground
