"""Small talk that is all of a message: "morning", "ok great", "never mind", a thumb up."""

import unicodedata
from collections.abc import Iterable, Mapping

from directory.ask.text import tokens

_Said = tuple[str, ...]
_NO_SIGNS = frozenset({"Cc", "Cf", "Mn", "Sk", "Zs"})
"""What a sign is the same without: spaces, and what gives a hand or a heart its colour."""


class SmallTalk:
    """The phrases of small talk by their words; those without words, such as a smile, by their characters."""

    def __init__(self, phrases: Mapping[str, Iterable[str]], abbreviations: Mapping[str, str]) -> None:
        self._abbreviations = abbreviations
        self._kinds = {self._said(phrase): kind for kind, listed in phrases.items() for phrase in listed}

    def kind_of(self, text: str) -> str:
        """The kind of small talk that a message is, if it is nothing else; else nothing."""
        return self._kinds.get(self._said(text), "")

    def _said(self, text: str) -> _Said:
        words = tuple([token.plain for token in tokens(text, self._abbreviations)])
        return words or tuple(dict.fromkeys([c for c in text if unicodedata.category(c) not in _NO_SIGNS]))
