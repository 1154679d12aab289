"""A pack's files, read against the schema: the rows that are right, and the problems of the others."""

from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from directory.ask.vocabulary import VocabularyError, read_everyday
from directory.packs.entries import Entry, Place, Reading, TopicRow
from directory.packs.files import Unreadable, entries_of, members, plain, table_of, yaml_of
from directory.packs.problems import Problem, columns_of, did_you_mean, said_plainly
from directory.packs.schema import (
    KINDS,
    PARTS_OF_A_CONSULTATION,
    PLANNED_EDITS,
    AuthorityRow,
    Kind,
    PlannedEditRow,
)

_INHERITED = ("source", "source_detail", "verified_on", "audience", "sample")

AnyRow = TypeVar("AnyRow", bound=BaseModel)


def read_pack(folder: Path, vocabulary_folder: Path) -> Reading:
    """Reads every file of the pack, and the topics of the vocabulary, collecting all problems."""
    found = Reading(
        entries={kind: [] for kind in KINDS}, named={kind: set() for kind in (*KINDS, "sources", "topics")}
    )
    default_source = _read_authority(folder, found)
    _read_topics(vocabulary_folder, found)
    for name, kind in KINDS.items():
        left_out = kind.optional and not (folder / kind.file).exists()
        if name in PARTS_OF_A_CONSULTATION or left_out:
            continue
        try:
            if kind.file.endswith(".csv"):
                _read_table(folder / kind.file, name, kind, default_source, found)
            else:
                _read_list(folder / kind.file, name, default_source, found)
        except Unreadable as error:
            found.problems.append(error.problem)
    if found.entries["topic_phrases"]:
        _read_everyday(vocabulary_folder, found)
    if (folder / PLANNED_EDITS).exists():
        _read_planned(folder / PLANNED_EDITS, default_source, found)
    return found


def _read_planned(path: Path, default_source: str, found: Reading) -> None:
    try:
        places = list(entries_of(path))
    except Unreadable as error:
        found.problems.append(error.problem)
        return
    for place in places:
        values = plain(place.node)
        if isinstance(values, dict):
            values = {"source": default_source, **values}
        row = _row(PlannedEditRow, values, place, found)
        if row is not None:
            found.planned.append((row, place))


def _read_authority(folder: Path, found: Reading) -> str:
    """Reads ``authority.yaml``; gives its default source, or "" where it has none."""
    try:
        place = found.place = Place("authority.yaml", 1, yaml_of(folder / "authority.yaml"))
    except Unreadable as error:
        found.problems.append(error.problem)
        return ""
    values = plain(place.node)
    found.authority = _row(AuthorityRow, values, place, found)
    if found.authority is None:
        return str(values.get("default_source", "")) if isinstance(values, dict) else ""
    found.named["sources"] = {source.key for source in found.authority.sources}
    if found.authority.default_source not in found.named["sources"]:
        what = f"there is no source '{found.authority.default_source}' in the list of sources"
        found.problems.append(place.problem(("default_source",), what))
    return found.authority.default_source


def _read_topics(vocabulary_folder: Path, found: Reading) -> None:
    try:
        for place in entries_of(vocabulary_folder / "topics.yaml"):
            topic = _row(TopicRow, plain(place.node), place, found)
            if topic is not None:
                found.topics.append(topic)
                found.named["topics"].add(topic.key)
    except Unreadable as error:
        found.problems.append(error.problem)


def _read_everyday(vocabulary_folder: Path, found: Reading) -> None:
    try:
        found.everyday = read_everyday(vocabulary_folder)
    except VocabularyError as error:
        found.problems.append(Problem(str(vocabulary_folder), None, "", str(error)))


def _read_table(path: Path, name: str, kind: Kind, default_source: str, found: Reading) -> None:
    header, rows = table_of(path)
    known = columns_of(kind.row)
    for position, column in enumerate(header):
        if column in header[:position]:
            found.problems.append(Problem(path.name, 1, column, "this column stands twice"))
        elif column not in known:
            what = "is not a column of this file" + did_you_mean(column, known)
            found.problems.append(Problem(path.name, 1, column or f"column {position + 1}", what))
    required = [info.alias or field for field, info in kind.row.model_fields.items() if info.is_required()]
    absent = [column for column in required if column not in header and column != "source"]
    found.problems += [Problem(path.name, 1, column, "this column is missing") for column in absent]
    for line, cells in rows:
        place = Place(path.name, line)
        if len(cells) > len(header):
            what = f"has {len(cells)} cells for {len(header)} columns; put a text with a comma in quotes"
            found.problems.append(Problem(path.name, line, "", what))
            continue
        values = {
            column: cell for column, cell in zip(header, cells, strict=False) if cell and column in known
        }
        _add(name, {"source": default_source, **values}, place, found, silent=absent)


def _read_list(path: Path, name: str, default_source: str, found: Reading) -> None:
    for place in entries_of(path):
        values = plain(place.node)
        if not isinstance(values, dict):
            found.problems.append(place.problem((), "is not a record; write each field as `field: value`"))
            continue
        values = {"source": default_source, **values}
        parts = {part: values.pop(part, []) for part in PARTS_OF_A_CONSULTATION if name == "consultations"}
        _add(name, values, place, found)
        for part, listed in parts.items():
            _read_parts(part, listed, values, place, found)


def _read_parts(part: str, listed: Any, whole: dict[str, Any], place: Place, found: Reading) -> None:  # noqa: ANN401
    """Reads one list of a consultation; its members take source, audience and so on from the whole."""
    if not isinstance(listed, list):
        found.problems.append(place.problem((part,), "is not a list; start each of its lines with a hyphen"))
        return
    if not listed:
        return
    shared = {field: whole[field] for field in _INHERITED if field in whole}
    for position, member in enumerate(members(place.file, place.line_of((part,)), place.node[part]), start=1):
        values = plain(member.node)
        if not isinstance(values, dict):
            found.problems.append(member.problem((), "is not a record; write each field as `field: value`"))
            continue
        placed = {"consultation": whole.get("key", ""), "position": position}
        _add(part, {**shared, **values, **placed}, member, found)


def _add(
    name: str, values: dict[str, Any], place: Place, found: Reading, *, silent: list[str] | None = None
) -> None:
    kind = KINDS[name]
    key = kind.row.model_fields["key"].alias or "key"
    found.named[name].add(str(values.get(key, "")))
    row = _row(kind.row, values, place, found, silent or [])
    if row is not None:
        found.entries[name].append(Entry(row, place))


def _row(
    model: type[AnyRow], values: object, place: Place, found: Reading, silent: list[str] | None = None
) -> AnyRow | None:
    """The row, or None with its problems noted; a missing column in `silent` has been noted before."""
    try:
        return model.model_validate(values)
    except ValidationError as error:
        found.problems += [
            place.problem(path, what)
            for path, what in said_plainly(error, model)
            if not (path and path[0] in (silent or ()))
        ]
        return None
