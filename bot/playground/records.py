"""What a workspace holds: members, channels, messages, views and notices."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal

Json = dict[str, Any]
Blocks = list[Json]
# {block_id: {action_id: {"type": ..., and the value as Slack's state has it}}}
StateValues = dict[str, dict[str, Json]]
ChannelKind = Literal["channel", "private", "im"]


@dataclass(frozen=True)
class Member:
    """A person or a bot user of the workspace.

    `home` is the id of the workspace that somebody belongs to who is here only through a shared channel.
    """

    id: str
    name: str
    email: str = ""
    role: str = ""
    guest: bool = False
    bot: bool = False
    deleted: bool = False
    home: str = ""


@dataclass
class Message:
    """One message. `only_for` is the id of the one person who sees it when it is ephemeral."""

    ts: str
    channel: str
    user: str
    text: str
    time: datetime
    blocks: Blocks | None = None
    thread_ts: str | None = None
    bot: bool = False
    only_for: str | None = None
    edited: bool = False
    broadcast: bool = False
    metadata: Json | None = None
    files: list[Json] = field(default_factory=list)
    reactions: dict[str, list[str]] = field(default_factory=dict)
    state: dict[str, StateValues] = field(default_factory=dict)

    @property
    def is_reply(self) -> bool:
        """Whether it stands in a thread under another message."""
        return self.thread_ts is not None and self.thread_ts != self.ts


@dataclass(frozen=True)
class UserGroup:
    """A group of people that can be mentioned by its handle."""

    id: str
    handle: str
    name: str
    users: tuple[str, ...]


@dataclass
class Channel:
    """A conversation: a public or private channel, or a direct message with the app.

    `status` is what the app says that it is doing ("is looking that up"), until it posts.
    """

    id: str
    name: str
    kind: ChannelKind
    members: set[str]
    messages: list[Message] = field(default_factory=list)
    status: str = ""

    def find(self, ts: str) -> Message | None:
        """The message with this timestamp, or None."""
        return next((message for message in self.messages if message.ts == ts), None)

    def replies(self, ts: str) -> list[Message]:
        """The replies that everyone can read in the thread under `ts`, oldest first."""
        return [m for m in self.messages if m.is_reply and m.thread_ts == ts and m.only_for is None]


@dataclass
class View:
    """An open modal or a published App Home. `body` is the view as the app sent it, defaults filled in."""

    id: str
    user: str
    body: Json
    hash: str
    state: StateValues
    root_id: str
    previous_id: str | None = None
    errors: dict[str, str] = field(default_factory=dict)

    @property
    def blocks(self) -> Blocks:
        """The view's blocks."""
        blocks: Blocks = self.body["blocks"]
        return blocks


@dataclass(frozen=True)
class Notice:
    """Something that Slackbot tells one person."""

    id: str
    text: str
    time: datetime
