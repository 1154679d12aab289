"""An authority's own wordings for topics."""

from collections.abc import Mapping
from typing import Any

from directory.editing.book import Book
from directory.editing.check import checked
from directory.editing.commands import AddPhrase, RemovePhrase
from directory.editing.errors import BadFields
from directory.editing.kinds import PHRASE
from directory.editing.periods import day_before


def check_wording(book: Book, values: Mapping[str, Any]) -> None:
    """Raises BadFields where the wording among these values cannot stand for a topic."""
    fault = book.everyday.fault_of(values["phrase"]) if "phrase" in values else None
    if fault:
        raise BadFields({"phrase": f"{PHRASE.by_name['phrase'].label} {fault}."})


def add_phrase(book: Book, command: AddPhrase) -> str:
    """Lets a wording stand for a topic; the key of the record. Raises BadFields."""
    values = checked(book, PHRASE, {"topic": command.topic, "phrase": command.phrase}, whole=True)
    check_wording(book, values)
    there = _key_of(book, values["topic"], values["phrase"])
    if there is not None:
        return there
    key = book.free_key(PHRASE, f"{values['topic']} {values['phrase']}")
    book.add(PHRASE, values, key=key, first=None)
    return key


def remove_phrase(book: Book, command: RemovePhrase) -> str:
    """Lets a wording no longer stand for a topic; the key of the record. Raises BadFields."""
    key = _key_of(book, command.topic, command.phrase)
    if key is None:
        raise BadFields({"phrase": f"'{command.phrase}' is not one of your own wordings for this topic."})
    book.hold_until(PHRASE, key, day_before(book.today))
    return key


def _key_of(book: Book, topic: str, phrase: str) -> str | None:
    wanted = " ".join(phrase.lower().split())
    for key, fact in book.held.topic_phrases.items():
        if (
            fact.topic == topic
            and " ".join(fact.phrase.lower().split()) == wanted
            and fact.holds_on(book.today)
        ):
            return key
    return None
