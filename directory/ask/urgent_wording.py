"""The lines of data/vocabulary/urgent.yaml as groups of words, chains of groups, and signs."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise, product

from directory.ask.text import tokens
from directory.ask.vocabulary import VocabularyError

FEW = 5
"""The most words that may stand where a line says "..". """
_START = 2
"""Words at the start of an entry by which a longer one is looked up."""
_GAP, _BOTH, _UNLESS, _EITHER = "..", "&", "!", "|"

_WHOLE = frozenset((
    "barred", "bats", "bits", "bolts", "caring", "crashing", "died", "downed", "driving", "drowned",
    "drugged", "ending", "escaped", "expected", "expecting", "glazed", "gripped", "handed", "hearing",
    "hearts", "hers", "hinge", "lamped", "lashes", "lifting", "minding", "mising", "numbered", "ours",
    "parenting", "paying", "pissed", "plane", "planes", "plastered", "posted", "posting", "railings",
    "rattling", "reading", "reported", "rings", "scar", "scared", "scars", "sectioned", "seeing",
    "spelling", "spiked", "starved", "starves", "stoned", "tied", "tracks", "training", "trapping",
    "trashed", "typed", "wasted", "wedding", "weds",
))  # fmt: skip
"""Words that mean something else without their ending ("training" is no train, "plane" no plan)."""

Entry = tuple[str, ...]
Standing = tuple[int, int, Sequence[str]]
"""An entry in a message: the position of its first word, that after its last, and the groups it is in."""
Places = Mapping[str, Mapping[int, Collection[int]]]
"""Where each group of words stands: the position of its first word, and the positions after its last."""


@dataclass(frozen=True)
class Link:
    """One part of a chain: a group of words, right after the part before it or `after_a_few` words."""

    group: str
    after_a_few: bool


Chain = tuple[Link, ...]


@dataclass(frozen=True)
class Sign:
    """One sign: `chains` that must all stand near each other, and those that take it away (`unless`)."""

    line: str
    chains: tuple[Chain, ...]
    unless: tuple[Chain, ...]

    @property
    def scattered(self) -> bool:
        """Whether its parts stand anywhere near each other ("a & b"), and not in one place."""
        return len(self.chains) > 1

    @cached_property
    def needs(self) -> frozenset[str]:
        """The groups without which the sign cannot stand."""
        return frozenset(link.group for chain in self.chains for link in chain)


CONTRACTED = {"wed": "we", "shed": "she", "ill": "i", "shell": "she"}
"""Words that stand for two when they are written with an apostrophe ("she'd" is no shed), and
for which of the two then: "shell do it again" in a group is also "she'll do it again"."""


def compared(word: str, stemmed: str) -> str:
    """The form in which a plain word, whose stem is `stemmed`, is held against the groups."""
    return word if word in _WHOLE else stemmed


class WordGroups:
    """Groups of words that mean the same here, and where they stand in a message.

    A group may take in the groups above it. A word that a sign names outright is a group of its own, and
    not the group of that name.
    """

    def __init__(self, words: Mapping[str, Sequence[str]], abbreviations: Mapping[str, str]) -> None:
        self._abbreviations = abbreviations
        self._entries: dict[str, frozenset[Entry]] = {}
        self._of_one_word: dict[str, list[str]] = {}
        self._by_start: dict[Entry, dict[Entry, list[str]]] = {}
        self.stems: set[str] = set()
        self.typed: set[str] = set()
        for name, entries in words.items():
            self._add(name, [entry for text in entries for entry in self._read(name, text)])

    def _read(self, name: str, text: str) -> Iterator[Entry]:
        if text.startswith("{"):
            yield from self._entries[self._known(text.strip("{}"), f"the group '{name}'")]
            return
        for words in product(*(word.split(_EITHER) for word in text.split())):
            found = tokens(" ".join(words), self._abbreviations)
            if not found:
                raise VocabularyError(f"urgent.yaml: '{text}' in the group '{name}' has no word.")
            self.typed.update(token.plain for token in found)
            yield tuple(compared(token.plain, token.stem) for token in found)
            if len(found) > 1 and not CONTRACTED.keys().isdisjoint(token.plain for token in found):
                yield tuple(CONTRACTED.get(t.plain) or compared(t.plain, t.stem) for t in found)

    def _add(self, name: str, entries: Sequence[Entry]) -> None:
        self._entries[name] = frozenset(entries)
        for entry in self._entries[name]:
            self.stems.update(entry)
            if len(entry) == 1:
                self._of_one_word.setdefault(entry[0], []).append(name)
            else:
                self._by_start.setdefault(entry[:_START], {}).setdefault(entry, []).append(name)

    def _known(self, name: str, where: str) -> str:
        if name not in self._entries:
            raise VocabularyError(f"urgent.yaml: {where} names '{name}', no group above it.")
        return name

    def _any_of(self, names: str, where: str) -> str:
        """The group of that name, or for "a|b" the group that takes in both."""
        parts = [self._known(name, where) for name in names.split(_EITHER)]
        if names not in self._entries:
            self._add(names, [entry for name in parts for entry in self._entries[name]])
        return names

    def size(self, group: str) -> int:
        """How many entries a group has."""
        return len(self._entries[group])

    def chain(self, line: str) -> Chain:
        """Reads "{group} .. word|two-words {group|group}".

        Raises VocabularyError for a group that is not there.
        """
        links: list[Link] = []
        gap = False
        for part in line.split():
            if part == _GAP:
                gap = True
                continue
            if part.startswith("{"):
                name = self._any_of(part.strip("{}"), f"'{line}'")
            else:
                name = f"the word {part}"
                if name not in self._entries:
                    self._add(
                        name, [entry for word in part.split(_EITHER) for entry in self._read(name, word)]
                    )
            links.append(Link(name, gap))
            gap = False
        if not links:
            raise VocabularyError("urgent.yaml: a sign has a part without any word.")
        return tuple(links)

    def standing(self, stems: Sequence[str]) -> list[Standing]:
        """The entries that stand in a message."""
        one_word, by_start = self._of_one_word, self._by_start
        found: list[Standing] = [(at, at + 1, one_word[s]) for at, s in enumerate(stems) if s in one_word]
        for at, start in enumerate(pairwise(stems)):
            if start not in by_start:
                continue
            for entry, groups in by_start[start].items():
                end = at + len(entry)
                if len(entry) <= _START or tuple(stems[at:end]) == entry:
                    found.append((at, end, groups))
        return found


def places(standing: Iterable[Standing]) -> Places:
    """Where each group stands."""
    found: dict[str, dict[int, set[int]]] = {}
    for at, end, groups in standing:
        for group in groups:
            found.setdefault(group, {}).setdefault(at, set()).add(end)
    return found


def read_signs(danger: Mapping[str, Sequence[str]], groups: WordGroups) -> Iterator[Sign]:
    """The signs in the order of the file. In "a & b ! c" two chains must meet, and c takes the sign away."""
    for lines in danger.values():
        for line in lines:
            wanted, *unless = line.split(_UNLESS)
            yield Sign(
                line,
                tuple(groups.chain(chain) for chain in wanted.split(_BOTH)),
                tuple(groups.chain(chain) for chain in unless),
            )
