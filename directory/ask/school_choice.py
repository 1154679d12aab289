"""Which of the schools that a message may mean are given as the answer."""

from collections.abc import Iterable, Sequence

from directory.ask.mentions import Mention
from directory.ask.names import SchoolWords, Token
from directory.ask.school_reading import Reading
from directory.ask.school_turns import is_ours, named_in_passing
from directory.ask.school_weights import SchoolWeights

_SEVERAL = ("schools", "ies")
"""How a kind of school ends where several are meant: "schools", "primaries"."""
_WHOLE = 0.5
"""The share of a name from which it counts as said."""
_IN_A_NAME = frozenset({"and", "the", "of", "with"})
"""Words that may stand within a long name, and so part no two schools."""
_SHORT_WORD = 6
"""An ordinary word of up to so many letters easily looks like a misspelt name."""


def is_town(mention: Mention, reading: Reading, towns: frozenset[str]) -> bool:
    """Tell whether all words said are also those of a town."""
    return all([reading.tokens[at].word in towns for at in mention.words])


def follows(phrases: Iterable[tuple[str, ...]], tokens: Sequence[Token], at: int) -> bool:
    """Tell whether one of the phrases stands right before a token."""
    if not at:
        return False
    last = tokens[at - 1].word
    ending = [phrase for phrase in phrases if phrase[-1] == last]
    return any([tuple([t.word for t in tokens[max(0, at - len(p)) : at]]) == p for p in ending])


def is_area(mention: Mention, reading: Reading, areas: Iterable[frozenset[str]]) -> bool:
    """Tell whether the words said are those of an area, or stand in its name, and no kind of school comes
    after; several do: "the Sedgemoor schools"."""
    tokens, first, after = reading.tokens, mention.words[0], mention.words[-1] + 1
    if after < len(tokens) and reading.roles[after] in ("kind", "common"):
        kind = reading.text[tokens[after].start : tokens[after].end].lower()
        if mention.kinds and not kind.endswith(_SEVERAL):
            return False
    said = frozenset([tokens[at].word for at in mention.words])
    for area in areas:
        reach = len(area) - len(said)
        if said <= area <= {token.word for token in tokens[max(0, first - reach) : after + reach]}:
            return True
    return False


class SchoolChoice:
    """Chooses among the schools of one message; `towns` are words of places with several schools."""

    def __init__(
        self, reading: Reading, words: SchoolWords, weights: SchoolWeights, towns: frozenset[str]
    ) -> None:
        self._reading = reading
        self._tokens = reading.tokens
        self._words = words
        self._weights = weights
        self._towns = towns

    def among(self, ranked: Sequence[Mention]) -> list[Mention]:
        """Give the best mention, which is the first of `ranked`, and those that are as good.

        A second school named elsewhere in the message is given too. Those that share only a saint with the
        best come last. Those said not to be the asker's are left out, where another is left.
        """
        ranked = self._undominated(ranked)
        top = ranked[0]
        chosen: list[Mention] = []
        sharing: list[Mention] = []
        for other in ranked:
            if top.worth == 1 and other.worth < 1 and other.words == top.words:
                if self._shares_a_saint(other, top):
                    sharing.append(other)
                    continue
                if other.worth == self._weights.part_place and self._is_town(other):
                    continue
            if self._is_good(other, top):
                chosen.append(other)
        return self._of_the_asker(chosen + sharing)

    def _of_the_asker(self, chosen: list[Mention]) -> list[Mention]:
        if len(chosen) == 1:
            return chosen
        ours = [mention for mention in chosen if is_ours(self._reading.text, self._span(mention))]
        if ours:
            return [mention for mention in chosen if not self._is_apart(mention, ours)]
        others = [mention for mention in chosen if self._is_anothers(mention)]
        return [mention for mention in chosen if self._is_apart(mention, others)] or chosen

    def _is_apart(self, mention: Mention, others: Iterable[Mention]) -> bool:
        """Tell whether words that are of no name stand between a school's and all those of others."""
        roles, tokens = self._reading.roles, self._tokens
        return all(
            any(
                roles[at] not in ("kind", "common") and tokens[at].word not in _IN_A_NAME
                for at in range(min(mention.last, other.last) + 1, max(mention.first, other.first))
            )
            for other in others
        )

    def _is_anothers(self, mention: Mention) -> bool:
        """Tell whether what is said of a school shows that it is not the asker's: "used to be at"."""
        return follows(self._words.before_another_school, self._tokens, mention.words[0]) or named_in_passing(
            self._reading.text, self._span(mention)
        )

    def _span(self, mention: Mention) -> tuple[int, int]:
        """Give from which to which character a school is named."""
        return self._tokens[mention.first].start, self._tokens[mention.last].end

    def _is_town(self, mention: Mention) -> bool:
        return is_town(mention, self._reading, self._towns)

    def _is_good(self, other: Mention, top: Mention) -> bool:
        near = other.score >= top.score - self._weights.margin
        if not near and other.score < self._weights.second:
            return False
        listed = other.exact and self._is_listed_beside(other, top)
        if not (listed or other.first > top.last or other.last < top.first):
            return near
        named = near or not self._is_town(other) or (listed and other.kinds)
        return named and not (top.exact and self._looks_like_a_slip(other))

    def _is_listed_beside(self, other: Mention, top: Mention) -> bool:
        """Tell whether an "and" stands between the words of two names: "Bowlish and Mells"."""
        first, then = sorted((other.words, top.words))
        return first[-1] < then[0] and any(
            [token.word == "and" for token in self._tokens[first[-1] + 1 : then[0]]]
        )

    def _shares_a_saint(self, other: Mention, top: Mention) -> bool:
        """Tell whether the best school's saint is one of two in another's name, or its old one."""
        weights = self._weights
        full = other.score / other.worth >= top.score - weights.margin
        looser = weights.village <= other.worth < 1
        return full and looser and any([self._tokens[at].word == "saint" for at in other.words])

    def _looks_like_a_slip(self, mention: Mention) -> bool:
        """Tell whether one short misspelt word, with nothing of a school beside it, is all that was said."""
        alone = len(mention.explained) == 1 and not (mention.exact or mention.kinds)
        return alone and len(self._tokens[mention.words[0]].word) <= _SHORT_WORD

    def _undominated(self, ranked: Sequence[Mention]) -> list[Mention]:
        """Leave out a school whose every word another school explains, as its town, beside its own name."""
        whole = [m for m in ranked if m.said >= _WHOLE and m.score >= self._weights.threshold]
        return [
            m
            for m in ranked
            if not any(
                m.explained < other.explained and not (m.kinds and self._is_listed_beside(m, other))
                for other in whole
            )
        ]
