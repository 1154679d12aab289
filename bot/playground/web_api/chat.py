"""The chat.* methods and reactions.add."""

import json
import re

from bot.playground.errors import SlackError
from bot.playground.records import Blocks, Channel, Json, Message
from bot.playground.replies import checked_content, rewrite
from bot.playground.web_api.call import Call
from bot.playground.wire import message_object

METADATA_BYTES = 8_000
_TIMESTAMP = re.compile(r"^\d{10}\.\d{6}$")


async def post_message(call: Call) -> Json:
    """chat.postMessage: to a channel, by id or `#name`, or to a person's direct message."""
    workspace, channel = call.workspace, _destination(call)
    text, blocks = checked_content(workspace, call.args)
    metadata = _metadata(call)
    message = workspace.bot_message(channel.id, text, blocks)
    message.thread_ts = _thread(call, channel)
    message.broadcast = call.flag("reply_broadcast") and message.thread_ts is not None
    message.metadata = metadata
    channel.status = ""
    call.feed.posted(workspace.add(message))
    posted = message_object(workspace, message, with_metadata=True)
    return {"channel": channel.id, "ts": message.ts, "message": posted, **_advice(text, blocks)}


async def post_ephemeral(call: Call) -> Json:
    """chat.postEphemeral: a message that one member of the channel sees."""
    workspace, channel = call.workspace, _destination(call)
    user = workspace.member(call.text("user")).id
    if user not in channel.members:
        raise SlackError("user_not_in_channel")
    text, blocks = checked_content(workspace, call.args)
    message = workspace.bot_message(channel.id, text, blocks)
    message.thread_ts = _thread(call, channel)
    message.only_for = user
    workspace.add(message)
    return {"message_ts": message.ts, **_advice(text, blocks)}


async def update(call: Call) -> Json:
    """chat.update: the app's own messages; blocks that are not given stay."""
    workspace, channel = call.workspace, call.channel()
    message = _own(call, channel, "cant_update_message")
    text, blocks = checked_content(workspace, call.args)
    if call.parsed("blocks") is None:
        blocks = message.blocks
    before = message_object(workspace, message)
    if call.args.get("metadata"):
        message.metadata = _metadata(call)
    message.edited = True
    rewrite(workspace, message, text, blocks)
    call.feed.changed(before, message)
    return {
        "channel": channel.id,
        "ts": message.ts,
        "text": text,
        "message": message_object(workspace, message, with_metadata=True),
    }


async def delete(call: Call) -> Json:
    """chat.delete: the app's own messages."""
    channel = call.channel()
    message = _own(call, channel, "cant_delete_message")
    before = message_object(call.workspace, message)
    channel.messages.remove(message)
    call.workspace.touch()
    call.feed.deleted(before, channel.id)
    return {"channel": channel.id, "ts": message.ts}


async def get_permalink(call: Call) -> Json:
    """chat.getPermalink."""
    channel = call.channel()
    message = _found(channel, call.text("message_ts"))
    place = f"{channel.id}/p{message.ts.replace('.', '')}"
    query = f"?thread_ts={message.thread_ts}&cid={channel.id}" if message.is_reply else ""
    address = f"https://{call.workspace.domain}.slack.com/archives/{place}{query}"
    return {"channel": channel.id, "permalink": address}


async def add_reaction(call: Call) -> Json:
    """reactions.add."""
    channel, name = call.channel(), call.text("name").strip(":")
    message = _found(channel, call.text("timestamp"))
    users = message.reactions.setdefault(name, [])
    if call.workspace.bot.id in users:
        raise SlackError("already_reacted")
    users.append(call.workspace.bot.id)
    call.workspace.touch()
    return {}


def _destination(call: Call) -> Channel:
    workspace, target = call.workspace, call.text("channel")
    if target in workspace.members and not workspace.members[target].bot:
        return workspace.direct_message(target)
    named = [c for c in workspace.channels.values() if c.kind != "im" and f"#{c.name}" == target]
    channel = named[0] if named else workspace.channels.get(target)
    if channel is None:
        raise SlackError("channel_not_found")
    if workspace.bot.id in channel.members:
        return channel
    if channel.kind != "channel":
        raise SlackError("channel_not_found")
    if "chat:write.public" not in workspace.manifest.scopes:
        raise SlackError("not_in_channel")
    return channel


def _thread(call: Call, channel: Channel) -> str | None:
    ts = call.optional("thread_ts")
    if ts is None:
        return None
    root = channel.find(ts) if _TIMESTAMP.match(ts) else None
    if root is None or root.only_for:
        raise SlackError("invalid_thread_ts")
    return root.thread_ts or root.ts


def _found(channel: Channel, ts: str) -> Message:
    message = channel.find(ts)
    if message is None or message.only_for:
        raise SlackError("message_not_found")
    return message


def _own(call: Call, channel: Channel, refusal: str) -> Message:
    message = _found(channel, call.text("ts"))
    if message.user != call.workspace.bot.id:
        raise SlackError(refusal)
    return message


def _metadata(call: Call) -> Json | None:
    metadata = call.parsed("metadata")
    if metadata is None:
        return None
    if (
        not isinstance(metadata, dict)
        or not isinstance(metadata.get("event_type"), str)
        or not isinstance(metadata.get("event_payload"), dict)
    ):
        raise SlackError("invalid_metadata_format")
    if len(json.dumps(metadata).encode()) > METADATA_BYTES:
        raise SlackError("metadata_too_large")
    return metadata


def _advice(text: str, blocks: Blocks | None) -> Json:
    """Notifications and screen readers need `text` beside blocks; without it there is a warning."""
    if blocks and not text:
        warning = "missing_text_in_message"
        return {"warning": warning, "response_metadata": {"warnings": [warning]}}
    return {}
