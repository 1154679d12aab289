"""Read a text as words in one canonical spelling, the same way for a school's name and for a question."""

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache, partial
from pathlib import Path
from typing import Annotated, NamedTuple

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter

from directory.ask.vocabulary import read_checked

LONGEST_WORD = 40
"""Characters of a word that are looked at; no word of a school's name is longer."""

_WORD = re.compile(r"([a-z](?:\.[a-z])+(?![a-z])|[a-z0-9]+(?:['’‘`´][a-z0-9]+)*)")
_MARKS = re.compile(r"['’‘`´.]")
_PAUSE = re.compile(r"[^\s\-&'’./]| - ")
_NO_PAUSE = frozenset(("", " ", "-", " & ", "'", "' "))
_FULL_STOP = re.compile(r"\.\s|\n")
_SHORTENED = 3
"""A full stop after a word of up to so many letters shortens it, "St. Mary's", unless it is ordinary."""


class Token(NamedTuple):
    """One word of a text.

    `word` is the canonical spelling, `start` and `end` are character offsets, `pause` tells that a comma, a
    bracket, a dash between spaces or the end of a sentence comes before.
    """

    word: str
    start: int
    end: int
    pause: bool


_token = partial(tuple.__new__, Token)
"""Makes a token of its four parts, at once."""


@dataclass(frozen=True)
class SchoolWords:
    """What a council officer wrote in `school_words.yaml`, ready for look-up.

    Sets of words hold each of them as written and folded. The words of `short_names`, `kinds`, `goes_with`
    and of phrases before a home or another school are folded, all others as written.
    """

    same: Mapping[str, str]
    phrases: Mapping[str, tuple[tuple[tuple[str, ...], str], ...]]
    short_names: Mapping[str, tuple[str, ...]]
    shortened_before_a_name: Mapping[str, str]
    nickname_endings: tuple[str, ...]
    kinds: Mapping[str, str]
    goes_with: Mapping[str, frozenset[str]]
    oldest_year: Mapping[str, int]
    common: frozenset[str]
    directions: frozenset[str]
    said_alone: frozenset[str]
    streets: frozenset[str]
    about_schools: frozenset[str]
    before_a_place: frozenset[str]
    after_a_place: frozenset[str]
    before_a_school: frozenset[str]
    before_a_thing: frozenset[str]
    before_a_person: frozenset[str]
    before_a_home: tuple[tuple[str, ...], ...]
    before_another_school: tuple[tuple[str, ...], ...]
    left_out: frozenset[str]
    everyday: frozenset[str]
    rightly_spelt: frozenset[str]
    given_names: frozenset[str]
    elsewhere: frozenset[str]

    @property
    def generic(self) -> frozenset[str]:
        """Words that never tell one school from another."""
        return self.common | frozenset(self.kinds) | self.left_out


def fold(word: str) -> str:
    """Give `word` without the s of a plural or a possessive: "marys" and "mary" are one word, as are "foxes"
    and "fox"."""
    if word.endswith("xes"):
        return word[:-2]
    if len(word) > 3 and word[-1] == "s" and word[-2] != "s":
        return word[:-1]
    return word


@lru_cache(maxsize=4096)
def _plain_character(character: str) -> str:
    """Give exactly one lower-case character, so that offsets stay true."""
    base = unicodedata.normalize("NFKD", character)[0].lower()
    return base[0] if base else " "


def plain(text: str) -> str:
    """Give `text` in lower case without accents, of the same length as `text`."""
    if text.isascii():
        return text.lower()
    return "".join([c.lower() if c.isascii() else _plain_character(c) for c in text])


def canonical(written: str, words: SchoolWords) -> str:
    """Give the canonical spelling of one written word. The first word of a phrase stays as it is."""
    word = written if written.isalnum() else _MARKS.sub("", written)
    if word in words.phrases:
        return word
    return words.same.get(word) or fold(word[:LONGEST_WORD])


def read_words(text: str, words: SchoolWords, most: int = 10_000) -> list[Token]:
    """Give the words of `text` in canonical spelling, at most `most` of them."""
    found: list[Token] = []
    parts = _WORD.split(plain(text), most)
    same, phrases = words.same, words.phrases
    end = 0
    any_phrase = False
    for between, word in zip(parts[::2], parts[1::2], strict=False):
        start = end + len(between)
        end = start + len(word)
        pause = between not in _NO_PAUSE and (
            _PAUSE.search(between) is not None or _sentence_ends(between, found, words)
        )
        written = word if word.isalnum() else _MARKS.sub("", word)
        if written in phrases:
            any_phrase = True
        elif written in same:
            written = same[written]
        elif written[-1] == "s" or len(written) > LONGEST_WORD:
            written = fold(written[:LONGEST_WORD])
        found.append(_token((written, start, end, pause)))
    return _with_phrases(found, words) if any_phrase else found


def _sentence_ends(between: str, found: Sequence[Token], words: SchoolWords) -> bool:
    """Tell whether a sentence ends after the words found so far; "prim. school" is only shortened."""
    if not found or _FULL_STOP.search(between) is None:
        return False
    word, start, end, _ = found[-1]
    if word in words.left_out or word in words.everyday:
        return True
    return end - start > _SHORTENED and not (word in words.kinds or word in words.common)


def word_at(found: Sequence[str], at: int, words: SchoolWords) -> tuple[str, int]:
    """Give the canonical word at a position, and how many of the words it stands for: "church of england"."""
    word = found[at]
    if word not in words.phrases:
        return word, 1
    for phrase, canonical in words.phrases[word]:
        if tuple(found[at : at + len(phrase)]) == phrase:
            return canonical, len(phrase)
    return words.same.get(word) or fold(word), 1


def _with_phrases(found: list[Token], words: SchoolWords) -> list[Token]:
    """Give `found` with every known phrase replaced by its canonical word."""
    written = [token.word for token in found]
    out: list[Token] = []
    at = 0
    while at < len(found):
        word, taken = word_at(written, at, words)
        out.append(Token(word, found[at].start, found[at + taken - 1].end, found[at].pause))
        at += taken
    return out


def read_chunk(chunk: str, words: SchoolWords) -> tuple[str, ...]:
    """Give the words of a plain text without spaces, and a comma where a pause comes: "(infants)," """
    if chunk.isalnum() and chunk.isascii():
        return (canonical(chunk, words),)
    found: list[str] = []
    before = 0
    for match in _WORD.finditer(chunk):
        if _PAUSE.search(chunk, before, match.start()):
            found.append(",")
        found.append(canonical(match.group(), words))
        before = match.end()
    if chunk == "-" or _PAUSE.search(chunk, before):
        found.append(",")
    return tuple(found)


def _in_words(phrases: Iterable[str]) -> tuple[tuple[str, ...], ...]:
    """Phrases as the words that are compared."""
    return tuple([tuple(map(fold, phrase.split())) for phrase in phrases])


def _words(text: str) -> frozenset[str]:
    """Give the words of `text`, with and without the s of a plural."""
    return frozenset(w for word in text.split() for w in (word, fold(word)))


def _ordinary(text: str) -> frozenset[str]:
    """Give the words of `text`, with the plural of those in y too, as it is read: "partie" for parties."""
    words = _words(text)
    return words | {word[:-1] + "ie" for word in words if len(word) > _SHORTENED and word.endswith("y")}


_Phrases = tuple[Annotated[str, Field(pattern=r"\S")], ...]


class _WrittenWords(BaseModel):
    """`school_words.yaml` as it is written; what is a text holds words with spaces between them."""

    model_config = ConfigDict(extra="forbid", frozen=True, coerce_numbers_to_str=True)

    same: Mapping[str, _Phrases]
    short_names: Mapping[str, _Phrases]
    shortened_before_a_name: Mapping[str, str]
    nickname_endings: str
    kinds: Mapping[str, _Phrases]
    goes_with: Mapping[str, _Phrases]
    oldest_year: Mapping[str, int]
    common: str
    directions: str
    said_alone: str
    streets: str
    about_schools: str
    before_a_place: str
    after_a_place: str
    before_a_school: str
    before_a_thing: str
    before_a_person: str
    before_a_home: _Phrases
    before_another_school: _Phrases
    left_out: str
    everyday: str
    rightly_spelt: str
    given_names: str
    elsewhere: str


def load_school_words(path: Path) -> SchoolWords:
    """Read `school_words.yaml`. Raises VocabularyError, naming the part that is missing or wrong."""
    held = read_checked(path, TypeAdapter(_WrittenWords))
    same: dict[str, str] = {}
    phrases: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for canonical, spellings in held.same.items():
        for spelling in spellings:
            parts = tuple(spelling.split())
            if len(parts) == 1:
                same[parts[0]] = canonical
            else:
                phrases.setdefault(parts[0], []).append((parts, canonical))
    short: dict[str, list[str]] = {}
    for name, forms in held.short_names.items():
        for form in forms:
            short.setdefault(fold(form), []).append(fold(name))
    return SchoolWords(
        same=same,
        phrases={first: tuple(sorted(all_, key=lambda p: -len(p[0]))) for first, all_ in phrases.items()},
        short_names={form: tuple(dict.fromkeys(names)) for form, names in short.items()},
        shortened_before_a_name=held.shortened_before_a_name,
        nickname_endings=tuple(held.nickname_endings.split()),
        kinds={fold(kind): group for group, kinds in held.kinds.items() for kind in kinds},
        goes_with={fold(kind): frozenset(map(fold, others)) for kind, others in held.goes_with.items()},
        oldest_year=held.oldest_year,
        common=_words(held.common),
        directions=_words(held.directions),
        said_alone=_words(held.said_alone),
        streets=_words(held.streets),
        about_schools=_words(held.about_schools),
        before_a_place=_words(held.before_a_place),
        after_a_place=_words(held.after_a_place),
        before_a_school=_words(held.before_a_school),
        before_a_thing=_words(held.before_a_thing),
        before_a_person=_words(held.before_a_person),
        before_a_home=_in_words(held.before_a_home),
        before_another_school=_in_words(held.before_another_school),
        left_out=_words(held.left_out),
        everyday=_ordinary(held.everyday) | _words(held.given_names),
        rightly_spelt=_ordinary(held.rightly_spelt),
        given_names=_words(held.given_names),
        elsewhere=_words(held.elsewhere),
    )
