"""Who is in a user group or a channel, asked of Slack and remembered for a few minutes.

Whatever Slack does not say in time, or in full, is None: nobody may be taken for council staff because of it.
"""

import asyncio
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any, TypeVar

from slack_sdk.web.async_client import AsyncWebClient

from bot.patience import USUAL, Patience

T = TypeVar("T")
Json = dict[str, Any]

REMEMBERED = 120.0
PEOPLE_REMEMBERED = 300.0
FAILURE_REMEMBERED = 15.0
MOST_KEPT = 5000
MOST_LISTED = 2000
_PAGE = 200
_MOST_PAGES = MOST_LISTED // _PAGE + 1


@dataclass
class Membership:
    """What Slack said lately. All times are in seconds; `ticks` tells a time that only grows."""

    patience: Patience = USUAL
    ticks: Callable[[], float] = time.monotonic
    _kept: dict[tuple[str, str, str], tuple[float, Any]] = field(default_factory=dict)

    async def of_group(self, client: AsyncWebClient, team: str, group: str) -> frozenset[str] | None:
        """The user ids of a user group."""

        async def ask() -> frozenset[str]:
            answer = await client.api_call("usergroups.users.list", data={"usergroup": group})
            return frozenset(answer["users"])

        return await self._remembered((team, "group", group), ask)

    async def of_channel(self, client: AsyncWebClient, team: str, channel: str) -> frozenset[str] | None:
        """The user ids of everybody in a channel; where there are more than 2,000, of some more than that."""

        async def ask() -> frozenset[str]:
            found: set[str] = set()
            cursor = ""
            for _ in range(_MOST_PAGES):
                data = {"channel": channel, "limit": _PAGE, **({"cursor": cursor} if cursor else {})}
                answer = await client.api_call("conversations.members", data=data)
                found |= set(answer["members"])
                cursor = (answer.get("response_metadata") or {}).get("next_cursor") or ""
                if not cursor or len(found) > MOST_LISTED:
                    return frozenset(found)
            raise ValueError("a list of members that does not end")

        return await self._remembered((team, "channel", channel), ask)

    async def channel(self, client: AsyncWebClient, team: str, channel: str) -> Json | None:
        """What Slack says of a channel itself."""

        async def ask() -> Json:
            answer = await client.api_call("conversations.info", data={"channel": channel})
            return dict(answer["channel"])

        return await self._remembered((team, "about", channel), ask)

    async def profile(self, client: AsyncWebClient, team: str, user: str) -> Json | None:
        """A person's account, as it was a few minutes ago at most."""
        return await self._remembered(
            (team, "user", user), lambda: _account(client, user), remember=PEOPLE_REMEMBERED
        )

    async def profile_now(self, client: AsyncWebClient, user: str) -> Json | None:
        """A person's account as it is now."""
        return await self._asked(lambda: _account(client, user))

    async def ourselves(self, client: AsyncWebClient, team: str) -> str | None:
        """The user id of Signpost in the workspace."""

        async def ask() -> str:
            return str((await client.api_call("auth.test"))["user_id"])

        return await self._remembered((team, "self", ""), ask, remember=PEOPLE_REMEMBERED)

    async def _remembered(
        self,
        at: tuple[str, str, str],
        ask: Callable[[], Awaitable[T]],
        remember: float = REMEMBERED,
    ) -> T | None:
        now = self.ticks()
        until, known = self._kept.get(at, (now, None))
        if until > now:
            return known  # type: ignore[no-any-return]
        found = await self._asked(ask)
        if len(self._kept) >= MOST_KEPT:
            self._kept.clear()
        self._kept[at] = (now + (remember if found is not None else FAILURE_REMEMBERED), found)
        return found

    async def _asked(self, ask: Callable[[], Awaitable[T | None]]) -> T | None:
        try:
            return await asyncio.wait_for(ask(), self.patience.membership)
        except Exception:
            return None  # an error of Slack, of the network, or an answer of another shape: not certain


async def _account(client: AsyncWebClient, user: str) -> Json | None:
    found = (await client.api_call("users.info", data={"user": user}))["user"]
    return found if isinstance(found, dict) else None
