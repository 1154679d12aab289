"""How a message asks, whatever it is about: for somebody to turn to, of a school's people, or for a fact."""

from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from typing import Annotated, NamedTuple

from pydantic import BaseModel, BeforeValidator, ConfigDict

from directory.ask.text import Token, tokens

_FRAGMENT = 3
_LONGEST_ENDING = 9
_TO_A_WAY = 2
"""Words within which a way to reach somebody is named: "direct number"."""
_ARTICLES = frozenset({"the", "a", "an", "your", "their", "any"})


class Manner(NamedTuple):
    """Whether a message asks whom to turn to, speaks of us and our pupils, begins as one asks a fact or gives
    an order to a machine, and is a fragment of three words or fewer."""

    asks_whom: bool
    of_us: bool
    asks_a_fact: bool
    fragment: bool


def _in_words(phrases: Iterable[str]) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(token.plain for token in tokens(phrase)) for phrase in phrases)


_Phrases = Annotated[tuple[tuple[str, ...], ...], BeforeValidator(_in_words)]
"""Phrases as they are listed, taken apart into their words."""


class MannerWords(BaseModel):
    """The words by which a manner is known, as typed, without apostrophes, in lower case.

    `asks_a_fact` is how a question after a fact begins, `greeted` are who is greeted, `thanked` what stands
    beside a word of `thanks`, `before` what is said before anything is asked, `hasty` what asks for haste at
    the end. `requests` are what stands before one of the `ways` to reach somebody: "give me the number".
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    asks_whom: frozenset[str]
    of_us: frozenset[str]
    asks_a_fact: _Phrases
    greetings: frozenset[str]
    greeted: frozenset[str]
    thanks: frozenset[str]
    thanked: frozenset[str]
    hasty: frozenset[str]
    before: _Phrases
    requests: _Phrases
    ways: frozenset[str]

    def greeting(self, found: Sequence[Token]) -> int:
        """How many words at the beginning are a greeting ("hi all", "sorry to bother you"); 0 if nothing else
        is said."""
        at = 0
        while at < len(found):
            said = found[at].plain
            before = self._said_before(found, at)
            if not before and said not in self.greetings and not (at and said in self.greeted):
                return at
            at += before or 1
        return 0

    @cached_property
    def _said_first(self) -> Mapping[str, tuple[Sequence[tuple[str, ...]], Sequence[tuple[str, ...]]]]:
        """What is said before anything is asked, and the requests, by their first words; longest first."""
        first: dict[str, tuple[list[tuple[str, ...]], list[tuple[str, ...]]]] = {}
        for kind, phrases in enumerate((self.before, self.requests)):
            for words in sorted(phrases, key=len, reverse=True):
                first.setdefault(words[0], ([], []))[kind].append(words)
        return first

    @cached_property
    def _reach(self) -> int:
        """How many words the longest of them has, with a way to reach somebody behind it."""
        return max(map(len, (*self.before, *self.requests)), default=0) + 1 + _TO_A_WAY

    @cached_property
    def _facts(self) -> frozenset[tuple[str, ...]]:
        """How a question after a fact begins."""
        return frozenset(self.asks_a_fact)

    def _said_before(self, found: Sequence[Token], at: int) -> int:
        """How many words from `at` on are said before anything is asked."""
        first = self._said_first.get(found[at].plain)
        if first is None:
            return 0
        before, requests = first
        said = tuple([token.plain for token in found[at : at + self._reach]])
        for words in before:
            if said[: len(words)] == words:
                return len(words)
        for words in requests:
            if said[: len(words)] == words:
                return len(words) if self._is_a_way(said[len(words) :]) else 0
        return 0

    def _is_a_way(self, said: Sequence[str]) -> bool:
        """Whether a way to reach somebody comes first: "the telephone number"."""
        first = 1 if said and said[0] in _ARTICLES else 0
        return not self.ways.isdisjoint(said[first : first + _TO_A_WAY])

    def thanking(self, found: Sequence[Token]) -> int:
        """How many words at the end are thanks ("many thanks in advance"), with a name below them, or haste
        ("asap"); 0 if nothing else is said."""
        end = len(found)
        while end and found[end - 1].plain in self.hasty:
            end -= 1
        start = end
        ending = found[max(0, end - _LONGEST_ENDING + 1) : end]
        if self.thanks.isdisjoint([token.plain for token in ending]):
            return len(found) - start if start else 0
        for at in range(end - 1, max(-1, end - _LONGEST_ENDING), -1):
            if found[at].plain in self.thanks:
                first = self._first_of_thanks(found, at)
                below = {token.plain for token in found[at + 1 : end]} - self.thanked - self.thanks
                if not below or (first and found[first].clause != found[first - 1].clause):
                    start = first
        return len(found) - start if start else 0

    def _first_of_thanks(self, found: Sequence[Token], at: int) -> int:
        """Where the thanks begin that the word at `at` belongs to."""
        words = self.thanks | self.thanked
        while at and found[at - 1].plain in words and found[at - 1].clause == found[at].clause:
            at -= 1
        return at

    def asked(self, found: Sequence[Token]) -> Sequence[Token]:
        """The words of a message without the greeting before them and the thanks behind."""
        start, end = self.greeting(found), len(found) - self.thanking(found)
        return found[start:end] if start < end else found

    def only_greets(self, found: Sequence[Token]) -> bool:
        """Whether nothing but a greeting is said: "hi there"."""
        return self._of_greetings.issuperset([token.plain for token in found])

    @cached_property
    def _of_greetings(self) -> frozenset[str]:
        """All words that a greeting may hold."""
        return self.greetings | self.greeted

    def manner(self, asked: Sequence[Token], kept: int) -> Manner:
        """The manner of a message, from what is asked in it, of which so many words are `kept`: they name no
        school, no place and nobody who asks."""
        said = [token.plain for token in asked]
        begins = tuple(said[:2])
        return Manner(
            asks_whom=not self.asks_whom.isdisjoint(said),
            of_us=not self.of_us.isdisjoint(said),
            asks_a_fact=not self._facts.isdisjoint((begins, begins[:1])),
            fragment=kept <= _FRAGMENT,
        )
