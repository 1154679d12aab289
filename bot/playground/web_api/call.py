"""One call of a Web API method: who calls, with which arguments, and how methods read them."""

import base64
import binascii
import json
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from bot.playground.errors import SlackError
from bot.playground.events import EventFeed
from bot.playground.records import Channel, Json
from bot.playground.scopes import require_for_channel
from bot.playground.workspace import Workspace

T = TypeVar("T")


@dataclass(frozen=True)
class Call:
    """A call with a bot token that was accepted. `public_url` is the address of the playground."""

    workspace: Workspace
    feed: EventFeed
    args: Json
    public_url: str

    def text(self, name: str) -> str:
        """A required argument; raises `invalid_arguments` when it is missing."""
        value = self.optional(name)
        if value is None:
            raise SlackError("invalid_arguments", [f"[ERROR] missing required field: {name}"])
        return value

    def optional(self, name: str) -> str | None:
        """An argument as text, or None when it is missing or empty."""
        value = self.args.get(name)
        if value is None or value == "":
            return None
        if isinstance(value, str | int | float):
            return str(value)
        raise SlackError("invalid_arguments", [f"[ERROR] must be a string [json-pointer:/{name}]"])

    def flag(self, name: str) -> bool:
        """A yes or no, which forms write as 1 or true."""
        return self.args.get(name) in (True, "1", "true", "True", 1)

    def number(self, name: str, default: int, most: int) -> int:
        """A whole number from 1 to `most`; raises `invalid_limit`."""
        try:
            value = int(self.args.get(name) or default)
        except (TypeError, ValueError):
            raise SlackError("invalid_limit") from None
        if not 1 <= value <= most:
            raise SlackError("invalid_limit")
        return value

    def parsed(self, name: str) -> object:
        """An argument that is JSON or JSON text; None when missing. Raises `invalid_arguments`."""
        value = self.args.get(name)
        if not isinstance(value, str):
            return value
        if not value:
            return None
        try:
            return json.loads(value)
        except ValueError:
            fault = f"[ERROR] must be valid JSON [json-pointer:/{name}]"
            raise SlackError("invalid_arguments", [fault]) from None

    def channel(self, *, right: str | None = None) -> Channel:
        """The `channel` argument, when the app can know of it.

        Raises `channel_not_found`, and `missing_scope` when the app lacks `right` (`read` or `history`).
        """
        channel = self.workspace.channels.get(self.text("channel"))
        member = channel is not None and self.workspace.bot.id in channel.members
        if channel is None or not (member or channel.kind == "channel"):
            raise SlackError("channel_not_found")
        if right:
            require_for_channel(self.workspace.manifest, channel.kind, right)
        return channel

    def page(self, items: Sequence[T], default: int) -> tuple[list[T], str]:
        """One page of `items` by the arguments `limit` and `cursor`, and the next cursor or an empty text."""
        limit = self.number("limit", default, 1000)
        start = _offset(self.optional("cursor"))
        end = start + limit
        return list(items[start:end]), _cursor(end) if end < len(items) else ""


Handler = Callable[[Call], Awaitable[Json]]


def _cursor(offset: int) -> str:
    return base64.b64encode(f"next:{offset}".encode()).decode()


def _offset(cursor: str | None) -> int:
    if cursor is None:
        return 0
    try:
        word, _, number = base64.b64decode(cursor, validate=True).decode().partition(":")
        if word == "next":
            return int(number)
    except (binascii.Error, ValueError):
        pass
    raise SlackError("invalid_cursor")
