"""Finding a post's title in a message, also an informal or misspelt one."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from itertools import combinations
from math import log
from typing import NamedTuple

from directory.ask.text import Token, stem, tokens
from directory.ask.vocabulary import Vocabulary
from directory.ask.words import WordIndex

_SHORTEST_CORRECTED = 5
_JOINING = frozenset({"of", "and", "the", "a", "for", "to", "in"})
_ENOUGH = 0.66
_SHORTEST_BEGINNING = 5
_LONGEST_INITIALS = 6


class Title(NamedTuple):
    """A title found: whose it is, the name that matched, the share of it that was said, in how many words;
    initials are one."""

    key: str
    name: str
    share: float
    words: int


class TitleFinding(NamedTuple):
    """Titles that stand in the message, best first, and where the best one stands (character offsets)."""

    posts: tuple[Title, ...]
    start: int
    end: int


class TitleIndex:
    """The words of all titles, each as heavy as it is rare among them."""

    def __init__(
        self, titles: Mapping[str, Iterable[str]], vocabulary: Vocabulary, known: Iterable[str] = ()
    ) -> None:
        """Of `known` words it is found out once, not with every question, which say none of a title."""
        abbreviations = vocabulary.abbreviations
        self._titles: list[tuple[str, str, tuple[str, ...]]] = []
        self._by_word: dict[str, set[int]] = defaultdict(set)
        self._by_initials: dict[str, set[str]] = defaultdict(set)
        plain_words: set[str] = set()
        for key, names in titles.items():
            for name in names:
                found = [t for t in tokens(name, abbreviations) if t.plain not in _JOINING]
                stems = tuple(dict.fromkeys(t.stem for t in found))
                if not stems:
                    continue
                number = len(self._titles)
                self._titles.append((key, name, stems))
                plain_words.update(t.plain for t in found)
                for word in stems:
                    self._by_word[word].add(number)
                for whole in (tokens(name, abbreviations), found):
                    for first, last in combinations(range(len(whole) + 1), 2):
                        run = whole[first:last]
                        if 1 < len(run) <= _LONGEST_INITIALS:
                            initials = "".join(t.plain[0] for t in run)
                            self._by_initials[initials].update({t.stem for t in run} & set(stems))
        total = len(self._titles) or 1
        self._weight = {word: log(1 + total / len(at)) for word, at in self._by_word.items()}
        self._whole = [sum([self._weight[word] for word in stems]) for _, _, stems in self._titles]
        correctable = [word for word in plain_words if len(word) >= _SHORTEST_CORRECTED]
        self._spelling = WordIndex(correctable)
        self._by_beginning: dict[str, list[str]] = defaultdict(list)
        for word in sorted(correctable):
            self._by_beginning[word[:2]].append(word)
        self._ends = frozenset(word[-2:] for word in correctable)
        ordinary = vocabulary.stop_words - plain_words
        self.ordinary = ordinary | {word for word in known if not self._meant(word, stem(word))}
        """Words that say none of a title; not all there are."""

    def find(self, found: Sequence[Token], enough: float = _ENOUGH) -> TitleFinding | None:
        """The titles of which enough was said, in any order of their words, or None."""
        said = self._said(found)
        if not said:
            return None
        touched = {number for word in said for number in self._by_word[word]}
        best: dict[str, tuple[Title, float, int, int]] = {}
        for number in sorted(touched):
            key, name, stems = self._titles[number]
            words = [word for word in stems if word in said]
            whole = self._whole[number]
            share = sum([self._weight[word] for word in words]) / whole
            if share < enough or (len(words) < 2 and len(stems) > 1 and enough >= _ENOUGH):
                continue
            spots = [token for word in words for token in said[word]]
            title = Title(key, name, round(share, 3), len({token.plain for token in spots}))
            if key not in best or (share, whole) > (best[key][0].share, best[key][1]):
                best[key] = (title, whole, *_span([said[word] for word in words]))
        if not best:
            return None
        all_said = sum([self._weight[word] for word in said])
        ranked = sorted(
            best.values(),
            key=lambda at: (-at[0].share * (1 + at[0].share * at[1] / all_said), -at[1], at[0].key),
        )
        return TitleFinding(tuple(at[0] for at in ranked), ranked[0][2], ranked[0][3])

    def _said(self, found: Sequence[Token]) -> dict[str, list[Token]]:
        """The words of titles that a message says, also misspelt, shortened or as initials."""
        said: dict[str, list[Token]] = {}
        ordinary = self.ordinary
        for token in found:
            if token.plain not in ordinary:
                for meant in self._meant(token.plain, token.stem):
                    said.setdefault(meant, []).append(token)
        return said

    def _meant(self, word: str, as_compared: str) -> Collection[str]:
        """The words of titles that one word says."""
        if as_compared in self._by_word:
            return (as_compared,)
        if word in self._by_initials:
            return self._by_initials[word]
        near = self._put_right(word) if len(word) >= _SHORTEST_BEGINNING else ""
        return (near,) if near else ()

    def _put_right(self, word: str) -> str:
        """The word of a title that a misspelt or shortened one stands for, as it is compared; "" where it is
        none."""
        begun = [whole for whole in self._by_beginning.get(word[:2], ()) if whole.startswith(word)]
        if len(begun) == 1:
            return stem(begun[0])
        if len(word) <= _SHORTEST_CORRECTED:
            return ""
        near = self._one_slip(word)
        if not near and word[-1] == "s":
            near = self._one_slip(word[:-1])
        return stem(near[0]) if near else ""

    def _one_slip(self, word: str) -> list[str]:
        """The words of titles one slip away. A slip leaves the first or the last two letters as they were:
        most words are told by those to have none."""
        may = word[:2] in self._by_beginning or word[-2:] in self._ends
        return self._spelling.one_slip(word) if may else []


def _span(places: Sequence[Sequence[Token]]) -> tuple[int, int]:
    """The shortest stretch, in characters, in which each word of a title stands at one of its places."""
    stretches = []
    for anchor in min(places, key=len):
        nearest = [min((abs(t.start - anchor.start), t) for t in tokens)[1] for tokens in places]
        stretches.append((min(token.start for token in nearest), max(token.end for token in nearest)))
    return min(stretches, key=lambda stretch: (stretch[1] - stretch[0], stretch[0]))
