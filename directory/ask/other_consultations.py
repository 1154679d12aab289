"""Whether a message is about another consultation than those of the directory: "when does the parking charges
consultation end"."""

import calendar
from collections.abc import Collection, Iterable, Iterator, Sequence

from directory.ask.text import Token, stem
from directory.ask.words import WordIndex

_HEADS = frozenset(map(stem, ("consultation", "restructure", "restructuring", "reorganisation")))
_ABOUT = frozenset({"on", "about", "into", "regarding", "of", "over", "for"})
_MOST_SAID = 4
"""Words before a consultation, or behind it, that may say which one is meant."""
_LONG_ENOUGH = 6
"""Letters from which a word that is one slip from a known one is that word misspelt."""
_CALENDAR = frozenset(
    map(stem, (*map(str.lower, calendar.month_name[1:]), *map(str.lower, calendar.day_name)))
)


class OwnConsultations:
    """The words by which one's own consultations are spoken of; `little` ones tell none apart."""

    def __init__(self, known: Iterable[str], little: Collection[str]) -> None:
        """Takes the words as stems."""
        self._known = frozenset(known)
        self._slips = WordIndex(self._known)
        self._little = little

    def names_another(self, found: Sequence[Token]) -> bool:
        """Whether half of the words that say which consultation is meant, or more, are not of one's own."""
        for at, token in enumerate(found):
            if token.stem in _HEADS:
                said = [*_before(found, at, self._little), *_about(found, at, self._little)]
                unknown = [word for word in said if not self._is_known(word)]
                if unknown and 2 * len(unknown) >= len(said):
                    return True
        return False

    def _is_known(self, word: Token) -> bool:
        if word.stem in self._known or word.stem in _CALENDAR or word.plain.isdigit():
            return True
        return len(word.plain) >= _LONG_ENOUGH and bool(self._slips.one_slip(word.stem))


def _before(found: Sequence[Token], at: int, little: Collection[str]) -> Iterator[Token]:
    """The words right before a consultation: "the PARKING CHARGES consultation"."""
    for token in reversed(found[max(0, at - _MOST_SAID) : at]):
        if token.plain in little or token.clause != found[at].clause:
            return
        yield token


def _about(found: Sequence[Token], at: int, little: Collection[str]) -> Iterator[Token]:
    """The words that say what a consultation is about: "the consultation on LIBRARY CLOSURES"."""
    behind = found[at + 1 : at + 1 + 2 * _MOST_SAID]
    if not behind or behind[0].plain not in _ABOUT:
        return
    begun = False
    for token in behind[1:]:
        if token.clause != found[at].clause or (begun and token.plain in little):
            return
        if token.plain not in little:
            begun = True
            yield token
