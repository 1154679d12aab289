"""Which schools share words with a message: the few that are worth a closer look."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from heapq import nlargest
from math import log

from directory.ask.school_reading import Reading
from directory.ask.school_weights import SchoolWeights
from directory.ask.spellings import Spelling

_LOOKED_AT = 60
"""Spellings that are given at most; the rest cannot win."""
_LEAST = 0.25
"""A spelling needs this share of what the words said bring to the best."""
_BEHIND = 1.5
"""A spelling so far behind the most promising cannot win."""
_WALKED = 1_500
"""Spellings that are looked up through the rarest words; commoner words only help to choose among them."""
_SMALLEST = 300
"""Rarity is measured as if there were at least so many spellings: in a short list no word is common."""
_COMMONEST = 0.05
"""The least that a word counts, however common."""


def _places_counted(spellings: Sequence[Spelling]) -> Mapping[str, int]:
    """Give in how many spellings each word of a place stands.

    Many spellings are of the same places: these are counted as a whole.
    """
    at_place: dict[str, int] = defaultdict(int)
    for places, times in Counter([spelling.places for spelling in spellings]).items():
        for word in places:
            at_place[word] += times
    return at_place


class SchoolPostings:
    """For each word the spellings that hold it, and how rare it is: 0 in every name, 1 in one.

    `crowd` is 1 for a short list and grows with it: the more schools, the more ordinary words name one.
    `towns` are the words of places with several schools.
    """

    def __init__(self, spellings: Sequence[Spelling], towns: frozenset[str], weights: SchoolWeights) -> None:
        self.spellings = spellings
        self.towns = towns
        self._weights = weights
        names = [spelling.words for spelling in spellings]
        by_name: dict[str, list[int]] = defaultdict(list)
        for at, words in enumerate(names):
            for word in words:
                by_name[word].append(at)
        at_place = _places_counted(spellings)
        size = max(len(spellings), _SMALLEST)
        whole, share = log(size), weights.town_share
        rarity = {
            word: max(_COMMONEST, log(size / (len(found) + share * at_place.get(word, 0))) / whole)
            for word, found in by_name.items()
        }
        self.crowd = whole / log(_SMALLEST)
        self.rarity = rarity
        self.place_rarity = {word: max(0.0, log(size / found) / whole) for word, found in at_place.items()}
        self.totals = [
            rarity[words[0]] if len(words) == 1 else sum([rarity[word] for word in words]) for words in names
        ]
        self._by_name = dict(by_name)

    def words(self) -> set[str]:
        """Give all words of names and places."""
        return self.rarity.keys() | self.place_rarity.keys()

    def holding(self, words: Sequence[str]) -> list[Spelling]:
        """Give the spellings that hold all the `words`."""
        found = min([self._by_name.get(word, []) for word in words], key=len, default=[])
        return [self.spellings[at] for at in found if set(words).issubset(self.spellings[at].words)]

    def likely(self, reading: Reading) -> list[tuple[float, int]]:
        """Give the spellings that share rare words with the message, the most promising first.

        Each comes as the score that it seems to have at first sight, and its position.
        """
        gained = self._gained(reading)
        if not gained:
            return []
        off, totals, spellings = self._weights.missing, self.totals, self.spellings
        least = _LEAST * max(gained.values())
        ranked = [(got * (1 + off) - off * totals[at], at) for at, got in gained.items() if got > least]
        if len(ranked) > _LOOKED_AT:
            lowest = max(ranked)[0] - _BEHIND
            kinds = reading.kinds(0, len(reading.tokens) - 1)
            bonus = self._weights.kind_said
            ranked = [
                (promise + bonus * len(kinds & spellings[at].kinds), at)
                for promise, at in ranked
                if promise > lowest
            ]
            return nlargest(_LOOKED_AT, ranked)
        return sorted(ranked, reverse=True)

    def _gained(self, reading: Reading) -> dict[int, float]:
        """Give what the words said, in names and then in places, bring to each spelling."""
        by_name, said = self._by_name, reading.said
        gained: dict[int, float] = {}
        walked = 0
        for word in sorted([word for word in said if word in by_name], key=lambda w: len(by_name[w])):
            gain = self.rarity[word] * max([hit.sure for hit in said[word]])
            spellings: Sequence[int] = by_name[word]
            walked += len(spellings)
            if walked > _WALKED:
                spellings = [at for at in spellings if at in gained]
            for at in spellings:
                gained[at] = gained.get(at, 0.0) + gain
        share, rarity = self._weights.place_near, self.place_rarity
        near = {
            word: share * rarity[word] * max([hit.sure for hit in hits])
            for word, hits in said.items()
            if word in rarity and not hits[0].everyday
        }
        if near:
            spelled, words = self.spellings, near.keys()
            for at in [at for at in gained if not spelled[at].places.isdisjoint(words)]:
                places = spelled[at].places
                for word, gain in near.items():
                    if word in places:
                        gained[at] += gain
        return gained
