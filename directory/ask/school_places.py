"""Where a message says the places of schools: a town beside a name or far from it, but no street."""

from collections.abc import Container, Mapping, Sequence

from directory.ask.names import SchoolWords
from directory.ask.school_reading import Hit, Reading
from directory.ask.school_weights import SchoolWeights

_JOINING = frozenset({"and", "or"})
_PLURALS = frozenset({"schools", "primaries", "secondaries", "academies"})
"""Kinds of school as they are written for several."""
_NOT_OF_A_STREET = frozenset(("out", "kind", "common"))


class PlacesSaid:
    """The words of towns, villages and authorities in one message."""

    def __init__(
        self, reading: Reading, rarity: Mapping[str, float], words: SchoolWords, weights: SchoolWeights
    ) -> None:
        # A place that is written rightly is not another one misspelt: "Wandsworth" is not Handsworth.
        doubtful = weights.one_slip * weights.beside_exact
        self._said: list[tuple[str, float, Sequence[Hit]]] = [
            (word, rarity[word], [hit for hit in hits if hit.sure > doubtful])
            for word, hits in reading.said.items()
            if word in rarity
        ]
        self._everyday = {hit.first for _, _, hits in self._said for hit in hits if hit.everyday}
        self._weights = weights
        self._streets = self._street_names(reading, words.streets)

    def _street_names(self, reading: Reading, streets: frozenset[str]) -> Mapping[int, int]:
        """Give the words of places that are said in the name of a street, and where that name starts."""
        tokens, roles = reading.tokens, reading.roles
        found: dict[int, int] = {}
        for _, _, hits in self._said:
            for hit in hits:
                for end in (hit.first, hit.first + 1):
                    if end in (0, len(tokens)) or tokens[end].word not in streets or tokens[end].pause:
                        continue
                    if {roles[end - 1], roles[end]}.isdisjoint(_NOT_OF_A_STREET):
                        found[hit.first] = end - 1
        return found

    def beside(self, places: frozenset[str], covered: set[int]) -> set[int]:
        """Give the tokens that say one of a school's `places`, but those of its name, which are `covered`."""
        found = {hit.first for word, _, hits in self._said if word in places for hit in hits} - covered
        if found and self._streets:
            found -= self._on_a_street(found, covered)
        return found

    def _on_a_street(self, found: set[int], covered: set[int]) -> set[int]:
        """Give which words of places are those of a street instead.

        They are not where the name was said right before a town such as Street, nor in Chester-le-Street.
        """
        return {
            at
            for at in found
            if (start := self._streets.get(at)) is not None
            and start not in covered
            and not (start in found and start + 1 in found)
        }

    def counting(self, said: set[int], near: set[int]) -> set[int]:
        """Give those of the places `said` that count: an ordinary word only `near` a name.

        "Help with reading" is no Reading far from the name.
        """
        return said - (self._everyday - near) if self._everyday else said

    def worth(self, places: frozenset[str], said: set[int], near: set[int]) -> float:
        """Give what the school's `places` add that are `said`; more for those `near` its name."""
        total = 0.0
        if not said:
            return total
        for word, rarity, hits in self._said:
            if word in places:
                sure = 0.0
                for hit in hits:
                    if hit.first in said:
                        share = self._weights.place_near if hit.first in near else self._weights.place_far
                        sure = max(sure, hit.sure * share)
                total += sure * rarity
        return total


def says_several(reading: Reading, at: int) -> bool:
    """Tell whether the kind of school at the token `at` is of several schools: "the Taunton primaries"."""
    return reading.text[reading.tokens[at].start : reading.tokens[at].end].lower() in _PLURALS


def listed_with_places(
    said: Sequence[int], reading: Reading, places: Container[str], towns: Container[str]
) -> bool:
    """Tell whether the tokens `said` are of a place that is listed with others, one of which is a town.

    "Who looks after Wells and Cheddar" names no school.
    """
    tokens = reading.tokens
    if not all([tokens[at].word in places for at in said]):
        return False
    beside = _places_joined(reading, said[0] - 1, -1, places) + _places_joined(
        reading, said[-1] + 1, 1, places
    )
    return bool(beside) and any([tokens[at].word in towns for at in (*said, *beside)])


def _places_joined(reading: Reading, at: int, step: int, places: Container[str]) -> list[int]:
    """Give the places that are listed, with an "and" among them, from the token `at` on, by `step`."""
    tokens, roles = reading.tokens, reading.roles
    found: list[int] = []
    joined = after_and = False
    while 0 <= at < len(tokens):
        if tokens[at].word in _JOINING:
            after_and = True
        elif roles[at] == "name" and tokens[at].word in places:
            apart = after_and or tokens[at if step > 0 else at + 1].pause
            if not (found or apart):
                break
            found.append(at)
            joined = joined or after_and
            after_and = False
        else:
            joined = joined and (roles[at] not in ("kind", "common") or says_several(reading, at))
            break
        at += step
    return found if joined else []
