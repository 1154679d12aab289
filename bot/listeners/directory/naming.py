"""Which record somebody means by a name: the same matching as questions, for every kind of record."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from directory.ask.answer import Option
from directory.ask.desk import EnquiryDesk
from directory.ask.text import plain, tokens
from directory.ask.titles import TitleIndex
from directory.days import spelled
from directory.editing.errors import AlreadyRetired
from directory.editing.kinds import ASSIGNMENT, KINDS, SCHOOL, Kind
from directory.errors import SignpostError
from directory.facts import Fact
from directory.roles import Action, Actor, may
from directory.snapshot import Snapshot
from directory.words import Audience, PostStatus, SchoolStatus

MOST = 10
NAMED = tuple(kind for kind in KINDS.values() if kind is not ASSIGNMENT)
_OUT_OF_USE = (PostStatus.DELETED, SchoolStatus.CLOSED)
_PUNCTUATION = re.compile(r"[^\w]+")


@dataclass(frozen=True)
class Named:
    """A record and what it is called."""

    kind: Kind
    fact: Fact

    @property
    def key(self) -> str:
        """The record's key."""
        return self.fact.key

    @property
    def name(self) -> str:
        """The record's name."""
        return (
            str(getattr(self.fact, self.kind.title)) if self.kind.title else f"{self.kind.label} {self.key}"
        )

    @property
    def reference(self) -> str:
        """Kind and key in one text, for a button or an option."""
        return f"{self.kind.name}:{self.key}"

    def ended_on(self, today: date) -> date | None:
        """Its last day, where that has been."""
        last = self.fact.valid_to
        return last if last is not None and last < today else None


class NoSuchName(SignpostError):
    """Nothing in the directory is called so."""

    def __init__(self, text: str, kinds: Sequence[Kind]) -> None:
        what = " or ".join(kind.label for kind in kinds) if len(kinds) < len(NAMED) else "record"
        super().__init__(
            f"I know no {what} called '{text}'. Nothing was changed. Search for it with `/directory find`."
        )


class SeveralNames(SignpostError):
    """Several records could be meant; `found` are the likeliest."""

    def __init__(self, text: str, found: tuple[Named, ...]) -> None:
        self.text = text
        self.found = found
        listed = "\n".join(f"- {each.name} ({each.kind.label})" for each in found)
        super().__init__(f"'{text}' could be any of these. Nothing was changed. Write one in full:\n{listed}")


def readable(desk: EnquiryDesk, actor: Actor) -> Snapshot:
    """What the actor may see of the directory, whatever the day."""
    audience = Audience.STAFF if may(actor, Action.SEE_STAFF_RECORDS) else Audience.SCHOOLS
    held = desk.snapshot(actor.authority)
    return held if audience is Audience.STAFF else held.visible_to(audience)


def standing(held: Snapshot, kind: Kind, today: date) -> Iterator[Named]:
    """The records of a kind that hold today or later, as they are today."""
    return (each for each in _ever(held, kind, today) if each.ended_on(today) is None)


def _ended(held: Snapshot, kind: Kind, today: date) -> Iterator[Named]:
    """The records of a kind that hold no longer."""
    return (each for each in _ever(held, kind, today) if each.ended_on(today) is not None)


def _ever(held: Snapshot, kind: Kind, today: date) -> Iterator[Named]:
    return (Named(kind, held.as_of(kind.held, fact, today)) for fact in getattr(held, kind.held).values())


def search(
    desk: EnquiryDesk, actor: Actor, text: str, today: date, kinds: Sequence[Kind] = NAMED
) -> tuple[Named, ...]:
    """The records that a text may name, likeliest first, at most ten."""
    held = readable(desk, actor)
    found = [each for kind in kinds for each in standing(held, kind, today)]
    wanted = _compared(text)
    same = [each for each in found if wanted in map(_compared, _names(each))]
    by_reference = {each.reference: each for each in found}
    ranked = {each.reference: each for each in same}
    if SCHOOL in kinds:
        for school in desk.find_school(actor.authority, text, today).schools:
            reference = f"{SCHOOL.name}:{school.urn}"
            if reference in by_reference:
                ranked.setdefault(reference, by_reference[reference])
    index = TitleIndex(
        {each.reference: _names(each) for each in found if each.kind is not SCHOOL}, desk.vocabulary
    )
    titles = index.find(tokens(text))
    for title in titles.posts if titles else ():
        ranked.setdefault(title.key, by_reference[title.key])
    within = [each for each in found if wanted and any(wanted in _compared(name) for name in _names(each))]
    for each in sorted(within, key=lambda each: len(each.name)):
        ranked.setdefault(each.reference, each)
    return tuple(ranked.values())[:MOST]


def the_one(desk: EnquiryDesk, actor: Actor, text: str, today: date, kinds: Sequence[Kind] = NAMED) -> Named:
    """The record that a text names. Raises NoSuchName and SeveralNames.

    A full name or another name decides; where only a school is wanted, so does what questions understand.
    The kind can stand before it, as in "post: EHC Officer".
    """
    kinds, text = _narrowed(kinds, text)
    exact, full, other = _named_so(readable(desk, actor), text, today, kinds)
    for sure in (exact, full, other):
        if len(sure) == 1:
            return sure[0]
    found = search(desk, actor, text, today, kinds)
    if not found:
        raise NoSuchName(text, kinds)
    if len(found) == 1:
        return found[0]
    if SCHOOL in kinds and not full and not other:
        finding = desk.find_school(actor.authority, text, today)
        if finding.kind == "one" and found[0].key == finding.schools[0].urn and found[0].kind is SCHOOL:
            return found[0]
    raise SeveralNames(text, tuple(full or other or found)[:MOST])


def the_one_ever(desk: EnquiryDesk, actor: Actor, text: str, today: date) -> Named:
    """As `the_one`, also where the record has ended. Raises NoSuchName and SeveralNames.

    What is in use goes before what was called so; a record's own name goes before another name of a second.
    Of several that have ended, it is the last.
    """
    held = readable(desk, actor)
    kinds, wanted = _narrowed(NAMED, text)
    now, before = (_named_so(held, wanted, today, kinds, records) for records in (standing, _ended))
    for here, gone in zip(now, before, strict=True):
        if here:
            break
        if gone:
            return max(gone, key=lambda each: each.ended_on(today) or date.min)
    return the_one(desk, actor, text, today)


def called_so(desk: EnquiryDesk, actor: Actor, old: Named, today: date) -> tuple[Named, ...]:
    """The records in use that have the name of one that has ended, as their own or another name."""
    named = _named_so(readable(desk, actor), old.name, today, (old.kind,))
    return tuple({each.key: each for tier in named for each in tier}.values())


def the_two(desk: EnquiryDesk, actor: Actor, text: str, other: str, today: date) -> tuple[Named, Named]:
    """A record, and the one of the same kind that takes its place. Raises NoSuchName and SeveralNames.

    Where a name fits several, what makes sense decides: two records of one kind that are not the same, the
    second of them in use. A record's own name goes before another name of a second record.
    """
    held = readable(desk, actor)
    kinds, wanted = _narrowed(NAMED, text)
    for first in _named_so(held, wanted, today, kinds):
        pairs = [pair for each in first for pair in _successors(held, each, other, today)]
        if len(pairs) == 1:
            return pairs[0]
        if any(not _is_called(held, each, other, today) for each in first):
            break  # it is one of these that is meant, whatever else has the name
    gone = _gone_into_the_other(held, wanted, other, today, kinds)
    if gone is not None:
        raise gone
    record = the_one(desk, actor, text, today)
    return record, the_one(desk, actor, other, today, (record.kind,))


def _is_called(held: Snapshot, record: Named, text: str, today: date) -> bool:
    kinds, wanted = _narrowed((record.kind,), text)
    return any(record.key == each.key for tier in _named_so(held, wanted, today, kinds) for each in tier)


def _successors(held: Snapshot, old: Named, text: str, today: date) -> list[tuple[Named, Named]]:
    """The record with each that may take its place; those in use go before those that are not."""
    kinds, wanted = _narrowed((old.kind,), text)
    for named in _named_so(held, wanted, today, kinds):
        others = [each for each in named if each.key != old.key]
        in_use = [each for each in others if getattr(each.fact, "status", None) not in _OUT_OF_USE]
        if in_use or others:
            return [(old, each) for each in in_use or others]
    return []


def _gone_into_the_other(
    held: Snapshot, text: str, other: str, today: date, kinds: Sequence[Kind]
) -> AlreadyRetired | None:
    """Why nothing is to be done, where a record of that name ended and the other has its name already."""
    wanted = _compared(text)
    for kind in kinds:
        same = [f for f in getattr(held, kind.held).values() if _compared(Named(kind, f).name) == wanted]
        was = [fact for fact in same if fact.valid_to and fact.valid_to < today]
        called = [each for tier in _named_so(held, other, today, (kind,)) for each in tier]
        heirs = [each for each in called if wanted in map(_compared, _names(each))]
        if was and heirs:
            last = max(fact.valid_to for fact in was)
            how = f"its last day is {spelled(last)}, and {heirs[0].name} has its name since."
            return AlreadyRetired(Named(kind, was[0]).name, how)
    return None


def _narrowed(kinds: Sequence[Kind], text: str) -> tuple[Sequence[Kind], str]:
    """The kinds and the name meant: the kind can stand before the name, as in "post: EHC Officer"."""
    before, colon, after = text.partition(":")
    narrowed = [kind for kind in kinds if before.strip().lower() in (kind.name, kind.label)]
    return (narrowed, after.strip()) if colon and narrowed else (kinds, text)


def _named_so(
    held: Snapshot,
    text: str,
    today: date,
    kinds: Sequence[Kind],
    records: Callable[[Snapshot, Kind, date], Iterator[Named]] = standing,
) -> tuple[list[Named], list[Named], list[Named]]:
    """The records with that key, with that name, and with that name or other name."""
    wanted = _compared(text)
    everything = [each for kind in kinds for each in records(held, kind, today)]
    return (
        [each for each in everything if each.key == text],
        [each for each in everything if _compared(each.name) == wanted],
        [each for each in everything if wanted in map(_compared, _names(each))],
    )


def options(desk: EnquiryDesk, actor: Actor, to: str, typed: str, today: date) -> tuple[Option, ...]:
    """What a list offers while somebody types: records of the kind `to`, or topics; "any" for every kind."""
    if to == "topic":
        wanted = typed.lower()
        return tuple(
            Option(key, topic.label)
            for key, topic in desk.vocabulary.topics.items()
            if wanted in topic.label.lower() or wanted in key
        )[:100]
    kinds = NAMED if to == "any" else (KINDS[to],)
    found = search(desk, actor, typed, today, kinds)
    if to == "any":
        return tuple(Option(each.reference, f"{each.name} ({each.kind.label})") for each in found)
    return tuple(Option(each.key, each.name) for each in found)


def record(desk: EnquiryDesk, actor: Actor, kind: str, key: str, today: date) -> Named:
    """The record of a kind and key. Raises NoSuchName where the actor sees none."""
    held, found = readable(desk, actor), KINDS[kind]
    fact = getattr(held, found.held).get(key)
    if fact is None:
        raise NoSuchName(key, (found,))
    return Named(found, held.as_of(found.held, fact, today))


def called(held: Snapshot, desk: EnquiryDesk, to: str, key: str) -> Option | None:
    """A reference with the name of what it refers to; None where that is not among what is `held`."""
    if to == "topic":
        topic = desk.vocabulary.topics.get(key)
        return Option(key, topic.label if topic else key)
    kind = KINDS[to]
    fact = getattr(held, kind.held).get(key)
    return Option(key, str(getattr(fact, kind.title)) if kind.title else key) if fact else None


def _names(each: Named) -> tuple[str, ...]:
    fact: Any = each.fact
    return (each.name, *getattr(fact, "aliases", ()), each.key)


def _compared(name: str) -> str:
    return " ".join(_PUNCTUATION.sub(" ", plain(name)).split())
