"""The whole directory of one authority at one revision, in memory and immutable."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, fields, replace
from datetime import date, timedelta
from enum import StrEnum
from functools import cache, cached_property
from typing import Any, get_args, get_type_hints

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload, selectinload
from sqlalchemy.orm.interfaces import ORMOption

from directory import facts, models
from directory.revision import revision_of
from directory.words import Audience, Route


@dataclass(frozen=True)
class Snapshot:
    """What one authority's directory holds, each kind by key. Audience and day are chosen by `visible_to`."""

    authority: str
    authority_name: str
    front_door_label: str
    staff_email_domains: tuple[str, ...]
    revision: int
    areas: Mapping[str, facts.Area]
    schools: Mapping[str, facts.School]
    teams: Mapping[str, facts.Team]
    posts: Mapping[str, facts.Post]
    post_changes: Mapping[str, facts.PostChange]
    contacts: Mapping[str, facts.Contact]
    assignments: Mapping[str, facts.Assignment]
    services: Mapping[str, facts.Service]
    consultations: Mapping[str, facts.Consultation]
    key_dates: Mapping[str, facts.KeyDate]
    ring_fences: Mapping[str, facts.RingFence]
    support_offers: Mapping[str, facts.SupportOffer]
    topic_phrases: Mapping[str, facts.TopicPhrase] = field(default_factory=dict)
    planned: Mapping[tuple[str, str], tuple[facts.PlannedEdit, ...]] = field(default_factory=dict)
    """Dated edits by kind (the name of a field above) and key, earliest first."""

    def visible_to(self, audience: Audience, day: date | None = None) -> "Snapshot":
        """The part that `audience` may see, as it holds on `day` (None: whatever the day).

        This is the wall between audiences: nothing downstream decides it again. What is planned for later
        days cannot be reached from the part for a day. Whatever the day, a record is seen only if it never
        is anything that the audience may not see.
        """
        if day is None:
            return self._visible_always(audience)
        kept: dict[str, Any] = {}
        for name in _KINDS:
            as_it_is = (self.as_of(name, fact, day) for fact in getattr(self, name).values())
            kept[name] = {fact.key: fact for fact in as_it_is if self._seen(fact, audience, day)}
        return replace(self, **kept, planned={})

    def _visible_always(self, audience: Audience) -> "Snapshot":
        hidden = {
            at
            for at, edits in self.planned.items()
            if audience != Audience.STAFF
            and any(edit.values.get("audience") == Audience.STAFF for edit in edits)
        }
        kept: dict[str, Any] = {
            name: {
                key: fact
                for key, fact in getattr(self, name).items()
                if (name, key) not in hidden and self._seen(fact, audience, None)
            }
            for name in _KINDS
        }
        planned = {at: edits for at, edits in self.planned.items() if at[1] in kept[at[0]]}
        return replace(self, **kept, planned=planned)

    def _seen(self, fact: facts.Fact, audience: Audience, day: date | None) -> bool:
        allowed = fact.audience == Audience.SCHOOLS or audience == Audience.STAFF
        if allowed and audience != Audience.STAFF and isinstance(fact, facts.PostChange):
            # It names its posts, also one that has ended or that schools are no longer to see.
            posts = [self.posts[side.post] for side in fact.sides if side.post in self.posts]
            allowed = all(post.audience == Audience.SCHOOLS for post in posts)
        return allowed and (day is None or fact.holds_on(day))

    def as_of(self, kind: str, fact: facts.Fact, day: date | None) -> facts.Fact:
        """The fact with what has been planned for it up to and including `day` (None: nothing planned)."""
        for edit in self.planned.get((kind, fact.key), ()):
            if day is not None and edit.effective_from <= day:
                fact = replace(fact, **edit.values)
        return fact.on(day) if day is not None and isinstance(fact, facts.School) else fact

    def days_of_change(self, after: date, until: date) -> tuple[date, ...]:
        """The days after `after`, up to and including `until`, from which something is different."""
        days = {day for day in self._first_days() if after < day <= until}
        return tuple(sorted(days))

    def _first_days(self) -> Iterator[date]:
        for edits in self.planned.values():
            yield from (edit.effective_from for edit in edits)
        for name in _KINDS:
            for fact in getattr(self, name).values():
                if fact.valid_from:
                    yield fact.valid_from
                if fact.valid_to:
                    yield fact.valid_to + timedelta(days=1)

    @cached_property
    def services_by_topic(self) -> Mapping[str, tuple[facts.Service, ...]]:
        """The services that cover each topic, in the order of their keys."""
        found: dict[str, list[facts.Service]] = {}
        for key in sorted(self.services):
            for topic in self.services[key].topics:
                found.setdefault(topic, []).append(self.services[key])
        return {topic: tuple(services) for topic, services in found.items()}

    @cached_property
    def assignments_by_post(self) -> Mapping[str, tuple[facts.Assignment, ...]]:
        """Who holds each post, in the order of the assignments' keys."""
        found: dict[str, list[facts.Assignment]] = {}
        for key in sorted(self.assignments):
            found.setdefault(self.assignments[key].post, []).append(self.assignments[key])
        return {post: tuple(held) for post, held in found.items()}

    @cached_property
    def assignments_by_school(self) -> Mapping[tuple[str, str | None], tuple[facts.Assignment, ...]]:
        """Who holds each post for a school, or (None) not for one school, in the order of their keys."""
        found: dict[tuple[str, str | None], list[facts.Assignment]] = {}
        for post, holders in self.assignments_by_post.items():
            for holder in holders:
                found.setdefault((post, holder.school), []).append(holder)
        return {at: tuple(holders) for at, holders in found.items()}

    def route(self, route: Route) -> facts.Contact | None:
        """The contact that answers of this kind fall back on, if the authority has named one."""
        return next((contact for contact in self.contacts.values() if contact.route == route), None)


@dataclass(frozen=True)
class _Kind:
    """How rows of one table become facts: which references turn into keys, and what to load with them."""

    model: Any
    fact: type[facts.Fact]
    references: tuple[str, ...] = ()

    @property
    def options(self) -> list[ORMOption]:
        loads: list[ORMOption] = [joinedload(self.model.source)]
        loads += [joinedload(getattr(self.model, name)) for name in self.references]
        if self.model is models.PostChange:
            loads.append(
                selectinload(models.PostChange.sides).joinedload(models.PostChangeSide.post, innerjoin=True)
            )
        if self.model is models.KeyDate:
            loads.append(selectinload(models.KeyDate.days))
        if self.model is models.Service:
            loads += [selectinload(models.Service.topics), selectinload(models.Service.areas)]
        return loads


_KINDS: dict[str, _Kind] = {
    "areas": _Kind(models.Area, facts.Area),
    "schools": _Kind(models.School, facts.School, ("area",)),
    "teams": _Kind(models.Team, facts.Team, ("area",)),
    "posts": _Kind(models.Post, facts.Post, ("team",)),
    "post_changes": _Kind(models.PostChange, facts.PostChange),
    "contacts": _Kind(models.Contact, facts.Contact),
    "assignments": _Kind(models.Assignment, facts.Assignment, ("contact", "post", "area", "school")),
    "services": _Kind(models.Service, facts.Service, ("team", "post", "contact")),
    "consultations": _Kind(models.Consultation, facts.Consultation, ("feedback_contact",)),
    "key_dates": _Kind(models.KeyDate, facts.KeyDate, ("consultation",)),
    "ring_fences": _Kind(models.RingFence, facts.RingFence, ("consultation",)),
    "support_offers": _Kind(models.SupportOffer, facts.SupportOffer, ("consultation",)),
    "topic_phrases": _Kind(models.TopicPhrase, facts.TopicPhrase, ("topic",)),
}
HELD_BY_TABLE = {kind.model.__tablename__: name for name, kind in _KINDS.items()}
"""What a snapshot calls the records of a table."""


def take(session: Session, authority: str) -> Snapshot:
    """Reads everything of one authority. Raises UnknownAuthority."""
    revision = revision_of(session, authority)
    row = session.scalars(select(models.Authority).where(models.Authority.key == authority)).one()
    held: dict[str, Any] = {}
    for name, kind in _KINDS.items():
        query = select(kind.model).where(kind.model.authority_id == row.id).options(*kind.options)
        held[name] = {record.key: _fact(record, kind) for record in session.scalars(query)}
    pending = select(models.PendingEdit).where(models.PendingEdit.authority_id == row.id)
    held["planned"] = _planned(session.scalars(pending))
    return Snapshot(
        authority=row.key,
        authority_name=row.name,
        front_door_label=row.front_door_label,
        staff_email_domains=tuple(row.staff_email_domains),
        revision=revision,
        **held,
    )


def fact_of(record: models.Record) -> facts.Fact:
    """One row as a fact: what the row itself says, without what is planned for it."""
    return _fact(record, _KINDS[HELD_BY_TABLE[record.__tablename__]])


def planned_edit(pending: models.PendingEdit) -> facts.PlannedEdit:
    """One dated edit, its values as the fact has them."""
    hints = _hints(HELD_BY_TABLE[pending.record_kind])
    values = {name: _unpacked(hints[name], value) for name, value in pending.fields.items()}
    return facts.PlannedEdit(pending.effective_from, values)


def _planned(
    pending: Iterable[models.PendingEdit],
) -> dict[tuple[str, str], tuple[facts.PlannedEdit, ...]]:
    found: dict[tuple[str, str], list[facts.PlannedEdit]] = defaultdict(list)
    for each in pending:
        found[HELD_BY_TABLE[each.record_kind], each.record_key].append(planned_edit(each))
    return {at: tuple(sorted(edits, key=lambda edit: edit.effective_from)) for at, edits in found.items()}


@cache
def _hints(name: str) -> dict[str, Any]:
    return get_type_hints(_KINDS[name].fact)


def _unpacked(hint: Any, value: Any) -> Any:  # noqa: ANN401 - the type of any field, and its JSON value
    """A JSON value as the field of a fact has it."""
    if isinstance(value, list):
        return tuple(value)
    for kind in (hint, *get_args(hint)):
        if isinstance(value, str) and isinstance(kind, type) and issubclass(kind, StrEnum):
            return kind(value)
        if isinstance(value, str) and kind is date:
            return date.fromisoformat(value)
    return value


def _fact(record: Any, kind: _Kind) -> facts.Fact:  # noqa: ANN401 - a row of any of the tables above
    values = {field.name: _value(record, field.name) for field in fields(kind.fact)}
    return kind.fact(**values)


def _value(record: Any, name: str) -> Any:  # noqa: ANN401 - any column
    value = getattr(record, name)
    if name == "source":
        return value.title
    if isinstance(value, models.Base):
        return value.key  # type: ignore[attr-defined]
    if not isinstance(value, list):
        return value
    return tuple(_member(member) for member in value)


def _member(member: Any) -> Any:  # noqa: ANN401 - a word, or a row linked to a record
    if isinstance(member, models.PostChangeSide):
        return facts.ChangeSide(member.side, member.post.key, member.number, member.post.title)
    if isinstance(member, models.KeyDateDay):
        return member.day
    return member.key if isinstance(member, models.Base) else member  # type: ignore[attr-defined]
