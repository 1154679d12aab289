"""What the words of a message say for and against each need.

Every phrase and example of the vocabulary is one line of evidence. A word (or two content words in a row)
speaks for a need as strongly as it is commoner in that need's lines than in everybody's: the logarithm of
the ratio, held back for words that were seen once. What nearly every need's lines say tells nothing, nor do
two words that follow each other but once. Phrases that stand whole in the message count once more, because an
officer wrote them down as deciding. All of it is addition, so an answer can be explained word by word, and a
phrase that an editor adds counts at once.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from copy import copy
from functools import partial
from math import log
from typing import NamedTuple

from directory.ask.phrases import PhraseBook, PhraseHit, Word
from directory.ask.text import Token, features, stem, tokens
from directory.ask.vocabulary import Vocabulary, Wording
from directory.ask.words import WordIndex

_PRIOR = 8.0
_STRONGEST, _WEAKEST = 4.0, -0.4
_DOUBT, _DOUBT_PAIR = 2.0, 6.0
_SEEN = 2
_PAIR = 0.7
_TOO_COMMON = 90
"""What is said of more needs than this tells nothing ("school", "year")."""
_PHRASE = {1: 2.5, 2: 3.5, 3: 4.5}
_LONG_PHRASE = 5.0
_OWN_PHRASE = 25.0
_SPELT_WRONG = 0.85
_SHORTEST_CORRECTED = 5

_word = partial(tuple.__new__, Word)
"""Makes a word of its three parts, at once."""

_Piece = tuple[Mapping[str, float], float, int, int]
"""A piece of evidence: how much it counts for each need, how far it is trusted, where it stands."""


class Weighing(NamedTuple):
    """The sum of the evidence by need (`totals`), and the pieces that it is the sum of."""

    words: tuple[Word, ...]
    hits: tuple[PhraseHit, ...]
    totals: Mapping[str, float]
    pieces: Sequence[_Piece]

    @property
    def scores(self) -> list[tuple[str, float]]:
        """The needs with their sums, the largest first."""
        return sorted(self.totals.items(), key=lambda need: (-need[1], need[0]))

    def support(self, key: str) -> list[tuple[float, int, int]]:
        """What speaks for one need: how strongly, and from which to which character."""
        return [
            (trust * weights[key], start, end)
            for weights, trust, start, end in self.pieces
            if key in weights and weights[key] > 0
        ]


class Evidence:
    """The index over a vocabulary; built once, read by every question."""

    def __init__(
        self,
        vocabulary: Vocabulary,
        wordings: Mapping[str, Wording],
        rightly_spelt: Collection[str] = frozenset(),
        doubt: float = _DOUBT,
        seen: int = _SEEN,
    ) -> None:
        """`rightly_spelt` are ordinary words, never to be taken for a misspelt telling one.

        A word that is said `doubt` times in a need's lines counts for half of what it would; two words in a
        row count where they are said `seen` times in all.
        """
        self._rightly_spelt = rightly_spelt
        self._stop = vocabulary.stop_words
        self._abbreviations = vocabulary.abbreviations
        self._phrases = PhraseBook(vocabulary.stop_words, vocabulary.also_words)
        counts: dict[str, Counter[object]] = {}
        lines: Counter[str] = Counter()
        known: Counter[str] = Counter()
        for key, wording in wordings.items():
            counter = counts[key] = Counter()
            for phrase in wording.phrases:
                self._phrases.add(key, phrase, self._abbreviations)
            for line in (*wording.phrases, *wording.examples):
                found = tokens(line, self._abbreviations)
                known.update(token.plain for token in found)
                content = [t.stem for t in found if t.plain not in self._stop]
                counter.update(features(content))
                lines[key] += 1
        for ambiguity in vocabulary.ambiguities:
            if wordings.keys() >= set(ambiguity.topics):
                self._phrases.add_ambiguous(ambiguity, self._abbreviations)
        self._weights = _weights(counts, lines, doubt, seen)
        self._known = known
        self._spelling = WordIndex(word for word in known if len(word) >= _SHORTEST_CORRECTED)
        self._own: PhraseBook | None = None

    def and_also(self, phrases: Mapping[str, Iterable[str]]) -> "Evidence":
        """This evidence with an authority's own phrases, by need. They decide; all else is shared with it."""
        other = copy(self)
        other._own = PhraseBook(self._stop, frozenset())
        words: Counter[str] = Counter()
        for key, listed in phrases.items():
            for phrase in listed:
                other._own.add(key, phrase, self._abbreviations)
                words.update(token.plain for token in tokens(phrase, self._abbreviations))
        other._known = self._known + words
        return other

    @property
    def known_words(self) -> Collection[str]:
        """The words that the vocabulary itself uses, as typed in lower case: spelt rightly."""
        return self._known

    def words(self, found: Iterable[Token]) -> tuple[Word, ...]:
        """The content words, misspelt ones put right where one word of the vocabulary is near."""
        words: list[Word] = []
        stop, known, rightly_spelt = self._stop, self._known, self._rightly_spelt
        for token in found:
            plain = token.plain
            if plain in stop:
                continue
            if len(plain) > _SHORTEST_CORRECTED and plain not in known and plain not in rightly_spelt:
                near = self._spelling.one_slip(plain) or self._spelling.two_slips(plain)
                if near and token.stem not in {stem(word) for word in near}:
                    words.append(_word((stem(self._likeliest(plain, near)), token, _SPELT_WRONG)))
                    continue
            words.append(_word((token.stem, token, 1.0)))
        return tuple(words)

    def _likeliest(self, typed: str, near: Sequence[str]) -> str:
        """Of the words that a misspelt one may be: one that begins alike, and the commonest of those."""
        return max(near, key=lambda word: (word[0] == typed[0], self._known[word], word))

    def weigh(self, kept: Sequence[Token], *, caps_count: bool = True) -> Weighing:
        """What these words say."""
        words = self.words(kept)
        hits, pieces = self._heard(words, kept, caps_count=caps_count)
        return Weighing(words, hits, _summed(pieces), pieces)

    def said_for(
        self, keys: Iterable[str], words: tuple[Word, ...], kept: Sequence[Token], *, caps_count: bool
    ) -> dict[str, float]:
        """The totals of what `weigh` tells for those of a few `keys` that are spoken of. `words` are the
        content words of `kept`, put right."""
        _, pieces = self._heard(words, kept, caps_count=caps_count)
        heard = {key: [trust * said[key] for said, trust, _, _ in pieces if key in said] for key in keys}
        return {key: sum(each) for key, each in heard.items() if each}

    def _heard(
        self, words: tuple[Word, ...], kept: Sequence[Token], *, caps_count: bool
    ) -> tuple[tuple[PhraseHit, ...], list[_Piece]]:
        """The wordings that stand in a message or a part of one, and all pieces of its evidence."""
        pieces = self._pieces(words)
        hits = self._phrases.hits(words, kept, caps_count=caps_count)
        for hit in hits:
            strength = _PHRASE.get(hit.length, _LONG_PHRASE) / (1 + 0.5 * (len(hit.keys) - 1))
            pieces.append((dict.fromkeys(hit.keys, strength), 1.0, hit.start, hit.end))
        if self._own is not None:
            found = self._own.hits(words, kept, caps_count=caps_count)
            own = [hit._replace(own=True) for hit in found]
            pieces += [(dict.fromkeys(hit.keys, _OWN_PHRASE), 1.0, hit.start, hit.end) for hit in own]
            hits = (*hits, *own)
        return hits, pieces

    def _pieces(self, words: Sequence[Word]) -> list[_Piece]:
        """What each word, and each two that follow each other, tell the first time they are said."""
        known = self._weights
        pieces: dict[object, _Piece] = {}
        before: Word | None = None
        for word in words:
            said, token, trust = word
            if before and before.token.clause == token.clause:
                pair = (before.stem, said)
                if pair in known and pair not in pieces:
                    of_both = _PAIR * min(before.trust, trust)
                    pieces[pair] = (known[pair], of_both, before.token.start, token.end)
            if said in known and said not in pieces:
                pieces[said] = (known[said], trust, token.start, token.end)
            before = word
        return list(pieces.values())


def _summed(pieces: Iterable[_Piece]) -> dict[str, float]:
    """The sum of pieces of evidence by need; the first is taken over as it is."""
    totals: dict[str, float] = {}
    for weights, trust, _, _ in pieces:
        trusted = weights if trust == 1 else {key: trust * weight for key, weight in weights.items()}
        if not totals:
            totals.update(trusted)
            continue
        for key, weight in trusted.items():
            if key in totals:
                totals[key] += weight
            else:
                totals[key] = weight
    return totals


def _weights(
    counts: Mapping[str, Counter[object]], lines: Mapping[str, int], doubt: float, seen: int
) -> dict[object, Mapping[str, float]]:
    said: dict[object, list[tuple[str, int]]] = defaultdict(list)
    for key, counter in counts.items():
        for feature, count in counter.items():
            said[feature].append((key, count))
    weights: dict[object, Mapping[str, float]] = {}
    for feature, by_need in said.items():
        pair = isinstance(feature, tuple)
        if len(by_need) > _TOO_COMMON or (pair and sum([count for _, count in by_need]) < seen):
            continue
        common = sum([count / lines[key] / len(counts) for key, count in by_need])
        held_back = _DOUBT_PAIR if pair else doubt
        weights[feature] = {key: _weight(count, lines[key], common, held_back) for key, count in by_need}
    return weights


def _weight(count: int, lines: int, common: float, doubt: float) -> float:
    """How strongly what was said `count` times in a need's `lines` speaks for it, or against it."""
    ratio = (count + _PRIOR * common) / (lines + _PRIOR) / common
    weight = log(ratio) * count / (count + doubt) if ratio > 1 else log(ratio)
    return max(_WEAKEST, min(_STRONGEST, weight))
