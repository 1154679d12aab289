"""The words that tell nothing of what is asked about, and whether a wording has others."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from directory.ask.text import tokens


@dataclass(frozen=True)
class Everyday:
    """The stop words of the vocabulary, and the abbreviations that may stand for one ("u" for "you")."""

    stop_words: frozenset[str] = frozenset()
    abbreviations: Mapping[str, str] = field(default_factory=dict)

    def fault_of(self, wording: str) -> str | None:
        """Why a wording cannot stand for a topic, without its full stop; None where it can.

        A wording of stop words alone would be found in nearly every question, and one without a word in none.
        """
        found = tokens(wording, self.abbreviations)
        if not found:
            return f"'{wording}' has no letters or digits, so no question matches it; write what people write"
        if all(token.plain in self.stop_words for token in found):
            return (
                f"'{wording}' is made of everyday words alone, which nearly every question has; "
                "add a word that says what it is about"
            )
        return None
