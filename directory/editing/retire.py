"""Taking a record out of use from a day on, without leaving a reference to nothing."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import Any

from directory.days import spelled
from directory.editing.book import Book
from directory.editing.commands import Retire
from directory.editing.errors import AlreadyRetired, BadFields, StillUsed, Use
from directory.editing.kinds import ASSIGNMENT, BY_HELD, CONTACT, POST, Kind, kind_of
from directory.editing.periods import EVER, Period, day_before, periods
from directory.editing.post_changes import keep_change
from directory.editing.references import Reference, free_periods, place_of, referring_to
from directory.editing.wording import Names
from directory.editing.write import name_of
from directory.facts import Contact, Fact, Post
from directory.words import PostStatus, Route

_ROUTES = {
    Route.GENERAL: "the general route",
    Route.FRONT_DOOR: "the route for a child in danger",
    Route.OUT_OF_HOURS: "the route for a child in danger out of hours",
    Route.DIRECTORY_TEAM: "the way to the directory team",
}


def retire(book: Book, command: Retire) -> str:
    """Retires a record; its key. Raises AlreadyRetired, StillUsed, BadFields and UnknownRecord."""
    kind = kind_of(command.kind)
    day = command.from_day or book.today
    now = book.as_of(kind, command.key, day)
    uses = referring_to(book.held, kind.held, command.key, day)
    _check_it_stands(book, command, now, used=bool(uses))
    route = now.route if isinstance(now, Contact) else None
    if command.successor is not None:
        _check_successor(book, kind, command)
        if kind is POST:
            keep_change(book, command.key, command.successor, day)
    elif (uses or route) and not command.nobody:
        fallen_back_on = (
            (Use(kind.name, now.key, f"answers fall back on it as {_ROUTES[route]}"),) if route else ()
        )
        raise StillUsed(name_of(kind, now), (*fallen_back_on, *in_words(book, uses)))
    _hand_over(book, sorted({use.key for use in uses if use.kind == ASSIGNMENT.held}), kind, command, day)
    for use in uses:
        if use.kind != ASSIGNMENT.held:
            _replace(book, use, now, command.successor, day)
    if command.successor is not None:
        _keep_the_name(book, kind, now, command.successor, day)
    if route and command.successor is not None:
        _hand_on_the_route(book, command.key, command.successor, route, day)
    book.hold_until(kind, command.key, day_before(day))
    return command.key


def in_words(book: Book, uses: Iterable[Reference]) -> tuple[Use, ...]:
    """Each record that refers to another, once."""
    names = Names(book.session, book.authority.id)
    found: dict[tuple[str, str], Use] = {}
    for use in uses:
        kind = BY_HELD.get(use.kind)
        if kind is None or kind is ASSIGNMENT:
            said = _assignment_in_words(use, names) if kind else _other_in_words(use)
        else:
            field = kind.by_name.get(use.field)  # a key date always belongs to its consultation
            said = f"the {kind.label} '{name_of(kind, use.period.fact)}'"
            said += f" ({field.label.lower()})" if field else ""
        found.setdefault((use.kind, use.key), Use(kind.name if kind else use.kind, use.key, said))
    return tuple(found.values())


def _assignment_in_words(use: Reference, names: Names) -> str:
    fact: Any = use.period.fact
    who = names.with_key(BY_HELD["contacts"], fact.contact)
    what = names.with_key(BY_HELD["posts"], fact.post)
    if fact.school:
        return f"{who} is {what} for {names.with_key(BY_HELD['schools'], fact.school)}"
    if fact.area:
        return f"{who} is {what} for the area {names.with_key(BY_HELD['areas'], fact.area)}"
    return f"{who} is {what} for the whole authority"


def _other_in_words(use: Reference) -> str:
    summary = getattr(use.period.fact, "summary", "")
    return f"it is kept that '{summary}'" if summary else f"{use.kind.replace('_', ' ')} {use.key}"


def _check_it_stands(book: Book, command: Retire, now: Fact, *, used: bool) -> None:
    kind = kind_of(command.kind)
    if now.valid_to is not None and now.valid_to < (command.from_day or book.today):
        raise AlreadyRetired(name_of(kind, now), f"its last day is {spelled(now.valid_to)}.")
    deleted = isinstance(now, Post) and now.status is PostStatus.DELETED
    if deleted and not used and command.successor is None:
        how = "its status is deleted. To say which post stands in its place, name a successor."
        raise AlreadyRetired(name_of(kind, now), how)


def _check_successor(book: Book, kind: Kind, command: Retire) -> None:
    assert command.successor is not None
    book.record(kind, command.successor)
    if command.successor == command.key:
        raise BadFields({"successor": "The successor must be another record."})


def _hand_over(book: Book, keys: list[str], kind: Kind, command: Retire, day: date) -> None:
    """Ends assignments, and begins others with the successor for the same days, where the place is free."""
    given = [period for key in keys for period in periods(book.held, ASSIGNMENT.held, key, day)]
    for key in keys:
        book.hold_until(ASSIGNMENT, key, day_before(day))
    if command.successor is None:
        return
    ended = book.held  # two of them never have one place at once, so what is begun here need not be looked at
    for period in given:
        fact: Any = period.fact
        names = ("contact", "post", "school", "area", "audience")
        values = {name: getattr(fact, name) for name in names} | {kind.name: command.successor}
        wanted = Period(period.first, period.last, replace(fact, **values))
        for free in free_periods(ended, place_of(wanted), wanted):
            last = None if free.last == EVER else free.last
            new = book.free_key(ASSIGNMENT, f"{values['post']} {values['school'] or values['area'] or ''}")
            book.add(ASSIGNMENT, values, key=new, first=free.first, last=last)


def _replace(book: Book, use: Reference, retired: Fact, successor: str | None, day: date) -> None:
    """Lets a record refer to the successor, or to nobody, for as long as it would have referred to it."""
    kind = BY_HELD[use.kind]
    value = getattr(use.period.fact, use.field)
    values: dict[str, Any] = {use.field: successor}
    if isinstance(value, tuple):
        kept = {key for key in value if key != retired.key} | ({successor} if successor else set())
        if not kept:  # an empty list would mean "everywhere", which nobody asked for
            raise StillUsed(name_of(BY_HELD[use.to], retired), in_words(book, (use,)), needs_editing=True)
        values = {use.field: tuple(sorted(kept))}
    if use.kind == "schools" and successor is None:
        values["area_reason"] = f"{name_of(BY_HELD[use.to], retired)} is no longer an area"
    book.put(kind, use.key, values, max(use.period.first, day))


def _hand_on_the_route(book: Book, key: str, successor: str, route: Route, day: date) -> None:
    """The successor is fallen back on. Raises BadFields where it is for something else already."""
    now: Any = book.as_of(CONTACT, successor, day)
    if now.route not in (None, route):
        said = f"{now.name} is {_ROUTES[now.route]} already, and can be one only. Name another successor."
        raise BadFields({"successor": said})
    book.put(CONTACT, key, {"route": None}, day)
    book.put(CONTACT, successor, {"route": route}, day)


def _keep_the_name(book: Book, kind: Kind, retired: Any, successor: str, day: date) -> None:  # noqa: ANN401
    """People will go on using the old name, so it leads to the successor."""
    if "aliases" not in kind.by_name:
        return
    now: Any = book.as_of(kind, successor, max(day, book.today))
    own = {name_of(kind, now), *now.aliases}
    names = dict.fromkeys((name_of(kind, retired), *retired.aliases))
    new = tuple(name for name in names if name not in own)
    if new:
        book.put(kind, successor, {"aliases": (*now.aliases, *new)}, day)
