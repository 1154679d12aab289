"""A half name that stands in several schools' names: "Lydeard", "charlton primary"."""

from collections.abc import Iterable

from directory.ask.mentions import Mention
from directory.ask.names import SchoolWords
from directory.ask.school_postings import SchoolPostings
from directory.ask.school_reading import Reading
from directory.ask.school_weights import SchoolWeights
from directory.ask.spellings import Spelling

_ONE_AUTHORITY = 2_500
"""So many spellings are of one authority; among more, a half is shared by schools that nobody thinks of."""


class HalfNames:
    """Finds the schools whose names hold the words of one message in the same place."""

    def __init__(
        self, reading: Reading, postings: SchoolPostings, words: SchoolWords, weights: SchoolWeights
    ) -> None:
        self._reading = reading
        self._postings = postings
        self._words = words
        self._weights = weights
        self._few = len(postings.spellings) <= _ONE_AUTHORITY

    def sharing(self, mention: Mention) -> list[Spelling]:
        """Give the names that hold the words which `mention` says of one, and that suit the kinds said.

        There are none where a place beside the name decides, or where the name and its kind were said whole;
        where another kind was said, those of that kind ("huish academy" is no Huish Primary).
        """
        if not self._few or mention.explained != frozenset(mention.words):
            return []
        said = self._said(mention)
        whole = mention.worth == 1 and len(said) == len(mention.spelling.words)
        kinds = self._reading.kinds(mention.first, mention.last)
        others = kinds - mention.spelling.kinds - {"school"}
        if whole and mention.kinds and not others:
            return []
        if said and self._words.directions.issuperset(said):
            return []
        found = [spelling for spelling in self._postings.holding(said) if self._fits(spelling, said)]
        if whole:
            # "Castle" is not Castle Cary: a school of that town is called by the whole name of the town.
            towns = self._postings.towns
            found = [s for s in found if len(s.words) == len(said) or not towns.issuperset(s.words)]
        if whole and others:
            found = [s for s in found if others <= s.kinds]
        return self._suiting(found, kinds)

    def may_be_said(self, mention: Mention, total: float) -> bool:
        """Tell whether a small share of a name, of `total` rarity, is yet how its school may be called.

        It is written rightly, and a kind of school stands beside it, or it comes first or after "at".
        """
        tokens, roles, words = self._reading.tokens, self._reading.roles, self._words
        if not (self._few and mention.exact and mention.worth == 1):
            return False
        if mention.score + self._weights.missing * total * (1 - mention.said) < self._weights.threshold:
            return False
        said = [tokens[at].word for at in mention.words]
        first = mention.words[0]
        before = tokens[first - 1].word if first > 0 else ""
        if before in words.before_a_thing or any([roles[at] != "name" for at in mention.words]):
            return False
        starts = first == 0 or tokens[first].pause or before in words.before_a_school
        telling = mention.kinds or (starts and self._postings.towns.isdisjoint(said))
        return telling and self._fits(mention.spelling, self._said(mention))

    def _said(self, mention: Mention) -> tuple[str, ...]:
        """Give the words of the spelling that were said, in its order."""
        words = mention.words
        return tuple(
            word
            for word in mention.spelling.words
            if any([hit.first in words for hit in self._reading.said.get(word, ())])
        )

    @staticmethod
    def _fits(spelling: Spelling, said: tuple[str, ...]) -> bool:
        """Tell whether `said` starts or ends the name; a saint at the end is part of a village's name."""
        words, size = spelling.words, len(said)
        if spelling.worth < 1:
            return False
        return words[:size] == said or (words[-size:] == said and said[0] != "saint")

    def _suiting(self, found: Iterable[Spelling], kinds: Iterable[str]) -> list[Spelling]:
        """Give those of the spellings that suit the `kinds` of school which were said."""
        groups = self._words.kinds
        return [
            spelling
            for spelling in found
            if all(
                [
                    kind in spelling.kinds
                    or not any([groups.get(own) == groups[kind] for own in spelling.kinds])
                    for kind in kinds
                ]
            )
        ]
