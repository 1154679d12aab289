"""Whether a message asks about another council's service."""

from bisect import bisect_right
from collections.abc import Collection, Iterable, Mapping, Sequence
from operator import attrgetter

from directory.ask.text import Token, tokens
from directory.ask.vocabulary import CouncilWording

_POSSESSIVE = ("'s", "'S")
_AT, _IN, _FOR = "at", "in", "for"
_WITHIN = frozenset({_IN, _AT})
_THEIR = frozenset({("for", "their"), ("about", "their"), ("on", "their")})
_POLITE = ["please"]
_BETWEEN = 1
_TO_SOMEBODY = 2
"""Words before a council's name in which somebody there is asked for: "officer at Dorset"."""
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
        self._service_ends = _by_first(" ".join(reversed(name.split())) for name in wording.services)
        self._moving = _by_first(wording.moving)
        self._people = wording.people
        self._at = wording.people | wording.somebody
        self._asking = wording.people | wording.ways

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
        for at in range(len(words)):
            name = self._named(words, at)
            if name and self._is_asked(found, at, at + len(name), moving):
                return self._listed[name]
        return None

    def _named(self, words: Sequence[str], at: int) -> tuple[str, ...]:
        """The council that is named from the word at `at` on, in plain words; none where none is."""
        if words[at] not in self._names and words[at].removesuffix("s") not in self._names:
            return ()
        for said in (_without_s(words, at), words):
            length = _starting(self._names, said, at)
            if length:
                return tuple(said[at : at + length])
        return ()

    def _is_asked(self, found: Sequence[Token], at: int, after: int, moving: Collection[int]) -> bool:
        """Whether a service of the council is asked for whose name stands from `at` to `after`; `moving` are
        the clauses in which somebody comes from there or goes there."""
        words, clause = [token.plain for token in found], found[at].clause
        of_clause = words[: bisect_right(found, clause, key=attrgetter("clause"))]
        if any(_starting(self._services, of_clause, after + gap) for gap in range(_BETWEEN + 1)):
            owned = (
                found[after - 1].typed.endswith(_POSSESSIVE)
                or self._is_of_somebody(words, at)
                or self._asks_for_people(found, after)
            )
            return not moving or (clause not in moving and owned)
        last = after >= len(of_clause) or of_clause[after:] == _POLITE
        if clause not in moving and (
            self._is_of_somebody(words, at) or (last and self._is_of_a_service(words, at))
        ):
            return True
        if not any(token.plain in self._asking and (at == 0 or token.clause == clause) for token in found):
            return False
        first = at == 0 or words[at - 1] in _WITHIN
        return tuple(words[after : after + 2]) in _THEIR or (first and last and not moving)

    def _is_of_somebody(self, words: Sequence[str], at: int) -> bool:
        """Whether somebody at the council named at `at` is asked for: "the right person at Dorset"."""
        if at < _TO_SOMEBODY or words[at - 1] not in _WITHIN:
            return False
        return words[at - 2] in (self._at if words[at - 1] == _AT else self._people)

    def _is_of_a_service(self, words: Sequence[str], at: int) -> bool:
        """Whether a service is asked for of the council that is named at `at`: "LADO for Dorset"."""
        if at < _TO_SOMEBODY or words[at - 1] != _FOR:
            return False
        before = words[: at - 1][::-1]
        return bool(_starting(self._service_ends, before, 0))

    def _asks_for_people(self, found: Sequence[Token], after: int) -> bool:
        """Whether a council's people are all that is asked for in the few words to the end of the clause."""
        asked = found[after : after + _REQUEST + 1]
        rest = [token.plain for token in asked if token.clause == asked[0].clause]
        return len(rest) <= _REQUEST and not self._asking.isdisjoint(rest)


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
