"""A clock that runs faster than the computer's, the same in every process that is given its numbers."""

import asyncio
import time
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from directory.days import LONDON


@dataclass(frozen=True)
class FastClock:
    """Shows `begins` at the computer's second `origin`, and then runs `scale` times as fast."""

    begins: datetime
    origin: float
    scale: float

    def now(self) -> datetime:
        return self.at(time.time())

    def at(self, second: float) -> datetime:
        """What the clock shows at a second of the computer's clock."""
        gone = timedelta(seconds=(second - self.origin) * self.scale)
        return (self.begins + gone).astimezone(LONDON)

    def today(self) -> date:
        return self.now().date()

    async def rest(self, seconds: float) -> None:
        """Wait for so many of this clock's seconds."""
        await asyncio.sleep(seconds / self.scale)
