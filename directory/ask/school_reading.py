"""Read a message: which of its words may be words of a school's name, a place or a kind of school."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import partial
from itertools import pairwise
from typing import Literal, NamedTuple

from rapidfuzz.distance import OSA

from directory.ask.names import SchoolWords, Token, fold, read_words
from directory.ask.school_weights import SchoolWeights
from directory.ask.words import WordIndex

MOST_WORDS = 400
"""Words of a message that are looked at."""
_SHORT = 3
"""Words of up to so many letters are never taken for misspelt, but for one letter left out inside a name."""
_LONGER = 8
"""The most words that a shortened one may stand for."""
_LONG = 10
"""Letters from which a misspelt word that may stand for ordinary ones only is one of them."""
_BARE = 4
"""A message of up to so many words, little ones left out, may be a name and nothing else."""

_THE_ONE = frozenset({"one", "school", "not"})
_BEFORE_DENIED = frozenset({"the", "at", "in", "for", "from"})
_NOT_THE = frozenset({"not", "from", "to", "or", "and"})

Role = Literal["out", "kind", "common", "everyday", "name", "unknown"]


class Hit(NamedTuple):
    """Tokens `first` to `last` may mean a word, as sure as `sure` (0 to 1)."""

    first: int
    last: int
    sure: float
    everyday: bool


_hit = partial(tuple.__new__, Hit)
"""Makes a hit of its four parts, at once."""


class Reading(NamedTuple):
    """A message, read: its tokens, the role of each, where words of names and places were said, its text."""

    tokens: Sequence[Token]
    roles: Sequence[Role]
    said: Mapping[str, Sequence[Hit]]
    text: str

    def kinds(self, first: int, last: int) -> set[str]:
        """Give the kinds of school that were said from the token `first` to the token `last`."""
        return {self.tokens[at].word for at in range(first, last + 1) if self.roles[at] == "kind"}

    def denied(self) -> list[range]:
        """Give the tokens of each name, place or kind of school not meant: "not the Radcliffe one"."""
        found = []
        for at, token in enumerate(self.tokens):
            if token.word == "not":
                start = end = at + 1
                while start < len(self.tokens) and self.tokens[start].word in _BEFORE_DENIED:
                    start = end = start + 1
                while (
                    end < len(self.tokens) and self._is_of_a_name(end) and (end == start or self._joined(end))
                ):
                    end += 1
                if not {"name", "kind"}.isdisjoint(self.roles[start:end]):
                    found.append(range(start, end))
        return found

    def _is_of_a_name(self, at: int) -> bool:
        return self.roles[at] in ("name", "kind", "common")

    def _joined(self, at: int) -> bool:
        return not self.tokens[at].pause

    def kinds_apart(self) -> set[str]:
        """Give the kinds of school by which one of several is told apart: "we're the junior one"."""
        return {
            self.tokens[at].word
            for at, role in enumerate(self.roles)
            if role == "kind" and self._tells_apart(at)
        }

    def _tells_apart(self, at: int) -> bool:
        """Tell whether the kind of school at a token is the one meant: "the infants, not the first"."""
        tokens = self.tokens
        if at == 0 or tokens[at - 1].word != "the" or (at > 1 and tokens[at - 2].word in _NOT_THE):
            return False
        return at + 1 == len(tokens) or tokens[at + 1].pause or tokens[at + 1].word in _THE_ONE


def about_schools(reading: Reading, words: SchoolWords) -> bool:
    """Tell whether the message is about schools, or has no word that is in no name."""
    tokens, roles = reading.tokens, reading.roles
    if "kind" in roles or not words.about_schools.isdisjoint([token.word for token in tokens]):
        return True
    said_of = len(roles) - roles.count("out")
    if said_of > _BARE or 2 * roles.count("unknown") >= said_of:
        return False
    return all([r != "everyday" or t.word in reading.said for t, r in zip(tokens, roles, strict=True)])


class Reader:
    """Reads messages against the words of all names and places."""

    def __init__(
        self,
        vocabulary: Iterable[str],
        joined: Mapping[str, tuple[str, ...]],
        words: SchoolWords,
        weights: SchoolWeights,
    ) -> None:
        self._words = words
        self._weights = weights
        self._generic = words.generic
        self._index = WordIndex({*vocabulary, *words.kinds, *words.common})
        # The later ones win; an ordinary word in no name is fixed but behind "saint".
        self._fixed: dict[str, Role] = {
            **{word: "everyday" for word in words.everyday if word not in self._index},
            **dict.fromkeys(words.common, "common"),
            **dict.fromkeys(words.kinds, "kind"),
            **dict.fromkeys(words.left_out, "out"),
        }
        self._joined = joined
        self._joined_starts: dict[str, list[str]] = {}
        for word in joined:
            self._joined_starts.setdefault(word[:4], []).append(word)

    def read(self, text: str) -> Reading:
        """Read `text`; only its first words count when it is very long."""
        tokens = read_words(text, self._words, MOST_WORDS)
        roles: list[Role] = []
        said: dict[str, list[Hit]] = {}
        seen: dict[tuple[str, str], tuple[Role, Mapping[str, float]]] = {}
        fixed, shortened = self._fixed, self._words.shortened_before_a_name
        for at, (typed, start, end, _) in enumerate(tokens):
            if at and tokens[at - 1].word in self._words.before_a_person and not tokens[at].pause:
                roles.append("unknown")
                continue
            word = self._in_full(at, tokens) if typed in shortened else typed
            role = fixed.get(word)
            if role is not None and (role != "everyday" or "saint" not in said):
                roles.append(role)
                continue
            after = self._after(at, tokens, roles, said)
            if at and tokens[at - 1].word == "at" and text[start].isupper() and not after:
                after = "at"
            key = (word, after)
            if key not in seen:
                seen[key] = self._look_up(word, after, end - start)
            role, near = seen[key]
            roles.append(role)
            if role in ("kind", "common"):
                tokens[at] = tokens[at]._replace(word=next(iter(near)))
            else:
                for name, sure in near.items():
                    said.setdefault(name, []).append(_hit((at, at, sure, role == "everyday")))
        for at, (here, there) in enumerate(pairwise(roles)):
            if here != "out" != there:
                self._pair(at, tokens, roles, said)
        return Reading(tokens, roles, said, text)

    def _in_full(self, at: int, tokens: list[Token]) -> str:
        """Give the word at a position, in full if it is shortened before a word of a name: "n petherton"."""
        word = tokens[at].word
        if at + 1 < len(tokens) and not tokens[at + 1].pause:
            whole = self._words.shortened_before_a_name[word]
            if fold(whole + tokens[at + 1].word) in self._joined:
                tokens[at] = tokens[at]._replace(word=whole)
                return whole
        return word

    @staticmethod
    def _after(
        at: int, tokens: Sequence[Token], roles: Sequence[Role], said: Mapping[str, Sequence[Hit]]
    ) -> str:
        """Tell what stands before a word: "saint", another word of a "name", or nothing that helps."""
        if at == 0 or tokens[at].pause:
            return ""
        if "saint" in said and said["saint"][-1].last == at - 1:
            return "saint"
        return "name" if roles[at - 1] == "name" else ""

    def _look_up(self, word: str, after: str, length: int) -> tuple[Role, Mapping[str, float]]:
        """Give the role of `word`, of `length` letters as written, and the words it may stand for.

        A word whose role is fixed is not asked about.
        """
        known = word in self._index
        named = after == "saint" or (after == "at" and known)
        if (word in self._words.everyday and not named) or len(word) < _SHORT:
            return "everyday", {word: 1.0} if known else {}
        if known:
            return "name", self._known(word)
        return self._misspelt(word, after, length)

    def _known(self, word: str) -> Mapping[str, float]:
        sure = self._weights.one_slip * self._weights.beside_exact
        near = self._index.one_slip(word) if len(word) > _SHORT + 1 else []
        return {word: 1.0} | {n: sure for n in near if n not in self._generic}

    def _misspelt(self, word: str, after: str, length: int) -> tuple[Role, Mapping[str, float]]:
        weights, words = self._weights, self._words
        if word in words.elsewhere:
            return "unknown", {}
        if word in words.rightly_spelt and not after:
            return "everyday", {}
        found = self._slips(word, after, length)
        for kind, sure in found.items():
            if kind in self._generic:
                return ("kind" if kind in words.kinds else "common"), {kind: sure}
        for name in words.short_names.get(word, ()):
            if name in self._index:
                found[name] = weights.one_slip
        for part, sure in self._split(word):
            found[part] = max(found.get(part, 0.0), sure)
        if not found or after == "saint":
            for name in self._longer(word, after):
                found.setdefault(name, weights.shortened)
        found = found or self._with_its_s(word, after, length)
        return self._role(word, found), found

    def _role(self, word: str, found: Collection[str]) -> Role:
        """Give the role of a misspelt word from those that it may stand for."""
        if not found:
            return "unknown"
        ordinary = len(word) >= _LONG and self._words.everyday.issuperset(found)
        return "everyday" if ordinary else "name"

    def _with_its_s(self, word: str, after: str, length: int) -> dict[str, float]:
        """Give what a word stands for whose last s is no plural's: "whitecrros" for Whitecross."""
        if length != len(word) + 1:
            return {}
        slips = self._slips(word + "s", after, length)
        return {name: sure for name, sure in slips.items() if name not in self._generic}

    def _slips(self, word: str, after: str, length: int) -> dict[str, float]:
        weights, index = self._weights, self._index
        if length <= _SHORT:
            if not after:
                return {}
            return {n: weights.one_slip for n in index.one_slip(word) if len(n) > length}
        found = {n: weights.one_slip for n in index.one_slip(word)}
        bare = word.rstrip("s")
        if not found and bare != word and bare in index:
            found = {bare: weights.one_slip}
        if not found:
            for name in index.two_slips(word):
                same_start = name[0] == word[0]
                found[name] = weights.two_slips * (1.0 if same_start else weights.first_letter)
        return found

    def _split(self, word: str) -> list[tuple[str, float]]:
        """Give the two name words that `word` joins, as in "netherstowey"."""
        sure = self._weights.joined
        parts = self._joined.get(word)
        if parts is None:
            if len(word) <= 2 * _SHORT:
                return []
            sure *= self._weights.one_slip
            near = [
                w for w in self._joined_starts.get(word[:4], ()) if OSA.distance(w, word, score_cutoff=1) == 1
            ]
            parts = tuple([part for w in near for part in self._joined[w]])
        return [(part, sure) for part in sorted(set(parts))]

    def _longer(self, word: str, after: str) -> list[str]:
        """Give the words that `word` may shorten: "fitz" after a name, "wivey"."""
        shortest = _SHORT if after else _SHORT + 1
        found = self._index.beginning_with(word, _LONGER) if len(word) >= shortest else []
        for ending in self._words.nickname_endings:
            stem = word.removesuffix(ending)
            if not found and stem != word and len(stem) >= _SHORT:
                found = self._index.beginning_with(stem, _LONGER)
                found = found if len(found) < _LONGER else []
        return [name for name in found if name not in self._generic]

    def _pair(
        self, at: int, tokens: Sequence[Token], roles: Sequence[Role], said: dict[str, list[Hit]]
    ) -> None:
        """Take two neighbouring words as one word of a name: "heath field"."""
        here, there = roles[at], roles[at + 1]
        if tokens[at + 1].pause:
            return
        word = fold(tokens[at].word + tokens[at + 1].word)
        if word in self._index and word not in self._generic:
            everyday = here == "everyday" == there
            said.setdefault(word, []).append(Hit(at, at + 1, self._weights.joined, everyday))
