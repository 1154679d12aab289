"""The message that tells how far a file has been read, and in the end what became of it."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass

from slack_sdk.errors import SlackApiError

from bot.listeners.directory import files
from bot.listeners.directory.turn import Turn
from bot.views.directory import exchange as views
from bot.views.limits import Message

STEPS = 10
LONG = 5000  # lines from which on the progress is shown


@dataclass(frozen=True)
class Notice:
    """A message in the direct message with whoever imports, which is changed as the work goes on."""

    turn: Turn
    channel: str
    ts: str

    @classmethod
    async def posted(cls, turn: Turn, name: str) -> "Notice":
        """A new one, which says that the file is being read."""
        channel = await files.direct_message(turn.client, turn.actor.user)
        first = views.reading(name)
        posted = await turn.client.chat_postMessage(channel=channel, text=first.text, blocks=first.blocks)
        return cls(turn, channel, str(posted["ts"]))

    async def show(self, message: Message) -> None:
        """Say something else in its place."""
        await self.turn.client.chat_update(
            channel=self.channel, ts=self.ts, text=message.text, blocks=message.blocks
        )

    def on_progress(self, name: str) -> Callable[[int, int], None]:
        """Shows how many lines of how many are read, ten times at most. It is called in a thread."""
        loop = asyncio.get_running_loop()
        shown = 0

        async def show(percent: int) -> None:
            try:
                await self.show(views.reading(name, percent))
            except SlackApiError:
                return  # what the file holds matters, not the progress

        def tell(done: int, total: int) -> None:
            nonlocal shown
            step = done * STEPS // max(total, 1)
            if total >= LONG and shown < step < STEPS:
                shown = step
                asyncio.run_coroutine_threadsafe(show(step * 100 // STEPS), loop).result()

        return tell
