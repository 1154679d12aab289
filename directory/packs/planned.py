"""Edits that a pack plans for later days: whether they fit their records, and how they are kept."""

from collections.abc import Iterator, Mapping
from typing import Any

from pydantic import ValidationError

from directory.packs.entries import Place, Reading
from directory.packs.problems import Problem, did_you_mean, said_plainly
from directory.packs.schema import KINDS, PlannedEditRow, RecordRow
from directory.packs.values import Refers


def planned_faults(found: Reading) -> Iterator[Problem]:
    """Whatever is wrong with the planned edits of a pack: what they are about, and what they say."""
    first: dict[tuple[str, str, Any], int] = {}
    for row, place in found.planned:
        if row.kind not in KINDS:
            yield place.problem(("kind",), f"there is no kind of record '{row.kind}'")
            continue
        same = first.setdefault((row.kind, row.record, row.first_day), place.line)
        if same != place.line:
            yield place.problem((), f"the same record is edited from the same day on line {same}")
        about = next((each.row for each in found.entries[row.kind] if each.row.key == row.record), None)
        if about is None:
            keys = found.named[row.kind]
            what = f"there is no '{row.record}' among the {row.kind.replace('_', ' ')}"
            yield place.problem(("record",), what + did_you_mean(row.record, keys))
        else:
            yield from _values(row, about, place, found)


def _values(row: PlannedEditRow, about: RecordRow, place: Place, found: Reading) -> Iterator[Problem]:
    """What does not fit the fields of the record that the edit is about."""
    model = KINDS[row.kind].row
    for name in row.fields:
        if name not in model.model_fields or name == "key":
            what = "is not a field that can change from a day on" + did_you_mean(name, model.model_fields)
            yield place.problem(("fields", name), what)
            return
    whole = {info.alias or name: getattr(about, name) for name, info in model.model_fields.items()}
    try:
        said = {name: _kept(row.kind, name, row.fields[name]) for name in row.fields if name != "source"}
        model.model_validate(whole | said)
    except ValidationError as error:
        for path, what in said_plainly(error, model):
            yield place.problem(("fields", *path), what)
        return
    for name, value in row.fields.items():
        if name == "source":  # is named by its title, as answers show it
            continue
        to = next((each.kind for each in model.model_fields[name].metadata if isinstance(each, Refers)), None)
        for key in value if isinstance(value, list) else [value]:
            if to and key and key not in found.named[to]:
                yield place.problem(("fields", name), f"there is no '{key}' among the {to}")


def stored(row: PlannedEditRow, ids: Mapping[str, Mapping[str, int]]) -> dict[str, Any]:
    """The columns of a planned edit. `ids` gives the ids of records by kind and key, and of the sources."""
    table, record_id = KINDS[row.kind].model.__tablename__, ids[row.kind][row.record]
    return {
        "key": f"{table}.{record_id}.{row.first_day.isoformat()}",
        "source_id": ids["sources"][row.source],
        "source_detail": row.source_detail,
        "verified_on": row.verified_on,
        "audience": row.audience,
        "sample": row.sample,
        "valid_from": row.valid_from,
        "valid_to": row.valid_to,
        "record_kind": table,
        "record_id": record_id,
        "record_key": row.record,
        "effective_from": row.first_day,
        "fields": {name: _kept(row.kind, name, value) for name, value in row.fields.items()},
    }


def _kept(kind: str, name: str, value: Any) -> Any:  # noqa: ANN401 - any value of a field
    """A value as a record keeps it: a blank is nothing where a field has nothing by default."""
    info = KINDS[kind].row.model_fields.get(name)
    return None if value == "" and info is not None and info.default is None else value
