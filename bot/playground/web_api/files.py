"""Uploading files, in Slack's three steps, and what an assistant shows in a direct message."""

from bot.playground.errors import SlackError
from bot.playground.records import Channel, Json
from bot.playground.web_api.call import Call

MOST_PROMPTS = 4


async def get_upload_url(call: Call) -> Json:
    """files.getUploadURLExternal: where to send a file's bytes."""
    name, length = call.text("filename"), call.number("length", 0, 10**9)
    file_id = call.workspace.new_id("F")
    call.workspace.files[file_id] = {"name": name, "length": length, "content": None}
    return {"upload_url": f"{call.public_url}upload/{call.workspace.team_id}/{file_id}", "file_id": file_id}


async def complete_upload(call: Call) -> Json:
    """files.completeUploadExternal: share files whose bytes have arrived."""
    workspace, files = call.workspace, call.parsed("files")
    if not isinstance(files, list) or not files:
        raise SlackError("invalid_arguments", ["[ERROR] missing required field: files"])
    shared = [_shared(call, item) for item in files]
    if call.optional("channel_id"):
        channel = _channel(call, "channel_id")
        message = workspace.bot_message(channel.id, call.optional("initial_comment") or "", None)
        message.thread_ts = call.optional("thread_ts")
        message.files = shared
        call.feed.posted(workspace.add(message))
    return {"files": shared}


async def set_suggested_prompts(call: Call) -> Json:
    """assistant.threads.setSuggestedPrompts: at most four, shown to the person in the direct message."""
    channel, prompts = _channel(call, "channel_id"), call.parsed("prompts")
    if channel.kind != "im":
        raise SlackError("channel_not_found")
    valid = isinstance(prompts, list) and all(
        isinstance(prompt, dict) and prompt.get("title") and prompt.get("message") for prompt in prompts
    )
    if not isinstance(prompts, list) or not valid or not 1 <= len(prompts) <= MOST_PROMPTS:
        raise SlackError("invalid_arguments", ["[ERROR] invalid prompts [json-pointer:/prompts]"])
    person = next(user for user in channel.members if user != call.workspace.bot.id)
    call.workspace.prompts[person] = {"title": call.optional("title") or "", "prompts": prompts}
    call.workspace.touch()
    return {}


async def set_status(call: Call) -> Json:
    """assistant.threads.setStatus: what the app says that it is doing, until it posts."""
    channel = _channel(call, "channel_id")
    call.text("thread_ts")
    channel.status = call.optional("status") or ""
    call.workspace.touch()
    return {}


def _channel(call: Call, name: str) -> Channel:
    channel = call.workspace.channels.get(call.text(name))
    if channel is None:
        raise SlackError("channel_not_found")
    if call.workspace.bot.id not in channel.members:
        raise SlackError("not_in_channel" if channel.kind == "channel" else "channel_not_found")
    return channel


def _shared(call: Call, item: object) -> Json:
    file_id = item.get("id") if isinstance(item, dict) else None
    stored = call.workspace.files.get(str(file_id))
    if stored is None or stored["content"] is None or not isinstance(item, dict):
        raise SlackError("file_not_found")
    return {
        "id": file_id,
        "name": stored["name"],
        "title": item.get("title") or stored["name"],
        "size": len(stored["content"]),
        "mode": "hosted",
        "url_private": f"{call.public_url}files/{call.workspace.team_id}/{file_id}",
        "user": call.workspace.bot.id,
    }
