"""What an app says through a response URL, or in the HTTP body with which it acknowledges a command."""

import json

from bot.playground.blocks import check_message
from bot.playground.errors import SlackError
from bot.playground.events import EventFeed
from bot.playground.records import Blocks, Json, Message
from bot.playground.state import initial_state
from bot.playground.tickets import Hook
from bot.playground.wire import message_object
from bot.playground.workspace import Workspace

TEXT_CHARACTERS = 40_000


def checked_content(workspace: Workspace, spec: Json) -> tuple[str, Blocks | None]:
    """The text and the completed blocks of a message that the app wants to send.

    `spec` is JSON as Slack takes it; blocks may be JSON text. Raises `no_text`, `msg_too_long`,
    `invalid_blocks_format`, `invalid_blocks` or `msg_blocks_too_long`.
    """
    text, blocks = spec.get("text") or "", spec.get("blocks")
    if isinstance(blocks, str):
        try:
            blocks = json.loads(blocks)
        except ValueError:
            raise SlackError("invalid_blocks_format") from None
    if not isinstance(text, str):
        raise SlackError("invalid_arguments", ["[ERROR] must be a string [json-pointer:/text]"])
    if not text and not blocks:
        raise SlackError("no_text")
    if len(text) > TEXT_CHARACTERS:
        raise SlackError("msg_too_long")
    return text, check_message(blocks, lambda: workspace.new_id("b")) if blocks else None


def rewrite(workspace: Workspace, message: Message, text: str, blocks: Blocks | None) -> None:
    """Give a message new content."""
    message.text, message.blocks = text, blocks
    message.state = {user: initial_state(blocks, old) for user, old in message.state.items()}
    workspace.touch()


def post_reply(workspace: Workspace, feed: EventFeed, hook: Hook, spec: Json) -> None:
    """Do what the app asks of a response URL: post, replace or delete. Raises Slack's errors."""
    channel = workspace.channels[hook.channel]
    source = channel.find(hook.source_ts) if hook.source_ts else None
    if spec.get("delete_original"):
        _delete(workspace, feed, source)
        return
    text, blocks = checked_content(workspace, spec)
    if spec.get("replace_original") and source is not None:
        before = message_object(workspace, source)
        rewrite(workspace, source, text, blocks)
        if source.only_for is None:
            source.edited = True
            feed.changed(before, source)
        return
    message = workspace.bot_message(channel.id, text, blocks)
    message.thread_ts = spec.get("thread_ts")
    if spec.get("response_type") == "in_channel":
        _echo_command(workspace, hook)
        feed.posted(workspace.add(message))
    else:
        message.only_for = hook.user
        workspace.add(message)


def _delete(workspace: Workspace, feed: EventFeed, source: Message | None) -> None:
    if source is None:
        raise SlackError("message_not_found")
    before = message_object(workspace, source)
    workspace.channels[source.channel].messages.remove(source)
    workspace.touch()
    if source.only_for is None:
        feed.deleted(before, source.channel)


def _echo_command(workspace: Workspace, hook: Hook) -> None:
    """Slack shows everyone the command that an answer in the channel belongs to."""
    if hook.command and hook.uses <= 1:
        ts = workspace.new_ts()
        workspace.add(Message(ts, hook.channel, hook.user, hook.command, workspace.now()))
