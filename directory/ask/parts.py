"""Two needs in one message: the place to cut it at which its two parts speak clearest for a need each."""

import re
from collections.abc import Collection, Sequence
from itertools import accumulate, pairwise
from typing import NamedTuple

from directory.ask.index import AskIndex
from directory.ask.likeness import spelt_right
from directory.ask.reading import Reading, Scored, is_topic
from directory.ask.text import Token

_JOINING = frozenset({"and", "also", "plus", "then", "but", "both", "second", "secondly", "while"})
_SIGNS = frozenset("+&")
_LISTED = re.compile(
    r"\s*(?:\band\b|[,;/&+\n]|\(?\b\d[).:])\s*(?:(?:and|also|plus|&)\s+)?(?:\(?\b\d[).:]\s*)?(?:[-*•]\s*)?"
    r"(?:the\b\s*)?",
    re.IGNORECASE,
)
"""What stands between two things that are listed."""
_LINES = re.compile(r"[^\S\n]*\n\s*")
"""The end of a line and all empty ones after it."""
_OF_LISTS = frozenset({"two", "three", "both", "people", "person", "things", "different", "separate", "list"})
"""Words that announce a list and are about none of its needs."""
_MOST_LISTED = 3
_MOST_PARTS = 12
_MOST_NEEDS = 6
_LEAST, _ELSE = 4.0, 3.0
_UNSAID = -0.5

_Ranks = dict[str, float]


class Pair(NamedTuple):
    """Two needs, each of a part of a message. `gain` is what the parts say for them more than the whole says
    for the likeliest alone, `lesser` what the weaker part says for its need, `apart` how much more each part
    says for its own need than for the other's (the less of the two)."""

    keys: tuple[str, str]
    gain: float
    lesser: float
    apart: float


def listed_needs(reading: Reading, asking: Collection[str]) -> tuple[str, ...]:
    """The needs, two or three, of a message that says nothing but a wording of each: "governors, HR and FSM".

    Words of `asking` for somebody may stand there too: "contacts please".
    """
    hits = [hit for hit in reading.weighing.hits if not hit.ambiguous and len(hit.keys) == 1]
    keys = tuple(dict.fromkeys([hit.keys[0] for hit in sorted(hits, key=lambda hit: hit.start)]))
    if not 1 < len(keys) <= _MOST_LISTED or not all(map(is_topic, keys)):
        return ()
    for token in [word.token for word in reading.weighing.words]:
        of_a_list = (
            (token.plain.isdigit() and len(token.plain) == 1)
            or token.plain in asking
            or token.plain in _OF_LISTS
        )
        if not of_a_list and not any([hit.start <= token.start < hit.end for hit in hits]):
            return ()
    for one, other in pairwise(keys):
        first = max(hit.end for hit in hits if hit.keys[0] == one)
        then = min(hit.start for hit in hits if hit.keys[0] == other)
        if first >= then or not _LISTED.fullmatch(_LINES.sub("\n", reading.text[first:then])):
            return ()
    return keys


def likeliest_pair(reading: Reading, found: Sequence[Scored], index: AskIndex) -> Pair | None:
    """The pair of the needs `found` that the parts of a message say most for; None where one says nothing."""
    keys = [scored.key for scored in found[:_MOST_NEEDS]]
    if len(keys) < 2 or found[1].score < _LEAST or not _says_else(reading, keys):
        return None
    parts = _cut(reading.text, reading.kept)[:_MOST_PARTS]
    if len(parts) < 2:
        return None
    said = [dict.fromkeys(keys, _UNSAID) | _ranks(reading, part, keys, index) for part in parts]
    before, behind = list(accumulate(said, _added)), list(accumulate(reversed(said), _added))[::-1]
    pairs = [
        (first[one] + then[other], one, other, first, then)
        for first, then in zip(before, behind[1:], strict=False)
        for one in _most(first)
        for other in _most(then)
        if one != other and first[one] > 0 and then[other] > 0
    ]
    if not pairs:
        return None
    total, one, other, first, then = max(pairs, key=lambda pair: pair[0])
    return Pair(
        keys=(one, other),
        gain=total - found[0].rank,
        lesser=min(first[one], then[other]),
        apart=min(first[one] - first[other], then[other] - then[one]),
    )


def _says_else(reading: Reading, keys: Sequence[str]) -> bool:
    """Whether words that say little for the likeliest need say something for another."""
    best, *others = keys
    elsewhere = [(said, trust) for said, trust, _, _ in reading.weighing.pieces if said.get(best, 0.0) <= 1]
    return any(
        [sum([trust * max(0.0, said.get(key, 0.0)) for said, trust in elsewhere]) >= _ELSE for key in others]
    )


def _added(some: _Ranks, more: _Ranks) -> _Ranks:
    return {key: rank + more[key] for key, rank in some.items()}


def _most(ranks: _Ranks) -> list[str]:
    """The two needs that a part says most for."""
    return sorted(ranks, key=ranks.__getitem__, reverse=True)[:2]


def _ranks(reading: Reading, part: Sequence[Token], keys: Sequence[str], index: AskIndex) -> _Ranks:
    """What one part of a message says for those of the needs `keys` that it says anything of."""
    start, end = part[0].start, part[-1].start
    words = tuple([word for word in reading.weighing.words if start <= word.token.start <= end])
    totals = index.evidence.said_for(keys, words, part, caps_count=reading.caps_count)
    return index.shared.likeness.of(spelt_right(words, part)).beside(totals) if totals else {}


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
    return before.clause != after.clause or not _SIGNS.isdisjoint(text[before.end : after.start])
