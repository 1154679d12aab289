"""The words of the schools' names, and the quick way from a misspelt word to the words it may stand for."""

from bisect import bisect_left
from collections.abc import Iterable

from rapidfuzz.distance import OSA

_SHORTEST = 4
"""Letters from which a word of a name may be misspelt by one slip."""
_SHORTEST_TWO = 6
"""Letters from which it may be misspelt by two."""


class WordIndex:
    """A fixed list of words, with a look-up that allows for slips.

    A slip is a letter left out, added or changed, or two neighbours swapped. No look-up walks all words. One
    slip is found by leaving out one letter on both sides; two by the words that share three letters at the
    start, in the middle or at the end.
    """

    def __init__(self, words: Iterable[str]) -> None:
        self.words = sorted(words)
        self._known = frozenset(self.words)
        self._shorter: dict[str, str] = {}
        self._pieces: dict[str, list[str]] = {}
        shorter, pieces = self._shorter, self._pieces
        for word in self.words:
            length = len(word)
            if length < _SHORTEST or word.isdigit():
                continue
            last = ""
            for i, letter in enumerate(word):
                if letter != last:
                    key = word[:i] + word[i + 1 :]
                    shorter[key] = f"{shorter[key]} {word}" if key in shorter else word
                    last = letter
            if length >= _SHORTEST_TWO - 1:
                middle = length // 2
                for key in ("<" + word[:3], word[middle - 1 : middle + 2], ">" + word[-3:]):
                    if key in pieces:
                        pieces[key].append(word)
                    else:
                        pieces[key] = [word]

    def __contains__(self, word: str) -> bool:
        return word in self._known

    def one_slip(self, word: str) -> list[str]:
        """Give the words exactly one slip away from `word`, in alphabetical order."""
        length = len(word)
        if length < _SHORTEST - 1 or word.isdigit():
            return []
        shorter = self._shorter
        keys = [word, *[word[:i] + word[i + 1 :] for i in range(length)]]
        found = set(self._known.intersection(keys)) if length > _SHORTEST else set()
        for key in keys:
            if key in shorter:
                found.update(shorter[key].split())
        found.discard(word)
        if not found:
            return []
        distance = OSA.distance
        return sorted([w for w in found if distance(word, w, score_cutoff=1) == 1])

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
