"""What tells schools of one name apart: a child in year 9 is at no primary, "we are the junior one"."""

import re
from collections.abc import Mapping, Set

from directory.ask.spellings import Spelling

_YEAR = re.compile(r"\b(?:y|yr|year)s?\s?(1[0-3]|[1-9])(?:'?s)?\b", re.IGNORECASE)


def of_the_years(found: Mapping[int, Spelling], text: str, oldest: Mapping[str, int]) -> frozenset[int]:
    """Give those of the schools `found` that have a year group as old as the youngest that `text` says.

    `oldest` gives the oldest year of each kind of school. Where no school would be left, all are given: a
    child may be said to come from an older school.
    """
    schools = frozenset(found)
    said = min([int(year) for year in _YEAR.findall(text)], default=0)
    if not said:
        return schools
    fit = {
        school
        for school, spelling in found.items()
        if max([oldest[kind] for kind in spelling.kinds if kind in oldest], default=said) >= said
    }
    return frozenset(fit) or schools


def of_the_kinds(found: Mapping[int, Spelling], among: Set[int], kinds: Set[str]) -> frozenset[int]:
    """Give those of the schools `among` those found whose name holds one of the `kinds`.

    Where no name holds one, all are given: a primary school has infants too.
    """
    fit = {school for school in among if not kinds.isdisjoint(found[school].kinds)}
    return frozenset(fit or among)
