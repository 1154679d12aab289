"""Titles that posts had before: a post that has ended is told of by the change that is kept of it."""

from directory import facts
from directory.ask.wording import day as spelled
from directory.snapshot import Snapshot
from directory.words import ChangeKind, Stage

_SAME = str.maketrans({"–": "-", "&": "and"})


def same_title(one: str, other: str) -> bool:
    """Whether two titles differ in no more than their case, dashes and ampersands."""
    return one.translate(_SAME).lower() == other.translate(_SAME).lower()


def change_of(held: Snapshot, title: str, post: facts.Post) -> facts.PostChange | None:
    """The latest change by which a post called `title` became `post` on a day that is known, if any."""
    found = [
        change
        for change in held.post_changes.values()
        if change.stage is Stage.FINAL
        and change.valid_from is not None
        and any(side.side == "after" and side.post == post.key for side in change.sides)
        and any(side.side == "before" and same_title(side.title, title) for side in change.sides)
    ]
    return max(found, key=lambda change: (change.valid_from, change.key), default=None)


def now_called(held: Snapshot, title: str, post: facts.Post) -> str:
    """The sentence that leads from an old title to the one of today, with the day where it is known."""
    change = change_of(held, title, post)
    if change is None or change.valid_from is None:
        return f"{title} is now called {post.title}."
    became = "part of" if change.kind is ChangeKind.MERGED else "called"
    return f"{title} is now {became} {post.title}, since {spelled(change.valid_from)}."
