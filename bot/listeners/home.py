"""The Home tab."""

import asyncio
from typing import Any

from slack_bolt.context.async_context import AsyncBoltContext
from slack_sdk.web.async_client import AsyncWebClient

from bot.access import Asker
from bot.enquiry import Enquiries
from bot.views import home as views
from directory.errors import UnknownSchool


async def show_home(enquiries: Enquiries, event: dict[str, Any], context: AsyncBoltContext) -> None:
    """Publish the Home tab for the person who opened it."""
    if event.get("tab") != "home":
        return
    await publish(
        enquiries,
        context.client,
        await enquiries.access.identify(context.client, context.team_id or "", event["user"]),
    )


async def publish(enquiries: Enquiries, client: AsyncWebClient, asker: Asker) -> None:
    """Bring the person's Home tab up to date."""

    def look_up() -> tuple[str, str | None]:
        authority = enquiries.desk.snapshot(asker.authority).authority_name
        if asker.school is None:
            return authority, None
        try:
            return authority, enquiries.desk.school(
                asker.authority, asker.school, enquiries.clock.today()
            ).name
        except UnknownSchool:
            return authority, None

    authority, school = await asyncio.to_thread(look_up)
    view = views.build(authority, school, asker.audience.value)
    await client.views_publish(user_id=asker.user, view=view)
