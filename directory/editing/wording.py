"""What a revision changed, in plain sentences: from what to what, from which day."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from directory import models, settings_history
from directory.days import spelled
from directory.editing import consultation_wording
from directory.editing.kinds import ASSIGNMENT, BY_TABLE, KEY_DATE, TOPIC, Field, FieldType, Kind

State = Mapping[str, Any]
_SHOWN = 200
_COLUMNS = {"topic": "topic_key"}


class Names:
    """What records are called, also those that have been removed."""

    def __init__(self, session: Session, authority_id: int) -> None:
        self._session = session
        self._authority_id = authority_id

    def of(self, table: str, record_id: int | None) -> str:
        """The name of a record of a table."""
        if record_id is None:
            return "nobody" if table == "contact" else "none"
        kind = BY_TABLE[table]
        row = self._session.get(kind.model, record_id)
        state = self._last_state(table, record_id) if row is None else None
        name = getattr(row, kind.title) if row is not None else (state or {}).get(kind.title)
        return str(name or f"{kind.label} {record_id}")

    def with_key(self, kind: Kind, key: str | None) -> str:
        """The name of the record with a key."""
        if key is None:
            return self.of(kind.model.__tablename__, None)
        mine = kind.model.authority_id == self._authority_id
        row = self._session.scalar(select(kind.model).where(mine, kind.model.key == key))
        return str(getattr(row, kind.title)) if row is not None and kind.title else key

    def topic(self, key: str | None) -> str:
        """The label of a topic."""
        topic = self._session.get(models.Topic, key) if key else None
        return topic.label if topic else (key or "none")

    def _last_state(self, table: str, record_id: int) -> State | None:
        item = models.RevisionItem
        query = select(item.before).where(item.record_kind == table, item.record_id == record_id)
        states = self._session.scalars(query.order_by(item.id.desc()).limit(2))
        return next((state for state in states if state), None)


def sentences(items: Iterable[models.RevisionItem], names: Names) -> Iterator[str]:
    """Sentences for the items of one revision, in order."""
    for item in items:
        kind = BY_TABLE.get(item.record_kind)
        if item.record_kind == models.PendingEdit.__tablename__:
            yield from _planned(item, names)
        elif item.record_kind == models.PostChange.__tablename__:
            yield from _post_change(item)
        elif item.record_kind == settings_history.KIND:
            yield from settings_history.sentences(item)
        elif kind is None:
            yield f"{_verb(item)} the {item.record_kind.replace('_', ' ')} '{item.record_key}'."
        elif kind is ASSIGNMENT:
            yield from _assignment(item, names)
        elif kind is KEY_DATE:
            yield from consultation_wording.of_key_date(item)
            if item.before is not None and item.after is not None:
                rest = consultation_wording.as_if_only_the_rest_changed(item.before, item.after)
                yield from _changed(KEY_DATE, f"The key date '{rest['title']}'", item.before, rest, names)
        else:
            yield from _record(kind, item, names)


def _post_change(item: models.RevisionItem) -> Iterator[str]:
    state: State = item.after or item.before or {}
    said = state.get("summary") or f"What became of the post, '{item.record_key}'."
    told = "Questions about the old title"
    ends = (item.before or {}).get("valid_to"), (item.after or {}).get("valid_to")
    if item.before is None:
        begins = _day(state.get("valid_from"))
        yield f"{told} say" + (f", from {begins}: " if begins else ": ") + said
    elif item.after is None or (ends[1] and ends[0] != ends[1]):
        yield f"{told} no longer say: {said}"
    elif ends[0] != ends[1]:
        yield f"{told} say again: {said}"
    else:
        yield f"{told} say now: {said}"


def _verb(item: models.RevisionItem) -> str:
    if item.before is None:
        return "Added"
    return "Removed" if item.after is None else "Changed"


def _record(kind: Kind, item: models.RevisionItem, names: Names) -> Iterator[str]:
    state: State = item.after or item.before or {}
    name = f"{kind.label} '{state.get(kind.title)}'"
    if item.before is None or item.after is None:
        begins = _day(state.get("valid_from"))
        since = f", from {begins}" if begins and item.before is None else ""
        said = "; ".join(_said(kind, state, names)) if item.before is None else ""
        yield f"{_verb(item)} the {name}{since}." + (f" {said}." if said else "")
        return
    yield from _changed(kind, f"The {name}", item.before, item.after, names)


def _said(kind: Kind, state: State, names: Names) -> Iterator[str]:
    """The fields of a new record that say something, other than its name."""
    for field in kind.fields:
        value = state.get(_column(field))
        if field.in_forms and field.name not in (kind.title, "audience", "status", "number") and value:
            yield f"{field.label}: {_shown(field, value, names)}"


def _changed(kind: Kind, name: str, before: State, after: State, names: Names) -> Iterator[str]:
    differing = [field for field in kind.fields if before.get(_column(field)) != after.get(_column(field))]
    for field in differing:
        was, now = before.get(_column(field)), after.get(_column(field))
        if field.name == "source_detail" and not now:
            continue  # it told where the former values came from
        if field.name == "valid_to":
            yield _until(name, was, now)
        elif field.name == "valid_from":
            yield f"{name}: first day was {_day(was) or 'not given'}, now {_day(now) or 'not given'}."
        elif field.name == "verified_on":
            if len(differing) == 1:
                yield f"{name} was confirmed on {_day(now)}."
        else:
            yield f"{name}: {field.label} was {_shown(field, was, names)}, now {_shown(field, now, names)}."


def _until(name: str, was: str | None, now: str | None) -> str:
    if now is None:
        return f"{name} no longer ends on {_day(was)}."
    return f"{name} ends: its last day is {_day(now)}."


def _planned(item: models.RevisionItem, names: Names) -> Iterator[str]:
    state: State = item.after or item.before or {}
    kind = BY_TABLE[state["record_kind"]]
    target = f"{kind.label} '{names.of(state['record_kind'], state['record_id'])}'"
    day = date.fromisoformat(state["effective_from"])
    old, new = (item.before or {}).get("fields", {}), (item.after or {}).get("fields", {})
    for name in (*new, *(name for name in old if name not in new)):
        field = kind.by_name.get(name)
        if field is None or old.get(name) == new.get(name):
            continue
        if name in new:
            value = _shown(field, new[name], names, by_key=True)
            yield f"The {target}: {field.label} becomes {value} from {spelled(day)}."
        else:
            value = _shown(field, old[name], names, by_key=True)
            yield f"The {target}: {field.label} no longer becomes {value} from {spelled(day)}."


def _assignment(item: models.RevisionItem, names: Names) -> Iterator[str]:
    state: State = item.after or item.before or {}
    name = holding(state, names)
    if item.before is None:
        begins, ends = _day(state.get("valid_from")), _day(state.get("valid_to"))
        yield name + (f" from {begins}" if begins else "") + (f" until {ends}" if ends else "") + "."
    elif item.after is None:
        yield f"Removed: {name}."
    elif item.after.get("valid_to") != item.before.get("valid_to") and item.after.get("valid_to"):
        first, last = state.get("valid_from"), state["valid_to"]
        never = first is not None and last < first
        yield f"No longer planned: {name}." if never else f"{name} until {_day(last)}."
    elif item.after.get("valid_to") != item.before.get("valid_to"):
        yield f"{name} without an end; before, it was until {_day(item.before['valid_to'])}."
    else:
        yield from _changed(ASSIGNMENT, name, item.before, item.after, names)


def holding(state: State, names: Names) -> str:
    """Who holds which post where, as the beginning of a sentence."""
    who, what = names.of("contact", state["contact_id"]), names.of("post", state["post_id"])
    if state.get("school_id"):
        return f"{who} is {what} for {names.of('school', state['school_id'])}"
    if state.get("area_id"):
        return f"{who} is {what} for the area {names.of('area', state['area_id'])}"
    return f"{who} is {what} for the whole authority"


def _column(field: Field) -> str:
    if field.holds is FieldType.REFERENCE:
        return _COLUMNS.get(field.name, f"{field.name}_id")
    return field.name


def _shown(field: Field, value: Any, names: Names, *, by_key: bool = False) -> str:  # noqa: ANN401 - any value
    if field.refers_to:
        listed = value if isinstance(value, list) else [value]
        return ", ".join(_name(field, each, names, by_key=by_key) for each in listed) or "none"
    if value is None or value in ("", []):
        return "empty"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if field.holds is FieldType.DAY:
        return _day(value)
    text = ", ".join(value) if isinstance(value, list) else str(value)
    return f"'{text}'" if len(text) <= _SHOWN else f"'{text[:_SHOWN]}...'"


def _name(field: Field, value: Any, names: Names, *, by_key: bool) -> str:  # noqa: ANN401 - an id or a key
    if field.refers_to == TOPIC:
        return f"'{names.topic(value)}'" if value else "none"
    kind = BY_TABLE[field.refers_to]
    keyed = by_key or field.holds is FieldType.REFERENCES
    name = names.with_key(kind, value) if keyed else names.of(field.refers_to, value)
    return f"'{name}'" if value is not None else name


def _day(iso: str | None) -> str:
    return spelled(date.fromisoformat(iso)) if iso else ""
