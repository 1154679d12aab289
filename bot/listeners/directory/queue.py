"""What stands in the review queue."""

import asyncio
from collections.abc import Mapping, Sequence
from typing import Any

from bot.listeners.directory import naming
from bot.listeners.directory.looking import read
from bot.listeners.directory.naming import Named, NoSuchName
from bot.listeners.directory.turn import Turn
from bot.views.directory.inputs import spoken
from bot.views.directory.queue import TITLES, Asked, Empty, Page, Proposal, Queue, Stale, page_of, window
from bot.views.limits import Json
from directory import db, freshness, freshness_requests, sent_questions, suggestions
from directory.ask.answer import Option
from directory.editing.empty_places import EmptyPlace, empty_places
from directory.editing.kinds import CONTACT, FieldType, Kind
from directory.roles import Action, may
from directory.sent_questions import Waiting
from directory.snapshot import Snapshot
from directory.suggestions import Suggested


async def view(turn: Turn, told: str = "", pages: Sequence[int] = ()) -> Json:
    """The window of the queue as it is now, at these pages of its lists."""
    suggested, asked = await asyncio.to_thread(_waiting, turn)
    at = [*pages, *[0] * len(TITLES)]
    chosen = page_of(suggested, at[0])
    proposals = [await _proposal(turn, held) for held in chosen.entries]
    questions = [
        Asked(each.text, each.user, each.at, turn.memo(question=each.id).packed(2000)) for each in asked
    ]
    held = Queue(
        Page(proposals, chosen.number, chosen.total),
        page_of(questions, at[1]),
        page_of(await asyncio.to_thread(_empty, turn), at[2]),
        page_of(await _stale(turn), at[3]),
    )
    return window(held, turn.memo(pages=held.numbers).packed(), told)


def shown(turn: Turn, kind: Kind, fields: Mapping[str, Any]) -> dict[str, Any]:
    """Suggested values as a form takes them: references with their names, lists as tuples."""
    held, desk = naming.readable(turn.enquiries.desk, turn.actor), turn.enquiries.desk

    def as_shown(to: str, value: Any) -> Any:  # noqa: ANN401 - any value of a field
        if isinstance(value, list):
            return tuple(as_shown(to, each) for each in value)
        if not to or not value:
            return value
        return naming.called(held, desk, to, str(value)) or Option(str(value), str(value))

    return {
        name: as_shown(kind.by_name[name].refers_to, value)
        for name, value in fields.items()
        if name in kind.by_name
    }


def _waiting(turn: Turn) -> tuple[tuple[Suggested, ...], tuple[Waiting, ...]]:
    with db.reading(turn.enquiries.engine) as session:
        authority = turn.actor.authority
        return suggestions.waiting(session, authority), sent_questions.waiting(session, authority)


async def _proposal(turn: Turn, held: Suggested) -> Proposal:
    """A suggestion field by field."""
    try:
        each = await turn.record(held.kind, held.key)
    except NoSuchName:
        only = turn.memo(suggestion=held.id).packed(2000)
        return Proposal(held.key, held.kind, held.user, held.at, (), held.note, only, gone=True)
    seen = await read(turn, each.kind, each.key)
    proposed = shown(turn, each.kind, held.fields)
    current = shown(turn, each.kind, {name: _listed(getattr(seen.fact, name)) for name in proposed})
    changes = tuple(
        (each.kind.by_name[name].label, _text(each, name, current[name]), _text(each, name, value))
        for name, value in proposed.items()
    )
    memo = turn.memo(kind=held.kind, key=held.key, version=seen.version, suggestion=held.id)
    return Proposal(each.name, each.kind.label, held.user, held.at, changes, held.note, memo.packed(2000))


def _empty(turn: Turn) -> list[Empty]:
    """The places that nobody fills, each with the button that fills it where the actor may."""
    snapshot = turn.enquiries.desk.snapshot(turn.actor.authority)
    return [_place(turn, snapshot, each) for each in empty_places(snapshot, turn.today)]


def _place(turn: Turn, snapshot: Snapshot, each: EmptyPlace) -> Empty:
    if each.post is None:
        action = "directory_edit" if may(turn.actor, Action.EDIT, (None,)) else ""
        return Empty(each.said, action, _memo(turn, each.kind, each.key))
    area = snapshot.schools[each.school].area if each.school else each.area
    action = "directory_assign" if may(turn.actor, Action.ASSIGN, (area,)) else ""
    place = turn.memo(post=each.post, area=each.area or "", school=each.school or "")
    return Empty(each.said, action, place.packed(2000))


async def _stale(turn: Turn) -> list[Stale]:
    snapshot = naming.readable(turn.enquiries.desk, turn.actor)
    old = await asyncio.to_thread(freshness.stale, snapshot, turn.today)
    gone = await asyncio.to_thread(_gone, turn)
    vanished = [
        each
        for each in naming.standing(snapshot, CONTACT, turn.today)
        if getattr(each.fact, "slack_user_id", None) in gone
    ]
    return [
        Stale(each.name, each.kind.label, None, _memo(turn, each.kind, each.key), gone=True)
        for each in vanished
    ] + [
        Stale(
            Named(each.kind, each.fact).name,
            each.kind.label,
            each.fact.verified_on,
            _memo(turn, each.kind, each.fact.key),
        )
        for each in old
    ]


def _gone(turn: Turn) -> frozenset[str]:
    with db.reading(turn.enquiries.engine) as session:
        return freshness_requests.gone(session, turn.actor.authority)


def _memo(turn: Turn, kind: Kind, key: str) -> str:
    return turn.memo(kind=kind.name, key=key).packed(2000)


def _listed(value: Any) -> Any:  # noqa: ANN401 - any value of a field
    return list(value) if isinstance(value, tuple) else value


def _text(each: Named, name: str, value: Any) -> str:  # noqa: ANN401 - any value of a form
    parts = value if isinstance(value, tuple) else (value,)
    said = [part.label if isinstance(part, Option) else str(part) for part in parts if part not in (None, "")]
    if each.kind.by_name[name].holds in (FieldType.CHOICE, FieldType.YES_NO):
        said = [spoken("yes" if part == "True" else "no" if part == "False" else part) for part in said]
    return ", ".join(said) or "empty"
