"""The window of the review queue: corrections, questions, places left empty, and what has grown old."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Generic, TypeVar

from bot.views.directory.forms import modal
from bot.views.directory.words import person
from bot.views.limits import Json, actions, button, context, escape, header, section
from directory.days import london_day, spelled

MOST = 8
LONGEST_SHOWN = 300

T = TypeVar("T")


@dataclass(frozen=True)
class Proposal:
    """A suggested correction: of which record, by whom, what would change field by field, and a note.

    Where the record is `gone`, the suggestion can only be declined.
    """

    name: str
    kind: str
    user: str
    at: datetime
    changes: tuple[tuple[str, str, str], ...]
    note: str
    value: str
    gone: bool = False


@dataclass(frozen=True)
class Asked:
    """A question that somebody sent in."""

    text: str
    user: str
    at: datetime
    value: str


@dataclass(frozen=True)
class Empty:
    """A place that nobody fills: a sentence, and the button that fills it (`action` is "" for none)."""

    said: str
    action: str
    value: str


@dataclass(frozen=True)
class Stale:
    """A record that nobody has confirmed for long (`since`: the last time), or whose person is `gone`."""

    name: str
    kind: str
    since: date | None
    value: str
    gone: bool = False


@dataclass(frozen=True)
class Page(Generic[T]):
    """A page of a list: its `entries`, its `number` from 0 on, and how many the whole list has."""

    entries: Sequence[T]
    number: int
    total: int

    @property
    def last(self) -> int:
        """The number of the last page."""
        return max(0, (self.total - 1) // MOST)


def page_of(everything: Sequence[T], number: int) -> Page[T]:
    """The page of that number; the last one where there are no longer so many."""
    page = Page[T]((), number, len(everything))
    number = min(max(number, 0), page.last)
    return Page(everything[number * MOST : (number + 1) * MOST], number, len(everything))


@dataclass(frozen=True)
class Queue:
    """The four lists, each a page of it, in the order in which the window shows them."""

    proposals: Page[Proposal]
    asked: Page[Asked]
    empty: Page[Empty]
    stale: Page[Stale]

    @property
    def numbers(self) -> tuple[int, ...]:
        """The numbers of the pages."""
        return tuple(page.number for page in (self.proposals, self.asked, self.empty, self.stale))


TITLES = ("Suggested corrections", "Questions sent in", "Left empty", "To confirm")


def window(held: Queue, memo: str, told: str = "") -> Json:
    """The window of the queue; `told` is what has just been done."""
    blocks: list[Json] = [section(f"*{escape(told)}*").to_dict()] if told else []
    parts: tuple[tuple[Page[Any], list[Json]], ...] = (
        (held.proposals, [block for each in held.proposals.entries for block in _proposal(each)]),
        (held.asked, [block for each in held.asked.entries for block in _asked(each)]),
        (held.empty, [_empty(each) for each in held.empty.entries]),
        (held.stale, [_stale(each) for each in held.stale.entries]),
    )
    for at, (page, listed) in enumerate(parts):
        blocks.append(header(f"{TITLES[at]}: {page.total}").to_dict())
        blocks += listed or [context("Nothing waits here.").to_dict()]
        if page.last:
            blocks += _paging(page, at, held.numbers)
    return modal("Review queue", blocks, close="Close", memo=memo)


def _paging(page: Page[T], at: int, numbers: tuple[int, ...]) -> list[Json]:
    first = page.number * MOST + 1
    said = f"{first} to {first + len(page.entries) - 1} of {page.total}."
    row = []
    for label, name, to in (("Previous", "back", page.number - 1), ("Next", "on", page.number + 1)):
        if 0 <= to <= page.last:
            value = ",".join(map(str, (*numbers[:at], to, *numbers[at + 1 :])))
            row.append(button(f"{label}: {TITLES[at].lower()}", f"directory_page_{name}", value))
    return [context(said).to_dict(), actions(*row).to_dict()]


def _proposal(each: Proposal) -> list[Json]:
    lines = [
        f"*{escape(each.name)}* ({escape(each.kind)}), {person(each.user)}, {spelled(london_day(each.at))}"
    ]
    lines += [
        f"• {escape(label)}: {_short(was)} → *{_short(becomes)}*" for label, was, becomes in each.changes
    ]
    if each.note:
        lines.append(f"“{_short(each.note)}”")
    if each.gone:
        lines.append("This record is no longer in the directory.")
    row = [] if each.gone else [button("Change", "directory_change", each.value)]
    row.append(button("Decline", "directory_decline", each.value))
    if each.changes:
        row.insert(0, button("Accept", "directory_accept", each.value))
    return [section("\n".join(lines)).to_dict(), actions(*row).to_dict()]


def _short(text: str) -> str:
    """A value that is too long to be shown beside others; the form behind Change shows all of it."""
    return escape(text if len(text) <= LONGEST_SHOWN else f"{text[:LONGEST_SHOWN]}…")


def _asked(each: Asked) -> list[Json]:
    return [
        section(f"{person(each.user)}, {spelled(london_day(each.at))}:\n“{escape(each.text)}”").to_dict(),
        actions(button("Answer", "directory_answer", each.value)).to_dict(),
    ]


def _empty(each: Empty) -> Json:
    labels = {"directory_assign": "Assign", "directory_edit": "Edit"}
    press = button(labels[each.action], each.action, each.value) if each.action else None
    return section(escape(each.said), accessory=press).to_dict()


def _stale(each: Stale) -> Json:
    said = f"not confirmed since {spelled(each.since)}" if each.since else "never confirmed"
    if each.gone:
        said = "the Slack account of its person is deactivated"
    press = button("Edit", "directory_edit", each.value)
    if not each.gone:
        press = button("Still right", "directory_confirm", each.value)
    return section(f"*{escape(each.name)}* ({escape(each.kind)}): {said}.", accessory=press).to_dict()
