"""What the words of a message say for and against each need.

Every phrase and example of the vocabulary is one line of evidence. A word (or two content words in a row)
speaks for a need as strongly as it is commoner in that need's lines than in everybody's: the logarithm of
the ratio, held back for words that were seen once. Phrases that stand whole in the message count once more,
because an officer wrote them down as deciding. All of it is addition, so an answer can be explained word by
word, and a phrase that an editor adds counts at once.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from copy import copy
from dataclasses import dataclass, field, replace
from itertools import pairwise
from math import log
from operator import itemgetter
from typing import NamedTuple

from directory.ask.phrases import PhraseBook, PhraseHit, Word
from directory.ask.text import Token, stem, tokens
from directory.ask.vocabulary import Vocabulary, Wording
from directory.ask.words import WordIndex

_PRIOR = 8.0
_STRONGEST, _WEAKEST = 4.0, -0.4
_DOUBT, _DOUBT_PAIR = 0.7, 6.0
_PAIR = 0.7
_PHRASE = {1: 2.5, 2: 3.5, 3: 4.5}
_LONG_PHRASE = 5.0
_OWN_PHRASE = 25.0
_SPELT_WRONG = 0.85
_SHORTEST_CORRECTED = 5


class Piece(NamedTuple):
    """A piece of evidence: how much it counts for each need, how far it is trusted, where it stands."""

    weights: Mapping[str, float]
    trust: float
    start: int
    end: int


@dataclass(frozen=True)
class Weighing:
    """The sum of the evidence: `scores` by need, best first, and the pieces that it is the sum of."""

    words: tuple[Word, ...]
    hits: tuple[PhraseHit, ...]
    scores: tuple[tuple[str, float], ...]
    pieces: tuple[Piece, ...] = field(repr=False, default=())

    def support(self, key: str) -> tuple[tuple[float, int, int], ...]:
        """What speaks for one need: how strongly, and from which to which character."""
        return tuple(
            (piece.trust * piece.weights[key], piece.start, piece.end)
            for piece in self.pieces
            if piece.weights.get(key, 0.0) > 0
        )


class Evidence:
    """The index over a vocabulary; built once, read by every question."""

    def __init__(
        self,
        vocabulary: Vocabulary,
        wordings: Mapping[str, Wording],
        rightly_spelt: Collection[str] = frozenset(),
    ) -> None:
        """`rightly_spelt` are ordinary words, never to be taken for a misspelt telling one."""
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
                counter.update(self._features([t.stem for t in found if t.plain not in self._stop]))
                lines[key] += 1
        for ambiguity in vocabulary.ambiguities:
            if wordings.keys() >= set(ambiguity.topics):
                self._phrases.add_ambiguous(ambiguity, self._abbreviations)
        self._weights = _weights(counts, lines)
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

    @staticmethod
    def _features(stems: Sequence[str]) -> set[object]:
        return {*(stem for stem in stems if not stem.isdigit()), *pairwise(stems)}

    @property
    def known_words(self) -> Collection[str]:
        """The words that the vocabulary itself uses, as typed in lower case: spelt rightly."""
        return self._known

    def knows(self, word: Word) -> bool:
        """Whether the word stands in the vocabulary, or is a number."""
        plain = word.token.plain
        return word.stem in self._weights or plain in self._known or plain.isdigit()

    def tells_of(self, word: Word, keys: Callable[[str], bool], least: float) -> bool:
        """Whether a word, rightly spelt, speaks for one of `keys` with at least `least`, and for no other."""
        weights = self._weights.get(word.stem)
        if not weights or word.trust < 1:
            return False
        most = max(weights, key=weights.__getitem__)
        others = (weight for key, weight in weights.items() if not keys(key))
        return keys(most) and weights[most] >= least and max(others, default=0.0) <= 0

    def words(self, found: Iterable[Token]) -> tuple[Word, ...]:
        """The content words, misspelt ones put right where one word of the vocabulary is near."""
        words: list[Word] = []
        for token in found:
            if token.plain in self._stop:
                continue
            short = len(token.plain) < _SHORTEST_CORRECTED + 1
            if short or token.plain in self._known or token.plain in self._rightly_spelt:
                words.append(Word(token.stem, token, 1.0))
                continue
            near = self._spelling.one_slip(token.plain) or self._spelling.two_slips(token.plain)
            if near and token.stem not in {stem(word) for word in near}:
                words.append(Word(stem(self._likeliest(token.plain, near)), token, _SPELT_WRONG))
            else:
                words.append(Word(token.stem, token, 1.0))
        return tuple(words)

    def _likeliest(self, typed: str, near: Sequence[str]) -> str:
        """Of the words that a misspelt one may be: one that begins alike, and the commonest of those."""
        return max(near, key=lambda word: (word[0] == typed[0], self._known[word], word))

    def weigh(
        self, found: Sequence[Token], *, caps_count: bool = True, but_not: Collection[int] = ()
    ) -> Weighing:
        """What these words say. Tokens that start at an offset in `but_not` are left out."""
        kept = [token for token in found if token.start not in but_not] if but_not else found
        return self.weigh_words(self.words(kept), kept, caps_count=caps_count)

    def weigh_words(self, words: tuple[Word, ...], kept: Sequence[Token], *, caps_count: bool) -> Weighing:
        """What words say that have been put right; they are the content words of `kept`."""
        scores: dict[str, float] = {}
        pieces: list[Piece] = []
        seen: set[object] = set()
        for feature, trust, start, end in _said(words):
            if feature in seen or feature not in self._weights:
                continue
            seen.add(feature)
            pieces.append(Piece(self._weights[feature], trust, start, end))
        hits = self._phrases.hits(words, kept, caps_count=caps_count)
        for hit in hits:
            strength = _PHRASE.get(hit.length, _LONG_PHRASE) / (1 + 0.5 * (len(hit.keys) - 1))
            pieces.append(Piece(dict.fromkeys(hit.keys, strength), 1.0, hit.start, hit.end))
        if self._own is not None:
            found = self._own.hits(words, kept, caps_count=caps_count)
            own = [replace(hit, own=True) for hit in found]
            pieces += [Piece(dict.fromkeys(hit.keys, _OWN_PHRASE), 1.0, hit.start, hit.end) for hit in own]
            hits = (*hits, *own)
        for weights, trust, _, _ in pieces:
            for key, weight in weights.items():
                scores[key] = scores.get(key, 0.0) + trust * weight
        ranked = sorted(scores.items())
        ranked.sort(key=itemgetter(1), reverse=True)
        return Weighing(words, hits, tuple(ranked), tuple(pieces))


def _said(words: Sequence[Word]) -> Iterator[tuple[object, float, int, int]]:
    """Each word, and each two that follow each other: what it is, how far to trust it, where it stands."""
    for at, word in enumerate(words):
        yield word.stem, word.trust, word.token.start, word.token.end
        after = words[at + 1] if at + 1 < len(words) else None
        if after and after.token.clause == word.token.clause:
            trust = _PAIR * min(word.trust, after.trust)
            yield (word.stem, after.stem), trust, word.token.start, after.token.end


def _weights(
    counts: Mapping[str, Counter[object]], lines: Mapping[str, int]
) -> dict[object, dict[str, float]]:
    share: dict[object, float] = defaultdict(float)
    for key, counter in counts.items():
        for feature, count in counter.items():
            share[feature] += count / lines[key] / len(counts)
    weights: dict[object, dict[str, float]] = defaultdict(dict)
    for key, counter in counts.items():
        for feature, count in counter.items():
            common = share[feature]
            ratio = (count + _PRIOR * common) / (lines[key] + _PRIOR) / common
            doubt = _DOUBT_PAIR if isinstance(feature, tuple) else _DOUBT
            weight = log(ratio) * count / (count + doubt) if ratio > 1 else log(ratio)
            weights[feature][key] = max(_WEAKEST, min(_STRONGEST, weight))
    return weights
