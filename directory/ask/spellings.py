"""The ways to name a school: its registered name, its old names, one part of a long name, its village."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import chain, pairwise
from typing import NamedTuple

from directory.ask.name_reader import NameReader, Once
from directory.ask.names import SchoolWords
from directory.ask.school_weights import SchoolWeights


@dataclass(frozen=True)
class SchoolName:
    """What the finder knows of one school.

    `district` is the name of its authority or area; `proposed` tells that it is registered but not open yet.
    """

    urn: str
    name: str
    town: str = ""
    locality: str = ""
    postcode: str = ""
    aliases: tuple[str, ...] = ()
    district: str = ""
    proposed: bool = False


class Spelling(NamedTuple):
    """A way to name a school.

    `school` is the school's position in the list, `words` are those that tell it from others, `kinds` those
    that say what kind of school it is, `worth` is 1, or less for a looser way to name it.
    """

    school: int
    words: tuple[str, ...]
    kinds: frozenset[str]
    places: frozenset[str]
    worth: float


_TOWN = 4
"""A place with so many schools is a town."""

_Address = tuple[tuple[str, ...], frozenset[str], tuple[str, ...]]
"""Where a school is: the words of its town and of all its places, and those that tell its village."""
_spelling = partial(tuple.__new__, Spelling)
"""Makes a spelling of its five parts, at once."""


def _distinct(words: Sequence[str], generic: frozenset[str]) -> tuple[str, ...]:
    """Give the words that tell schools apart, each once."""
    if len(words) < 2:
        return () if generic.issuperset(words) else tuple(words)
    return tuple(dict.fromkeys([word for word in words if word not in generic]))


def _address(
    key: tuple[str, str, str],
    towns: Mapping[str, tuple[str, ...]],
    lines: Mapping[str, tuple[str, ...]],
    generic: frozenset[str],
) -> _Address:
    """Read a town, the places in it and the name of the district."""
    town, district = towns[key[0]], towns[key[2]]
    if not key[1]:
        return town, frozenset(town + district), ()
    if "," not in key[1]:
        line = lines[key[1]]
        return town, frozenset(town + district + line), _distinct(line, generic)
    local = [lines[line] for line in key[1].split(",")]
    return town, frozenset(chain(town, district, *local)), _distinct(local[0], generic)


class Speller:
    """Gives the spellings of schools, one school after another, and collects neighbouring words of names.

    Names share their words, their kinds and their addresses: each is read once.
    """

    def __init__(self, words: SchoolWords, weights: SchoolWeights) -> None:
        self._words = words
        self._weights = weights
        self._generic = words.generic
        generic, kind_words = words.generic, words.common | frozenset(words.kinds)
        self._weak = words.directions | {"saint"}
        self._said_alone = words.said_alone
        self._reader = NameReader(words)
        self._pairs: set[tuple[str, str]] = set()
        self._tails = Once[tuple[str, ...], tuple[frozenset[str], bool]](
            lambda tail: (kind_words.intersection(tail), generic.issuperset(tail))
        )
        lines = Once[str, tuple[str, ...]](self._reader.line)
        self._towns = Once[str, tuple[str, ...]](self._reader.place)
        self._addresses = Once[tuple[str, str, str], _Address](
            partial(_address, towns=self._towns, lines=lines, generic=self._generic)
        )

    def towns(self, schools: Sequence[SchoolName]) -> frozenset[str]:
        """Give the words of the places that have several schools, each counted by its whole name."""
        counted = Counter(chain.from_iterable([(s.town, s.locality, s.district) for s in schools]))
        places = [place for place, times in counted.items() if times >= _TOWN]
        return frozenset(chain.from_iterable(map(self._towns.__getitem__, places)))

    def spellings(self, at: int, school: SchoolName) -> list[Spelling]:
        """Give every spelling of `school`, whose position in the list is `at`."""
        town, places, village = self._addresses[school.town, school.locality, school.district]
        found: list[Spelling] = []
        kinds: frozenset[str] = frozenset()
        core: tuple[str, ...] = ()
        worth = 1.0
        for name in (school.name, *school.aliases) if school.aliases else (school.name,):
            words, pauses = self._reader.read(name.replace(" & ", " and "))
            own: Sequence[str] = words
            telling, ahead, kinds = self._cut(words)
            if pauses or (town and town[0] in words):
                # "Iver Heath", in the town of Iver, is the name of a village and stays whole.
                within = town if town != village[: len(town)] or len(village) == len(town) else ()
                own = self._apart(words, pauses, within, places)
                telling = [word for word in own if word not in self._generic]
            if len(telling) == 1:
                core = (telling[0],)
            else:
                core = tuple(dict.fromkeys(telling)) or self._only_generic(own) or tuple(words)
            if core:
                found.append(_spelling((at, core, kinds, places, worth)))
            if core and words[0] in self._words.kinds and words[1] == core[0]:
                # "High Ham" is no high school: its first two words are one.
                found.append(_spelling((at, (words[0] + words[1], *core[1:]), kinds, places, worth)))
            if len(core) > 1:
                if village and core[-1] == village[-1]:
                    found += [
                        _spelling((at, rest, kinds, places, worth))
                        for rest in self._without_village(core, village)
                    ]
                parted = pauses or (not ahead and "and" in words)
                if parted or len(core) > 2 or core[0] in self._said_alone:
                    found += [
                        _spelling((at, part, kinds, places, looser))
                        for part, looser in self._looser(words, pauses if parted else None, core, places)
                    ]
            worth = self._weights.village  # what follows are old names
        if village and core and (core[0] not in village or not set(village).issuperset(core)):
            found.append(_spelling((at, village, kinds, places, self._weights.village)))
        return found

    def _cut(self, words: list[str]) -> tuple[list[str], int, frozenset[str]]:
        """Give the telling words of a name, how many come before all others, if all do, and its kinds.

        Most names are telling words and then a tail, such as "catholic primary school", that many share.
        """
        generic, ahead = self._generic, 0
        for word in words:
            if word in generic:
                break
            ahead += 1
        kinds, tail_only = self._tails[tuple(words[ahead:])]
        if tail_only:
            if ahead > 1:
                self._pairs.update(pairwise(words[:ahead]))
            if "church" in kinds and ahead and words[ahead] == "church":
                self._pairs.add((words[ahead - 1], "church"))
            return words[:ahead], ahead, kinds
        telling = [word for word in words if word not in generic]
        kinds, _ = self._tails[tuple(words)]
        if len(telling) > 1 or "church" in kinds:
            self._pairs.update(pairwise(words))
        return telling, 0, kinds

    def joined(self) -> dict[str, tuple[str, ...]]:
        """Give neighbouring words by how they look written as one: "netherstowey", "christchurch"."""
        found: dict[str, tuple[str, ...]] = {}
        generic = self._generic
        for pair in self._pairs:
            first, second = pair
            if first not in generic and (second not in generic or second == "church"):
                written = ("st" if first == "saint" else first) + second
                found[written] = found[written] + pair if written in found else pair
        return found

    def _apart(
        self, words: Sequence[str], pauses: Sequence[int], town: Sequence[str], places: frozenset[str]
    ) -> Sequence[str]:
        """Give the words of a name without the place behind a comma, and without the town."""
        if pauses and pauses[-1]:
            tail = words[pauses[-1] :]
            if all([word in places or word in self._generic for word in tail]):
                words = words[: pauses[-1]]
        if town and town[0] in words:
            words = self._without_town(words, town)
        return words

    def _only_generic(self, words: Sequence[str]) -> tuple[str, ...]:
        """Give the words of a name that is made of common ones: "The Community School"."""
        left_out = self._words.left_out
        return tuple(dict.fromkeys([word for word in words if word not in left_out and word != "school"]))

    def _without_town(self, words: Sequence[str], town: Sequence[str]) -> Sequence[str]:
        """Give the name without the town at its start or end, if enough is left: King's College Taunton."""
        left_out = self._words.left_out
        content = [word for word in words if word not in left_out]
        if (content[0] not in town and content[-1] not in town) or not set(content).issuperset(town):
            return words
        rest = [word for word in content if word not in town]
        enough = any([word not in self._generic and word not in self._weak for word in rest])
        return rest if enough else words

    def _without_village(self, core: tuple[str, ...], village: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
        """Give the name without the village at its end, if enough is left: Christ Church Ainsworth."""
        rest = core[: -len(village)]
        if core[-len(village) :] == village and not self._weak.issuperset(rest):
            yield rest

    def _looser(
        self,
        words: Sequence[str],
        pauses: Sequence[int] | None,
        core: tuple[str, ...],
        places: frozenset[str],
    ) -> Iterator[tuple[tuple[str, ...], float]]:
        """Give what people say of a long name, and its worth; `pauses` is None for a name of one part."""
        part = self._weights.part
        if core[0] in self._said_alone:
            yield core[:1], part
        if len(core) > 2 and "saint" not in core and core[-1] not in places:
            yield core[-1:], part
        if pauses is not None:
            for words_of_part in self._parts(words, pauses, len(core)):
                yield words_of_part, self._weights.part_place if places.issuperset(words_of_part) else part

    def _parts(self, words: Sequence[str], pauses: Sequence[int], whole: int) -> Iterator[tuple[str, ...]]:
        """Give each part of a name made of several, where it has fewer telling words than the `whole`."""
        cuts = sorted({0, *pauses, *[at for at, word in enumerate(words) if word == "and"]})
        parts = [
            _distinct(words[start:end], self._generic)
            for start, end in zip(cuts, [*cuts[1:], len(words)], strict=True)
        ]
        parts = [part for part in parts if part]
        if len(parts) > 1:
            for part in parts:
                if len(part) < whole and not self._weak.issuperset(part):
                    yield part
