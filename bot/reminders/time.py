"""The clock that a worker goes by, and how it waits."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from bot.clock import Clock

Rest = Callable[[float], Awaitable[None]]


@dataclass(frozen=True)
class Time:
    """What time it is, and how to wait for a later one. `rest` waits for so many seconds of `clock`."""

    clock: Clock
    rest: Rest = asyncio.sleep

    def now(self) -> datetime:
        """The present moment, in UTC: local times of the hour that comes twice neither compare nor add up."""
        return self.clock.now().astimezone(UTC)

    def after(self, seconds: float) -> datetime:
        """The moment so many seconds from now."""
        return self.now() + timedelta(seconds=seconds)

    async def until(self, moment: datetime) -> None:
        """Wait for a moment; at once when it is past."""
        left = (moment - self.now()) / timedelta(seconds=1)
        if left > 0:
            await self.rest(left)
