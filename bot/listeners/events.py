"""Slack may send the same event again: each one is answered once, by one process."""

import asyncio
from typing import Any

from bot.enquiry import Enquiries
from directory import db, handled_events


async def first_time(enquiries: Enquiries, body: dict[str, Any]) -> bool:
    """True for the process that is to answer this event; False where it has been taken already."""

    def claim() -> bool:
        with db.writing(enquiries.engine) as session:
            return handled_events.claim(session, str(body["event_id"]), enquiries.clock.now())

    return await asyncio.to_thread(claim)
