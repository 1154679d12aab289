"""What one person sees of a workspace, as the JSON that the page draws."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.playground.records import Channel, Json, Member, Message, View

if TYPE_CHECKING:
    from bot.playground.workspace import Workspace


def seen_by(workspace: Workspace, user_id: str) -> Json:
    """Everything that this person sees: people, commands, channels with messages, modals, Home, notices."""
    manifest = workspace.manifest
    home = workspace.homes.get(user_id)
    return {
        "version": workspace.version,
        "team": {"id": workspace.team_id, "name": workspace.name},
        "me": user_id,
        "people": [_person(member) for member in workspace.members.values()],
        "commands": [
            {"command": c.command, "description": c.description, "usage_hint": c.usage_hint}
            for c in manifest.commands
        ],
        "message_shortcuts": [
            {"name": s.name, "callback_id": s.callback_id} for s in manifest.message_shortcuts
        ],
        "global_shortcuts": [
            {"name": s.name, "callback_id": s.callback_id} for s in manifest.global_shortcuts
        ],
        "channels": [
            _channel(workspace, channel, user_id)
            for channel in workspace.channels.values()
            if user_id in channel.members
        ],
        "views": [_view(view) for view in workspace.stacks.get(user_id, [])],
        "home": {"id": home.id, "blocks": home.blocks, "state": home.state} if home else None,
        "prompts": workspace.prompts.get(user_id),
        "notices": [
            {"id": notice.id, "text": notice.text, "time": notice.time.isoformat()}
            for notice in workspace.notices.get(user_id, [])
        ],
    }


def _person(member: Member) -> Json:
    return {
        "id": member.id,
        "name": member.name,
        "role": member.role,
        "guest": member.guest,
        "bot": member.bot,
    }


def _channel(workspace: Workspace, channel: Channel, user_id: str) -> Json:
    read = workspace.read_up_to.get((user_id, channel.id), "")
    visible = [m for m in channel.messages if m.only_for in (None, user_id)]
    return {
        "id": channel.id,
        "name": channel.name,
        "kind": channel.kind,
        "status": channel.status,
        "bot_member": workspace.bot.id in channel.members,
        "unread": sum(1 for m in visible if m.ts > read and m.user != user_id),
        "messages": [_message(workspace, channel, message, user_id) for message in visible],
    }


def _message(workspace: Workspace, channel: Channel, message: Message, user_id: str) -> Json:
    seen = {
        "ts": message.ts,
        "user": message.user,
        "name": workspace.members[message.user].name,
        "bot": message.bot,
        "text": message.text,
        "blocks": message.blocks,
        "edited": message.edited,
        "ephemeral": message.ts if message.only_for else None,
        "thread_ts": message.thread_ts,
        "reply_count": len(channel.replies(message.ts)),
        "broadcast": message.broadcast,
        "time": message.time.isoformat(),
        "state": message.state.get(user_id, {}),
        "files": message.files,
        "reactions": [{"name": name, "users": users} for name, users in message.reactions.items()],
    }
    if message.metadata:
        seen["metadata"] = message.metadata
    return seen


def _view(view: View) -> Json:
    return {
        "id": view.id,
        "type": view.body["type"],
        "title": view.body.get("title"),
        "submit": view.body.get("submit"),
        "close": view.body.get("close"),
        "blocks": view.blocks,
        "state": view.state,
        "errors": view.errors,
    }
