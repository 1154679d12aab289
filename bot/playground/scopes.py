"""Which bot scope each Web API method and each event needs."""

from collections.abc import Iterator

from bot.playground.errors import SlackError
from bot.playground.manifest import Manifest
from bot.playground.records import ChannelKind

# method -> scopes, any one of which is enough; methods that are not here need none, or depend on the channel
_METHODS: dict[str, tuple[str, ...]] = {
    "chat.postMessage": ("chat:write",),
    "chat.postEphemeral": ("chat:write",),
    "chat.update": ("chat:write",),
    "chat.delete": ("chat:write",),
    "conversations.open": ("im:write",),
    "users.info": ("users:read",),
    "users.list": ("users:read",),
    "users.lookupByEmail": ("users:read.email",),
    "usergroups.list": ("usergroups:read",),
    "usergroups.users.list": ("usergroups:read",),
    "reactions.add": ("reactions:write",),
    "files.getUploadURLExternal": ("files:write",),
    "files.completeUploadExternal": ("files:write",),
    "team.info": ("team:read",),
    "bots.info": ("users:read",),
    "assistant.threads.setStatus": ("assistant:write", "chat:write"),
    "assistant.threads.setSuggestedPrompts": ("assistant:write",),
}
_EVENTS = {
    "app_mention": "app_mentions:read",
    "message.channels": "channels:history",
    "message.groups": "groups:history",
    "message.im": "im:history",
    "message.mpim": "mpim:history",
    "reaction_added": "reactions:read",
    "reaction_removed": "reactions:read",
    "member_joined_channel": "channels:read",
    "member_left_channel": "channels:read",
    "team_join": "users:read",
    "user_change": "users:read",
    "file_shared": "files:read",
    "assistant_thread_started": "assistant:write",
    "assistant_thread_context_changed": "assistant:write",
}
_FAMILIES: dict[ChannelKind, str] = {"channel": "channels", "private": "groups", "im": "im"}


class ManifestError(ValueError):
    """A manifest that Slack would not accept."""


def require_for_method(manifest: Manifest, method: str) -> None:
    """Raise `missing_scope` when the app lacks the scope for this method."""
    needed = _METHODS.get(method, ())
    if needed and not manifest.scopes.intersection(needed):
        _refuse(manifest, ",".join(needed))


def require_for_channel(manifest: Manifest, kind: ChannelKind, right: str) -> None:
    """Raise `missing_scope` when the app lacks `right` (`read` or `history`) for this kind of channel."""
    scope = f"{_FAMILIES[kind]}:{right}"
    if scope not in manifest.scopes:
        _refuse(manifest, scope)


def check_manifest(manifest: Manifest) -> None:
    """Raise `ManifestError` for what Slack refuses: events or commands without their scope, long names."""
    faults = [
        f"the event {event} needs the bot scope {_EVENTS[event]}"
        for event in sorted(manifest.events)
        if event in _EVENTS and _EVENTS[event] not in manifest.scopes
    ]
    shortcuts = manifest.message_shortcuts or manifest.global_shortcuts
    if (manifest.commands or shortcuts) and "commands" not in manifest.scopes:
        faults.append("commands and shortcuts need the bot scope commands")
    faults += [
        f"{what} is longer than {most} characters: {text[:most]}..."
        for what, text, most in _named(manifest)
        if len(text) > most
    ]
    if faults:
        raise ManifestError("manifest.json: " + "; ".join(faults))


def _named(manifest: Manifest) -> Iterator[tuple[str, str, int]]:
    """What a manifest names, with the most characters that Slack allows for it."""
    yield "the app's name", manifest.app_name, 35
    yield "the bot's name", manifest.bot_name, 80
    for command in manifest.commands:
        yield "a command", command.command, 32
        yield f"the description of {command.command}", command.description, 2000
        yield f"the usage hint of {command.command}", command.usage_hint, 1000
    for shortcut in (*manifest.message_shortcuts, *manifest.global_shortcuts):
        yield "the name of a shortcut", shortcut.name, 24
        yield "the callback_id of a shortcut", shortcut.callback_id, 255


def _refuse(manifest: Manifest, needed: str) -> None:
    raise SlackError("missing_scope", needed=needed, provided=",".join(sorted(manifest.scopes)))
