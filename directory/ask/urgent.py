"""Whether a child may be in danger now. Signs are listed in data/vocabulary/urgent.yaml; nothing is scored."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from directory.ask.text import Token, stem, tokens
from directory.ask.vocabulary import UrgentWording, VocabularyError
from directory.ask.words import WordIndex

_NEAR = 24
_SHORTEST_CORRECTED = 6
_LONGEST_ENTRY = 6


@dataclass(frozen=True)
class _Part:
    """One part of a sign: any of these word sequences."""

    entries: frozenset[tuple[str, ...]]


@dataclass(frozen=True)
class _Sign:
    line: str
    parts: tuple[_Part, ...]
    unless: tuple[_Part, ...]


class UrgentSigns:
    """The signs of danger, ready to be looked for."""

    def __init__(self, wording: UrgentWording, abbreviations: Mapping[str, str]) -> None:
        self._abbreviations = abbreviations
        groups = {name: _Part(frozenset(map(self._stems, entries))) for name, entries in wording.words.items()}
        self._signs = tuple(self._sign(line, groups) for line in wording.danger)
        self._calm = _Part(frozenset(map(self._stems, wording.calm)))
        every = {entry for sign in self._signs for part in (*sign.parts, *sign.unless) for entry in part.entries}
        every |= self._calm.entries
        self._by_first: dict[str, list[tuple[str, ...]]] = {}
        for entry in sorted(every):
            self._by_first.setdefault(entry[0], []).append(entry)
        self._words = {word for entry in every for word in entry}
        typed = {t.plain for entries in wording.words.values() for e in entries for t in tokens(e)}
        self._spelling = WordIndex(word for word in typed if len(word) >= _SHORTEST_CORRECTED)

    def _stems(self, entry: str) -> tuple[str, ...]:
        return tuple(token.stem for token in tokens(entry, self._abbreviations))

    def _sign(self, line: str, groups: Mapping[str, _Part]) -> _Sign:
        wanted, _, unless = line.partition("!")
        return _Sign(line, self._parts(wanted, groups), self._parts(unless, groups))

    def _parts(self, side: str, groups: Mapping[str, _Part]) -> tuple[_Part, ...]:
        parts = []
        for word in side.split():
            if word.startswith("{"):
                name = word.strip("{}")
                if name not in groups:
                    raise VocabularyError(f"urgent.yaml: there is no group of words called '{name}'.")
                parts.append(groups[name])
            else:
                parts.append(_Part(frozenset({self._stems(word)})))
        return tuple(parts)

    def first_sign(self, found: Sequence[Token], known: Iterable[str] = ()) -> str | None:
        """The first sign of danger in a message, as its line in the file, or None.

        `known` are words spelt rightly that are not to be taken for a misspelt sign.
        """
        stems = [self._put_right(token, known) for token in found]
        places = self._places(stems)
        if not places or any(entry in places for entry in self._calm.entries):
            return None
        for sign in self._signs:
            spots = [_spots(part, places) for part in sign.parts]
            if all(spots) and _close(spots) and not any(_spots(part, places) for part in sign.unless):
                return sign.line
        return None

    def _put_right(self, token: Token, known: Iterable[str]) -> str:
        if token.stem in self._words or len(token.plain) < _SHORTEST_CORRECTED or token.plain in known:
            return token.stem
        near = self._spelling.one_slip(token.plain)
        return stem(near[0]) if near else token.stem

    def _places(self, stems: Sequence[str]) -> dict[tuple[str, ...], list[int]]:
        places: dict[tuple[str, ...], list[int]] = {}
        for index, word in enumerate(stems):
            for entry in self._by_first.get(word, ()):
                if tuple(stems[index : index + len(entry)]) == entry:
                    places.setdefault(entry, []).append(index)
        return places


def _spots(part: _Part, places: Mapping[tuple[str, ...], list[int]]) -> list[int]:
    return sorted({spot for entry in part.entries if entry in places for spot in places[entry]})


def _close(spots: Sequence[Sequence[int]]) -> bool:
    """Whether one spot of each part can be chosen with all of them within _NEAR words."""
    for start in sorted({spot for part in spots for spot in part}):
        if all(any(start <= spot <= start + _NEAR for spot in part) for part in spots):
            return True
    return False
