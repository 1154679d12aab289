"""What a person types, as Slack hands it to an app: escaped, with mentions written as ids."""

import re

from bot.playground.workspace import Workspace


def escaped(text: str) -> str:
    """Text in which the three characters that Slack's markup needs are written as entities."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def with_mentions(workspace: Workspace, text: str) -> str:
    """Escaped text in which `@Name` of a member became `<@ID>` and `#channel` became `<#ID|name>`."""
    result = escaped(text)
    for member in sorted(workspace.members.values(), key=lambda member: -len(member.name)):
        result = re.sub(rf"(?<!\w)@{re.escape(escaped(member.name))}(?!\w)", f"<@{member.id}>", result)
    for channel in workspace.channels.values():
        if channel.kind == "channel":
            mention = f"<#{channel.id}|{channel.name}>"
            result = re.sub(rf"(?<![\w&|])#{re.escape(channel.name)}(?![\w-])", mention, result)
    return result
