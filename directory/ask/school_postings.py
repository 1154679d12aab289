"""Which schools share words with a message: the few that are worth a closer look."""

from collections import defaultdict
from collections.abc import Sequence
from heapq import nlargest
from math import log
from typing import NamedTuple

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
_TOWN = 4
"""A place with so many schools is a town."""


class Likely(NamedTuple):
    """A spelling worth a closer look, with the score that it seems to have at first sight."""

    promise: float
    at: int


class SchoolPostings:
    """For each word the spellings that hold it, and how rare it is: 0 in every name, 1 in one.

    `crowd` is 1 for a short list and grows with it: the more schools, the more ordinary words name one.
    """

    def __init__(self, spellings: Sequence[Spelling], weights: SchoolWeights) -> None:
        self.spellings = spellings
        self._weights = weights
        by_name: dict[str, list[int]] = defaultdict(list)
        by_place: dict[str, list[int]] = defaultdict(list)
        for at, spelling in enumerate(spellings):
            for word in spelling.words:
                by_name[word].append(at)
            for word in spelling.places:
                by_place[word].append(at)
        size = max(len(spellings), _SMALLEST)
        whole, share, none = log(size), weights.town_share, ()
        rarity = {
            word: max(_COMMONEST, log(size / (len(found) + share * len(by_place.get(word, none)))) / whole)
            for word, found in by_name.items()
        }
        self.crowd = whole / log(_SMALLEST)
        self.rarity = rarity
        self.place_rarity = {
            word: max(0.0, log(size / len(found)) / whole) for word, found in by_place.items()
        }
        rarity_of = rarity.__getitem__
        self.totals = [sum(map(rarity_of, spelling.words)) for spelling in spellings]
        self.towns = frozenset([word for word, found in by_place.items() if self._are_a_town(found)])
        self._by_name = dict(by_name)
        self._by_place = dict(by_place)

    def _are_a_town(self, found: Sequence[int]) -> bool:
        """Whether these spellings are of so many schools as make a town; only the first few are looked at."""
        schools: set[int] = set()
        for at in found:
            schools.add(self.spellings[at].school)
            if len(schools) == _TOWN:
                return True
        return False

    def words(self) -> set[str]:
        """Give all words of names and places."""
        return self._by_name.keys() | self._by_place.keys()

    def likely(self, reading: Reading) -> list[Likely]:
        """Give the spellings that share rare words with the message, the most promising first."""
        gained = self._gained(reading)
        if not gained:
            return []
        off, totals, spellings = self._weights.missing, self.totals, self.spellings
        least = _LEAST * max(gained.values())
        ranked = [(got * (1 + off) - off * totals[at], at) for at, got in gained.items() if got > least]
        if len(ranked) > _LOOKED_AT:
            lowest = max(ranked)[0] - _BEHIND
            kinds = {t.word for t, role in zip(reading.tokens, reading.roles, strict=True) if role == "kind"}
            bonus = self._weights.kind_said
            ranked = [
                (promise + bonus * len(kinds & spellings[at].kinds), at)
                for promise, at in ranked
                if promise > lowest
            ]
        return [Likely(*pair) for pair in nlargest(_LOOKED_AT, ranked)]

    def _gained(self, reading: Reading) -> dict[int, float]:
        """Give what the words said, in names and then in places, bring to each spelling."""
        by_name, by_place, said = self._by_name, self._by_place, reading.said
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
        for word, hits in said.items():
            if word in by_place:
                gain = self._weights.place_near * self.place_rarity[word] * max([hit.sure for hit in hits])
                for at in gained.keys() & by_place[word]:
                    gained[at] += gain
        return gained
