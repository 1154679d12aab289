"""Small talk that is all of a message: "morning", "ok great", "never mind", a thumb up."""

import unicodedata
from collections.abc import Iterable, Mapping, Sequence

from directory.ask.text import Token, tokens

_NO_SIGNS = frozenset({"Cc", "Cf", "Mn", "Sk", "Zs"})
"""What a sign is the same without: spaces, and what gives a hand or a heart its colour."""


class SmallTalk:
    """The phrases of small talk by their words; those without words, such as a smile, by their characters."""

    def __init__(self, phrases: Mapping[str, Iterable[str]], abbreviations: Mapping[str, str]) -> None:
        self._kinds = {
            _said(phrase, tokens(phrase, abbreviations)): kind
            for kind, listed in phrases.items()
            for phrase in listed
        }
        self._longest = max(map(len, self._kinds), default=0)

    def kind_of(self, text: str, found: Sequence[Token]) -> str:
        """The kind of small talk that a message is, if it is nothing else. `found` are its words."""
        return self._kinds.get(_said(text, found), "") if len(found) <= self._longest else ""


def _said(text: str, found: Sequence[Token]) -> tuple[str, ...]:
    if found:
        return tuple([token.plain for token in found])
    return tuple(dict.fromkeys([sign for sign in text if unicodedata.category(sign) not in _NO_SIGNS]))
