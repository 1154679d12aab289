"""Read the names and addresses of schools as words in canonical spelling, each word once for all of them."""

from collections.abc import Callable, Sequence
from typing import TypeVar

from directory.ask.names import SchoolWords, canonical, plain, read_chunk, word_at

Asked = TypeVar("Asked")
Found = TypeVar("Found")


class Once(dict[Asked, Found]):
    """What a function gives for each key, asked for once. It must not lead back to its owner."""

    def __init__(self, find: Callable[[Asked], Found]) -> None:
        super().__init__()
        self._find = find

    def __missing__(self, key: Asked) -> Found:
        found = self[key] = self._find(key)
        return found


class _OnlyWord(dict[str, str]):
    """The one word that each chunk stands for; "" where it is several or has a comma: then in `several`."""

    def __init__(self, words: SchoolWords) -> None:
        super().__init__()
        self._words = words
        self.several: dict[str, tuple[str, ...]] = {}

    def __missing__(self, chunk: str) -> str:
        if chunk.isalnum() and chunk.isascii():
            found = canonical(chunk, self._words)
        else:
            read = read_chunk(chunk, self._words)
            found = read[0] if len(read) == 1 and read[0] != "," else ""
            if not found:
                self.several[chunk] = read
        self[chunk] = found
        return found


def _without_commas(words: Sequence[str]) -> tuple[list[str], list[int]]:
    """Give `words` with each comma turned into a pause before the next word."""
    found: list[str] = []
    pauses: list[int] = []
    pause = False
    for word in words:
        if word == ",":
            pause = True
            continue
        if pause:
            pauses.append(len(found))
            pause = False
        found.append(word)
    return found, pauses


class NameReader:
    """Reads names, many of which share their words, as `names.read_words` reads a message."""

    def __init__(self, words: SchoolWords) -> None:
        self._words = words
        self._first_words = frozenset(words.phrases)
        self._one_word = _OnlyWord(words)

    def read(self, name: str) -> tuple[list[str], Sequence[int]]:
        """Give the words of a name, and the positions before which a pause comes."""
        chunks = plain(name).split()
        words = list(map(self._one_word.__getitem__, chunks))
        closer = "" in words
        if closer:
            words = [
                part
                for chunk, word in zip(chunks, words, strict=True)
                for part in ((word,) if word else self._one_word.several[chunk])
            ]
        if not self._first_words.isdisjoint(words):
            words = self._with_phrases(words)
        return _without_commas(words) if closer and "," in words else (words, ())

    def _with_phrases(self, words: Sequence[str]) -> list[str]:
        """Give `words` with every known phrase replaced by its canonical word."""
        found: list[str] = []
        after = 0
        for at, word in enumerate(words):
            if at < after:
                continue
            if word in self._first_words:
                read, taken = word_at(words, at, self._words)
                found.append(read)
                after = at + taken
            else:
                found.append(word)
        return found

    def line(self, line: str) -> tuple[str, ...]:
        """Give the words of one line of an address; a street does not say where the school is."""
        words = self.place(line)
        return () if len(words) > 1 and words[-1] in self._words.streets else words

    def place(self, name: str) -> tuple[str, ...]:
        """Give the words of the name of a town or a district."""
        words, _ = self.read(name)
        left_out = self._words.left_out
        return tuple(words if left_out.isdisjoint(words) else [w for w in words if w not in left_out])
