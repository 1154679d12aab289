"""Asks each contact's owner once a month, in Slack, whether their entries are still right."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar

import structlog
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient
from sqlalchemy import Engine
from sqlalchemy.orm import Session

from bot.clock import Clock
from bot.listeners.directory.memo import Memo
from bot.reply import Place, whisper
from bot.slack_error import error_code
from bot.views.directory import freshness as views
from bot.views.directory.freshness import Entry
from directory import db, freshness_requests, snapshot
from directory.freshness_requests import Request

log = structlog.get_logger("signpost")

T = TypeVar("T")
_GONE = frozenset({"user_not_found", "user_disabled", "account_inactive"})


@dataclass(frozen=True)
class Owners:
    """The owners of one authority's contacts, in the Slack workspace that `client` speaks to."""

    engine: Engine
    clock: Clock
    client: AsyncWebClient
    authority: str

    async def ask(self) -> int:
        """Ask everybody who is due; how many were asked. Each is claimed first, so nobody is asked twice."""
        now = self.clock.now()

        def read(session: Session) -> tuple[Request, ...]:
            held = snapshot.take(session, self.authority)
            return freshness_requests.due(held, freshness_requests.asked(session, self.authority, now), now)

        wanted = await self._in_a_thread(read)
        asked = [await self._ask_one(request, now) for request in wanted]
        log.info("owners_asked", asked=sum(asked), due=len(wanted))
        return sum(asked)

    async def _ask_one(self, request: Request, now: datetime) -> bool:
        who = (self.authority, request.user, now)
        if not await self._in_a_thread(lambda session: freshness_requests.claim(session, *who)):
            return False
        try:
            if await self._is_gone(request.user):
                await self._in_a_thread(lambda session: freshness_requests.note_gone(session, *who))
                return False
            await whisper(self.client, Place("", request.user), views.still_right(_entries(request)))
        except Exception as error:  # of Slack, of the network, or an answer of another shape
            log.warning("owner_not_asked", error=type(error).__name__)
            await self._in_a_thread(lambda session: freshness_requests.release(session, *who))
            return False
        return True

    async def _is_gone(self, user: str) -> bool:
        """Whether the account is deactivated, or there is none."""
        try:
            answer = await self.client.users_info(user=user)
        except SlackApiError as error:
            if error_code(error) in _GONE:
                return True
            raise
        return bool((answer.get("user") or {}).get("deleted"))

    async def _in_a_thread(self, work: Callable[[Session], T]) -> T:
        def run() -> T:
            with db.writing(self.engine) as session:
                return work(session)

        return await asyncio.to_thread(run)


def _entries(request: Request) -> list[Entry]:
    return [
        Entry(
            contact.name,
            ", ".join(text for text in (contact.phone, contact.email, contact.hours) if text) or "-",
            Memo(kind="contact", key=contact.key).packed(2000),
        )
        for contact in request.contacts
    ]
