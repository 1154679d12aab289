"""The payloads that Slack sends to an app, shape for shape."""

import time

from bot.playground.records import Channel, Json, Message, View
from bot.playground.wire import handle_of, message_object, view_object
from bot.playground.workspace import Workspace

# Slack still sends the verification token of old; apps check the signature instead.
_TOKEN = "verification-token-not-used"  # noqa: S105
_CHANNEL_NAMES = {"private": "privategroup", "im": "directmessage"}


def event_callback(workspace: Workspace, event: Json) -> Json:
    """An event in its envelope."""
    return {
        "token": _TOKEN,
        "team_id": workspace.team_id,
        "context_team_id": workspace.team_id,
        "context_enterprise_id": None,
        "api_app_id": workspace.app_id,
        "event": event,
        "type": "event_callback",
        "event_id": workspace.new_event_id(),
        "event_time": int(workspace.now().timestamp()),
        "authorizations": [
            {
                "enterprise_id": None,
                "team_id": workspace.team_id,
                "user_id": workspace.bot.id,
                "is_bot": True,
                "is_enterprise_install": False,
            }
        ],
        "is_ext_shared_channel": False,
        "event_context": f"4-{workspace.new_id('X')}",
    }


def slash_command(
    workspace: Workspace, user: str, channel: Channel, *, command: str, text: str, hook: str
) -> Json:
    """A slash command: flat fields, all of them text."""
    return {
        "token": _TOKEN,
        "team_id": workspace.team_id,
        "team_domain": workspace.domain,
        "channel_id": channel.id,
        "channel_name": _channel_name(channel),
        "user_id": user,
        "user_name": handle_of(workspace.member(user)),
        "command": command,
        "text": text,
        "api_app_id": workspace.app_id,
        "is_enterprise_install": "false",
        "response_url": hook,
        "trigger_id": workspace.tickets.trigger(user),
    }


def interaction(workspace: Workspace, user: str, kind: str) -> Json:
    """What all interaction payloads have in common."""
    member = workspace.member(user)
    handle, home = handle_of(member), member.home or workspace.team_id
    return {
        "type": kind,
        "user": {"id": user, "username": handle, "name": handle, "team_id": home},
        "api_app_id": workspace.app_id,
        "token": _TOKEN,
        "team": {"id": workspace.team_id, "domain": workspace.domain},
        "enterprise": None,
        "is_enterprise_install": False,
    }


def on_message(workspace: Workspace, user: str, message: Message, kind: str, hook: str) -> Json:
    """An action on a message. Slack does not repeat an ephemeral message to the app."""
    channel = workspace.channels[message.channel]
    container = {
        "type": "message",
        "message_ts": message.ts,
        "channel_id": message.channel,
        "is_ephemeral": message.only_for is not None,
    }
    if message.thread_ts:
        container["thread_ts"] = message.thread_ts
    payload = {
        **interaction(workspace, user, kind),
        "container": container,
        "channel": {"id": channel.id, "name": _channel_name(channel)},
    }
    if message.only_for is None:
        payload["message"] = message_object(workspace, message, with_metadata=True)
    if kind == "block_actions":
        payload |= {
            "trigger_id": workspace.tickets.trigger(user),
            "state": {"values": message.state.get(user, {})},
            "response_url": hook,
        }
    return payload


def on_view(workspace: Workspace, user: str, view: View, kind: str) -> Json:
    """An action in a modal or in the Home tab."""
    payload = {
        **interaction(workspace, user, kind),
        "container": {"type": "view", "view_id": view.id},
        "view": view_object(workspace, view),
    }
    if kind == "block_actions":
        payload["trigger_id"] = workspace.tickets.trigger(user)
    return payload


def view_submission(workspace: Workspace, user: str, view: View) -> Json:
    """A modal that was sent."""
    return {
        **interaction(workspace, user, "view_submission"),
        "trigger_id": workspace.tickets.trigger(user),
        "view": view_object(workspace, view),
        "response_urls": [],
    }


def view_closed(workspace: Workspace, user: str, view: View, *, is_cleared: bool) -> Json:
    """A modal that was closed without sending it."""
    return {
        **interaction(workspace, user, "view_closed"),
        "view": view_object(workspace, view),
        "is_cleared": is_cleared,
    }


def message_shortcut(workspace: Workspace, user: str, message: Message, callback_id: str, hook: str) -> Json:
    """A shortcut used on a message."""
    channel = workspace.channels[message.channel]
    return {
        **interaction(workspace, user, "message_action"),
        "action_ts": action_ts(),
        "callback_id": callback_id,
        "trigger_id": workspace.tickets.trigger(user),
        "channel": {"id": channel.id, "name": _channel_name(channel)},
        "message_ts": message.ts,
        "message": message_object(workspace, message),
        "response_url": hook,
    }


def global_shortcut(workspace: Workspace, user: str, callback_id: str) -> Json:
    """A shortcut used from anywhere."""
    return {
        **interaction(workspace, user, "shortcut"),
        "action_ts": action_ts(),
        "callback_id": callback_id,
        "trigger_id": workspace.tickets.trigger(user),
    }


def action(element: Json, block_id: str, value: Json) -> Json:
    """One entry of `actions`: the element without its choices, and what the person did with it."""
    carried = ("type", "action_id", "text", "value", "style", "placeholder", "confirm")
    kept = {key: element[key] for key in carried if key in element}
    return {**kept, "block_id": block_id, **value, "action_ts": action_ts()}


def action_ts() -> str:
    """The moment of an action, on the computer's own clock."""
    return f"{time.time():.6f}"


def _channel_name(channel: Channel) -> str:
    return _CHANNEL_NAMES.get(channel.kind, channel.name)
