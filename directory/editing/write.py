"""Adding, editing, other names and confirming. Each gives what is to be said beside what changed."""

from typing import Any

from directory.editing.agreement import check_agreement
from directory.editing.book import EDITORS_TITLE, Book
from directory.editing.check import checked, likely_duplicates
from directory.editing.commands import Add, Alias, Edit, Verify
from directory.editing.errors import BadFields, LikelyDuplicate, StaleEdit
from directory.editing.kinds import ASSIGNMENT, PHRASE, SCHOOL, Kind, kind_of
from directory.editing.phrases import check_wording
from directory.editing.versions import since, version_of
from directory.facts import Fact

_KEEPS_SOURCE = frozenset({"aliases", "audience", "sample", "source_detail", "slack_user_id", "verified_on"})
_NAMES = frozenset({"name", "title", "email"})


def add(book: Book, command: Add) -> str:
    """Adds a record; its key. Raises BadFields and LikelyDuplicate."""
    kind = kind_of(command.kind)
    values = checked(book, kind, command.fields, whole=True)
    first = values.pop("valid_from", None) or command.from_day
    check_agreement(book, kind, values | {"valid_from": first}, max(first or book.today, book.today))
    if kind is PHRASE:
        check_wording(book, values)
    if not command.confirmed:
        _warn(likely_duplicates(book, kind, values))
    key = command.key or values.get("key") or book.free_key(kind, _name(kind, values))
    if key in book.keys(kind):
        raise BadFields({"key": f"There is a {kind.label} with the key '{key}' already."})
    book.add(kind, values, key=key, first=first, last=values.pop("valid_to", None))
    return key


def edit(book: Book, command: Edit) -> str:
    """Changes fields of a record; its key. Raises StaleEdit, BadFields and LikelyDuplicate."""
    kind = kind_of(command.kind)
    record = book.record(kind, command.key)
    version = version_of(book.session, record)
    if command.expected_version not in (None, version):
        changes = since(book.session, record, command.expected_version or 0)
        raise StaleEdit(name_of(kind, book.as_of(kind, command.key, book.today)), changes, version)
    values = checked(book, kind, command.fields, whole=False)
    day = command.from_day or book.today
    now = book.as_of(kind, command.key, day)
    values = {name: value for name, value in values.items() if getattr(now, name) != value}
    _refuse_what_cannot_change(kind, values, later=day > book.today)
    before = {field.name: getattr(now, field.name) for field in kind.fields}
    check_agreement(book, kind, before | values, max(day, book.today), before)
    if kind is PHRASE:
        check_wording(book, values)
    if not command.confirmed and values.keys() & _NAMES:
        _warn(likely_duplicates(book, kind, before | values, but=command.key))
    if values.keys() - _KEEPS_SOURCE:
        values.setdefault("source_detail", "")
        values["source"] = EDITORS_TITLE
    if book.put(kind, command.key, values, day) and "verified_on" not in values:
        book.put(kind, command.key, {"verified_on": book.today}, book.today)
    return command.key


def alias(book: Book, command: Alias) -> str:
    """Adds and takes away other names of a record; its key."""
    kind = kind_of(command.kind)
    now: Any = book.as_of(kind, command.key, book.today)
    if "aliases" not in kind.by_name:
        raise BadFields({"aliases": f"A {kind.label} has no other names. Edit its name instead."})
    wrong = [name for name in command.remove if name not in now.aliases]
    if wrong:
        raise BadFields({"aliases": f"'{wrong[0]}' is not one of its other names."})
    kept = [name for name in now.aliases if name not in command.remove]
    values = checked(book, kind, {"aliases": (*kept, *command.add)}, whole=False)
    book.put(kind, command.key, values, book.today)
    return command.key


def verify(book: Book, command: Verify) -> str:
    """Confirms a record; its key."""
    book.put(kind_of(command.kind), command.key, {"verified_on": book.today}, book.today)
    return command.key


def name_of(kind: Kind, fact: Fact) -> str:
    """What a record is called."""
    return str(getattr(fact, kind.title)) if kind.title else f"The {kind.label} {fact.key}"


def _name(kind: Kind, values: dict[str, Any]) -> str:
    if kind is ASSIGNMENT:
        return f"{values['post']} {values.get('school') or values.get('area') or ''}"
    return str(values[kind.title])


def _warn(duplicates: tuple[str, ...]) -> None:
    if duplicates:
        raise LikelyDuplicate(duplicates)


def _refuse_what_cannot_change(kind: Kind, values: dict[str, Any], *, later: bool) -> None:
    if kind is SCHOOL and "key" in values:
        raise BadFields({"key": "URN cannot be changed. Retire this school and add the other one."})
    moved = values.keys() & {field.name for field in kind.references}
    if kind is ASSIGNMENT and moved and later:
        name = sorted(moved)[0]
        raise BadFields({name: "For a later day, make a new assignment from that day instead."})
