"""Whether a message asks about another council's service."""

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from operator import attrgetter

from directory.ask.text import Token, tokens
from directory.ask.vocabulary import CouncilWording

_OFFICES = frozenset({"contact", "team", "officer", "adviser", "caseworker"})
_POSSESSIVE = ("'s", "\u2019s", "'S")
_PEOPLE = _OFFICES | {"number", "email", "phone", "caseworkers"}
_SOMEBODY = _OFFICES | {"person", "people", "anyone"}
_ASKING = _PEOPLE | {"who", "whos", "whom"}
_WITHIN = frozenset({"in", "at"})
_BETWEEN = 1
_REQUEST = 5
"""Words in which a council's people are asked for: "Dorset's school transport team number"."""


class OtherCouncils:
    """The names of councils, except one's own."""

    def __init__(self, wording: CouncilWording, own: str) -> None:
        mine = _plain(own)
        self._listed = {_plain(name): name for name in reversed(wording.names) if _plain(name) != mine}
        self._names = _by_first(self._listed.values())
        self._first_words = self._names.keys() | {name + "s" for name in self._names}
        self._services = _by_first(wording.services)
        self._moving = _by_first(wording.moving)

    def asked_about(self, found: Sequence[Token]) -> str | None:
        """The other council whose service is asked about, as it is listed, or None."""
        words = [token.plain for token in found]
        if self._first_words.isdisjoint(words):
            return None
        moving = {
            found[at].clause
            for at, word in enumerate(words)
            if word in self._moving and _starting(self._moving, words, at)
        }
        asking = {token.clause for token in found if token.plain in _ASKING}
        for at, word in enumerate(words):
            if word not in self._names and word.removesuffix("s") not in self._names:
                continue
            said = _without_s(words, at)
            length = _starting(self._names, said, at)
            if not length:
                said = words
                length = _starting(self._names, said, at)
            if not length:
                continue
            council = self._listed[tuple(said[at : at + length])]
            after = at + length
            clause = words[: bisect_right(found, found[at].clause, key=attrgetter("clause"))]
            if any(_starting(self._services, clause, after + gap) for gap in range(_BETWEEN + 1)):
                owned = (
                    found[after - 1].typed.endswith(_POSSESSIVE)
                    or _is_of_somebody(words, at)
                    or _asks_for_people(found, after)
                )
                if not moving or (found[at].clause not in moving and owned):
                    return council
                continue
            last = after == len(words) or found[after].clause != found[after - 1].clause
            first = at == 0 or words[at - 1] in _WITHIN
            if found[at].clause not in moving and _is_of_somebody(words, at):
                return council
            asked = asking if at == 0 else asking & {found[at].clause}
            if asked and first and last and not moving:
                return council
        return None


def _is_of_somebody(words: Sequence[str], at: int) -> bool:
    """Whether somebody at the council that is named at `at` is asked for: "the right person at Dorset"."""
    return at > 1 and words[at - 1] in _WITHIN and words[at - 2] in _SOMEBODY


def _asks_for_people(found: Sequence[Token], after: int) -> bool:
    """Whether a council's people are all that is asked for in the few words to the end of the clause."""
    asked = found[after : after + _REQUEST + 1]
    rest = [token.plain for token in asked if token.clause == asked[0].clause]
    return len(rest) <= _REQUEST and not _PEOPLE.isdisjoint(rest)


def _plain(name: str) -> tuple[str, ...]:
    return tuple(token.plain for token in tokens(name))


def _by_first(names: Iterable[str]) -> Mapping[str, list[tuple[str, ...]]]:
    found: dict[str, list[tuple[str, ...]]] = {}
    for name in sorted((_plain(name) for name in names), key=len, reverse=True):
        found.setdefault(name[0], []).append(name)
    return found


def _starting(names: Mapping[str, list[tuple[str, ...]]], words: Sequence[str], at: int) -> int:
    """How many words the longest name that starts at `at` has; 0 if none does."""
    if at >= len(words):
        return 0
    return next((len(n) for n in names.get(words[at], ()) if tuple(words[at : at + len(n)]) == n), 0)


def _without_s(words: Sequence[str], at: int) -> list[str]:
    """The words, with the one at `at` (or the one after it) without the s of "Devon's"."""
    return [word[:-1] if at <= i <= at + 1 and word.endswith("s") else word for i, word in enumerate(words)]
