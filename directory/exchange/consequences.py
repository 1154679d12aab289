"""What an import does to the rest of the directory: what is missing, what disagrees, who is left without."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from directory.ask.contacts import LEAD_TOPIC
from directory.ask.everyday import Everyday
from directory.exchange.draft import Draft, described
from directory.exchange.held import Held
from directory.exchange.lookup import ended, holds, never_holds
from directory.exchange.plan import Left, Outcome, Verb
from directory.packs.check import disagreements, references_of
from directory.packs.entries import Entry, Place, Reading
from directory.packs.problems import Problem, spoken
from directory.packs.schema import AssignmentRow, ContactRow, RecordRow, SchoolRow, ServiceRow, SourceRow
from directory.words import Audience, SchoolStatus

Rows = Mapping[str, Mapping[str, RecordRow]]
"""Rows by kind and key."""


@dataclass(frozen=True)
class Missing:
    """What is not in the file: what happens to each, and the rows of those that end."""

    outcomes: tuple[Outcome, ...]
    rows: tuple[tuple[str, RecordRow], ...]


def after(held: Held, drafts: Iterable[Draft]) -> dict[str, dict[str, RecordRow]]:
    """What the directory would hold."""
    found = {kind: {row.key: row for row in rows} for kind, rows in held.rows.items()}
    for draft in drafts:
        found[draft.kind][draft.row.key] = draft.row
        if draft.ends is not None:
            found[draft.kind][draft.ends.key] = draft.ends
    return found


def missing(
    held: Held,
    drafts: list[Draft],
    kinds: Mapping[str, bool],
    today: date,
    *,
    mentioned: set[tuple[str, str]],
    keep: bool,
) -> Missing:
    """The records of `kinds` that hold today and are neither in the drafts nor `mentioned` by a faulty line.

    One that others still refer to is kept, so that no reference ever dangles. `kinds` says of each
    whether its table may be taken to be whole: an export for schools lacks what only staff may see.
    """
    listed = {(draft.kind, draft.row.key) for draft in drafts} | mentioned
    absent = {
        (kind, row.key): row
        for kind, whole in kinds.items()
        for row in held.rows[kind]
        if (kind, row.key) not in listed and holds(row, today) and (whole or row.audience == Audience.SCHOOLS)
    }
    result = after(held, drafts)
    used = {} if keep else _still_used(absent, result, today) | _fallen_back_on(absent)
    outcomes, rows = [], []
    for (kind, key), row in absent.items():
        note = "you chose to keep what is not in the file" if keep else ""
        if (kind, key) in used:
            note = f"still used by {used[kind, key]}; give it a successor first"
        verb = Verb.KEPT if note else Verb.REMOVED
        outcomes.append(Outcome(verb, kind, key, described(row), None, (), note))
        if not note:
            rows.append((kind, row.model_copy(update={"valid_to": _last_day(row, today)})))
    return Missing(tuple(outcomes), tuple(rows))


def _fallen_back_on(absent: Mapping[tuple[str, str], RecordRow]) -> dict[tuple[str, str], str]:
    """Of the absent records, the contacts that answers fall back on, such as for a child in danger."""
    return {
        place: f"answers, as the {row.route.replace('_', ' ')} route"
        for place, row in absent.items()
        if isinstance(row, ContactRow) and row.route
    }


def _last_day(row: RecordRow, today: date) -> date:
    """Yesterday; a record that began today has today as its only day."""
    return max(today - timedelta(days=1), row.valid_from or date.min)


def _still_used(
    absent: Mapping[tuple[str, str], RecordRow], result: Rows, today: date
) -> dict[tuple[str, str], str]:
    """Of the absent records, those that something that stays refers to, with what that is."""
    used: dict[tuple[str, str], str] = {}
    uses: dict[tuple[str, str], list[tuple[str, RecordRow]]] = defaultdict(list)
    for kind, rows in result.items():
        for row in rows.values():
            if not ended(row, today):
                for _, to, key in references_of(row):
                    uses[to, key].append((kind, row))
    changed = True
    while changed:
        changed = False
        for place in absent.keys() - used.keys():
            staying = [
                (kind, row)
                for kind, row in uses[place]
                if (kind, row.key) not in absent or (kind, row.key) in used
            ]
            if staying:
                kind, row = staying[0]
                more = f" and {len(staying) - 1} more" if len(staying) > 1 else ""
                used[place] = f"{described(row)} ({spoken(kind)}){more}"
                changed = True
    return used


def clashes(
    held: Held,
    drafts: list[Draft],
    removed: Iterable[tuple[str, RecordRow]],
    sources: Iterable[SourceRow],
    *,
    today: date,
    everyday: Everyday,
) -> list[Problem]:
    """What would disagree afterwards and does not now."""
    known = {str(problem) for problem in disagreements(_reading(held, [], (), sources, everyday))}
    removed = list(removed)
    found = [
        problem
        for problem in disagreements(_reading(held, drafts, removed, sources, everyday))
        if str(problem) not in known
    ]
    return [*(_without_line(problem) for problem in found), *_to_the_past(held, drafts, removed, today)]


def _reading(
    held: Held,
    drafts: list[Draft],
    removed: Iterable[tuple[str, RecordRow]],
    sources: Iterable[SourceRow],
    everyday: Everyday,
) -> Reading:
    """The rows as if a pack held them; the directory's first, so that the file's are the ones to blame."""
    changed = {(kind, row.key): row for kind, row in removed}
    changed |= {(draft.kind, draft.ends.key): draft.ends for draft in drafts if draft.ends is not None}
    written = {(draft.kind, draft.row.key) for draft in drafts}
    entries: dict[str, list[Entry]] = {}
    for kind, rows in held.rows.items():
        entries[kind] = [
            Entry(
                changed.get((kind, row.key), row), Place(f"the {spoken(kind)} of the directory, {row.key}", 0)
            )
            for row in rows
            if (kind, row.key) not in written and not never_holds(changed.get((kind, row.key), row))
        ]
    for draft in drafts:
        entries[draft.kind].append(Entry(draft.row, Place(draft.place, draft.line)))
    named = {kind: {entry.row.key for entry in listed} for kind, listed in entries.items()}
    named["sources"] = {source.key for source in (*held.authority.sources, *sources)}
    named["topics"] = {topic.key for topic in held.topics}
    return Reading(authority=held.authority, entries=entries, named=named, everyday=everyday)


def _without_line(problem: Problem) -> Problem:
    return problem if problem.line else Problem(problem.file, None, problem.field, problem.what)


def _to_the_past(
    held: Held, drafts: list[Draft], removed: Iterable[tuple[str, RecordRow]], today: date
) -> Iterable[Problem]:
    """A record that still holds must not refer to one that has ended."""
    result = after(held, drafts)
    for kind, row in removed:
        result[kind][row.key] = row
    for draft in drafts:
        if ended(draft.row, today) or (draft.held is not None and not draft.changes):
            continue
        for path, to, key in references_of(draft.row):
            target = result.get(to, {}).get(key)
            if target is not None and ended(target, today):
                what = f"'{key}' among the {spoken(to)} has ended, on {target.valid_to}"
                yield Problem(draft.place, draft.line, spoken(str(path[0])), what)


def left_without(result: Rows, today: date) -> Left:
    """The schools that people may be sent to without an area, and those without a lead inclusion advisor."""
    schools = [
        row
        for row in result["schools"].values()
        if isinstance(row, SchoolRow)
        and row.status in (SchoolStatus.OPEN, SchoolStatus.CLOSING)
        and holds(row, today)
    ]
    services = [
        row for row in result["services"].values() if isinstance(row, ServiceRow) and LEAD_TOPIC in row.topics
    ]
    posts = {service.post for service in services if service.post}
    held = [
        row
        for row in result["assignments"].values()
        if isinstance(row, AssignmentRow) and row.post in posts and holds(row, today)
    ]
    everywhere = any(service.contact for service in services) or any(
        row.school is None and row.area is None for row in held
    )
    areas = {row.area for row in held if row.area}
    urns = {row.school for row in held if row.school}
    return Left(
        tuple((row.key, row.name) for row in schools if row.area is None),
        tuple(
            (row.key, row.name)
            for row in schools
            if posts and not everywhere and row.key not in urns and row.area not in areas
        ),
    )
