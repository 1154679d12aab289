"""The words of the schools' names, and the quick way from a misspelt word to the words it may stand for."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable
from functools import cached_property

from rapidfuzz.distance import OSA

_SHORTEST = 4
"""Letters from which a word of a name may be misspelt by one slip."""
_SHORTEST_TWO = 6
"""Letters from which it may be misspelt by two."""


class WordIndex:
    """A fixed list of words, with a look-up that allows for slips.

    A slip is a letter left out, added or changed, or two neighbours swapped. No look-up walks all words. One
    slip leaves one half of a word as it was, or swaps the two letters where the halves meet. Two slips are
    found by the words that share three letters at the start, in the middle or at the end.
    """

    def __init__(self, words: Iterable[str]) -> None:
        self.words = sorted(words)
        self._known = frozenset(self.words)
        # Words by their first half and by their second; those that share one stand in one string.
        starts: dict[str, str] = {}
        ends: dict[str, str] = {}
        for word in self.words:
            if len(word) < _SHORTEST:
                continue
            middle = len(word) // 2
            start, end = word[:middle], word[middle:]
            starts[start] = f"{starts[start]} {word}" if start in starts else word
            ends[end] = f"{ends[end]} {word}" if end in ends else word
        self._starts, self._ends = starts, ends

    @cached_property
    def _pieces(self) -> dict[str, list[str]]:
        """Words by three letters of their start, middle and end; made when two slips are first allowed."""
        pieces: dict[str, list[str]] = defaultdict(list)
        for word in self.words:
            if len(word) >= _SHORTEST_TWO - 1 and not word.isdigit():
                middle = len(word) // 2
                pieces["<" + word[:3]].append(word)
                pieces[word[middle - 1 : middle + 2]].append(word)
                pieces[">" + word[-3:]].append(word)
        return dict(pieces)

    def __contains__(self, word: str) -> bool:
        return word in self._known

    def one_slip(self, word: str) -> list[str]:
        """Give the words exactly one slip away from `word`, in alphabetical order."""
        length = len(word)
        if length < _SHORTEST - 1 or word.isdigit():
            return []
        middle = length // 2
        # The half that was left as it was: of a word as long as this one, or one letter shorter or longer.
        start, end, half = self._starts.get, self._ends.get, (length - 1) // 2
        near = (
            f"{start(word[:half], '')} {start(word[: length - middle], '')} "
            f"{end(word[-middle:], '')} {end(word[-middle - 1 :], '')}"
        ).split()
        swapped = word[: middle - 1] + word[middle] + word[middle - 1] + word[middle + 1 :]
        if length >= _SHORTEST and swapped in self._known:
            near.append(swapped)
        if not near:
            return []
        distance = OSA.distance
        found = {other for other in near if distance(word, other, score_cutoff=1) == 1}
        return sorted([other for other in found if len(other) < length or not other.isdigit()])

    def two_slips(self, word: str) -> list[str]:
        """Give the words two slips away from `word` that share its start, middle or end, in order."""
        length = len(word)
        if length < _SHORTEST_TWO or word.isdigit():
            return []
        middle = length // 2
        near = set(self._pieces.get("<" + word[:3], ())) | set(self._pieces.get(">" + word[-3:], ()))
        for at in range(middle - 3, middle + 2):
            near.update(self._pieces.get(word[at : at + 3], ()))
        distance = OSA.distance
        return sorted([w for w in near if distance(word, w, score_cutoff=2) == 2])

    def beginning_with(self, start: str, most: int) -> list[str]:
        """Give the first `most` words that are longer than `start` and begin with it, in order."""
        at = bisect_left(self.words, start)
        found: list[str] = []
        while at < len(self.words) and self.words[at].startswith(start) and len(found) < most:
            if self.words[at] != start:
                found.append(self.words[at])
            at += 1
        return found
