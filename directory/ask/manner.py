"""How a message asks, whatever it is about: for somebody to turn to, of a school's people, or for a fact."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from directory.ask.text import Token, tokens

_FRAGMENT = 3


class Manner(NamedTuple):
    """Whether a message asks whom to turn to, speaks of us and our pupils, begins as one asks a fact or gives
    an order to a machine, and is a fragment of three words or fewer; and how many words it has in all."""

    asks_whom: bool
    of_us: bool
    asks_a_fact: bool
    fragment: bool
    length: int


@dataclass(frozen=True)
class MannerWords:
    """The words by which a manner is known: `asks_whom` and `of_us` as typed, without apostrophes, in lower
    case; `openings` as the words that a question after a fact begins with; `greeted` are who is greeted,
    `thanked` what stands beside a word of `thanks`."""

    asks_whom: frozenset[str]
    of_us: frozenset[str]
    greetings: frozenset[str]
    greeted: frozenset[str]
    thanks: frozenset[str]
    thanked: frozenset[str]
    openings: frozenset[tuple[str, ...]]

    @classmethod
    def of(
        cls,
        *,
        asks_whom: Iterable[str],
        of_us: Iterable[str],
        greetings: Iterable[str],
        greeted: Iterable[str],
        thanks: Iterable[str],
        thanked: Iterable[str],
        openings: Iterable[str],
    ) -> "MannerWords":
        """Of the lists in ordinary_words.yaml."""
        begin = frozenset(tuple(token.plain for token in tokens(opening)) for opening in openings)
        return cls(
            asks_whom=frozenset(asks_whom),
            of_us=frozenset(of_us),
            greetings=frozenset(greetings),
            greeted=frozenset(greeted),
            thanks=frozenset(thanks),
            thanked=frozenset(thanked),
            openings=begin,
        )

    def greeting(self, found: Sequence[Token]) -> int:
        """How many words at the beginning are a greeting ("hi all"); 0 if nothing else is said."""
        for at, token in enumerate(found):
            if token.plain not in self.greetings and not (at and token.plain in self.greeted):
                return at
        return 0

    def thanking(self, found: Sequence[Token]) -> int:
        """How many words at the end are thanks ("many thanks in advance"); 0 if nothing else is said."""
        thanked = False
        for back, token in enumerate(reversed(found)):
            thanked = thanked or token.plain in self.thanks
            if token.plain not in self.thanks and token.plain not in self.thanked:
                return back if thanked else 0
        return 0

    def asked(self, found: Sequence[Token]) -> Sequence[Token]:
        """The words of a message without the greeting before them and the thanks behind."""
        return found[self.greeting(found) : len(found) - self.thanking(found)]

    def manner(self, asked: Sequence[Token]) -> Manner:
        """The manner of a message, from what is asked in it."""
        said = [token.plain for token in asked]
        begins = tuple(said[:2])
        return Manner(
            asks_whom=not self.asks_whom.isdisjoint(said),
            of_us=not self.of_us.isdisjoint(said),
            asks_a_fact=begins in self.openings or begins[:1] in self.openings,
            fragment=len(said) <= _FRAGMENT,
            length=len(said),
        )
