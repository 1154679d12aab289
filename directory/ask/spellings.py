"""The ways to name a school: its registered name, its old names, one part of a long name, its village."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from directory.ask.names import SchoolWords, plain, read_chunk, word_at
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


class _Read(NamedTuple):
    """A name, read: its words in canonical spelling, and the positions before which a pause comes."""

    words: list[str]
    pauses: list[int]


class _Address(NamedTuple):
    """Where a school is: the words of its town, of all its places, and of its village."""

    town: tuple[str, ...]
    places: frozenset[str]
    village: tuple[str, ...]
    village_words: frozenset[str]


def _without_commas(words: Sequence[str]) -> _Read:
    """Give `words` with each comma turned into a pause before the next word."""
    read = _Read([], [])
    pause = False
    for word in words:
        if word == ",":
            pause = True
            continue
        if pause:
            read.pauses.append(len(read.words))
            pause = False
        read.words.append(word)
    return read


class Speller:
    """Gives the spellings of schools, one school after another, and collects neighbouring words of names.

    Names share their words, their kinds and their addresses: each is read once.
    """

    def __init__(self, words: SchoolWords, weights: SchoolWeights) -> None:
        self._words = words
        self._weights = weights
        self._generic = words.generic
        self._kind_words = words.common | frozenset(words.kinds)
        self._weak = words.directions | {"saint"}
        self._chunks: dict[str, tuple[str, ...]] = {}
        self._pairs: set[tuple[str, str]] = set()
        self._lines: dict[str, tuple[str, ...]] = {}
        self._addresses: dict[tuple[str, str, str], _Address] = {}
        self._kinds: dict[tuple[str, ...], frozenset[str]] = {}

    def spellings(self, at: int, school: SchoolName) -> list[Spelling]:
        """Give every spelling of `school`, whose position in the list is `at`."""
        address = self._address(school)
        places, found = address.places, []
        kinds: frozenset[str] = frozenset()
        core: tuple[str, ...] = ()
        for name in (school.name, *school.aliases):
            read = self._read(name)
            kinds = self._kinds_of(read.words)
            self._pairs.update(pairwise(read.words))
            core = self._core(read, address) or tuple(read.words)
            if core:
                found.append(Spelling(at, core, kinds, places, 1.0))
            if len(core) > 1 and (len(core) > 2 or read.pauses or "and" in read.words):
                for part in self._parts(read, core, places):
                    worth = self._weights.part_place if places.issuperset(part) else self._weights.part
                    found.append(Spelling(at, part, kinds, places, worth))
        if address.village and not address.village_words.issuperset(core):
            found.append(Spelling(at, address.village, kinds, places, self._weights.village))
        return found

    def _address(self, school: SchoolName) -> _Address:
        key = (school.town, school.locality, school.district)
        known = self._addresses.get(key)
        if known is None:
            town = self._line(school.town)
            local = [self._line(line) for line in school.locality.split(",")] if school.locality else [()]
            village = self._distinct(local[0])
            places = frozenset(town).union(*local, self._line(school.district))
            known = self._addresses[key] = _Address(town, places, village, frozenset(village))
        return known

    def _read(self, name: str) -> _Read:
        words: list[str] = []
        known = self._chunks
        for chunk in plain(name).split():
            words += known[chunk] if chunk in known else self._learn(chunk)
        if not self._words.phrases.keys().isdisjoint(words):
            words = self._with_phrases(words)
        return _without_commas(words) if "," in words else _Read(words, [])

    def _learn(self, chunk: str) -> tuple[str, ...]:
        """Read what stands between two spaces: its words, and a comma for each pause."""
        found = self._chunks[chunk] = tuple(read_chunk(chunk, self._words))
        return found

    def _with_phrases(self, words: Sequence[str]) -> list[str]:
        found: list[str] = []
        at = 0
        while at < len(words):
            word, taken = word_at(words, at, self._words)
            found.append(word)
            at += taken
        return found

    def _kinds_of(self, words: Sequence[str]) -> frozenset[str]:
        found = tuple([word for word in words if word in self._kind_words])
        kinds = self._kinds.get(found)
        if kinds is None:
            kinds = self._kinds[found] = frozenset(found)
        return kinds

    def _line(self, line: str) -> tuple[str, ...]:
        """Give the words of one line of an address that say where the school is: none for a street."""
        known = self._lines.get(line)
        if known is None:
            read = self._read(line).words
            street = len(read) > 1 and read[-1] in self._words.streets
            known = () if street else tuple([word for word in read if word not in self._words.left_out])
            self._lines[line] = known
        return known

    def _distinct(self, words: Sequence[str]) -> tuple[str, ...]:
        """Give the words that tell schools apart, each once."""
        return tuple(dict.fromkeys([word for word in words if word not in self._generic]))

    def joined(self) -> dict[str, set[tuple[str, str]]]:
        """Give neighbouring words by how they look written as one: "netherstowey", "christchurch"."""
        found: dict[str, set[tuple[str, str]]] = {}
        for pair in self._pairs:
            first, second = pair
            if first not in self._generic and (second not in self._generic or second == "church"):
                found.setdefault(("st" if first == "saint" else first) + second, set()).add(pair)
        return found

    def _core(self, read: _Read, address: _Address) -> tuple[str, ...]:
        """Give the words that tell a name from others: not its kind, nor the place behind a comma."""
        words: Sequence[str] = read.words
        town, places = address.town, address.places
        if read.pauses and read.pauses[-1]:
            tail = words[read.pauses[-1] :]
            if all([word in places or word in self._generic for word in tail]):
                words = words[: read.pauses[-1]]
        if town and town[0] in words:
            words = self._without_town(words, town)
        core = self._distinct(words)
        return core or tuple(
            dict.fromkeys([w for w in words if w not in self._words.left_out and w != "school"])
        )

    def _without_town(self, words: Sequence[str], town: Sequence[str]) -> Sequence[str]:
        """Give the name without the town at its start or end, if enough is left: King's College Taunton."""
        content = [word for word in words if word not in self._words.left_out]
        if not set(town) <= set(content):
            return words
        rest = [word for word in content if word not in town]
        at_edge = content[0] in town or content[-1] in town
        enough = any([word not in self._generic and word not in self._weak for word in rest])
        return rest if at_edge and enough else words

    def _parts(self, read: _Read, core: tuple[str, ...], places: frozenset[str]) -> Iterator[tuple[str, ...]]:
        """Give each part of a name made of several, and the surname of a school named after a person."""
        if len(core) > 2 and "saint" not in core and core[-1] not in places:
            yield core[-1:]
        if not read.pauses and "and" not in read.words:
            return
        cuts = sorted({0, *read.pauses, *[at for at, word in enumerate(read.words) if word == "and"]})
        parts = [
            self._distinct(read.words[start:end])
            for start, end in zip(cuts, [*cuts[1:], len(read.words)], strict=True)
        ]
        parts = [part for part in parts if part]
        if len(parts) > 1:
            for part in parts:
                if len(part) < len(core) and not self._weak.issuperset(part):
                    yield part
