"""Which posts a question asks for without naming one: the new ones, those of a grade, all of a family."""

import re
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from functools import cached_property

from directory import facts
from directory.ask.text import Token, tokens
from directory.ask.vocabulary import Vocabulary
from directory.snapshot import Snapshot
from directory.words import ChangeKind

_NEW = frozenset({"new", "created", "added", "create", "creating"})
_GONE = frozenset({"deleted", "cut", "lost", "lose", "gone", "disappearing", "removed", "scrapped", "axed"})
_GOING = frozenset({"go", "going"})
_POSTS = frozenset({"post", "posts", "job", "jobs", "role", "roles", "position", "positions"})
_LISTED = frozenset(
    {"list", "name", "names", "every", "all", "which", "many", "titles", "both", "what", "total"}
)
_OF_A_GRADE = re.compile(r"\b(?:grades?|gr|g)\.?\s*(\d{1,2})\b|\b(soulbury)\b", re.IGNORECASE)
_TO_APPLY = re.compile(
    r"\b(?:(?:re-?)?appl(?:y|ying|ied)|eligible|go(?:ing)?|put(?:ting)? (?:me |us )?in)\s+for\s+"
    r"(?:(?P<it>one|it|them|that|those|either)\b)?",
    re.IGNORECASE,
)
_AT_ONCE = 25
"""Characters within which what is applied for begins."""
_JOINING = frozenset({"of", "and", "the", "for", "to", "in"})
_FAMILY = 2


@dataclass(frozen=True)
class Listing:
    """The posts that a question asks for, in groups with the change of each (None: any), and the grade said.

    `family` is whether words that their titles share were said.
    """

    groups: tuple[tuple[ChangeKind | None, tuple[facts.Post, ...]], ...]
    grade: str = ""
    family: bool = False

    @property
    def posts(self) -> tuple[facts.Post, ...]:
        """The posts of all groups."""
        return tuple(post for _, posts in self.groups for post in posts)


@dataclass(frozen=True)
class PostsAsked:
    """The posts of a snapshot by what is said of many at once."""

    held: Snapshot
    vocabulary: Vocabulary

    def listed(self, found: Sequence[Token], text: str) -> Listing | None:
        """The posts that are asked for, in the order of the document; None if none are asked for so."""
        said = {token.plain for token in found}
        stems = {token.stem for token in found}
        if names_a_ring_fence(found):
            return None
        grade = _grade(text)
        words = stems & self._words
        posts = [post for post in self.held.posts.values() if not grade or _grade(post.grade) == grade]
        family = [post for post in posts if len(words) >= _FAMILY and words <= self._stems[post.key]]
        if grade and posts:
            near = family or [post for post in posts if words & self._telling(posts, post)]
            return Listing(((None, tuple(near or posts)),), grade, family=bool(near))
        groups = tuple(
            (kind, tuple(post for post in family or posts if post.key in self._changed(kind)))
            for kind in _changes(said)
        )
        groups = tuple(group for group in groups if group[1])
        if said & _LISTED and len(family) > 1:
            return Listing(groups or ((None, tuple(family)),), family=True)
        if groups and said & _POSTS and (said & _LISTED or len(groups) > 1):
            return Listing(groups)
        return None

    def _telling(self, posts: Iterable[facts.Post], one: facts.Post) -> frozenset[str]:
        """The words of a title that no other of these posts has."""
        others = [self._stems[post.key] for post in posts if post.key != one.key]
        return self._stems[one.key] - frozenset[str]().union(*others)

    def _changed(self, kind: ChangeKind) -> frozenset[str]:
        side = "after" if kind is ChangeKind.CREATED else "before"
        changes = [change for change in self.held.post_changes.values() if change.kind is kind]
        return frozenset(s.post for change in changes for s in change.sides if s.side == side)

    @cached_property
    def _stems(self) -> dict[str, frozenset[str]]:
        """The words of each post's title, as they are compared."""
        return {
            post.key: words_of(post.title, self.vocabulary.abbreviations) for post in self.held.posts.values()
        }

    @cached_property
    def _words(self) -> frozenset[str]:
        """The words of all titles."""
        return frozenset[str]().union(*self._stems.values())


def _changes(said: Set[str]) -> tuple[ChangeKind, ...]:
    """The changes that a message speaks of; posts to go for are not going."""
    created, deleted = said & _NEW, said & _GONE or (said & _GOING and not said & _NEW)
    return (*((ChangeKind.DELETED,) if deleted else ()), *((ChangeKind.CREATED,) if created else ()))


def names_a_ring_fence(found: Sequence[Token]) -> bool:
    """Whether a ring fence is named: who may apply for a post is another question than what becomes of it."""
    said = " ".join(["", *[token.plain for token in found]])
    return " ringfence" in said or " ring fence" in said


def applies_for(text: str, title: int) -> bool:
    """Whether the title at the character `title` is spoken of as applied for: "who can go for the ... jobs",
    "... jobs, can I put in for one"."""
    return any(
        match["it"] is not None or 0 <= title - match.end() <= _AT_ONCE for match in _TO_APPLY.finditer(text)
    )


def words_of(title: str, abbreviations: Mapping[str, str]) -> frozenset[str]:
    """The words of a title, as they are compared."""
    return frozenset(token.stem for token in tokens(title, abbreviations) if token.plain not in _JOINING)


def _grade(text: str) -> str:
    found = _OF_A_GRADE.search(text)
    return (found.group(1) or found.group(2)).lower() if found else ""
