"""Wordings that could mean several needs, and how far the rest of a message decides between them."""

from collections.abc import Iterable
from typing import NamedTuple

from directory.ask.reading import Reading


class OpenWording(NamedTuple):
    """An ambiguous wording in a message: the needs that it could mean, and how far the rest of the message
    decides between them (the evidence elsewhere for the likeliest, less that for any other)."""

    keys: tuple[str, ...]
    lead: float


def open_wording(reading: Reading, best: str) -> OpenWording | None:
    """Of the ambiguous wordings that could mean the need `best`, the one that the rest decides least."""
    wordings = [
        OpenWording(hit.keys, _lead(reading, best, hit.keys, hit.start, hit.end))
        for hit in reading.weighing.hits
        if hit.ambiguous and best in hit.keys
    ]
    return min(wordings, key=lambda wording: wording.lead, default=None)


def _lead(reading: Reading, best: str, keys: Iterable[str], start: int, end: int) -> float:
    others = [said_outside(reading, key, start, end) for key in keys if key != best]
    return said_outside(reading, best, start, end) - max(others, default=0.0)


def said_outside(reading: Reading, key: str, start: int, end: int) -> float:
    """The evidence for `key` that stands outside the characters from `start` to `end`."""
    spans = reading.weighing.support(key)
    return sum([weight for weight, low, high in spans if high <= start or low >= end])
