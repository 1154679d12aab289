"""Examples of what messages are about: the lines of the vocabulary, and labelled questions."""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from directory.ask.evaluate import Labelled
from directory.ask.index import INTENT
from directory.ask.reading import Reading
from directory.ask.text import tokens
from directory.ask.vocabulary import Wording


class Example(NamedTuple):
    """The stems of the words of one message, and the keys that it is of."""

    row: Sequence[str]
    keys: frozenset[str]


def lines_of(wordings: Mapping[str, Wording], abbreviations: Mapping[str, str]) -> Iterator[Example]:
    """Every line that was counted."""
    for key, wording in wordings.items():
        for line in (*wording.phrases, *wording.examples):
            yield Example([token.stem for token in tokens(line, abbreviations)], frozenset({key}))


def example_of(labelled: Labelled, reading: Reading) -> Example:
    """A labelled question, with every need that its label names, or the kind of question about a consultation
    that it is."""
    want = labelled.expect
    return Example(
        reading.row, frozenset((*want.topics, *want.topics_all, *want.options, INTENT + want.kind.value))
    )
