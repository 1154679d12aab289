"""Wait until nothing is going on any more: no request under way, no listener of the app still running."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import TypeVar
from weakref import WeakSet

T = TypeVar("T")
LONGEST_SECONDS = 120.0


class Quiet:
    """Waits for the tasks that an action started in this event loop.

    The app, the playground and the tests share one loop, so every request and every listener is a task of it.
    Tasks that were there before the first action (servers, sockets), or that outlast one wait of
    `longest` seconds, count as furniture. `settle` is awaited at the end, for an app that works elsewhere.
    """

    def __init__(
        self, settle: Callable[[], Awaitable[object]] | None = None, longest: float = LONGEST_SECONDS
    ) -> None:
        self._settle = settle
        self._longest = longest
        self._furniture: WeakSet[asyncio.Task[object]] | None = None
        self._acting: set[asyncio.Task[object]] = set()

    async def after(self, action: Awaitable[T]) -> T:
        """Do one person's action and wait until its consequences are over."""
        if self._furniture is None:
            self._furniture = WeakSet(asyncio.all_tasks())
        me = asyncio.current_task()
        if me is not None:
            self._acting.add(me)
        try:
            return await action
        finally:
            await self._until_quiet(self._furniture)
            if me is not None:
                self._acting.discard(me)

    async def _until_quiet(self, furniture: WeakSet[asyncio.Task[object]]) -> None:
        deadline = asyncio.get_running_loop().time() + self._longest
        while running := {t for t in asyncio.all_tasks() if t not in furniture and t not in self._acting}:
            left = deadline - asyncio.get_running_loop().time()
            if left <= 0:
                furniture |= running
                break
            await asyncio.wait(running, timeout=left)
        if self._settle is not None:
            await self._settle()
