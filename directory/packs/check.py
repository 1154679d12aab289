"""Whether the records of a pack agree with each other."""

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

from pydantic import BaseModel

from directory.ask.everyday import Everyday
from directory.errors import PackError
from directory.packs.entries import Entry, Pack, Reading
from directory.packs.planned import planned_faults
from directory.packs.problems import Problem, did_you_mean, said_together, spoken
from directory.packs.read import read_pack
from directory.packs.schema import (
    KINDS,
    AssignmentRow,
    ConsultationRow,
    ContactRow,
    PostChangeRow,
    RecordRow,
    SchoolRow,
    SupportOfferRow,
    TopicPhraseRow,
)
from directory.packs.values import Refers
from directory.words import Audience, ChangeKind, SchoolStatus

_SAMPLE_DOMAIN = "example.org"
_SAMPLE_NUMBERS = "01632960"

Path_ = tuple[str | int, ...]


def check_pack(folder: Path, *, vocabulary_folder: Path) -> Pack:
    """Reads the pack and checks it. Raises PackError with every problem of the whole pack."""
    if not folder.is_dir():
        raise PackError(
            str(folder), ["there is no such folder; give the folder of a pack, such as data/somerset"]
        )
    found = read_pack(folder, vocabulary_folder)
    problems = found.problems + disagreements(found)
    if problems or found.authority is None:
        raise PackError(str(folder), said_together(_in_order(problems)), len(problems))
    return Pack(
        folder=str(folder),
        authority=found.authority,
        place=found.place,
        entries={kind: tuple(entries) for kind, entries in found.entries.items()},
        topics=tuple(found.topics),
        planned=tuple(row for row, _ in found.planned),
    )


def disagreements(found: Reading) -> list[Problem]:
    """Whatever is wrong between the records, or within one beyond what its fields can hold."""
    problems: list[Problem] = []
    audiences = {
        (kind, entry.row.key): entry.row.audience
        for kind, listed in found.entries.items()
        for entry in listed
    }
    for entries in found.entries.values():
        problems += _duplicates(entries)
        for entry in entries:
            problems += _references(entry, found)
            hidden = hidden_from_schools(entry.row, lambda to, key: audiences.get((to, key)))
            wrong = (*hidden, *faults(entry.row), *_wording_faults(entry.row, found.everyday))
            problems += [entry.place.problem(path, what) for path, what in wrong]
    problems += _overlaps(found.entries["assignments"])
    problems += _routes(found.entries["contacts"])
    problems += planned_faults(found)
    return problems


def _in_order(problems: list[Problem]) -> list[Problem]:
    files = ["authority.yaml", *dict.fromkeys(kind.file for kind in KINDS.values())]
    position = {file: number for number, file in enumerate(files)}
    return sorted(problems, key=lambda each: (position.get(each.file, -1), each.line or 0, each.field))


def _duplicates(entries: list[Entry]) -> Iterator[Problem]:
    first: dict[str, Entry] = {}
    for entry in entries:
        same = first.setdefault(entry.row.key, entry)
        if same is not entry:
            name = type(entry.row).model_fields["key"].alias or "key"
            yield entry.place.problem((name,), f"'{entry.row.key}' is used on line {same.place.line} already")


def references_of(row: BaseModel) -> Iterator[tuple[Path_, str, str]]:
    """Each reference that a row makes: the path of the field, the kind it refers to, and the key."""
    for name, info in type(row).model_fields.items():
        value = getattr(row, name)
        kind = next((each.kind for each in info.metadata if isinstance(each, Refers)), None)
        members = enumerate(value) if isinstance(value, tuple) else [(None, value)]
        for index, member in members:
            path: Path_ = (name,) if index is None else (name, index)
            if isinstance(member, BaseModel):
                yield from (((*path, *inner), to, key) for inner, to, key in references_of(member))
            elif kind is not None and member is not None:
                yield path, kind, member


def _references(entry: Entry, found: Reading) -> Iterator[Problem]:
    for path, to, key in references_of(entry.row):
        if to == "sources" and found.authority is None:
            continue
        if key not in found.named[to]:
            what = f"there is no '{key}' among the {spoken(to)}" + did_you_mean(key, found.named[to])
            yield entry.place.problem(path, what)


def hidden_from_schools(
    row: RecordRow, audience_of: Callable[[str, str], Audience | None]
) -> Iterator[tuple[Path_, str]]:
    """What a record for schools names and schools may not see: the path of each field, and what is wrong.

    `audience_of` tells who may see the record of a kind and key; None where that is not known.
    """
    if row.audience != Audience.SCHOOLS:
        return
    for path, to, key in references_of(row):
        # A consultation may be for staff while one of its dates is for schools.
        if to != "consultations" and audience_of(to, key) == Audience.STAFF:
            yield path, f"'{key}' is for staff only, but this record is for schools; mark it `staff` as well"


def faults(row: RecordRow) -> Iterator[tuple[Path_, str]]:
    """What is wrong with a record by itself, beyond what its fields can hold: each field's path, and what."""
    if _reversed(row.valid_from, row.valid_to):
        yield ("valid_to",), f"{row.valid_to} is before valid_from, {row.valid_from}"
    match row:
        case SchoolRow():
            yield from _school_faults(row)
        case ConsultationRow() if _reversed(row.starts_on, row.ends_on):
            yield ("ends_on",), f"{row.ends_on} is before starts_on, {row.starts_on}"
        case AssignmentRow() if row.area and row.school:
            yield ("school",), "give an area or a school, not both"
        case PostChangeRow():
            yield from _change_faults(row)
        case ContactRow() | SupportOfferRow():
            yield from _sample_faults(row)


def _wording_faults(row: RecordRow, everyday: Everyday) -> Iterator[tuple[Path_, str]]:
    """What keeps the wording of a topic from standing for it."""
    fault = everyday.fault_of(row.phrase) if isinstance(row, TopicPhraseRow) else None
    if fault:
        yield ("phrase",), fault


def _reversed(first: date | None, last: date | None) -> bool:
    return first is not None and last is not None and last < first


def _school_faults(row: SchoolRow) -> Iterator[tuple[Path_, str]]:
    offered = row.status in (SchoolStatus.OPEN, SchoolStatus.CLOSING)
    if offered and not row.area and not row.area_reason:
        yield ("area",), "give the school's area, or say in area_reason why it has none"
    if row.area and row.area_reason:
        yield ("area_reason",), "the school has an area, so this must be blank"


def _change_faults(row: PostChangeRow) -> Iterator[tuple[Path_, str]]:
    expected = {ChangeKind.CREATED: (False, True), ChangeKind.DELETED: (True, False)}.get(
        row.kind, (True, True)
    )
    for name, side, wanted in zip(("before", "after"), (row.before, row.after), expected, strict=True):
        if bool(side) != wanted:
            yield (name,), f"a post that is {row.kind} has {'posts' if wanted else 'no posts'} {name}"
        posts = [each.post for each in side]
        if len(set(posts)) != len(posts):
            yield (name,), "a post is listed twice"


def _sample_faults(row: ContactRow | SupportOfferRow) -> Iterator[tuple[Path_, str]]:
    email_is_sample = row.email.endswith((f"@{_SAMPLE_DOMAIN}", f".{_SAMPLE_DOMAIN}"))
    phone_is_sample = row.phone.replace(" ", "").startswith(_SAMPLE_NUMBERS)
    if row.sample and row.email and not email_is_sample:
        yield ("email",), f"a sample's address must end in {_SAMPLE_DOMAIN}"
    if row.sample and row.phone and not phone_is_sample:
        yield ("phone",), "a sample's number must be between 01632 960000 and 01632 960999"
    if not row.sample and (email_is_sample or phone_is_sample):
        field = "email" if email_is_sample else "phone"
        yield (field,), "this is made up, so the record must be marked as a sample"


def _overlaps(entries: list[Entry]) -> Iterator[Problem]:
    held: dict[Any, list[tuple[Entry, AssignmentRow]]] = {}
    for entry in entries:
        row = entry.row
        assert isinstance(row, AssignmentRow)
        others = held.setdefault((row.post, row.area, row.school), [])
        for other, theirs in others:
            if _meet(row, theirs):
                what = (
                    f"'{row.post}' is held by '{theirs.contact}' at the same time on line {other.place.line}"
                )
                yield entry.place.problem(("post",), what)
                break
        others.append((entry, row))


def _meet(one: RecordRow, other: RecordRow) -> bool:
    starts = max(each.valid_from or date.min for each in (one, other))
    ends = min(each.valid_to or date.max for each in (one, other))
    return starts <= ends


def _routes(entries: list[Entry]) -> Iterator[Problem]:
    first: dict[str, Entry] = {}
    for entry in entries:
        row = entry.row
        assert isinstance(row, ContactRow)
        if row.route is not None and (same := first.setdefault(row.route, entry)) is not entry:
            what = f"'{same.row.key}' on line {same.place.line} is the {row.route} route already"
            yield entry.place.problem(("route",), what)
