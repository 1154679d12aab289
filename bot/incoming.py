"""What a person typed, as plain words: Slack's own markup taken out."""

import html
import re

_MENTION = re.compile(r"<[@!][^<>]*>")
_LINK = re.compile(r"<(?:#[A-Z0-9]+\||(?:https?|mailto|tel):[^|<>]*\|)([^<>]*)>")
_BARE = re.compile(r"<(?:mailto:|tel:)?([^|<>]*)>")
_HELP = frozenset({"", "help", "?", "help me", "what can you do", "what can you do?"})


def words(text: str | None) -> str:
    """The text without mentions and link markup, and with `&amp;` and the like turned back."""
    text = text or ""
    for pattern, replacement in ((_MENTION, " "), (_LINK, r"\1"), (_BARE, r"\1")):
        text = pattern.sub(replacement, text)
    return html.unescape(text).strip()


def asks_for_help(text: str) -> bool:
    """True where somebody asks how to ask."""
    return text.strip().lower() in _HELP
