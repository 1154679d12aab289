"""What the playground needs of an app that posts by itself when the time has come."""

from datetime import date
from typing import Protocol


class Reminders(Protocol):
    """Posts what is due in a workspace."""

    async def wake(self, team: str) -> None:
        """Post what is due now."""

    async def pass_days(self, team: str, until: date) -> None:
        """Move the clock on to a later day, and post everything on the way at its own time."""
