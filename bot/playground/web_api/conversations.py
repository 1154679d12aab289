"""The conversations.* methods and users.conversations."""

from bot.playground.errors import SlackError
from bot.playground.records import Channel, ChannelKind, Json, Message
from bot.playground.scopes import require_for_channel
from bot.playground.web_api.call import Call
from bot.playground.wire import channel_object, message_object

_TYPES: dict[str, ChannelKind | None] = {
    "public_channel": "channel",
    "private_channel": "private",
    "im": "im",
    "mpim": None,
}


async def list_all(call: Call) -> Json:
    """conversations.list: public channels, and of the others those the app is in."""
    bot = call.workspace.bot.id
    channels = [c for c in _of_types(call) if c.kind == "channel" or bot in c.members]
    return _listed(call, channels)


async def list_joined(call: Call) -> Json:
    """users.conversations: of one person, or of the app."""
    bot = call.workspace.bot.id
    user = call.optional("user") or bot
    call.workspace.member(user)
    known = [c for c in _of_types(call) if c.kind == "channel" or bot in c.members]
    return _listed(call, [channel for channel in known if user in channel.members])


async def info(call: Call) -> Json:
    """conversations.info."""
    return {"channel": channel_object(call.workspace, call.channel(right="read"))}


async def open_direct(call: Call) -> Json:
    """conversations.open: the direct message with one person."""
    users = (call.optional("users") or "").split(",")
    if len(users) != 1 or not users[0]:
        raise SlackError("invalid_user_combination" if len(users) > 1 else "users_list_not_supplied")
    member = call.workspace.member(users[0])
    if member.bot:
        raise SlackError("cannot_dm_bot")
    if member.deleted:
        raise SlackError("user_disabled")
    channel = call.workspace.direct_message(users[0])
    if call.flag("return_im"):
        return {"channel": channel_object(call.workspace, channel)}
    return {"channel": {"id": channel.id}}


async def members(call: Call) -> Json:
    """conversations.members."""
    page, cursor = call.page(sorted(call.channel(right="read").members), 100)
    return {"members": page, "response_metadata": {"next_cursor": cursor}}


async def history(call: Call) -> Json:
    """conversations.history: newest first; replies only when they were also sent to the channel."""
    channel = _readable(call)
    messages = [m for m in channel.messages if m.only_for is None and (not m.is_reply or m.broadcast)]
    return _messages(call, [m for m in reversed(messages) if _within(call, m.ts)])


async def replies(call: Call) -> Json:
    """conversations.replies: the thread's first message and its replies, oldest first."""
    channel = _readable(call)
    root = channel.find(call.text("ts"))
    if root is None or root.only_for:
        raise SlackError("thread_not_found")
    root = channel.find(root.thread_ts or root.ts) or root
    thread = [root, *(reply for reply in channel.replies(root.ts) if _within(call, reply.ts))]
    return _messages(call, thread)


def _of_types(call: Call) -> list[Channel]:
    names = (call.optional("types") or "public_channel").split(",")
    kinds: list[ChannelKind] = []
    for name in names:
        if name.strip() not in _TYPES:
            raise SlackError("invalid_types")
        kind = _TYPES[name.strip()]
        if kind:
            require_for_channel(call.workspace.manifest, kind, "read")
            kinds.append(kind)
    return [channel for channel in call.workspace.channels.values() if channel.kind in kinds]


def _listed(call: Call, channels: list[Channel]) -> Json:
    page, cursor = call.page(channels, 100)
    found = [channel_object(call.workspace, channel) for channel in page]
    return {"channels": found, "response_metadata": {"next_cursor": cursor}}


def _readable(call: Call) -> Channel:
    channel = call.channel(right="history")
    if call.workspace.bot.id not in channel.members:
        raise SlackError("not_in_channel")
    return channel


def _within(call: Call, ts: str) -> bool:
    oldest, latest = float(call.optional("oldest") or 0), float(call.optional("latest") or 10**11)
    if call.flag("inclusive"):
        return oldest <= float(ts) <= latest
    return oldest < float(ts) < latest


def _messages(call: Call, messages: list[Message]) -> Json:
    page, cursor = call.page(messages, 100)
    with_metadata = call.flag("include_all_metadata")
    found = [message_object(call.workspace, m, with_metadata=with_metadata) for m in page]
    answer: Json = {"messages": found, "has_more": bool(cursor)}
    if cursor:
        answer["response_metadata"] = {"next_cursor": cursor}
    return answer
