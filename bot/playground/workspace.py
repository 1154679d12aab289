"""One Slack workspace in memory: who is in it, what was said, what is open. It does no I/O."""

import asyncio
from collections.abc import Sequence
from datetime import date, datetime
from uuid import uuid4

from bot.clock import Clock
from bot.playground.errors import SlackError
from bot.playground.manifest import Manifest
from bot.playground.records import Blocks, Channel, Json, Member, Message, Notice, UserGroup, View
from bot.playground.seen import seen_by
from bot.playground.tickets import Tickets


class Workspace:
    """The state of one workspace in which the app is installed.

    `first_day` is the day on which it opens (default: the clock's). `version` grows with every change that
    somebody could see. All use is from one event loop.
    """

    def __init__(
        self,
        *,
        team_id: str,
        name: str,
        domain: str,
        prefix: str,
        members: Sequence[Member],
        channels: Sequence[Channel],
        bot: Member,
        clock: Clock,
        manifest: Manifest,
        first_day: date | None = None,
    ) -> None:
        self.team_id = team_id
        self.name = name
        self.domain = domain
        self.prefix = prefix
        self.bot = bot
        self.clock = clock
        self.manifest = manifest
        self.first_day = first_day or clock.today()
        self.app_id = "A0SIGNPOST"
        self.bot_id = f"B{bot.id[1:]}"
        self.bot_token = f"xoxb-{team_id}"
        self.members = {member.id: member for member in [*members, bot]}
        self.channels = {channel.id: channel for channel in channels}
        self.version = 1
        self.tickets = Tickets(team_id, clock)
        self.user_groups: dict[str, UserGroup] = {}
        self._changed = asyncio.Event()
        self._serial = 0
        self._last_ts = 0
        self.reset()

    def reset(self) -> None:
        """Forget everything that was said and opened; people and channels stay."""
        for channel in self.channels.values():
            channel.messages.clear()
        self.stacks: dict[str, list[View]] = {}
        self.homes: dict[str, View] = {}
        self.notices: dict[str, list[Notice]] = {}
        self.read_up_to: dict[tuple[str, str], str] = {}
        self.files: dict[str, Json] = {}
        self.prompts: dict[str, Json] = {}
        self.touch()

    def touch(self) -> None:
        """Note that something visible changed, and wake whoever waits in `changed`."""
        self.version += 1
        self._changed.set()
        self._changed = asyncio.Event()

    async def changed(self, after: int, timeout: float) -> int:
        """Wait until `version` is greater than `after`, at most `timeout` seconds; the version then."""
        if self.version <= after:
            try:
                await asyncio.wait_for(self._changed.wait(), timeout)
            except TimeoutError:
                return self.version
        return self.version

    def seen_by(self, user_id: str) -> Json:
        """Everything that this person sees, as JSON for the page."""
        return seen_by(self, user_id)

    def new_id(self, letter: str) -> str:
        """A new id of Slack's form, such as `V0SOM00007`."""
        self._serial += 1
        return f"{letter}{self.prefix}{self._serial:05d}"

    def new_event_id(self) -> str:
        """A new id of an event; none is given twice, as an app remembers ids when this is started again."""
        return f"{self.event_prefix}{uuid4().hex[:12].upper()}"

    @property
    def event_prefix(self) -> str:
        """How the ids of all events of this workspace begin."""
        return f"Ev{self.prefix}"

    def new_ts(self) -> str:
        """A timestamp of Slack's form for now, always later than the one before."""
        now = int(self.clock.now().timestamp()) * 1_000_000
        self._last_ts = max(now, self._last_ts) + 1
        return f"{self._last_ts // 1_000_000}.{self._last_ts % 1_000_000:06d}"

    def now(self) -> datetime:
        """The time on the workspace's clock."""
        return self.clock.now()

    def direct_message(self, user_id: str) -> Channel:
        """The direct message between this person and the app; opened when it is not there yet."""
        for channel in self.channels.values():
            if channel.kind == "im" and user_id in channel.members:
                return channel
        channel = Channel(self.new_id("D"), self.bot.name, "im", {user_id, self.bot.id})
        self.channels[channel.id] = channel
        self.touch()
        return channel

    def add(self, message: Message) -> Message:
        """Put a message in its channel."""
        self.channels[message.channel].messages.append(message)
        self.touch()
        return message

    def ephemeral(self, message_id: str) -> Message | None:
        """The ephemeral message with this id (its timestamp), or None."""
        for channel in self.channels.values():
            message = channel.find(message_id)
            if message and message.only_for:
                return message
        return None

    def open_view(self, view_id: str) -> View | None:
        """The open modal or Home with this id, or None."""
        views = [view for stack in self.stacks.values() for view in stack]
        return next((view for view in [*views, *self.homes.values()] if view.id == view_id), None)

    def notify(self, user_id: str, text: str) -> None:
        """Let Slackbot tell one person something."""
        notice = Notice(self.new_id("N"), text, self.now())
        self.notices.setdefault(user_id, []).append(notice)
        self.touch()

    def member(self, user_id: str) -> Member:
        """The member with this id; raises `user_not_found`."""
        if user_id not in self.members:
            raise SlackError("user_not_found")
        return self.members[user_id]

    def bot_message(self, channel: str, text: str, blocks: Blocks | None) -> Message:
        """A new message from the app, not yet added."""
        return Message(self.new_ts(), channel, self.bot.id, text, self.now(), blocks, bot=True)
