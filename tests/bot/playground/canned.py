"""A playground whose app always gives the same answers: enough to see every part of the page at work."""

import asyncio
import contextlib
import socket
from collections.abc import AsyncIterator
from typing import Any

import uvicorn
from starlette.applications import Starlette

from bot.clock import PlaygroundClock
from bot.playground.errors import PersonError
from bot.playground.page import routes
from bot.playground.records import Json, Message, View
from bot.playground.seed import sample_workspaces
from bot.playground.workspace import Workspace
from tests.bot.playground.canned_blocks import ANSWER, CHOOSE, EVERY_INPUT, HOME, KITCHEN_SINK, NARROWED

MANIFEST: Json = {
    "display_information": {"name": "Signpost"},
    "features": {
        "bot_user": {"display_name": "Signpost"},
        "app_home": {"home_tab_enabled": True, "messages_tab_enabled": True},
        "slash_commands": [
            {"command": "/contact", "description": "Find who to contact", "usage_hint": "[your question]"},
            {"command": "/dates", "description": "See the key dates", "usage_hint": "[consultation]"},
            {"command": "/directory", "description": "Change the directory", "usage_hint": "help"},
        ],
        "shortcuts": [
            {"name": "Who can help with this?", "type": "message", "callback_id": "who_can_help"},
            {"name": "Ask Signpost", "type": "global", "callback_id": "ask"},
        ],
    },
}
SCHOOLS = ["Wookey Primary School", "Wookey Hole Nursery", "Wells Central Church of England Junior School"]


class CannedActions:
    """Answers without an app. A reply waits for the event `slow`; with `broken`, actions fail."""

    def __init__(self, workspace: Workspace) -> None:
        self.workspace = workspace
        self.slow: asyncio.Event | None = None
        self.broken = ""
        self.done: list[tuple[Any, ...]] = []

    async def _note(self, *what: Any) -> None:
        self.done.append(what)
        if self.broken:
            raise PersonError(self.broken)

    def _post(self, user: str, channel: str, text: str, blocks: Any = None, **more: Any) -> Message:
        workspace = self.workspace
        bot = user == workspace.bot.id
        return workspace.add(
            Message(workspace.new_ts(), channel, user, text, workspace.now(), blocks, bot=bot, **more)
        )

    async def _answer(self, channel: str, text: str, blocks: Any, **more: Any) -> None:
        if self.slow:
            await self.slow.wait()
        self._post(self.workspace.bot.id, channel, text, blocks, **more)

    async def say(self, user: str, channel: str, text: str, thread_ts: str | None = None) -> str:
        await self._note("say", user, channel, text, thread_ts)
        message = self._post(user, channel, text, thread_ts=thread_ts)
        direct = self.workspace.channels[channel].kind == "im"
        if direct or "@Signpost" in text:
            blocks = {"everything": KITCHEN_SINK, "appeals": CHOOSE}.get(text.rsplit(maxsplit=1)[-1], ANSWER)
            thread = thread_ts if direct else thread_ts or message.ts
            self.task = asyncio.create_task(
                self._answer(channel, "Lead Inclusion Advisor (sample)", blocks, thread_ts=thread)
            )
        return message.ts

    async def read(self, user: str, channel: str) -> None:
        messages = self.workspace.channels[channel].messages
        self.workspace.read_up_to[user, channel] = messages[-1].ts if messages else ""
        self.workspace.touch()

    async def dismiss(self, user: str, notice_id: str) -> None:
        self.workspace.notices[user] = [n for n in self.workspace.notices[user] if n.id != notice_id]
        self.workspace.touch()

    async def command(self, user: str, channel: str, line: str) -> None:
        await self._note("command", user, channel, line)
        if line.startswith("/contact"):
            await self._answer(channel, "Education Attendance Officer (sample)", ANSWER, only_for=user)
        elif line.startswith("/directory"):
            self._open(user, EVERY_INPUT)
        else:
            self.workspace.notify(user, f"`{line.split(maxsplit=1)[0]}` is not a valid command.")

    def _open(self, user: str, body: Json) -> None:
        view = View(self.workspace.new_id("V"), user, body, "h", {}, "root")
        self.workspace.stacks.setdefault(user, []).append(view)
        self.workspace.touch()

    async def press(self, user: str, place: dict[str, str], block_id: str, action_id: str) -> None:
        await self._note("press", user, place, block_id, action_id)
        if action_id.startswith("topic") and "ts" in place:
            message = self.workspace.channels[place["channel"]].find(place["ts"])
            assert message
            message.blocks, message.edited = NARROWED, True
            self.workspace.touch()
        if action_id == "wrong":
            self._open(user, EVERY_INPUT)

    async def choose(
        self, user: str, place: dict[str, str], block_id: str, action_id: str, option: Any
    ) -> None:
        await self._note("choose", user, place, block_id, action_id, option)

    async def suggest(
        self, user: str, place: dict[str, str], block_id: str, action_id: str, typed: str
    ) -> list[Json]:
        await self._note("suggest", typed)
        found = [name for name in SCHOOLS if typed.lower() in name.lower()]
        return [{"text": {"type": "plain_text", "text": name}, "value": name} for name in found]

    async def shortcut(self, user: str, channel: str, ts: str, callback_id: str) -> None:
        await self._note("shortcut", user, channel, ts, callback_id)
        await self._answer(channel, "Lead Inclusion Advisor (sample)", ANSWER, only_for=user, thread_ts=ts)

    async def global_shortcut(self, user: str, callback_id: str) -> None:
        await self._note("global_shortcut", user, callback_id)
        self._open(user, EVERY_INPUT)

    async def submit(
        self, user: str, view_id: str, values: dict[str, dict[str, Any]]
    ) -> dict[str, str] | None:
        await self._note("submit", user, view_id, values)
        if not values["email"]["email"]:
            return {"email": "Enter an email address, such as name@example.org."}
        await self.close(user, view_id)
        return None

    async def close(self, user: str, view_id: str) -> None:
        self.workspace.stacks[user].pop()
        self.workspace.touch()

    async def open_home(self, user: str) -> None:
        self.workspace.homes[user] = View("V0HOME", user, {"type": "home", "blocks": HOME}, "h", {}, "V0HOME")
        self.workspace.touch()

    async def open_messages_tab(self, user: str) -> None:
        await self._note("open_messages_tab", user)


class CannedPlayground:
    """What page.py needs of a playground."""

    public_url = "http://127.0.0.1/"
    reminders = None

    def __init__(self) -> None:
        self.clock = PlaygroundClock()
        self.directory_changed = False
        self.workspaces = {w.team_id: w for w in sample_workspaces(MANIFEST, self.clock)}
        self.actions = {team: CannedActions(workspace) for team, workspace in self.workspaces.items()}

    async def reset(self, *, afresh: bool) -> bool:
        for workspace in self.workspaces.values():
            workspace.reset()
        if afresh:
            self.directory_changed = False
        return self.directory_changed


@contextlib.asynccontextmanager
async def served(playground: CannedPlayground) -> AsyncIterator[str]:
    """The page on a free port of this machine, for as long as the block lasts; gives its address."""
    config = uvicorn.Config(Starlette(routes=routes(playground)), port=0, log_config=None, lifespan="off")
    config.timeout_graceful_shutdown = 0
    server = uvicorn.Server(config)
    listener = socket.create_server(("127.0.0.1", 0))
    running = asyncio.create_task(server.serve([listener]))
    try:
        yield f"http://127.0.0.1:{listener.getsockname()[1]}"
    finally:
        server.should_exit = True
        await running
