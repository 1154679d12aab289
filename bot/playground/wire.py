"""The playground's records as Slack writes them: users, conversations, messages, views."""

import html
import re

from bot.playground.records import Channel, Json, Member, Message, View
from bot.playground.workspace import Workspace

_USER = re.compile(r"(<@\w+>)")


def user_object(workspace: Workspace, member: Member, *, with_email: bool) -> Json:
    """A user as `users.info` gives it; the e-mail address only when the app may read it."""
    handle = handle_of(member)
    profile = {
        "real_name": member.name,
        "real_name_normalized": member.name,
        "display_name": member.name,
        "display_name_normalized": member.name,
        "title": member.role,
        "phone": "",
        "status_text": "",
        "status_emoji": "",
        "team": workspace.team_id,
        "image_72": "",
    }
    if with_email and member.email:
        profile["email"] = member.email
    if member.bot:
        profile |= {"api_app_id": workspace.app_id, "bot_id": workspace.bot_id}
    return {
        "id": member.id,
        "team_id": member.home or workspace.team_id,
        "name": handle,
        "deleted": member.deleted,
        "color": "4bbe2e",
        "real_name": member.name,
        "tz": "Europe/London",
        "tz_label": "British Summer Time",
        "tz_offset": 3600,
        "profile": profile,
        "is_admin": False,
        "is_owner": False,
        "is_primary_owner": False,
        "is_restricted": member.guest,
        "is_ultra_restricted": False,
        "is_bot": member.bot,
        "is_app_user": False,
        **({"is_stranger": True} if member.home else {}),
        "updated": 1656316800,
        "is_email_confirmed": not member.bot,
        "who_can_share_contact_card": "EVERYONE",
    }


def handle_of(member: Member) -> str:
    """The member's old-style user name."""
    return member.email.partition("@")[0] or member.name.lower().replace(" ", ".")


def channel_object(workspace: Workspace, channel: Channel) -> Json:
    """A conversation as `conversations.info` gives it."""
    found = {
        "id": channel.id,
        "created": 1656316800,
        "is_archived": False,
        "is_im": channel.kind == "im",
        "is_org_shared": False,
        "is_ext_shared": False,
        "is_shared": False,
        "context_team_id": workspace.team_id,
        "updated": 1656316800000,
    }
    if channel.kind == "im":
        person = next(member for member in channel.members if member != workspace.bot.id)
        return {**found, "user": person, "is_user_deleted": False, "is_open": True}
    private = channel.kind == "private"
    empty = {"value": "", "creator": "", "last_set": 0}
    return {
        **found,
        "name": channel.name,
        "name_normalized": channel.name,
        "is_channel": not private,
        "is_group": False,
        "is_mpim": False,
        "is_private": private,
        "is_general": False,
        "is_member": workspace.bot.id in channel.members,
        "num_members": len(channel.members),
        "topic": empty,
        "purpose": empty,
    }


def message_object(workspace: Workspace, message: Message, *, with_metadata: bool = False) -> Json:
    """A message as `conversations.history` and event payloads give it."""
    found: Json = {
        "type": "message",
        "user": message.user,
        "text": message.text,
        "ts": message.ts,
        "team": workspace.team_id,
    }
    if message.bot:
        found |= {"bot_id": workspace.bot_id, "app_id": workspace.app_id, "bot_profile": _bot(workspace)}
    else:
        found["client_msg_id"] = f"00000000-0000-4000-8000-{message.ts.replace('.', '')[-12:]}"
    found["blocks"] = message.blocks or [_rich_text(message)]
    if message.edited:
        found["edited"] = {"user": message.user, "ts": message.ts}
    replies = workspace.channels[message.channel].replies(message.ts)
    if message.is_reply:
        found["thread_ts"] = message.thread_ts
        parent = workspace.channels[message.channel].find(str(message.thread_ts))
        found["parent_user_id"] = parent.user if parent else ""
    elif replies:
        found |= {
            "thread_ts": message.ts,
            "reply_count": len(replies),
            "reply_users_count": len({reply.user for reply in replies}),
            "reply_users": sorted({reply.user for reply in replies}),
            "latest_reply": replies[-1].ts,
            "is_locked": False,
            "subscribed": True,
        }
    if message.files:
        found["files"] = message.files
    if message.reactions:
        found["reactions"] = [
            {"name": name, "users": users, "count": len(users)} for name, users in message.reactions.items()
        ]
    if message.metadata and with_metadata:
        found["metadata"] = message.metadata
    return found


def view_object(workspace: Workspace, view: View) -> Json:
    """A view as the views methods and interaction payloads give it."""
    body = view.body
    found = {
        "id": view.id,
        "team_id": workspace.team_id,
        "type": body["type"],
        "blocks": view.blocks,
        "private_metadata": body.get("private_metadata", ""),
        "callback_id": body.get("callback_id", ""),
        "state": {"values": view.state},
        "hash": view.hash,
        "title": body.get("title", {"type": "plain_text", "text": "View Title", "emoji": True}),
        "clear_on_close": body.get("clear_on_close", False),
        "notify_on_close": body.get("notify_on_close", False),
        "close": body.get("close"),
        "submit": body.get("submit"),
        "previous_view_id": view.previous_id,
        "root_view_id": view.root_id,
        "app_id": workspace.app_id,
        "external_id": body.get("external_id", ""),
        "app_installed_team_id": workspace.team_id,
        "bot_id": workspace.bot_id,
    }
    if body["type"] == "modal":
        found["submit_disabled"] = body.get("submit_disabled", False)
    return found


def _bot(workspace: Workspace) -> Json:
    return {
        "id": workspace.bot_id,
        "app_id": workspace.app_id,
        "user_id": workspace.bot.id,
        "name": workspace.bot.name,
        "deleted": False,
        "updated": 1656316800,
        "team_id": workspace.team_id,
    }


def _rich_text(message: Message) -> Json:
    """The block that Slack makes of plain text."""
    pieces: list[Json] = []
    for part in filter(None, _USER.split(message.text)):
        if _USER.fullmatch(part):
            pieces.append({"type": "user", "user_id": part[2:-1]})
        else:
            pieces.append({"type": "text", "text": html.unescape(part)})
    section = {"type": "rich_text_section", "elements": pieces}
    return {"type": "rich_text", "block_id": f"b{message.ts[-6:]}", "elements": [section]}
