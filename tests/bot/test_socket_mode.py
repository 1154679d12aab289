"""Socket Mode: the same answers, for which no public address is needed."""

import json
import socket

import pytest
from pydantic import SecretStr
from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from sqlalchemy import Engine

from bot.app import build_app
from bot.clock import PlaygroundClock
from bot.commands.run import listen, serve
from bot.commands.slack_consent import SlackAway, TokenRefused, reach_socket
from bot.playground.app import Playground, create_playground
from bot.playground.seed import sample_workspaces
from bot.playground.serve import served
from bot.settings import Settings
from tests.bot.running import UNHURRIED
from tests.bot.scripted import ScriptedDesk
from tests.conftest import ROOT


async def test_a_command_and_a_message_are_answered_over_a_web_socket(
    settings: Settings, desk: ScriptedDesk, directory_engine: Engine
):
    manifest = json.loads((ROOT / "manifest.socket.json").read_text(encoding="utf-8"))
    clock = PlaygroundClock()
    built: list[Playground] = []

    def build(address: str):
        workspaces = sample_workspaces(manifest, clock)
        built.append(
            create_playground(
                manifest=manifest,
                app_url="",
                public_url=address,
                signing_secret="",
                clock=clock,
                workspaces=workspaces,
                ack_seconds=UNHURRIED.acknowledgement,
            )
        )
        return built[0].asgi

    async with served(build) as address:
        playground = built[0]
        app = build_app(
            settings=settings.model_copy(update={"slack_api_url": f"{address}/api/"}),
            desk=desk,
            engine=directory_engine,
            clock=clock,
            authority_of={"T0SOMERSET": "somerset"}.get,
            token_of={"T0SOMERSET": playground.workspaces["T0SOMERSET"].bot_token}.get,
            patience=UNHURRIED,
        )
        handler = AsyncSocketModeHandler(app, "xapp-playground")
        await handler.connect_async()
        try:
            senco = playground.person("SENCO (sample)", team="T0SOMERSET")
            await senco.says("/contact attendance", in_="#senco-network")
            senco.sees("(only you)", "Attendance Adviser")
            await senco.says("exclusions")
            senco.sees("Exclusions Adviser")
        finally:
            await handler.close_async()


async def test_a_wrong_app_token_is_named(
    playground: Playground, settings: Settings, directory_engine: Engine
):
    wrong = {
        "slack_api_url": f"{playground.public_url}api/",
        "slack_bot_token": SecretStr("xoxb-T0SOMERSET"),
        "slack_app_token": SecretStr("xapp-wrong"),
        "authority": "somerset",
    }
    with pytest.raises(TokenRefused, match="Slack refused SLACK_APP_TOKEN"):
        await listen(settings.model_copy(update=wrong), directory_engine)


async def test_a_wrong_bot_token_is_named_before_anything_is_served(
    playground: Playground, settings: Settings, directory_engine: Engine
):
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    wrong = settings.model_copy(
        update={
            "slack_api_url": f"{playground.public_url}api/",
            "slack_bot_token": SecretStr("xoxb-wrong"),
            "slack_app_token": SecretStr("xapp-playground"),
            "authority": "somerset",
            "port": port,
        }
    )
    for start in (listen, serve):
        with pytest.raises(TokenRefused, match="Slack refused SLACK_BOT_TOKEN: it does not know this token"):
            await start(wrong, directory_engine)


async def test_a_web_socket_that_cannot_be_opened_is_named():
    with pytest.raises(SlackAway, match=r"ws://127\.0\.0\.1:9/link\. Check the network"):
        await reach_socket("ws://127.0.0.1:9/link?ticket=1")
