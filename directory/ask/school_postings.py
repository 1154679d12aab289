"""Which schools share words with a message: the few that are worth a closer look."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Sequence
from itertools import count
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
        # Many spellings are of the same places: each such set has a number.
        numbers: dict[frozenset[str], int] = defaultdict(count().__next__)
        self._place_of = [numbers[spelling.places] for spelling in spellings]
        by_place: dict[str, list[int]] = defaultdict(list)
        at_place: dict[str, int] = defaultdict(int)
        for (places, place), times in zip(numbers.items(), Counter(self._place_of).values(), strict=True):
            for word in places:
                by_place[word].append(place)
                at_place[word] += times
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
            rarity[words[0]] if len(words) == 1 else sum(map(rarity.__getitem__, words)) for words in names
        ]
        self._by_name, self._by_place = dict(by_name), dict(by_place)

    def words(self) -> set[str]:
        """Give all words of names and places."""
        return self.rarity.keys() | self.place_rarity.keys()

    def holding(self, words: Collection[str]) -> Iterator[Spelling]:
        """Give the spellings that hold all the `words`."""
        wanted = frozenset(words)
        for at in min([self._by_name.get(word, []) for word in words], key=len, default=[]):
            if wanted.issubset(self.spellings[at].words):
                yield self.spellings[at]

    def likely(self, reading: Reading) -> list[tuple[float, int]]:
        """Give the spellings that share rare words with the message, the most promising first.

        Each comes as the score that it seems to have at first sight, and its position.
        """
        gained = self._gained(reading)
        if not gained:
            return []
        off, totals, spellings = self._weights.missing, self.totals, self.spellings
        more, least = 1 + off, _LEAST * max(gained.values())
        ranked = [(got * more - off * totals[at], at) for at, got in gained.items() if got > least]
        if len(ranked) > _LOOKED_AT:
            lowest = max(ranked)[0] - _BEHIND
            kinds, bonus = reading.kinds(0, len(reading.tokens) - 1), self._weights.kind_said
            ranked = [
                (promise + bonus * len(kinds & spellings[at].kinds), at)
                for promise, at in ranked
                if promise > lowest
            ]
        return sorted(ranked, reverse=True)[:_LOOKED_AT]

    def _gained(self, reading: Reading) -> dict[int, float]:
        """Give what the words said, in names and then in places, bring to each spelling."""
        by_name, said = self._by_name, reading.said
        gained: dict[int, float] = {}
        walked = 0
        for word in sorted([word for word in said if word in by_name], key=lambda w: len(by_name[w])):
            gain = self.rarity[word] * max([hit.sure for hit in said[word]])
            spellings: Collection[int] = by_name[word]
            walked += len(spellings)
            if walked > _WALKED:
                spellings = gained.keys() & spellings
            if not gained:
                gained = dict.fromkeys(spellings, gain)
                continue
            for at in spellings:
                gained[at] = gained.get(at, 0.0) + gain
        at_places = self._gained_at_places(reading)
        if not at_places:
            return gained
        places, more = self._place_of, at_places.get
        return {at: got + more(places[at], 0.0) for at, got in gained.items()}

    def _gained_at_places(self, reading: Reading) -> dict[int, float]:
        """Give what the words said bring to the spellings of each place, by its number."""
        share, rarity = self._weights.place_near, self.place_rarity
        gained: dict[int, float] = {}
        for word, hits in reading.said.items():
            if word in rarity and not hits[0].everyday:
                gain = share * rarity[word] * max([hit.sure for hit in hits])
                for place in self._by_place[word]:
                    gained[place] = gained.get(place, 0.0) + gain
        return gained
