"""The part of an app's manifest.json that decides what Slack offers to people and sends to the app."""

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Command:
    """A slash command, named with its slash."""

    command: str
    description: str
    usage_hint: str
    escapes: bool


@dataclass(frozen=True)
class Shortcut:
    """A message or global shortcut."""

    name: str
    callback_id: str


@dataclass(frozen=True)
class Manifest:
    """What the app declared: commands, shortcuts, scopes and events."""

    app_name: str
    bot_name: str
    commands: tuple[Command, ...]
    message_shortcuts: tuple[Shortcut, ...]
    global_shortcuts: tuple[Shortcut, ...]
    scopes: frozenset[str]
    events: frozenset[str]
    interactive: bool
    socket_mode: bool
    home_tab: bool
    messages_tab: bool
    read_only_messages: bool

    @classmethod
    def from_dict(cls, source: dict[str, Any]) -> "Manifest":
        """Read a manifest as Slack's JSON has it; what is left out counts as not declared."""
        features = source.get("features", {})
        settings = source.get("settings", {})
        home = features.get("app_home", {})
        name = source.get("display_information", {}).get("name", "App")
        return cls(
            app_name=name,
            bot_name=features.get("bot_user", {}).get("display_name", name),
            commands=tuple(
                Command(
                    item["command"],
                    item["description"],
                    item.get("usage_hint", ""),
                    item.get("should_escape", False),
                )
                for item in features.get("slash_commands", [])
            ),
            message_shortcuts=_shortcuts(features, "message"),
            global_shortcuts=_shortcuts(features, "global"),
            scopes=frozenset(source.get("oauth_config", {}).get("scopes", {}).get("bot", [])),
            events=frozenset(settings.get("event_subscriptions", {}).get("bot_events", [])),
            interactive=settings.get("interactivity", {}).get("is_enabled", False),
            socket_mode=settings.get("socket_mode_enabled", False),
            home_tab=home.get("home_tab_enabled", False),
            messages_tab=home.get("messages_tab_enabled", False),
            read_only_messages=home.get("messages_tab_read_only_enabled", False),
        )


def _shortcuts(features: dict[str, Any], kind: str) -> tuple[Shortcut, ...]:
    return tuple(
        Shortcut(item["name"], item["callback_id"])
        for item in features.get("shortcuts", [])
        if item.get("type") == kind
    )
