"""`/calendar/{token}.ics`: the key dates that an audience may see, for calendars that follow an address.

Whoever has the address can read it, so the token is a secret: it stands in no log. An address that was
renewed or never was is not there, without a word about which.
"""

import asyncio
import hashlib
from dataclasses import dataclass
from datetime import UTC, datetime, time
from email.utils import format_datetime, parsedate_to_datetime

from sqlalchemy import Engine, func, select
from sqlalchemy.orm import Session
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from bot.clock import Clock
from directory import db, feeds
from directory.ask.desk import EnquiryDesk
from directory.days import LONDON
from directory.models import Authority, Revision
from directory.timeline.ical import calendar_bytes

FILE_NAME = "key-dates.ics"
MEDIA_TYPE = "text/calendar"
NOT_THERE = "There is no calendar at this address. Type /timeline calendar in Slack for the present one.\n"
KEPT = 15 * 60
"""Seconds for which a calendar may keep its own copy without asking again."""


@dataclass(frozen=True)
class Calendar:
    """A calendar file, and the moment since which it may have been as it is."""

    content: bytes
    changed: datetime

    @property
    def tag(self) -> str:
        """The same for the same content."""
        return f'"{hashlib.sha256(self.content).hexdigest()[:32]}"'

    @property
    def headers(self) -> dict[str, str]:
        """What lets a calendar find out that it has this one already; nobody in between may keep it."""
        return {
            "ETag": self.tag,
            "Last-Modified": format_datetime(self.changed, usegmt=True),
            "Cache-Control": f"private, max-age={KEPT}",
            "Content-Disposition": f'inline; filename="{FILE_NAME}"',
            "X-Robots-Tag": "noindex",
        }

    def is_known(self, request: Request) -> bool:
        """Whether the asker says that they have it. A tag counts more than a date (RFC 9110, section 13)."""
        tags = request.headers.get("if-none-match")
        if tags is not None:
            known = [tag.strip().removeprefix("W/") for tag in tags.split(",")]
            return "*" in known or self.tag in known
        try:
            since = parsedate_to_datetime(request.headers["if-modified-since"])
        except (KeyError, ValueError):
            return False
        return since.tzinfo is not None and self.changed <= since


def feed_route(engine: Engine, desk: EnquiryDesk, clock: Clock) -> Route:
    """The route of every calendar: 404 for a token that there is not."""

    async def serve(request: Request) -> Response:
        token = request.path_params["token"]
        found = await asyncio.to_thread(_calendar, engine, desk, clock, token)
        if found is None:
            return PlainTextResponse(NOT_THERE, status_code=404)
        if found.is_known(request):
            return Response(status_code=304, headers=found.headers)
        return Response(found.content, media_type=f"{MEDIA_TYPE}; charset=utf-8", headers=found.headers)

    return Route("/calendar/{token}.ics", serve)


def _calendar(engine: Engine, desk: EnquiryDesk, clock: Clock, token: str) -> Calendar | None:
    today = clock.today()
    with db.reading(engine) as session:
        found = feeds.feed_of(session, token)
        if found is None:
            return None
        authority, audience = found
        held = desk.snapshot(authority).visible_to(audience, today)
        written = _last_change(session, authority)
        content = calendar_bytes(session, held, written, audience)
    # What is visible may change with the day, without a change to the directory.
    day_began = datetime.combine(today, time(), LONDON).astimezone(UTC)
    return Calendar(content, max(written, day_began).replace(microsecond=0))


def _last_change(session: Session, authority: str) -> datetime:
    newest = select(func.max(Revision.at)).join(Authority, Authority.id == Revision.authority_id)
    found = session.scalar(newest.where(Authority.key == authority))
    return found.astimezone(UTC) if found else datetime.fromtimestamp(0, UTC)
