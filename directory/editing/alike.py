"""Whether two records look like the same thing: by an email that both have, or by their names."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from rapidfuzz import fuzz, process

SAME_EMAIL, SAME_NAME, NEAR_NAME = "the same email", "the same name", "nearly the same name"
_VERY_SIMILAR = 92
_MOST = 3


@dataclass(frozen=True)
class Twin:
    """A record (by its key) that looks like another: `how` is what both have."""

    key: str
    how: str


class Alike:
    """Records of one kind by what people call them and, where they have one, their email."""

    def __init__(self) -> None:
        self._names: dict[str, str] = {}
        self._emails: dict[str, str] = {}
        self._by_email: dict[str, list[str]] = defaultdict(list)

    def add(self, key: str, name: str, email: str = "") -> None:
        """Lets a record be found from now on, by what it says now where it was there before."""
        self._names[key] = _sorted(name)
        self._emails[key] = email.lower()
        self._by_email[email.lower()].append(key)

    def twins(self, name: str, email: str = "", *, but: str = "") -> tuple[Twin, ...]:
        """The records (other than the one with key `but`) that look the same, likeliest first, at most three.

        Names that differ by a number, such as those of the first and the second advisor, are not alike.
        """
        found = {twin.key: twin for twin in (*self._of_name(name), *self._of_email(email)) if twin.key != but}
        likeliest = (SAME_EMAIL, SAME_NAME, NEAR_NAME)
        return tuple(sorted(found.values(), key=lambda twin: likeliest.index(twin.how))[:_MOST])

    def _of_email(self, email: str) -> Iterator[Twin]:
        wanted = email.lower()
        keys = self._by_email.get(wanted, []) if wanted else []
        return (Twin(key, SAME_EMAIL) for key in keys if self._emails[key] == wanted)

    def _of_name(self, name: str) -> Iterator[Twin]:
        wanted = _sorted(name)
        if not wanted:
            return
        near = process.extract(wanted, self._names, scorer=fuzz.ratio, score_cutoff=_VERY_SIMILAR, limit=None)
        for theirs, likeness, key in near:
            if likeness == 100:
                yield Twin(key, SAME_NAME)
            elif _digits(theirs) == _digits(wanted):
                yield Twin(key, NEAR_NAME)


def _sorted(name: str) -> str:
    """The words of a name in an order of their own: "Officer, North" meets "North, Officer"."""
    return " ".join(sorted(name.lower().split()))


def _digits(name: str) -> str:
    return "".join(letter for letter in name if letter.isdigit())
