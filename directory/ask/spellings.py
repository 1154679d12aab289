"""The ways to name a school: its registered name, its old names, one part of a long name, its village."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import chain, pairwise
from typing import NamedTuple, TypeVar

from directory.ask.names import SchoolWords, plain, read_chunk, word_at
from directory.ask.school_weights import SchoolWeights

Asked = TypeVar("Asked")
Found = TypeVar("Found")


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


class _Line(NamedTuple):
    """A line of an address: the words that say where it is, and those of them that tell schools apart."""

    words: tuple[str, ...]
    distinct: tuple[str, ...]


class _Address(NamedTuple):
    """Where a school is: the words of its town and of all its places, and those that tell its village."""

    town: tuple[str, ...]
    places: frozenset[str]
    village: tuple[str, ...]


_NO_LINE = _Line((), ())


class _Once(dict[Asked, Found]):
    """What a function gives for each key, asked for once."""

    def __init__(self, find: Callable[[Asked], Found]) -> None:
        super().__init__()
        self._find = find

    def __missing__(self, key: Asked) -> Found:
        found = self[key] = self._find(key)
        return found


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
        self._chunks = _Once[str, tuple[str, ...]](partial(read_chunk, words=words))
        self._first_words = frozenset(words.phrases)
        self._pairs: set[tuple[str, str]] = set()
        self._lines: dict[str, _Line] = {}
        self._addresses: dict[tuple[str, str, str], _Address] = {}
        self._kinds = _Once[tuple[str, ...], frozenset[str]](frozenset)

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
        if address.village and not set(address.village).issuperset(core):
            found.append(Spelling(at, address.village, kinds, places, self._weights.village))
        return found

    def _address(self, school: SchoolName) -> _Address:
        key = (school.town, school.locality, school.district)
        known = self._addresses.get(key)
        if known is None:
            town, district = self._line(school.town), self._line(school.district)
            local = [self._line(line) for line in school.locality.split(",")]
            places = frozenset(chain(town.words, district.words, *[line.words for line in local]))
            known = self._addresses[key] = _Address(town.words, places, local[0].distinct)
        return known

    def _read(self, name: str) -> _Read:
        words = list(chain.from_iterable(map(self._chunks.__getitem__, plain(name).split())))
        if not self._first_words.isdisjoint(words):
            words = self._with_phrases(words)
        return _without_commas(words) if "," in words else _Read(words, [])

    def _with_phrases(self, words: Sequence[str]) -> list[str]:
        found: list[str] = []
        at = 0
        while at < len(words):
            word, taken = word_at(words, at, self._words)
            found.append(word)
            at += taken
        return found

    def _kinds_of(self, words: Sequence[str]) -> frozenset[str]:
        return self._kinds[tuple([word for word in words if word in self._kind_words])]

    def _line(self, line: str) -> _Line:
        """Read one line of an address; a street does not say where the school is."""
        known = self._lines.get(line)
        if known is None:
            read = self._read(line).words
            if len(read) > 1 and read[-1] in self._words.streets:
                known = _NO_LINE
            else:
                words = tuple([word for word in read if word not in self._words.left_out])
                known = _Line(words, self._distinct(words))
            self._lines[line] = known
        return known

    def _distinct(self, words: Sequence[str]) -> tuple[str, ...]:
        """Give the words that tell schools apart, each once."""
        return tuple(dict.fromkeys([word for word in words if word not in self._generic]))

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
