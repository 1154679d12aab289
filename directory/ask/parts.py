"""The parts of a message that may hold two needs: each is weighed by itself."""

from collections.abc import Sequence

from directory.ask.index import AskIndex
from directory.ask.reading import Reading, is_topic, ranked
from directory.ask.text import Token

_JOINING = frozenset({"and", "also", "plus", "then", "but", "both", "second", "secondly", "while"})
_MOST_PARTS = 12


def likeliest_of_parts(reading: Reading, index: AskIndex, enough: float) -> list[str]:
    """The topics that the parts of a message are likeliest about, each with `enough` evidence in its part.

    None where fewer than two parts have that for any topic.
    """
    weighed = []
    for part in _cut(reading.text, reading.found)[:_MOST_PARTS]:
        start, end = part[0].start, part[-1].start
        words = tuple([word for word in reading.weighing.words if start <= word.token.start <= end])
        kept = [token for token in part if token.start not in reading.but_not]
        weighing = index.evidence.weigh_words(words, kept, caps_count=reading.caps_count)
        if any([total >= enough and is_topic(key) for key, total in weighing.totals.items()]):
            weighed.append((weighing, kept))
    if len(weighed) < 2:
        return []
    likeliest = [ranked(weighing, kept, index.shared.likeness)[0] for weighing, kept in weighed]
    return [best.key for best in likeliest if best.is_topic and best.score >= enough]


def _cut(text: str, found: Sequence[Token]) -> list[list[Token]]:
    """The message cut at punctuation and at "and"."""
    parts: list[list[Token]] = []
    before: Token | None = None
    for token in found:
        if before is None or token.plain in _JOINING or _apart(text, before, token):
            parts.append([])
        parts[-1].append(token)
        before = token
    return parts


def _apart(text: str, before: Token, after: Token) -> bool:
    """Whether two words that follow each other stand in different parts of the message."""
    return before.clause != after.clause or "+" in text[before.end : after.start]
