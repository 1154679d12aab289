"""Whether a message asks about another council's service."""

from collections.abc import Iterable, Mapping, Sequence

from directory.ask.text import Token, tokens
from directory.ask.vocabulary import CouncilWording

_ASKING = frozenset({"who", "whos", "whom", "contact", "number", "email", "team", "phone"})
_BETWEEN = 1


class OtherCouncils:
    """The names of councils, except one's own."""

    def __init__(self, wording: CouncilWording, own: str) -> None:
        mine = _plain(own)
        self._names = _by_first(name for name in wording.names if _plain(name) != mine)
        self._services = _by_first(wording.services)
        self._moving = _by_first(wording.moving)

    def asked_about(self, found: Sequence[Token]) -> str | None:
        """The other council whose service is asked about, as it was typed, or None."""
        words = [token.plain for token in found]
        if any(_starting(self._moving, words, at) for at, word in enumerate(words) if word in self._moving):
            return None
        asking = bool(_ASKING & set(words))
        for at, word in enumerate(words):
            if word not in self._names and word.removesuffix("s") not in self._names:
                continue
            length = _starting(self._names, _without_s(words, at), at) or _starting(self._names, words, at)
            if not length:
                continue
            after = at + length
            if any(_starting(self._services, words, after + gap) for gap in range(_BETWEEN + 1)):
                return _typed(found, at, length)
            last = after == len(words) or found[after].clause != found[after - 1].clause
            if asking and last and at and words[at - 1] in ("in", "at"):
                return _typed(found, at, length)
        return None


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


def _typed(found: Sequence[Token], at: int, length: int) -> str:
    return " ".join(token.typed for token in found[at : at + length])
