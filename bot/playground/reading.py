"""Messages and views as a person reads them: plain lines, for transcripts and assertions."""

import html
import re
from collections.abc import Iterator

from bot.playground.blocks import elements_of
from bot.playground.records import Blocks, Json, StateValues
from bot.playground.state import value_key
from bot.playground.workspace import Workspace

_LINK = re.compile(r"<(?!@|#|!)([^<>|]+)(?:\|([^<>]*))?>")
_MENTION = re.compile(r"<([@#])(\w+)(?:\|([^<>]*))?>")
_MARKS = re.compile(r"[*_~`]")


def readable(workspace: Workspace, text: str) -> str:
    """Slack's markup as it is shown: links by their label, mentions by name, entities as characters."""

    def named(match: re.Match[str]) -> str:
        sign, found, label = match.groups()
        member, channel = workspace.members.get(found), workspace.channels.get(found)
        name = member.name if member else channel.name if channel else label or found
        return f"{sign}{name}"

    text = _MENTION.sub(named, text)
    text = _LINK.sub(lambda match: match[2] or match[1].removeprefix("mailto:"), text)
    return html.unescape(text)


def without_marks(text: str) -> str:
    """The text without the signs for bold, italic, struck-out and fixed-width."""
    return _MARKS.sub("", text)


def lines(workspace: Workspace, blocks: Blocks, state: StateValues, errors: dict[str, str]) -> list[str]:
    """Blocks as lines; buttons in square brackets, chosen values after them, errors after an arrow."""
    found = []
    for block in blocks:
        found += [readable(workspace, text) for text in _block(block, state)]
        if block["block_id"] in errors:
            found.append(f"-> {errors[block['block_id']]}")
    return found


def _block(block: Json, state: StateValues) -> Iterator[str]:
    kind = block["type"]
    if kind == "section":
        yield from (text["text"] for text in [block.get("text"), *block.get("fields", [])] if text)
    elif kind == "header":
        yield block["text"]["text"]
    elif kind == "markdown":
        yield block["text"]
    elif kind == "context":
        yield " ".join(item.get("text") or item.get("alt_text", "") for item in block["elements"])
    elif kind == "image":
        yield block["alt_text"]
    elif kind == "rich_text":
        yield _flat(block)
    elif kind == "input":
        yield block["label"]["text"]
    for element in elements_of(block):
        yield f"[{element_label(element)}]{_chosen(element, state.get(block['block_id'], {}))}"


def element_label(element: Json) -> str:
    """What is written on an element: a button's text, both feedback buttons, or a field's placeholder."""
    if element["type"] == "feedback_buttons":
        both = (element["positive_button"], element["negative_button"])
        return "] [".join(button["text"]["text"] for button in both)
    if element["type"] in ("overflow", "checkboxes", "radio_buttons"):
        return "] [".join(option["text"]["text"] for option in element["options"])
    text: str = (element.get("text") or element.get("placeholder") or {"text": element["type"]})["text"]
    return text


def _chosen(element: Json, values: dict[str, Json]) -> str:
    entry = values.get(element["action_id"])
    value = entry and entry.get(value_key(entry["type"]))
    if not value:
        return ""
    chosen = value if isinstance(value, list) else [value]
    return " " + ", ".join(
        v["text"]["text"] if isinstance(v, dict) and "text" in v else _name(v) for v in chosen
    )


def _name(value: object) -> str:
    """A chosen file by its name, anything else as it is."""
    return str(value["name"]) if isinstance(value, dict) and "name" in value else str(value)


def _flat(value: Json) -> str:
    if value.get("type") in ("text", "link"):
        return str(value.get("text") or value["url"])
    if value.get("type") in ("user", "channel"):
        return f"<{'@' if value['type'] == 'user' else '#'}{value[value['type'] + '_id']}>"
    return "".join(_flat(item) for item in value.get("elements", []))
