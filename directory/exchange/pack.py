"""The directory as a data pack: loading it into an empty database gives the same pack again."""

import io
from typing import Any

from pydantic import BaseModel
from ruamel.yaml import YAML

from directory.exchange.held import Held
from directory.exchange.lookup import never_holds
from directory.exchange.sheets import as_csv, table_of
from directory.packs.schema import KINDS, PARTS_OF_A_CONSULTATION, PLANNED_EDITS, RecordRow

_WIDTH = 110
_FROM_ITS_PLACE = {"consultation", "position"}
_INHERITED = {"source", "source_detail", "verified_on", "audience", "sample"}


def pack_files(held: Held) -> dict[str, bytes]:
    """The files of the pack, by name."""
    files = {"authority.yaml": _yaml(_written(held.authority))}
    published = {source.key: source.published for source in held.authority.sources}
    rows = {
        kind: [
            row.model_copy(update={"verified_on": row.verified_on or published.get(row.source)})
            for row in listed
            if not never_holds(row)
        ]
        for kind, listed in held.rows.items()
    }
    if held.planned:
        files[PLANNED_EDITS] = _yaml([_written(row) for row in held.planned])
    for name, kind in KINDS.items():
        if kind.optional and not rows[name]:
            continue
        if kind.file.endswith(".csv"):
            files[kind.file] = as_csv(table_of(name, rows[name]), line_end="\n", mark=False)
        elif name == "consultations":
            whole = [_written(row) | _parts(row, rows) for row in rows[name]]
            files[kind.file] = _yaml(whole)
        elif name not in PARTS_OF_A_CONSULTATION:
            files[kind.file] = _yaml([_written(row) for row in rows[name]])
    return files


def _parts(consultation: RecordRow, rows: dict[str, list[RecordRow]]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for part in PARTS_OF_A_CONSULTATION:
        listed = [row for row in rows[part] if getattr(row, "consultation") == consultation.key]  # noqa: B009
        if listed:
            found[part] = [_written(row, always=_INHERITED) for row in listed]
    return found


def _written(row: BaseModel, always: set[str] | None = None) -> dict[str, Any]:
    """A row as a YAML mapping, without fields that have their default, save those in `always`."""
    found: dict[str, Any] = {}
    for name, info in type(row).model_fields.items():
        value = getattr(row, name)
        left_out = value is None or (not info.is_required() and value == info.default)
        if name in _FROM_ITS_PLACE or (left_out and not (value is not None and name in (always or ()))):
            continue
        found[info.alias or name] = _node(value)
    return found


def _node(value: Any) -> Any:  # noqa: ANN401 - any field of a row
    if isinstance(value, tuple):
        return [_node(each) for each in value]
    if isinstance(value, BaseModel):
        return _written(value, always={"number"})
    return str(value) if isinstance(value, str) else value


def _yaml(content: Any) -> bytes:  # noqa: ANN401 - a mapping or a list
    writer = YAML()
    writer.width = _WIDTH
    writer.indent(mapping=2, sequence=4, offset=2)
    written = io.BytesIO()
    writer.dump(content, written)
    return written.getvalue()
