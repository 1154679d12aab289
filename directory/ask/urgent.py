"""Signs of a child in danger now, as they are listed in data/vocabulary/urgent.yaml; nothing is scored."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass

from directory.ask.text import Token, stem, tokens
from directory.ask.urgent_wording import (
    CONTRACTED,
    FEW,
    Chain,
    Link,
    Places,
    Sign,
    Standing,
    WordGroups,
    compared,
    places,
    read_signs,
)
from directory.ask.vocabulary import UrgentWording
from directory.ask.words import WordIndex

_NEAR, _CLAUSES = 16, 1
"""Words within which all parts of a sign must begin, with that many marks of punctuation between them."""
_CLOSE = 7
"""Words within which punctuation does not matter ("a girl, 13, on her own, bleeding")."""
_AROUND = 24
"""Words on either side of a sign within which what takes it away, or brings it back, must begin."""
_SHORTEST_CORRECTED = 6
_CALM, _EVEN_SO = "what calms", "what counts even so"
_SAYINGS = "sayings"
"""The group whose words, where they stand together, mean nothing here ("drowning in paperwork")."""
_ASIDES = "asides"
"""The group of words that begin another matter ("by the way"): what is beyond them takes no sign away."""
_CALM_CHAIN, _EVEN_SO_CHAIN = (Link(_CALM, False),), (Link(_EVEN_SO, False),)
_VOWELS = frozenset("aeiouy")

Span = tuple[int, int]


@dataclass(frozen=True)
class _Placed:
    """Where the groups stand in one message, and the stretch between punctuation each word belongs to."""

    places: Places
    clauses: Sequence[int]


class UrgentSigns:
    """The signs of danger, ready to be looked for. A message is held against the signs whose words it has."""

    def __init__(
        self, wording: UrgentWording, abbreviations: Mapping[str, str], known: Iterable[str] = ()
    ) -> None:
        """Of `known` words, which are spelt rightly, it is found out once as what they are compared."""
        words = {**wording.words, _CALM: wording.calm, _EVEN_SO: wording.even_so}
        self._groups = WordGroups(words, abbreviations)
        self._signs_by_group: dict[str, list[tuple[int, Sign]]] = defaultdict(list)
        for numbered in enumerate(read_signs(wording.danger, self._groups)):
            self._signs_by_group[min(numbered[1].needs, key=self._groups.size)].append(numbered)
        self._spelling = WordIndex(w for w in self._groups.typed if len(w) >= _SHORTEST_CORRECTED)
        self._not_misspelt = frozenset(t.plain for word in wording.not_misspelt for t in tokens(word))
        self._stems = {word: compared(word, stem(word)) for word in self._spelling.words}
        self._settled = {word: compared(word, stem(word)) for word in known if word not in CONTRACTED}

    def surest(self, found: Sequence[Token], known: Iterable[str] = ()) -> Sign | None:
        """The surest sign of danger in a message, or None: one that stands in one place, if there is any, and
        of equals the first in the file.

        `known` are words spelt rightly that are not to be taken for a misspelt sign.
        """
        settled = self._settled
        stems = [settled.get(token.plain) or self._put_right(token, known) for token in found]
        standing = self._groups.standing(stems)
        if not self._possible(set().union(*[groups for _, _, groups in standing])):
            return None
        placed = _Placed(self._places(stems, standing), [token.clause for token in found])
        possible = self._possible(placed.places.keys())
        there = (sign for sign in possible if self._stands(sign, placed))
        return min(there, key=lambda sign: sign.scattered, default=None)

    def _possible(self, there: Set[str]) -> list[Sign]:
        """The signs of which every group is there, in the order of the file."""
        by_group = self._signs_by_group
        numbered = [each for group in there if group in by_group for each in by_group[group]]
        return [sign for _, sign in sorted([each for each in numbered if each[1].needs <= there])]

    def _places(self, stems: list[str], standing: Sequence[Standing]) -> Places:
        """Where the groups stand, sayings left out: their words are blotted out of `stems`."""
        found = places(standing)
        if _SAYINGS not in found:
            return found
        for start, ends in found[_SAYINGS].items():
            stems[start : max(ends)] = [""] * (max(ends) - start)
        return places(self._groups.standing(stems))

    def _stands(self, sign: Sign, placed: _Placed) -> bool:
        return any(self._counts(sign, span, placed) for span in _meetings(sign, placed))

    def _counts(self, sign: Sign, span: Span, placed: _Placed) -> bool:
        if any(_beside(chain, span, placed) for chain in sign.unless):
            return False
        return not _beside(_CALM_CHAIN, span, placed) or _beside(_EVEN_SO_CHAIN, span, placed)

    def _put_right(self, token: Token, known: Iterable[str]) -> str:
        word = token.plain
        as_compared = compared(word, token.stem)
        if len(word) < _SHORTEST_CORRECTED:
            contracted = word in CONTRACTED and len(token.typed) > len(word)
            return CONTRACTED[word] if contracted else as_compared
        if as_compared in self._groups.stems:
            return as_compared
        if word in known or word in self._not_misspelt:
            return as_compared
        near = [other for other in self._spelling.one_slip(word) if _likely_slip(word, other)]
        return self._stems[near[0]] if near else as_compared


def _likely_slip(word: str, meant: str) -> bool:
    """Whether one slip from `meant` to `word` is of the kind people make: the first letter is right, and no
    consonant is changed into another letter ("prison" is not a misspelt "poison")."""
    if word[0] != meant[0]:
        return False
    if len(word) != len(meant) or sorted(word) == sorted(meant):
        return True
    changed = next((pair for pair in zip(word, meant, strict=True) if pair[0] != pair[1]), ("", ""))
    return _VOWELS.issuperset(changed)


def _ends(chain: Chain, placed: _Placed) -> dict[int, int]:
    """Where a chain stands: the position after each end of it, with the latest start that leads there."""
    reached: dict[int, int] = {}
    for link in chain:
        spots = placed.places.get(link.group)
        if not spots:
            return {}
        if link is chain[0]:
            reached = {end: start for start, ends in sorted(spots.items()) for end in ends}
            continue
        further: dict[int, int] = {}
        for at, start in reached.items():
            for begin in range(at, at + (FEW if link.after_a_few else 0) + 1):
                for end in spots.get(begin, ()):
                    further[end] = max(start, further.get(end, start))
        reached = further
    return reached


def _meetings(sign: Sign, placed: _Placed) -> Iterator[Span]:
    """The stretches of a message in which all chains of a sign begin near each other."""
    chains = []
    for chain in sign.chains:
        ends = _ends(chain, placed)
        if not ends:
            return
        chains.append(sorted((start, end) for end, start in ends.items()))
    for low in sorted({start for spans in chains for start, _ in spans}):
        high = _reach(low, placed.clauses)
        first = [next(((s, e) for s, e in spans if low <= s <= high), None) for spans in chains]
        met = [span for span in first if span]
        if len(met) == len(chains):
            yield low, max(end for _, end in met)


def _reach(low: int, clauses: Sequence[int]) -> int:
    """The last position that is near the one at `low`."""
    end = bisect_right(clauses, clauses[low] + _CLAUSES) - 1
    return min(low + _NEAR, max(end, low + _CLOSE))


def _beside(chain: Chain, span: Span, placed: _Placed) -> bool:
    """Whether a chain stands in, or within _AROUND words of, a stretch, and not in another matter."""
    asides = placed.places.get(_ASIDES, ())
    low = max([span[0] - _AROUND, *(at for at in asides if at <= span[0])])
    high = min([span[1] + _AROUND, *(at - 1 for at in asides if at >= span[1])])
    return any(low <= start <= high for start in _ends(chain, placed).values())
