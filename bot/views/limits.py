"""Slack's limits and escapes, in one place: every text that reaches Slack goes through here."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from slack_sdk.models.blocks import (
    ActionsBlock,
    Block,
    ButtonElement,
    ContextBlock,
    DividerBlock,
    HeaderBlock,
    MarkdownTextObject,
    PlainTextObject,
    SectionBlock,
)
from slack_sdk.models.blocks.block_elements import InteractiveElement

Json = dict[str, Any]

BLOCKS_IN_MESSAGE = 50
SECTION = 3000
CONTEXT = 2000
HEADER = 150
BUTTON = 75
OPTION = 75
VALUE = 2000
BLOCK_ID = 255
METADATA = 3000
TEXT = 4000
WHOLE_MESSAGE = 13_000

_UNFINISHED = re.compile(r"(&[a-z]{0,4}|<[^<>]*)$")


@dataclass(frozen=True)
class Message:
    """What is sent: `blocks`, and `text` with the same answer for notifications and screen readers."""

    text: str
    blocks: list[Json]


def escape(text: str) -> str:
    """Text from people or the directory, so that Slack takes none of it for a mention, a link or a ping."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def plain(text: str, limit: int) -> str:
    """Text for a plain-text object: never empty, at most `limit` characters, no angle brackets."""
    tidy = " ".join(text.replace("<", "‹").replace(">", "›").split()) or "-"
    return tidy if len(tidy) <= limit else tidy[: limit - 1].rstrip() + "…"


def cut(mrkdwn: str, limit: int) -> str:
    """Escaped text of at most `limit` characters; no entity or link is cut in the middle."""
    if len(mrkdwn) <= limit:
        return mrkdwn
    return _UNFINISHED.sub("", mrkdwn[: limit - 1]).rstrip() + "…"


def section(mrkdwn: str, accessory: InteractiveElement | None = None, block_id: str | None = None) -> Block:
    """A section of escaped text."""
    text = MarkdownTextObject(text=cut(mrkdwn, SECTION) or "-", verbatim=True)
    return SectionBlock(text=text, accessory=accessory, block_id=block_id)


def sections(parts: Iterable[str]) -> Iterator[Block]:
    """Pieces of escaped text, below each other, in as few sections as hold each of them whole."""
    held: list[str] = []
    for part in parts:
        if held and len("\n".join([*held, part])) > SECTION:
            yield section("\n".join(held))
            held = []
        held.append(part)
    if held:
        yield section("\n".join(held))


def header(text: str) -> Block:
    """A heading of plain text."""
    return HeaderBlock(text=PlainTextObject(text=plain(text, HEADER)))


def context(mrkdwn: str) -> Block:
    """A small line of escaped text."""
    return ContextBlock(elements=[MarkdownTextObject(text=cut(mrkdwn, CONTEXT) or "-", verbatim=True)])


def divider() -> Block:
    """A line."""
    return DividerBlock()


def button(label: str, action_id: str, value: str, style: str | None = None) -> ButtonElement:
    """A button. `value` is what the listener gets back, at most 2,000 characters."""
    return ButtonElement(text=plain(label, BUTTON), action_id=action_id, value=value[:VALUE], style=style)


def actions(*buttons: InteractiveElement) -> Block:
    """A row of buttons."""
    return ActionsBlock(elements=list(buttons))


def email_link(email: str) -> str:
    """An e-mail address as a link, or as escaped text where it cannot be one."""
    shown = escape(email)
    return shown if re.search(r"[\s|<>]", email) else f"<mailto:{shown}|{shown}>"


def web_link(url: str) -> str:
    """A web address as a link, or as escaped text where it cannot be one."""
    shown = escape(url)
    return f"<{shown}>" if re.fullmatch(r"https?://[^\s|<>]+", url) else shown


def message(text: str, blocks: list[Block]) -> Message:
    """The message, within Slack's limits: later blocks go first when it would be too long.

    A row of buttons is never left out: what has to go is taken from the text before it.
    """
    kept = [block.to_dict() for block in blocks]
    while len(kept) > BLOCKS_IN_MESSAGE or _length(kept) > WHOLE_MESSAGE:
        texts = [
            at
            for at, block in enumerate(kept)
            if at and "accessory" not in block and block["type"] != "actions"
        ]
        if not texts:
            break
        del kept[texts[-1]]
    return Message(cut(escape(text), TEXT) or "-", kept)


def text_alone(text: str) -> Message:
    """A message of one plain text."""
    return message(text, [section(escape(text))])


def mrkdwn_alone(mrkdwn: str) -> Message:
    """A message of one text that is escaped already."""
    return replace(message("", [section(mrkdwn)]), text=cut(mrkdwn, TEXT))


def _length(blocks: list[Json]) -> int:
    return sum(len(text) for block in blocks for text in _texts(block))


def _texts(value: Any) -> list[str]:  # noqa: ANN401 - any JSON
    if isinstance(value, dict):
        own = [value["text"]] if isinstance(value.get("text"), str) else []
        return own + [text for inner in value.values() for text in _texts(inner)]
    if isinstance(value, list):
        return [text for inner in value for text in _texts(inner)]
    return []
