"""The ways to name a school: its registered name, its old names, one part of a long name, its village."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from directory.ask.names import SchoolWords, Token, read_words
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


class Speller:
    """Gives the spellings of schools, one school after another, and collects neighbouring words of names."""

    def __init__(self, words: SchoolWords, weights: SchoolWeights) -> None:
        self._words = words
        self._weights = weights
        self._generic = words.generic
        self._weak = words.directions | {"saint"}
        self._places: dict[str, frozenset[str]] = {}
        self._lines: dict[str, list[str]] = {}
        self.joined: dict[str, set[tuple[str, str]]] = {}

    def spellings(self, at: int, school: SchoolName) -> Iterator[Spelling]:
        """Give every spelling of `school`, whose position in the list is `at`."""
        town = self._place(school.town)
        places = town | self._place(school.locality) | self._place(school.district)
        kinds: frozenset[str] = frozenset()
        core: tuple[str, ...] = ()
        for name in (school.name, *school.aliases):
            tokens = read_words(name, self._words)
            kinds = frozenset(
                [t.word for t in tokens if t.word in self._words.kinds or t.word in self._words.common]
            )
            self._join(tokens)
            content = [t for t in tokens if t.word not in self._words.left_out]
            core = self._core(content, places, town) or tuple(t.word for t in tokens)
            if core:
                yield Spelling(at, core, kinds, places, 1.0)
            for part in self._parts(tokens, core, places):
                worth = self._weights.part_place if places.issuperset(part) else self._weights.part
                yield Spelling(at, part, kinds, places, worth)
        village = self._village(school.locality)
        if village and not set(core) <= set(village):
            yield Spelling(at, village, kinds, places, self._weights.village)

    def _place(self, text: str) -> frozenset[str]:
        known = self._places.get(text)
        if known is None:
            known = self._places[text] = frozenset(
                [word for line in text.split(",") for word in self._line(line)]
            )
        return known

    def _line(self, line: str) -> list[str]:
        """Give the words of one line of an address that say where the school is: none for a street."""
        known = self._lines.get(line)
        if known is None:
            known = [t.word for t in read_words(line, self._words)]
            if len(known) > 1 and known[-1] in self._words.streets:
                known = []
            known = self._lines[line] = [word for word in known if word not in self._words.left_out]
        return known

    def _join(self, tokens: Sequence[Token]) -> None:
        previous = ""
        for token in tokens:
            word = token.word
            generic = word in self._generic
            if previous and not (generic and word != "church"):
                start = "st" if previous == "saint" else previous
                self.joined.setdefault(start + word, set()).add((previous, word))
            previous = "" if generic else word

    def _core(self, content: list[Token], places: frozenset[str], town: frozenset[str]) -> tuple[str, ...]:
        """Give the words that tell a name from others."""
        generic = self._generic
        cut = 0
        for at, token in enumerate(content):
            if token.pause:
                cut = at
        if cut and all([t.word in places or t.word in generic for t in content[cut:]]):
            content = content[:cut]
        content = self._without_town(content, town)
        core = tuple(dict.fromkeys([t.word for t in content if t.word not in generic]))
        return core or tuple(dict.fromkeys([t.word for t in content if t.word != "school"]))

    def _without_town(self, content: list[Token], town: frozenset[str]) -> list[Token]:
        """Give the name without the town at its start or end, if enough is left: King's College Taunton."""
        if not town or not content or not town <= {t.word for t in content}:
            return content
        rest = [t for t in content if t.word not in town]
        at_edge = content[0].word in town or content[-1].word in town
        enough = any([t.word not in self._generic and t.word not in self._weak for t in rest])
        return rest if at_edge and enough else content

    def _parts(
        self, tokens: Sequence[Token], core: tuple[str, ...], places: frozenset[str]
    ) -> Iterator[tuple[str, ...]]:
        """Give each part of a name made of several, and the surname of a school named after a person."""
        if len(core) > 2 and "saint" not in core and core[-1] not in places:
            yield core[-1:]
        parts: list[list[str]] = [[]]
        for token in tokens:
            if token.word == "and" or token.pause:
                parts.append([])
            if token.word not in self._generic:
                parts[-1].append(token.word)
        parts = [part for part in parts if part]
        if len(parts) > 1:
            for part in parts:
                own = tuple(dict.fromkeys(part))
                if len(own) < len(core) and not self._weak.issuperset(own):
                    yield own

    def _village(self, locality: str) -> tuple[str, ...]:
        """Give the words of the first line of `locality`, unless it is a street."""
        read = self._line(locality.split(",", maxsplit=1)[0]) if locality else []
        return tuple(dict.fromkeys([word for word in read if word not in self._generic]))
