"""A Slack in memory that does what a test tells it to, and a time that passes only when somebody waits."""

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from types import SimpleNamespace
from typing import Any

from slack_sdk.errors import SlackApiError

from directory.days import LONDON


def refused(error: str, status: int = 200, **headers: str) -> SlackApiError:
    """What the SDK raises where Slack says no."""
    answer = SimpleNamespace(status_code=status, data={"ok": False, "error": error}, headers=headers)
    return SlackApiError("no", answer)


@dataclass
class Accepted:
    """A message is taken, but the answer never arrives."""

    error: Exception


@dataclass
class SetClock:
    """Shows the moment it was set to, as clocks in England do."""

    moment: datetime

    def now(self) -> datetime:
        return self.moment.astimezone(LONDON)

    def today(self) -> date:
        return self.now().date()

    async def rest(self, seconds: float) -> None:
        """Time passes at once."""
        self.moment += timedelta(seconds=seconds)


@dataclass
class FakeSlack:
    """`script` holds what goes wrong with the next posts, by channel; `said` what was taken, in order."""

    clock: SetClock
    script: dict[str, deque[Exception | Accepted]] = field(default_factory=dict)
    lookups_fail: deque[Exception] = field(default_factory=deque)
    said: list[dict[str, Any]] = field(default_factory=list)
    asked: list[tuple[str, datetime]] = field(default_factory=list)
    looked: list[str] = field(default_factory=list)
    amended: list[dict[str, Any]] = field(default_factory=list)
    token_is_good: bool = True
    before_post: Callable[[], None] = lambda: None
    behind: timedelta = timedelta()
    amending_takes: timedelta = timedelta()

    async def chat_postMessage(self, **said: Any) -> SimpleNamespace:
        self.before_post()
        self.asked.append((said["channel"], self.clock.now()))
        wrong = self.script.get(said["channel"], deque())
        what = wrong.popleft() if wrong else None
        if isinstance(what, Exception):
            raise what
        ts = f"{(self.clock.now() - self.behind).timestamp():.0f}.{len(self.said):06d}"
        self.said.append({**said, "ts": ts})
        if isinstance(what, Accepted):
            raise what.error
        return SimpleNamespace(data={"ok": True, "channel": said["channel"], "ts": ts})

    async def chat_update(self, **said: Any) -> SimpleNamespace:
        self.amended.append(said)
        self.clock.moment += self.amending_takes
        return SimpleNamespace(data={"ok": True})

    async def conversations_open(self, users: str) -> SimpleNamespace:
        return SimpleNamespace(data={"ok": True, "channel": {"id": f"D{users[1:]}"}})

    async def conversations_history(self, channel: str, oldest: str, **_: Any) -> SimpleNamespace:
        self.looked.append(channel)
        if self.lookups_fail:
            raise self.lookups_fail.popleft()
        found = [m for m in self.said if m["channel"] == channel and float(m["ts"]) > float(oldest)]
        return SimpleNamespace(data={"ok": True, "messages": found[::-1]})

    async def auth_test(self) -> SimpleNamespace:
        if not self.token_is_good:
            raise refused("account_inactive")
        return SimpleNamespace(data={"ok": True})

    def keys(self) -> list[str]:
        """The keys of everything that was taken."""
        return [key for m in self.said for key in m["metadata"]["event_payload"]["keys"]]
