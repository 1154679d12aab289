"""Finding the record that a line of a spreadsheet means, by its key or by the name people use."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from directory.packs.entries import TopicRow
from directory.packs.schema import PostChangeRow, RecordRow, SchoolRow

_NAMES = ("name", "title", "phrase")


class Ambiguous(Exception):
    """A name stands for several records, whose keys are given."""

    def __init__(self, keys: list[str]) -> None:
        super().__init__(", ".join(keys))
        self.keys = keys


def plain_name(name: str) -> str:
    """A name for comparing: without capitals, signs and double spaces; "St." and "&" as people say them."""
    folded = (
        unicodedata.normalize("NFKC", name).casefold().replace("&", " and ").replace("’", "").replace("'", "")
    )
    return " ".join(re.sub(r"[^\w]+", " ", folded).split())


def name_of(row: RecordRow) -> str:
    """What people call the record: its name or its title, else its key."""
    return next((str(getattr(row, field)) for field in _NAMES if hasattr(row, field)), row.key)


def key_from(words: str, taken: Iterable[str]) -> str:
    """A key made from a name, such as `lead-officer-2` where `lead-officer` is taken."""
    ascii_only = unicodedata.normalize("NFKD", words).encode("ascii", "ignore").decode()
    stem = re.sub(r"[^a-z0-9]+", "-", ascii_only.casefold().replace("'", "")).strip("-")[:200].strip("-")
    stem = stem or "record"
    held = set(taken)
    numbers = (f"{stem}-{number}" for number in range(2, len(held) + 3))
    return stem if stem not in held else next(key for key in numbers if key not in held)


class Lookup:
    """The records of one kind, those of the directory and those that the file adds."""

    def __init__(self, rows: Iterable[RecordRow], today: date) -> None:
        self.rows: dict[str, RecordRow] = {}
        self._names: dict[str, list[str]] = defaultdict(list)
        self._today = today
        for row in rows:
            self.add(row)

    def add(self, row: RecordRow) -> None:
        """Lets the row be found from now on; one that has ended is found by its key only."""
        self.rows[row.key] = row
        if ended(row, self._today):
            return
        names = [name_of(row)] if not isinstance(row, PostChangeRow) else []
        if isinstance(row, SchoolRow):
            names += [f"{row.name} {row.town}", f"{row.name} {row.postcode}"]
        for name in {plain_name(name) for name in (*names, *getattr(row, "aliases", ()))}:
            self._names[name].append(row.key)

    def find(self, text: str) -> str | None:
        """The key of what is meant; None where nothing is. Raises Ambiguous."""
        if text in self.rows:
            return text
        found = self._names.get(plain_name(text), [])
        exact = [key for key in found if plain_name(name_of(self.rows[key])) == plain_name(text)]
        chosen = sorted(set(exact or found))
        if len(chosen) > 1:
            raise Ambiguous(chosen)
        return chosen[0] if chosen else None

    def names(self) -> list[str]:
        """The names that there are, as people write them."""
        return [name_of(row) for row in self.rows.values() if not ended(row, self._today)]


class TopicLookup:
    """The topics of the vocabulary, found by their keys or their labels."""

    def __init__(self, topics: Iterable[TopicRow]) -> None:
        held = tuple(topics)
        self._labels = {plain_name(topic.label): topic.key for topic in held}
        self._labels |= {plain_name(topic.key): topic.key for topic in held}
        self._keys = frozenset(self._labels.values())

    def find(self, text: str) -> str | None:
        """The key of what is meant; None where nothing is."""
        return text if text in self._keys else self._labels.get(plain_name(text))

    def names(self) -> list[str]:
        """The keys that there are."""
        return sorted(self._keys)


def ended(row: RecordRow, day: date) -> bool:
    """Whether the record's last day is before `day`."""
    return row.valid_to is not None and row.valid_to < day


def holds(row: RecordRow, day: date) -> bool:
    """Whether the record holds on `day`."""
    return not ended(row, day) and (row.valid_from is None or row.valid_from <= day)


def never_holds(row: RecordRow) -> bool:
    """Whether there is no day on which the record holds: it was planned, and then it was not to be."""
    return row.valid_from is not None and row.valid_to is not None and row.valid_to < row.valid_from
