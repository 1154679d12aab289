"""Existing engines that look up a school by name, each used the way its documentation shows.

All get the same list, "name, town" of every school, and the same texts; each gives its best match alone.
"""

import re
import sqlite3
from collections.abc import Sequence
from typing import Protocol

import tantivy
from rapidfuzz import fuzz, process, utils

from directory.ask.spellings import SchoolName

_WORD = re.compile(r"[a-z0-9]+")
_EXACT = 3
"""Words of up to so many letters are looked up as they are, by the engine that allows for slips."""
_TWO_SLIPS = 6
"""Words of so many letters may have two slips."""


class Rival(Protocol):
    """An engine over a list of schools, built once."""

    name: str

    def best(self, text: str) -> str | None:
        """The URN of the school that fits best, or None."""


def _line(school: SchoolName) -> str:
    return f"{school.name}, {school.town}"


class ExtractOne:
    """rapidfuzz: the text is compared with every name; names are put in lower case once, beforehand."""

    name = "rapidfuzz extractOne, WRatio"

    def __init__(self, schools: Sequence[SchoolName]) -> None:
        self._urns = [school.urn for school in schools]
        self._names = [utils.default_process(_line(school)) for school in schools]

    def best(self, text: str) -> str | None:
        found = process.extractOne(utils.default_process(text), self._names, scorer=fuzz.WRatio)
        return self._urns[found[2]] if found else None


class Trigrams:
    """SQLite's full-text search over pieces of three letters, the best by bm25."""

    name = "SQLite FTS5 trigram, bm25"

    def __init__(self, schools: Sequence[SchoolName]) -> None:
        self._base = sqlite3.connect(":memory:")
        self._base.execute("CREATE VIRTUAL TABLE school USING fts5(urn UNINDEXED, name, tokenize='trigram')")
        rows = [(school.urn, _line(school)) for school in schools]
        self._base.executemany("INSERT INTO school VALUES (?, ?)", rows)
        self._base.execute("INSERT INTO school (school) VALUES ('optimize')")

    def best(self, text: str) -> str | None:
        line = " ".join(_WORD.findall(text.lower()))
        pieces = {line[at : at + 3] for at in range(len(line) - 2)}
        if not pieces:
            return None
        wanted = " OR ".join(f'"{piece}"' for piece in sorted(pieces))
        found = self._base.execute(
            "SELECT urn FROM school WHERE school MATCH ? ORDER BY bm25(school) LIMIT 1", (wanted,)
        ).fetchone()
        return str(found[0]) if found else None


class FuzzyTerms:
    """tantivy, a search engine written in Rust: each word with up to two slips, ordinary words left out."""

    name = "tantivy, fuzzy terms"

    def __init__(self, schools: Sequence[SchoolName], stop_words: frozenset[str]) -> None:
        builder = tantivy.SchemaBuilder()
        builder.add_text_field("name")
        builder.add_text_field("urn", stored=True, tokenizer_name="raw")
        self._schema = builder.build()
        self._stop_words = stop_words
        index = tantivy.Index(self._schema)
        writer = index.writer(num_threads=1)
        for school in schools:
            document = tantivy.Document()
            document.add_text("name", _line(school))
            document.add_text("urn", school.urn)
            writer.add_document(document)
        writer.commit()
        writer.wait_merging_threads()
        index.reload()
        self._searcher = index.searcher()

    def best(self, text: str) -> str | None:
        words = {word for word in _WORD.findall(text.lower()) if word not in self._stop_words}
        if not words:
            return None
        wanted = tantivy.Query.boolean_query(
            [(tantivy.Occur.Should, self._term(word)) for word in sorted(words)]
        )
        hits = self._searcher.search(wanted, 1).hits
        return str(self._searcher.doc(hits[0][1])["urn"][0]) if hits else None

    def _term(self, word: str) -> tantivy.Query:
        exact = tantivy.Query.term_query(self._schema, "name", word)
        if len(word) <= _EXACT:
            return exact
        slips = 2 if len(word) >= _TWO_SLIPS else 1
        near = tantivy.Query.fuzzy_term_query(self._schema, "name", word, distance=slips)
        return tantivy.Query.boolean_query([(tantivy.Occur.Should, exact), (tantivy.Occur.Should, near)])
