"""A playground with the sample app, served in the test's own event loop."""

import contextlib
from dataclasses import dataclass

import pytest
from slack_bolt.adapter.starlette.async_handler import AsyncSlackRequestHandler
from slack_sdk.web.async_client import AsyncWebClient
from starlette.routing import Route

from bot.clock import PlaygroundClock
from bot.playground.app import Playground, create_playground
from bot.playground.seed import sample_workspaces
from bot.playground.serve import served
from tests.bot.playground.sample_app import MANIFEST, SECRET, SampleApp


@dataclass
class World:
    """Everything that a test may want to look at."""

    playground: Playground
    app: SampleApp
    clock: PlaygroundClock
    address: str

    @property
    def workspace(self):
        return self.playground.workspaces["T0SOMERSET"]

    @property
    def actions(self):
        return self.playground.actions["T0SOMERSET"]

    @property
    def client(self):
        return AsyncWebClient(token=self.workspace.bot_token, base_url=f"{self.address}/api/")

    def person(self, name="SENCO (sample)", team="T0SOMERSET"):
        return self.playground.person(name, team=team)


@contextlib.asynccontextmanager
async def running(manifest=MANIFEST, **options):
    """A world with an app of this manifest."""
    clock = PlaygroundClock()
    workspaces = sample_workspaces(manifest, clock)
    made = {}

    def build(address):
        app = SampleApp(f"{address}/api/", workspaces)
        handler = AsyncSlackRequestHandler(app.bolt)
        arguments = {
            "app_url": f"{address}/slack/events",
            "public_url": address,
            "signing_secret": SECRET,
            "extra_routes": [Route("/slack/events", handler.handle, methods=["POST"])],
            "retry_delays": (0, 0, 0),
            "ack_seconds": 60.0,
        }
        playground = create_playground(
            manifest=manifest, clock=clock, workspaces=workspaces, **{**arguments, **options}
        )
        made.update(app=app, playground=playground)
        return playground.asgi

    async with served(build) as address:
        yield World(made["playground"], made["app"], clock, address)


@pytest.fixture
async def world():
    async with running() as world:
        yield world
