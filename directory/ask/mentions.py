"""How well one spelling of a school's name explains the words of a message."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from directory.ask.names import SchoolWords
from directory.ask.school_places import PlacesSaid
from directory.ask.school_reading import Hit, Reading, about_schools
from directory.ask.school_weights import SchoolWeights
from directory.ask.spellings import Spelling

_REACH = 6
"""Words of one name stand at most this many words apart."""
_OCCURRENCES = 4
"""How many places of the same word are tried as the middle of a mention."""
_LITTLE_WORDS = 2
"""How many little words may stand between a name and its town or kind."""
_ELSEWHERE = 4.0
"""How surely a town of another part of England beside a name makes it another school's."""
_NOTHING: frozenset[str] = frozenset()


class Mention(NamedTuple):
    """A spelling found in a message.

    `score` ranks; `said` is the share of the name that was said; `first` to `last` are the tokens from the
    name to its kind and place beside it; `words` are the tokens of the name; `explained` adds the tokens of
    its place. `worth` is that of the spelling; `exact` tells that no word was misspelt, `kinds` that a kind
    of school stands beside the name, `suits` that every such kind is the school's (for a looser spelling).
    """

    score: float
    said: float
    first: int
    last: int
    school: int
    words: tuple[int, ...]
    explained: frozenset[int]
    spelling: Spelling
    worth: float
    exact: bool
    kinds: bool
    suits: bool


class _Beside(NamedTuple):
    """What stands on one side of a name: its place, kinds of school, how surely another name."""

    places: set[int]
    kinds: set[str]
    other: float
    edge: int


class Scorer:
    """Scores spellings against one reading of a message."""

    def __init__(
        self,
        reading: Reading,
        rarity: Mapping[str, float],
        place_rarity: Mapping[str, float],
        words: SchoolWords,
        weights: SchoolWeights,
        *,
        crowd: float,
    ) -> None:
        self._tokens = reading.tokens
        self._roles = reading.roles
        self._said = reading.said
        self._rarity = {w: rarity[w] for w in reading.said if w in rarity}
        self._words = words
        self._weights = weights
        self._places = PlacesSaid(reading, place_rarity, words, weights)
        self._worth = 1.0 if about_schools(reading, words) else weights.no_context**crowd

    def best(self, spelling: Spelling, total: float, least: float) -> Mention | None:
        """Give the best mention of `spelling`, or None when no word, or less than a share `least`, was said.

        `total` is the rarity of all its words together.
        """
        said, rarity = self._said, self._rarity
        found = [(rarity[word], said[word]) for word in spelling.words if word in rarity]
        if not found or sum([weight for weight, _ in found]) < least * total:
            return None
        anchor = max(found, key=lambda pair: pair[0])[1]
        best: Mention | None = None
        for hit in anchor[:_OCCURRENCES]:
            mention = self._around(hit, spelling, found, total)
            if best is None or mention.score > best.score:
                best = mention
        return best

    def _around(
        self, anchor: Hit, spelling: Spelling, found: Sequence[tuple[float, Sequence[Hit]]], total: float
    ) -> Mention:
        weights = self._weights
        strong = weak = 0.0
        unsaid = total
        used: list[Hit] = []
        middle = anchor.first
        for weight, hits in found:
            hit = min(hits, key=lambda h: abs(h.first - middle) - h.sure) if len(hits) > 1 else hits[0]
            begin, _, sure, everyday = hit
            if abs(begin - middle) > _REACH:
                continue
            if everyday and hit is not anchor and not self._joins(anchor, hit, found):
                continue
            used.append(hit)
            unsaid -= weight
            if everyday:
                weak += weight * sure
            else:
                strong += weight * sure
        covered = {at for hit in used for at in range(hit.first, hit.last + 1)}
        first, last = min(covered), max(covered)
        at_places = self._places.beside(spelling.places, covered)
        left = self._beside(first, -1, at_places)
        right = self._beside(last, 1, at_places)
        near = left.places | right.places
        at_places = self._places.counting(at_places, near)
        kinds = left.kinds | right.kinds
        exact = all([hit.sure >= weights.joined for hit in used])
        matters = weak or self._worth < 1.0
        alone = matters and exact and not (kinds or near) and self._alone(left.edge, right.edge)
        only_weak = weak and not strong and not right.kinds
        if only_weak and not any([self._roles[at] == "name" for at in near]):
            whole = bool(alone) and spelling.worth == 1 and len(spelling.words) == 1
            weak *= self._everyday(first, last, covered, whole=whole, own=spelling.worth == 1)
        named = strong + weak
        if first < last:
            kinds.update(
                [self._tokens[at].word for at in range(first, last) if self._roles[at] in ("kind", "common")]
            )
        score = (
            named
            - weights.missing * unsaid
            - self._among(first, last, covered | at_places)
            - weights.neighbour * (left.other + right.other)
            + self._places.worth(spelling.places, at_places, near)
            + self._kind(spelling.kinds, kinds - (spelling.places - spelling.kinds), exact=exact)
        )
        if not (kinds or near):
            score *= 1.0 if alone else self._worth
            if first == last and self._is_a_thing(first, exact=exact):
                score *= weights.everyday * weights.no_context
        return Mention(
            score * spelling.worth if score > 0 else score,
            named / total,
            left.edge,
            right.edge,
            spelling.school,
            tuple(sorted(covered)),
            frozenset(covered | at_places),
            spelling,
            spelling.worth,
            exact,
            bool(kinds),
            spelling.worth == 1 or all([self._suits(kind, spelling.kinds) for kind in kinds]),
        )

    def _joins(self, anchor: Hit, hit: Hit, found: Sequence[tuple[float, Sequence[Hit]]]) -> bool:
        """Tell whether between two words of a name no word stands that is ordinary or unknown, but its own.

        In "Drayton School and cannot park" the last word is not that of Drayton Park.
        """
        low, high = (anchor.last, hit.first) if hit.first > anchor.first else (hit.last, anchor.first)
        between = [at for at in range(low + 1, high) if self._roles[at] in ("everyday", "unknown")]
        return not between or {h.first for _, hits in found for h in hits}.issuperset(between)

    def _everyday(self, first: int, last: int, covered: set[int], *, whole: bool, own: bool) -> float:
        """Give how much ordinary words count; `whole`: one is a name and stands alone, `own`: no old name."""
        roles, token = self._roles, self._tokens[first]
        if (
            own
            and len(covered) > 1
            and all([at in covered or roles[at] == "out" for at in range(first, last)])
        ):
            return self._weights.everyday_two
        # "Mark" at the end is who wrote; "Philips", with an s that no person's name has, is the school.
        person = token.word in self._words.given_names and token.end - token.start == len(token.word)
        return 1.0 if whole and not person else self._weights.everyday

    def _alone(self, first: int, last: int) -> bool:
        """Tell whether a name stands between two pauses, with nothing but little words beside it."""
        tokens, roles = self._tokens, self._roles
        start, end = first, last
        while start > 0 and not tokens[start].pause:
            start -= 1
            if roles[start] != "out":
                return False
        while end + 1 < len(tokens) and not tokens[end + 1].pause:
            end += 1
            if roles[end] != "out":
                return False
        return first - start + end - last <= _LITTLE_WORDS

    def _is_a_thing(self, at: int, *, exact: bool) -> bool:
        """Tell whether the words beside say that this one is a thing: "a horse", "a kingfisher on the field".

        A word that is a school's name, as it was written, may stand before one: "a Kingfisher pupil".
        """
        tokens = self._tokens
        if at == 0 or tokens[at].pause or tokens[at - 1].word not in self._words.before_a_thing:
            return False
        return not exact or at + 1 == len(tokens) or tokens[at + 1].pause or self._roles[at + 1] == "out"

    def _among(self, first: int, last: int, explained: set[int]) -> float:
        """Give what the other words among those of a name take off."""
        off = 0.0
        for at in range(first + 1, last):
            role = self._roles[at]
            if at in explained or role in ("kind", "common"):
                continue
            if role == "out":
                off += self._weights.gap
            else:
                off += self._weights.extra * (0.5 if role == "everyday" else 1.0)
        return off

    def _beside(self, edge: int, step: int, at_places: set[int]) -> _Beside:
        """Look at the words beside a name, outwards, until one has nothing to do with it."""
        tokens, roles = self._tokens, self._roles
        places: set[int] = set()
        kinds: set[str] = set()
        little = 0
        end = edge
        reach = min(edge + _REACH, len(tokens) - 1) if step > 0 else max(edge - _REACH, 0)
        for at in range(edge + step, reach + step, step):
            role = roles[at]
            if role == "out" and at not in at_places:
                little += 1
                if little > _LITTLE_WORDS or (step < 0 and tokens[at].word == "and"):
                    break
                continue
            pause = tokens[at if step > 0 else at + 1].pause
            if at in at_places:
                places.add(at)
                end = at
                little = 0
            elif role in ("kind", "common"):
                if (pause or (little and step > 0)) and not (step > 0 and self._explains(edge, at)):
                    break
                little = 0
                kinds.add(tokens[at].word)
                end = at
            else:
                other = 0.0 if pause or little else self._other_name(at, step)
                return _Beside(places, kinds, other, end)
        return _Beside(places, kinds, 0.0, end)

    def _explains(self, last: int, at: int) -> bool:
        """Tell whether a pause, then just a kind of school follow a name: "Minehead - the first school"."""
        tokens, roles = self._tokens, self._roles
        if at - last > _LITTLE_WORDS or not tokens[last + 1].pause or roles[at] != "kind":
            return False
        return at + 1 == len(tokens) or tokens[at + 1].pause or tokens[at + 1].word == "school"

    def _other_name(self, at: int, step: int) -> float:
        """Tell how surely the word beside a name makes it another: "King Edward's", "Castle Street"."""
        role, word = self._roles[at], self._tokens[at].word
        if role == "unknown" and word in self._words.elsewhere:
            return _ELSEWHERE
        if step > 0 and word in self._words.streets:
            return 2.0
        if role == "name" or word in self._words.given_names:
            return 1.0
        if role == "unknown":
            return 1.0 if step < 0 else 0.5
        return 0.0

    def _suits(self, kind: str, own: frozenset[str]) -> bool:
        """Tell whether a school whose name holds the kinds `own` may be called a `kind`."""
        return (
            kind in own or kind == "school" or not own.isdisjoint(self._words.goes_with.get(kind, _NOTHING))
        )

    def _kind(self, own: frozenset[str], said: set[str], *, exact: bool) -> float:
        """Give what the kinds of school said add or take off; another kind, twice for a misspelt name."""
        score = 0.0
        if not said:
            return score
        weights, groups, goes_with = self._weights, self._words.kinds, self._words.goes_with
        for kind in said:
            group = groups.get(kind)
            goes = goes_with.get(kind, _NOTHING)
            if group is None:
                score += weights.common_said if kind in own and kind != "school" else 0.0
            elif kind in own or (group == "faith" and own & goes):
                score += weights.kind_said
            elif own & goes:
                score -= weights.kind_near
            elif any([groups.get(other) == group for other in own]):
                score -= weights.kind_other if exact else 2 * weights.kind_other
            else:
                score -= weights.kind_unsaid
        return score
