"""Which posts a question asks for without naming one: the new ones, those of a grade, all of a family."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from directory import facts
from directory.ask.text import Token, tokens
from directory.ask.vocabulary import Vocabulary
from directory.snapshot import Snapshot
from directory.words import ChangeKind

_NEW = frozenset({"new", "created", "added", "create", "creating"})
_GOING = frozenset(
    {"deleted", "going", "go", "cut", "lost", "lose", "gone", "disappearing", "removed", "scrapped", "axed"}
)
_POSTS = frozenset({"post", "posts", "job", "jobs", "role", "roles", "position", "positions"})
_LISTED = frozenset({"list", "name", "names", "every", "all", "which", "many", "titles", "both"})
_OF_A_GRADE = re.compile(r"\b(?:grades?|gr|g)\.?\s*(\d{1,2})\b", re.IGNORECASE)
_OTHERWISE = frozenset({"fenc", "ringfenc"})  # as stems: who may apply is another question
_JOINING = frozenset({"of", "and", "the", "for", "to", "in"})
_FAMILY = 2


@dataclass(frozen=True)
class Listing:
    """The posts that a question asks for, and how it tells them: by a change, a grade or words of titles."""

    posts: tuple[facts.Post, ...]
    change: ChangeKind | None
    grade: str
    family: bool


@dataclass(frozen=True)
class PostsAsked:
    """The posts of a snapshot by what is said of many at once."""

    held: Snapshot
    vocabulary: Vocabulary

    def listed(self, found: Sequence[Token], text: str) -> Listing | None:
        """The posts that are asked for, in the order of the document; None if none are asked for so."""
        said = {token.plain for token in found}
        stems = {token.stem for token in found}
        if stems & _OTHERWISE:
            return None
        change = ChangeKind.CREATED if said & _NEW else ChangeKind.DELETED if said & _GOING else None
        grade = _grade(text)
        words = stems & self._words.keys()
        posts = [post for post in self.held.posts.values() if not grade or _grade(post.grade) == grade]
        family = [post for post in posts if len(words) >= _FAMILY and words <= self._stems[post.key]]
        of_change = self._changed(change) if change else frozenset(self.held.posts)
        if grade and posts:
            near = [post for post in posts if words & self._telling(posts, post)]
            return Listing(tuple(family or near or posts), None, grade, family=bool(family or near))
        if said & _LISTED and len(family) > 1:
            kept = [post for post in family if post.key in of_change]
            return Listing(tuple(kept or family), change if kept else None, "", family=True)
        if change and said & _POSTS and said & (_LISTED | {"what", "total", "list"}):
            return Listing(tuple(p for p in posts if p.key in of_change), change, "", family=False)
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
            post.key: frozenset(
                token.stem
                for token in tokens(post.title, self.vocabulary.abbreviations)
                if token.plain not in _JOINING
            )
            for post in self.held.posts.values()
        }

    @cached_property
    def _words(self) -> dict[str, int]:
        """How many titles each word stands in."""
        words = [word for stems in self._stems.values() for word in stems]
        return {word: words.count(word) for word in words}


def _grade(text: str) -> str:
    found = _OF_A_GRADE.search(text)
    return found.group(1) if found else ""
