"""Find the school that a message names, among 300 schools of an authority or 27,000 of England."""

import gc
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from copy import copy
from functools import cached_property
from itertools import chain, count
from typing import Literal

from directory.ask.mentions import Mention, Scorer
from directory.ask.names import SchoolWords, read_words
from directory.ask.school_choice import SchoolChoice, follows, is_area, is_town
from directory.ask.school_finding import MOST_SCHOOLS, Candidate, SchoolFinding
from directory.ask.school_halves import HalfNames
from directory.ask.school_places import listed_with_places, says_several
from directory.ask.school_postings import SchoolPostings
from directory.ask.school_reading import Reader, Reading
from directory.ask.school_turns import tells_where
from directory.ask.school_weights import SchoolWeights
from directory.ask.school_years import of_the_kinds, of_the_years
from directory.ask.spellings import SchoolName, Speller, Spelling

__all__ = ["MOST_SCHOOLS", "Candidate", "SchoolFinding", "SchoolIndex", "SchoolName"]

_LONGEST = 10_000
"""Characters of a message that are looked at."""
_SURPRISE = 0.25
"""How much higher a score comes out than it seems at first sight; hardly ever more."""
_NEARLY_ALL = 0.9
"""The share that must be said of a name of which only words such as "old" are."""
_LOOSELY_SAID = frozenset({"primary"})
"""Kinds that a school is called whose name does not hold them."""
_AGE = "age"
"""The group of kinds of school that are for certain ages."""
_MAY_BE_A_CLASS = frozenset({"nursery", "preschool", "first", "sixthform"})
"""Kinds of school that are also said of a part of another, or of no school."""
_CERTAIN = 3.0
"""The score of a school whose number or postcode was given."""

_POSTCODE = re.compile(r"\b([a-z]{1,2}[0-9][a-z0-9]?)\s?([0-9][a-z]{2})\b", re.IGNORECASE)
_DIGIT = re.compile(r"[0-9]")
_URN = re.compile(r"(?<![0-9])[0-9]{6}(?![0-9])")


def _said_outside(reading: Reading, mention: Mention) -> frozenset[str]:
    """Give the words of names that were said anywhere else than in `mention`."""
    return frozenset(
        [
            word
            for word, hits in reading.said.items()
            if any([hit.last < mention.first or hit.first > mention.last for hit in hits])
        ]
    )


def _blotted_out(denied: Sequence[range], reading: Reading) -> str:
    """Give the text of a reading with spaces in place of some of its tokens."""
    text = reading.text
    for each in denied:
        start, end = reading.tokens[each[0]].start, reading.tokens[each[-1]].end
        text = text[:start] + " " * (end - start) + text[end:]
    return text


def _is_one_of(others: Sequence[frozenset[str]], spelling: Spelling) -> bool:
    """Tell whether a spelling holds all words by which another school is told apart."""
    held = spelling.places | spelling.kinds | set(spelling.words) if others else frozenset()
    return any([words <= held for words in others])


@contextmanager
def _no_collection() -> Iterator[None]:
    """Build without the collector of cycles: it would walk all that was built so far again and again.

    What was built lives long and has no cycles: it joins the oldest objects without being walked once more.
    """
    running = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if not gc.get_freeze_count():
            gc.freeze()
            gc.unfreeze()
        if running:
            gc.enable()


class SchoolIndex:
    """All schools that may be named, built once; `find` remembers nothing from one message to the next."""

    def __init__(
        self,
        schools: Sequence[SchoolName],
        words: SchoolWords,
        weights: SchoolWeights,
        areas: Iterable[str] = (),
    ) -> None:
        """Build from the schools; the names of the `areas` of an authority, by themselves, name no school."""
        self._schools = tuple(schools)
        self._areas = {frozenset([token.word for token in read_words(area, words)]) for area in areas}
        self._words = words
        self._weights = weights
        self._by_urn = {school.urn: at for at, school in enumerate(self._schools)}
        with _no_collection():
            self._build()

    def _build(self) -> None:
        speller = Speller(self._words, self._weights)
        spellings = list(chain.from_iterable(map(speller.spellings, count(), self._schools)))
        self._postings = SchoolPostings(spellings, speller.towns(self._schools), self._weights)
        self._reader = Reader(self._postings.words(), speller.joined(), self._words, self._weights)

    @cached_property
    def _by_postcode(self) -> dict[str, list[int]]:
        """The schools of each postcode; made for the first message that holds one."""
        found: dict[str, list[int]] = defaultdict(list)
        for at, school in enumerate(self._schools):
            if school.postcode:
                found[school.postcode.replace(" ", "").upper()].append(at)
        return dict(found)

    @property
    def weights(self) -> SchoolWeights:
        """The numbers it decides by."""
        return self._weights

    def deciding_by(self, weights: SchoolWeights) -> "SchoolIndex":
        """Give the same schools with other numbers to choose among them; spellings and slips stay."""
        other = copy(self)
        other._weights = weights
        return other

    def find(self, text: str) -> SchoolFinding:
        """Find the school or schools that `text` names. Any text is accepted; nothing is raised."""
        text = text[:_LONGEST]
        direct = self._direct(text)
        if direct is not None:
            return direct
        reading = self._reader.read(text)
        denied = reading.denied()
        if denied:
            reading, said = self._reader.read(_blotted_out(denied, reading)), reading.tokens
        others = [frozenset([said[at].word for at in each]) for each in denied]
        halves = HalfNames(reading, self._postings, self._words, self._weights)
        ranked, half = self._ranked(reading, halves)
        bare = {mention.words for mention in ranked if not mention.kinds}
        where = {words for words in bare if self._is_where(words, reading)}
        place = next((m.words for m in ranked if not m.kinds and m.words in where), None)
        if place:
            ranked = [m for m in ranked if m.kinds or m.words not in where]
        if ranked and ranked[0].score >= self._weights.threshold:
            choice = SchoolChoice(reading, self._words, self._weights, self._postings.towns)
            return self._decide(choice.among(ranked), reading, halves, others)
        if half is not None and (half.kinds or not self._is_where(half.words, reading)):
            return self._decide([half], reading, halves, others)
        nothing = SchoolFinding("none", elsewhere=self._names_another(reading))
        if not place:
            return nothing
        start, end = _span(place, reading)
        because = f"'{text[start:end]}' only tells where somebody lives or something is"
        return nothing._replace(where=(start, end), because=because)

    def _ranked(self, reading: Reading, halves: HalfNames) -> tuple[list[Mention], Mention | None]:
        """Give the best mention of each likely school, best first, and the best of too small a share.

        A spelling that cannot come near the best, and names nothing elsewhere in the message, is passed over.
        """
        postings, weights = self._postings, self._weights
        likely = postings.likely(reading)
        if not likely:
            return [], None
        scorer = Scorer(
            reading, postings.rarity, postings.place_rarity, self._words, weights, crowd=postings.crowd
        )
        best: dict[int, Mention] = {}
        half: Mention | None = None
        top = 0.0
        outside: frozenset[str] = frozenset()
        for promise, at in likely:
            spelling = postings.spellings[at]
            most = (promise + _SURPRISE) * spelling.worth
            if most < top - weights.margin and outside.isdisjoint(spelling.words):
                continue
            # A small share of a name is of no use any more once a school is named.
            least = weights.said if top >= weights.threshold else 0.0
            mention = scorer.best(spelling, postings.totals[at], least)
            if mention is None:
                continue
            if mention.said < weights.said:
                better = half is None or mention.score > half.score
                if better and halves.may_be_said(mention, postings.totals[at]):
                    half = mention
                continue
            held = best.get(mention.school)
            if (held is not None and mention.score <= held.score) or self._names_nothing(mention, reading):
                continue
            best[mention.school] = mention
            if mention.score > top:
                top = mention.score
                outside = _said_outside(reading, mention)
        ranked = sorted(best.values(), key=lambda m: (-m.score, self._schools[m.school].urn))
        return ranked, None if half is None or self._names_nothing(half, reading) else half

    def _direct(self, text: str) -> SchoolFinding | None:
        """Find a school by its number or its postcode."""
        if _DIGIT.search(text) is None:
            return None
        for found in _URN.finditer(text):
            at = self._by_urn.get(found.group())
            if at is not None:
                return self._finding([(at, _CERTAIN)], found.span(), (found.group(),))
        for found in _POSTCODE.finditer(text):
            schools = self._by_postcode.get((found.group(1) + found.group(2)).upper())
            if schools:
                return self._finding([(at, _CERTAIN) for at in schools], found.span(), (found.group(),))
        return None

    def _only_a_place(self, mention: Mention, reading: Reading) -> bool:
        """Tell whether the words said are a town with no kind of school behind, and no school's own name.

        Several schools are those of a town: "the Taunton primaries". The words may be a name, unless a word
        such as "in" or "side" beside them says that they are a place.
        """
        first, last = mention.words[0], mention.words[-1]
        tokens, words = reading.tokens, self._words
        town = is_town(mention, reading, self._postings.towns)
        of_its_kind = mention.kinds and mention.suits
        borrowed = mention.worth < 1 and town and not (of_its_kind or self._of_one_name(mention, reading))
        if borrowed and not mention.suits:
            return True
        if town and first > 0 and not tokens[first].pause and tokens[first - 1].word in words.before_a_thing:
            return True  # "a Taunton primary"
        end = last + 1 == len(tokens)
        if not end and reading.roles[last + 1] in ("kind", "common"):
            return town and says_several(reading, last + 1)
        placed = first > 0 and tokens[first - 1].word in words.before_a_place
        if not (placed or end or tokens[last + 1].pause):
            after = tokens[last + 1].word
            closes = last + 2 == len(tokens) or tokens[last + 2].pause
            placed = after in words.after_a_place or (closes and after in words.before_a_place)
        postings = self._postings
        if not mention.kinds and (
            borrowed or listed_with_places(mention.words, reading, postings.place_rarity, postings.towns)
        ):
            return True
        return placed and town

    def _is_of_another_age(self, mention: Mention, reading: Reading) -> bool:
        """Tell whether the kind of school said behind a place's name is for other ages than the school is:
        "Wincanton high school" is no Wincanton Primary School."""
        groups, goes_with, own = self._words.kinds, self._words.goes_with, mention.spelling.kinds
        if not (mention.kinds and mention.exact and any([groups.get(kind) == _AGE for kind in own])):
            return False
        if not all([reading.tokens[at].word in self._postings.place_rarity for at in mention.words]):
            return False
        return any(
            [
                groups[kind] == _AGE and kind not in own and own.isdisjoint(goes_with.get(kind, ()))
                for kind in reading.kinds(mention.words[-1], mention.last) - _MAY_BE_A_CLASS
            ]
        )

    def _is_where(self, said: Sequence[int], reading: Reading) -> bool:
        """Tell whether words said, with no kind of school, are where a family lives, or where something else
        is than a school."""
        tokens, places = reading.tokens, self._postings.place_rarity
        if follows(self._words.before_a_home, tokens, said[0]):
            return True
        return all([tokens[at].word in places for at in said]) and tells_where(
            reading.text, _span(said, reading)
        )

    def _of_one_name(self, mention: Mention, reading: Reading) -> bool:
        """Tell whether the words said stand in the name of one school only."""
        said = [reading.tokens[at].word for at in mention.words]
        schools = (spelling.school for spelling in self._postings.holding(said))
        first = next(schools, None)
        return first is not None and all(school == first for school in schools)

    @staticmethod
    def _names_another(reading: Reading) -> bool:
        """Tell whether a word that is no ordinary one stands before a kind of school."""
        tokens, roles = reading.tokens, reading.roles
        return any(
            [
                roles[at - 1] in ("name", "unknown") and not tokens[at].pause
                for at, role in enumerate(roles)
                if at and role in ("kind", "common")
            ]
        )

    def _names_nothing(self, mention: Mention, reading: Reading) -> bool:
        """Whether only a place or a number was said, or only words such as "old" of a longer name."""
        said = frozenset([reading.tokens[at].word for at in mention.words])
        words = self._words
        only_directions = mention.said < _NEARLY_ALL and (
            said <= words.directions | {"saint"} or (len(said) == 1 and said <= words.streets)
        )
        return (
            only_directions
            or all(map(str.isdecimal, said))  # the 3 of "Key Stage 3 Centre", in "3 schools"
            or is_area(mention, reading, self._areas)
            or self._is_of_another_age(mention, reading)
            or self._only_a_place(mention, reading)
        )

    def _decide(
        self,
        chosen: Sequence[Mention],
        reading: Reading,
        halves: HalfNames,
        others: Sequence[frozenset[str]],
    ) -> SchoolFinding:
        """Give the `chosen`, the best first, and those that share the half of a name which was said of it;
        but for those that are told apart by the words of `others`, where another is left."""
        top, tokens = chosen[0], reading.tokens
        found = {m.school: (m.score, m.spelling) for m in chosen}
        for spelling in halves.sharing(top):
            found.setdefault(spelling.school, (top.score, spelling))
        fit = frozenset([at for at, (_, each) in found.items() if not _is_one_of(others, each)] or found)
        if len(found) > 1 and all([m.words == top.words for m in chosen]):
            names = {school: spelling for school, (_, spelling) in found.items()}
            ages = self._words.oldest_year.keys() - _LOOSELY_SAID
            left = {school: names[school] for school in fit}
            fit = of_the_years(left, reading.text, self._words.oldest_year)
            fit = of_the_kinds(names, fit, reading.kinds(top.first, top.last) & ages)
            fit = of_the_kinds(names, fit, reading.kinds_apart())
        return self._finding(
            [(school, score) for school, (score, _) in found.items() if school in fit],
            (tokens[top.first].start, tokens[top.last].end),
            tuple([tokens[at].word for at in top.words]),
            not top.kinds and is_town(top, reading, self._postings.towns),
        )

    def _finding(
        self,
        found: Sequence[tuple[int, float]],
        span: tuple[int, int],
        used: tuple[str, ...],
        place_only: bool = False,
    ) -> SchoolFinding:
        held = self._schools
        schools = tuple(
            [
                Candidate(held[at].urn, held[at].name, held[at].town, round(score, 3), held[at].proposed)
                for at, score in found[:MOST_SCHOOLS]
            ]
        )
        because = f"you wrote '{' '.join(used)}'"
        kind: Literal["one", "several"] = "one" if len(schools) == 1 else "several"
        return SchoolFinding(kind, schools, span, because, place_only=place_only)


def _span(said: Sequence[int], reading: Reading) -> tuple[int, int]:
    """Give from which to which character words were said."""
    return reading.tokens[said[0]].start, reading.tokens[said[-1]].end
