"""Which events a change in the workspace sends to the app."""

from bot.playground.dispatch import Dispatcher
from bot.playground.payloads import event_callback
from bot.playground.records import Channel, Json, Message
from bot.playground.wire import message_object, view_object
from bot.playground.workspace import Workspace

_MESSAGE_EVENTS = {"channel": "message.channels", "private": "message.groups", "im": "message.im"}
_CHANNEL_TYPES = {"channel": "channel", "private": "group", "im": "im"}


class EventFeed:
    """Tells the app what happened, as far as its manifest subscribes to it."""

    def __init__(self, workspace: Workspace, dispatcher: Dispatcher) -> None:
        self._workspace = workspace
        self._dispatcher = dispatcher

    def posted(self, message: Message) -> None:
        """A message was posted: by a person, or by the app itself, which Slack tells the app too."""
        workspace = self._workspace
        channel = workspace.channels[message.channel]
        body = message_object(workspace, message, with_metadata=True)
        self._message_event(channel, body)
        mentioned = f"<@{workspace.bot.id}>" in message.text and not message.bot
        if mentioned and channel.kind != "im" and self._hears(channel, "app_mention"):
            mention = {**body, "type": "app_mention", "channel": channel.id, "event_ts": message.ts}
            self._send(mention)

    def changed(self, before: Json, after: Message) -> None:
        """A message was edited; `before` is its message object as it was."""
        self._subtype(after.channel, "message_changed", after.ts, before, message=after)

    def deleted(self, before: Json, channel_id: str) -> None:
        """A message was deleted."""
        self._subtype(channel_id, "message_deleted", before["ts"], before)

    def home_opened(self, user: str, tab: str) -> None:
        """A person opened the app's `home` or `messages` tab."""
        workspace = self._workspace
        if "app_home_opened" not in workspace.manifest.events:
            return
        event: Json = {
            "type": "app_home_opened",
            "user": user,
            "channel": workspace.direct_message(user).id,
            "tab": tab,
            "event_ts": workspace.new_ts(),
        }
        if tab == "home" and user in workspace.homes:
            event["view"] = view_object(workspace, workspace.homes[user])
        self._send(event)

    def _subtype(
        self, channel_id: str, subtype: str, ts: str, before: Json, message: Message | None = None
    ) -> None:
        event: Json = {"type": "message", "subtype": subtype, "hidden": True, "previous_message": before}
        if message is None:
            event["deleted_ts"] = ts
        else:
            event["message"] = message_object(self._workspace, message)
        event["ts"] = self._workspace.new_ts()
        self._message_event(self._workspace.channels[channel_id], event)

    def _message_event(self, channel: Channel, body: Json) -> None:
        if self._hears(channel, _MESSAGE_EVENTS[channel.kind]):
            kind = _CHANNEL_TYPES[channel.kind]
            self._send({**body, "channel": channel.id, "event_ts": body["ts"], "channel_type": kind})

    def _hears(self, channel: Channel, event: str) -> bool:
        return event in self._workspace.manifest.events and self._workspace.bot.id in channel.members

    def _send(self, event: Json) -> None:
        self._dispatcher.event(event_callback(self._workspace, event))
