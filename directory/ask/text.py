"""A message as words: where each stands, how it was typed, and the form it is compared in."""

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence, Sized
from functools import partial
from itertools import pairwise
from math import sqrt
from typing import NamedTuple

MOST_CHARACTERS = 10_000
MOST_TOKENS = 400
_WORD = re.compile(
    r"((?<![^\W_])(?:"
    r"(?:[^\W\d_]\.){2,}(?:[^\W\d_](?![^\W_]))?|"
    r"(?!u r |r u |i a )[^\W\d_](?: [^\W\d_]){2,}(?![^\W_'’])|"
    r"[B-HJ-Z] [A-HJ-Z](?![^\W_'’]))|"
    r"[^\W_]+(?:['’‘`][^\W_]+)*)"
)
"""A word, or letters that stand for one: "F.S.M.", "e w o", "E P"."""
_BETWEEN_LETTERS = str.maketrans("", "", ". ")
_APOSTROPHES = str.maketrans("", "", "'’‘`")
PAUSE = re.compile(r"[.!?;:,\n()]|\s-\s")
"""What parts clauses."""
_FULL_STOP = re.compile(r"[.!?\n]")
_JOINING = frozenset(" -")
"""What may stand between two words that are written as one."""
_HOURS = frozenset({"hr", "hrs"})
_SO_MANY_HOURS = re.compile(r"(\d{1,3})hrs?")
_LAST_OF_ENDINGS = frozenset("sgde")
"""The last letters of the endings that a stem is without."""
_VOWELS = frozenset("aeiouy")
_FEW_CAPITALS = 6
"""So many capitals are too few to be a message's most letters."""
_YEAR = re.compile(r"(?:y|yr|year)(\d{1,2})s?")


class Token(NamedTuple):
    """One word: as `typed`, in lower case without apostrophes (`plain`), and as compared (`stem`).

    `start` and `end` are character offsets; `clause` counts the stretches between punctuation marks.
    """

    typed: str
    plain: str
    stem: str
    start: int
    end: int
    clause: int


_token = partial(tuple.__new__, Token)
"""Makes a token of its six parts, at once."""


def plain(text: str) -> str:
    """Lower case, without accents or apostrophes; the characters that matter for comparing."""
    if text.isascii():
        return text.lower().replace("'", "").replace("`", "")
    text = unicodedata.normalize("NFKD", text)
    text = "".join(c for c in text if not unicodedata.combining(c))
    return text.lower().translate(_APOSTROPHES)


def stem(word: str) -> str:
    """A plain word without its commonest endings, so that "excluding" meets "excluded" and "excludes"."""
    if len(word) < 4 or word[-1] not in _LAST_OF_ENDINGS:
        return word
    if word.endswith("ies") and len(word) > 4:
        word = word[:-3] + "y"
    elif word.endswith("sses") or (word.endswith("es") and word[-3] in "xzh"):
        word = word[:-2]
    elif word.endswith("s") and word[-2] not in "sui":
        word = word[:-1]
    for ending in ("ing", "ed"):
        if not word.endswith(ending):
            continue
        base = word[: -len(ending)]
        if len(base) >= 3 and not _VOWELS.isdisjoint(base):
            word = base[:-1] if len(base) > 3 and base[-1] == base[-2] and base[-1] not in "lsz" else base
            break
    return word[:-1] if len(word) > 4 and word.endswith("e") else word


def tokens(text: str, abbreviations: Mapping[str, str] | None = None) -> tuple[Token, ...]:
    """The words of a message in order, at most MOST_TOKENS; abbreviations are written out.

    An abbreviation that stands for several words gives several tokens with the same offsets; two words that
    are written as one ("case worker") give a single one.
    """
    text = text[:MOST_CHARACTERS]
    written_out = abbreviations or {}
    found: list[Token] = []
    clause, end = 0, 0
    parts = _WORD.split(text, MOST_TOKENS)
    for between, typed in zip(parts[::2], parts[1::2], strict=False):
        if between and between != " " and PAUSE.search(between):
            clause += 1
        start = end + len(between)
        end = start + len(typed)
        word = (
            typed.lower() if typed.isascii() and typed.isalnum() else plain(typed).translate(_BETWEEN_LETTERS)
        )
        if not word:
            continue  # a mark that stands for no letter by itself
        if word in _HOURS and found and found[-1].plain.isdigit():
            word = "hours"  # and no human resources: "30 hr"
        spelt = _in_full(word) or written_out.get(word)
        if spelt:
            for part in spelt.split(" "):
                found.append(_token((typed, part, stem(part), start, end, clause)))
            continue
        if between in _JOINING and found and f"{found[-1].plain} {word}" in written_out:
            begin = found[-1].start
            word = written_out[f"{found.pop().plain} {word}"]
            found.append(_token((text[begin:end], word, stem(word), begin, end, clause)))
            continue
        stemmed = stem(word) if word[-1] in _LAST_OF_ENDINGS else word
        found.append(_token((typed, word, stemmed, start, end, clause)))
    return tuple(found[:MOST_TOKENS])


def _in_full(word: str) -> str | None:
    """A year or a number of hours written in full, of a word that is one: "y5", "30hrs"."""
    if word[0] == "y":
        year = _YEAR.fullmatch(word)
        return f"year {year.group(1)}" if year else None
    if word[0].isdigit():
        hours = _SO_MANY_HOURS.fullmatch(word)
        return f"{hours.group(1)} hours" if hours else None
    return None


def straight(text: str) -> str:
    """The text with straight apostrophes, as long as it was."""
    return text.replace("\u2019", "'")


def sentences_of(text: str, found: Sequence[Token]) -> list[Sequence[Token]]:
    """The words of each sentence of a text, of which `found` are some of the words; never empty."""
    ends = [at for at in range(1, len(found)) if _FULL_STOP.search(text, found[at - 1].end, found[at].start)]
    return [found[start:end] for start, end in pairwise([0, *ends, len(found)])]


def features(row: Iterable[str]) -> tuple[object, ...]:
    """What a text is compared by, each once: the words of a `row` that are no numbers, in the order in which
    they are said, and every two that follow each other."""
    words = [*row]
    return tuple(dict.fromkeys([*[word for word in words if not word.isdigit()], *pairwise(words)]))


def share(said: Sized) -> float:
    """How much each of the things that are `said` counts: the sum of many is no surer than that of few."""
    return 1 / sqrt(max(1, len(said)))


def shouted(text: str) -> bool:
    """Whether a message is written in capitals throughout, so that capitals say nothing."""
    if text.islower():
        return False
    text = text[:MOST_CHARACTERS]
    if sum(map(str.isupper, text)) <= _FEW_CAPITALS:
        return False
    letters = list(filter(str.isalpha, text))
    return len(letters) > 8 and sum(map(str.isupper, letters)) > 0.7 * len(letters)
