"""Finding a post's title in a message, also an informal or misspelt one."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import log

from directory.ask.text import Token, stem, tokens
from directory.ask.words import WordIndex

_SHORTEST_CORRECTED = 5
_JOINING = frozenset({"of", "and", "the", "a", "for", "to", "in"})
_ENOUGH = 0.72


@dataclass(frozen=True)
class TitleFinding:
    """Posts whose title stands in the message, best first: (key, share of the title that was said), and where."""

    posts: tuple[tuple[str, float], ...]
    start: int
    end: int


class TitleIndex:
    """The words of all titles, each as heavy as it is rare among them."""

    def __init__(self, titles: Mapping[str, Iterable[str]], abbreviations: Mapping[str, str]) -> None:
        self._titles: list[tuple[str, tuple[str, ...]]] = []
        self._by_word: dict[str, set[int]] = defaultdict(set)
        plain_words: set[str] = set()
        for key, names in titles.items():
            for name in names:
                found = [t for t in tokens(name, abbreviations) if t.plain not in _JOINING]
                stems = tuple(dict.fromkeys(t.stem for t in found))
                if not stems:
                    continue
                number = len(self._titles)
                self._titles.append((key, stems))
                plain_words.update(t.plain for t in found)
                for word in stems:
                    self._by_word[word].add(number)
        total = len(self._titles) or 1
        self._weight = {word: log(1 + total / len(at)) for word, at in self._by_word.items()}
        self._spelling = WordIndex(word for word in plain_words if len(word) >= _SHORTEST_CORRECTED)

    def find(self, found: Sequence[Token]) -> TitleFinding | None:
        """The titles of which enough was said, or None. A title's words may stand in any order, close together."""
        said: dict[str, list[Token]] = defaultdict(list)
        for token in found:
            said[self._put_right(token)].append(token)
        touched = {number for word in said for number in self._by_word.get(word, ())}
        best: dict[str, tuple[float, float, int, int]] = {}
        for number in sorted(touched):
            key, stems = self._titles[number]
            words = [word for word in stems if word in said]
            whole = sum(self._weight[word] for word in stems)
            share = sum(self._weight[word] for word in words) / whole
            if share < _ENOUGH or (len(words) < 2 and len(stems) > 1):
                continue
            spots = [token for word in words for token in said[word]]
            rank = (share, whole, min(t.start for t in spots), max(t.end for t in spots))
            if key not in best or rank[:2] > best[key][:2]:
                best[key] = rank
        if not best:
            return None
        ranked = sorted(best.items(), key=lambda item: (-round(item[1][0], 3), -item[1][1], item[0]))
        top = ranked[0][1]
        return TitleFinding(tuple((key, rank[0]) for key, rank in ranked), top[2], top[3])

    def _put_right(self, token: Token) -> str:
        if token.stem in self._by_word or len(token.plain) < _SHORTEST_CORRECTED + 1:
            return token.stem
        near = self._spelling.one_slip(token.plain)
        return stem(near[0]) if near else token.stem
