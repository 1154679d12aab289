"""Files that people give and get through Slack."""

import asyncio
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import aiohttp
from slack_sdk.web.async_client import AsyncWebClient

from bot.reply import UNREACHABLE
from directory.errors import SignpostError

LARGEST = 200 << 20
PATIENCE = 300  # seconds for the whole of a file
_SLACK = "slack.com"


class CannotFetch(SignpostError):
    """A file that somebody gave cannot be had from Slack."""

    def __init__(self, name: str, why: str, remedy: str = "Please upload it again.") -> None:
        super().__init__(f"{name} cannot be had from Slack: {why}. Nothing was changed. {remedy}")


async def fetch(client: AsyncWebClient, name: str, url: str, to: Path) -> None:
    """Write the file at one of Slack's private addresses to `to`. Raises CannotFetch.

    The token goes to Slack alone (or to what stands in for it), never to where an outside file lives.
    """
    host = urlsplit(url).hostname or ""
    if host != _SLACK and not host.endswith(f".{_SLACK}") and host != urlsplit(client.base_url).hostname:
        raise CannotFetch(
            name, "it does not lie in Slack itself", "Upload the file itself, not a link to it."
        )
    headers = {"Authorization": f"Bearer {client.token}"}
    timeout = aiohttp.ClientTimeout(total=PATIENCE)
    try:
        async with (
            aiohttp.ClientSession(timeout=timeout) as session,
            session.get(url, headers=headers, allow_redirects=False) as response,
        ):
            if response.status != 200 or response.content_type == "text/html":  # a page to sign in
                raise CannotFetch(
                    name,
                    "Slack does not let me open it (I need the scope files:read)",
                    "Ask who installed Signpost to give it that scope, then upload the file again.",
                )
            await _store(response, name, to)
    except UNREACHABLE as error:
        raise CannotFetch(name, "the connection broke off") from error


async def _store(response: aiohttp.ClientResponse, name: str, to: Path) -> None:
    size = 0
    with to.open("wb") as file:
        async for part in response.content.iter_chunked(1 << 20):
            size += len(part)
            if size > LARGEST:
                raise CannotFetch(
                    name,
                    f"it is larger than {LARGEST >> 20} MB",
                    "Pack it into a zip file and upload that, or have it imported with `signpost import`.",
                )
            await asyncio.to_thread(file.write, part)


async def send(
    client: AsyncWebClient, user: str, name: str, content: bytes, *, comment: str, thread: str | None = None
) -> None:
    """Send a file to a person's direct message, in a thread if there is one."""
    channel = await direct_message(client, user)
    await client.files_upload_v2(
        channel=channel,
        thread_ts=thread,
        filename=name,
        title=name,
        content=content,
        initial_comment=comment,
    )


async def direct_message(client: AsyncWebClient, user: str) -> str:
    """The id of the direct message with a person."""
    opened: Any = await client.api_call("conversations.open", json={"users": user})
    return str(opened["channel"]["id"])
