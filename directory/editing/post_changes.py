"""What became of a post that is retired with a successor, kept as a record of its own."""

from datetime import date

from sqlalchemy import select

from directory.days import spelled
from directory.editing.book import Book
from directory.editing.kinds import ASSIGNMENT, POST
from directory.editing.periods import day_before
from directory.editing.references import referring_to
from directory.facts import Post
from directory.models import PostChange, PostChangeSide
from directory.words import Audience, ChangeKind, Stage


def keep_change(book: Book, key: str, successor: str, day: date) -> None:
    """Keeps that from `day` on the post `successor` stands in the place of the post `key`.

    Call it before anything is handed over: who held the successor until then tells a new name from a merger.
    What was planned to become of the post from `day` on, or later, no longer is.
    """
    was, now = book.as_of(POST, key, day), book.as_of(POST, successor, day)
    assert isinstance(was, Post)
    assert isinstance(now, Post)
    _no_longer_planned(book, key, day)
    kind = ChangeKind.RENAMED if _is_the_same(book, was, now, day) else ChangeKind.MERGED
    became = "became" if kind is ChangeKind.RENAMED else "was merged into"
    audiences = {was.audience, now.audience}
    change = PostChange(
        key=_free_key(book, f"{key}-to-{successor}"[:200].strip("-")),
        authority_id=book.authority.id,
        source=book.source(),
        verified_on=book.today,
        audience=Audience.STAFF if Audience.STAFF in audiences else Audience.SCHOOLS,
        valid_from=day,
        kind=kind,
        stage=Stage.FINAL,
        summary=f"{was.title} {became} {now.title} on {spelled(day)}.",
    )
    for side, fact in (("before", was), ("after", now)):
        post = book.record(POST, fact.key)
        change.sides.append(PostChangeSide(side=side, post=post, number=fact.number, position=1))
    book.session.add(change)
    book.session.flush()


def _is_the_same(book: Book, was: Post, now: Post, day: date) -> bool:
    """Whether the successor is the post by another name: it has the old one too, or nobody held it yet."""
    if was.title.casefold() in {name.casefold() for name in now.aliases}:
        return True
    uses = referring_to(book.held, POST.held, now.key, day_before(day))
    return not any(use.kind == ASSIGNMENT.held and use.period.first < day for use in uses)


def _no_longer_planned(book: Book, key: str, day: date) -> None:
    for row in _of_authority(book):
        before = {side.post.key for side in row.sides if side.side == "before"}
        if key in before and row.valid_from and row.valid_from >= day and row.stage is Stage.FINAL:
            row.valid_to = day_before(row.valid_from)


def _free_key(book: Book, base: str) -> str:
    taken, number, key = {row.key for row in _of_authority(book)}, 1, base
    while key in taken:
        number += 1
        key = f"{base}-{number}"
    return key


def _of_authority(book: Book) -> list[PostChange]:
    mine = PostChange.authority_id == book.authority.id
    return list(book.session.scalars(select(PostChange).where(mine)))
