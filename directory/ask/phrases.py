"""The phrases of the vocabulary, and where they stand in a message."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import NamedTuple

from directory.ask.text import Token, tokens
from directory.ask.vocabulary import Ambiguity

_LONGEST_ACRONYM = 6

Stems = tuple[str, ...]
_Lengths = dict[str, tuple[int, ...]]
"""How many words the phrases that begin with a word have, the most first."""


class Word(NamedTuple):
    """A content word of a message: its comparing form, the token it stands for, how sure the spelling is."""

    stem: str
    token: Token
    trust: float


class PhraseHit(NamedTuple):
    """A phrase that stands in the message, from character `start` to `end`.

    `length` says for how many words it counts: its content words; two for an acronym, and at most two where
    it must stand word for word. `ambiguous` phrases could mean any of `keys`; the others decide for them.
    """

    keys: tuple[str, ...]
    length: int
    start: int
    end: int
    ambiguous: bool = False
    own: bool = False


def _within(hit: PhraseHit, other: PhraseHit) -> bool:
    """Whether an ambiguous phrase is only a part of a longer one that decides."""
    inside = other.start <= hit.start and hit.end <= other.end
    return (
        hit.ambiguous and not other.ambiguous and inside and (hit.start, hit.end) != (other.start, other.end)
    )


class PhraseBook:
    """Phrases by their words.

    A phrase of which only one word says anything by itself ("break in") must stand there word for word;
    in the others, ordinary words may come between.
    """

    def __init__(self, stop_words: Collection[str], also_words: Collection[str]) -> None:
        self._stop = stop_words
        self._also_words = also_words
        self._content: dict[Stems, list[str]] = defaultdict(list)
        self._content_lengths: _Lengths = {}
        self._literal: dict[Stems, list[str]] = defaultdict(list)
        self._literal_lengths: _Lengths = {}
        self._acronyms: dict[str, list[str]] = defaultdict(list)
        self._acronym_forms: set[str] = set()
        self._ambiguous: set[Stems] = set()

    def add(self, key: str, phrase: str, abbreviations: Mapping[str, str]) -> None:
        """Adds a phrase that decides for `key`. Short and in capitals, it is an acronym."""
        phrase = phrase.strip()
        if phrase.isupper() and phrase.isalpha() and len(phrase) <= _LONGEST_ACRONYM:
            self._put(self._acronyms[phrase.lower()], key)
            self._acronym_forms.update((phrase.lower(), phrase.lower() + "s"))
            return
        found = tokens(phrase, abbreviations)
        content, literal = self._stems(found)
        if literal:
            _add_length(self._literal_lengths, literal)
            self._put(self._literal[literal], key)
        elif content:
            _add_length(self._content_lengths, content)
            self._put(self._content[content], key)

    def add_ambiguous(self, ambiguity: Ambiguity, abbreviations: Mapping[str, str]) -> None:
        """Adds wordings that could mean several keys; they take the place of the same phrase of one key."""
        for phrase in ambiguity.phrases:
            content, literal = self._stems(tokens(phrase, abbreviations))
            if literal:
                self._literal[literal] = list(ambiguity.topics)
                _add_length(self._literal_lengths, literal)
            elif content:
                self._content[content] = list(ambiguity.topics)
                _add_length(self._content_lengths, content)
            self._ambiguous.add(literal or content)

    def _stems(self, found: Sequence[Token]) -> tuple[Stems, Stems]:
        """The content words; and all words, where the phrase must stand word for word (else nothing)."""
        content = tuple([t.stem for t in found if t.plain not in self._stop])
        whole = tuple([t.stem for t in found])
        return (content, ()) if len(content) > 1 or len(whole) == 1 == len(content) else ((), whole)

    @staticmethod
    def _put(keys: list[str], key: str) -> None:
        if key not in keys:
            keys.append(key)

    def hits(
        self, words: Sequence[Word], found: Sequence[Token], *, caps_count: bool
    ) -> tuple[PhraseHit, ...]:
        """Where phrases stand, the longest at each place. `words` are the content words of `found`."""
        hits = (
            *self._content_hits(words),
            *self._literal_hits(found),
            *self._acronym_hits(found, caps_count=caps_count),
        )
        if not any([hit.ambiguous for hit in hits]):
            return hits
        return tuple(hit for hit in hits if not any(_within(hit, other) for other in hits))

    def _content_hits(self, words: Sequence[Word]) -> Iterator[PhraseHit]:
        stems = tuple([word.stem for word in words])
        if self._content_lengths.keys().isdisjoint(stems):
            return
        end = 0
        for at, start in enumerate(stems):
            if at < end or start not in self._content_lengths:
                continue
            for length in self._content_lengths[start]:
                stretch = stems[at : at + length]
                if len(stretch) < length or stretch not in self._content:
                    continue
                first, last = words[at].token, words[at + length - 1].token
                if last.clause - first.clause <= 1:
                    keys = tuple(self._content[stretch])
                    yield PhraseHit(keys, length, first.start, last.end, stretch in self._ambiguous)
                    end = at + length
                    break

    def _literal_hits(self, found: Sequence[Token]) -> Iterator[PhraseHit]:
        stems = tuple([token.stem for token in found])
        literal, lengths = self._literal, self._literal_lengths
        for at in [at for at, stem in enumerate(stems) if stem in lengths]:
            for length in lengths[stems[at]]:
                stretch = stems[at : at + length]
                if stretch in literal and len(stretch) == length:
                    keys, start, end = literal[stretch], found[at].start, found[at + length - 1].end
                    yield PhraseHit(tuple(keys), min(length, 2), start, end, stretch in self._ambiguous)
                    break

    def _acronym_hits(self, found: Sequence[Token], *, caps_count: bool) -> Iterator[PhraseHit]:
        if self._acronym_forms.isdisjoint([token.plain for token in found]):
            return
        for token in found:
            acronym = token.plain
            if acronym not in self._acronyms:
                if not acronym.endswith("s") or _one_of(acronym) not in self._acronyms:
                    continue
                acronym = _one_of(acronym)
            if acronym not in self._also_words or (caps_count and token.typed[:2].isupper()):
                yield PhraseHit(tuple(self._acronyms[acronym]), 2, token.start, token.end)


def _add_length(lengths: _Lengths, stems: Stems) -> None:
    lengths[stems[0]] = tuple(sorted({len(stems), *lengths.get(stems[0], ())}, reverse=True))


def _one_of(plain: str) -> str:
    """The acronym that a word may be the plural of: "ects" of "ect", but "class" of nothing."""
    return plain if plain.endswith("ss") else plain.removesuffix("s")
