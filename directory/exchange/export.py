"""The directory as a file: CSV or XLSX tables, a data pack, or HSDS 3.0 JSON."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from sqlalchemy.orm import Session

from directory.exchange.held import Held, read_held
from directory.exchange.hsds import service_list
from directory.exchange.pack import pack_files
from directory.exchange.provenance import Provenance, read_provenance
from directory.exchange.sheets import (
    PLANNED,
    Table,
    as_csv,
    as_xlsx,
    as_zip,
    planned_table,
    tables_of,
)
from directory.words import Audience


class Format(StrEnum):
    """What a directory can be exported to."""

    CSV = "csv"  # a zip file with a table for each kind of record
    XLSX = "xlsx"  # a workbook with a sheet for each kind of record
    PACK = "pack"  # a zip file of the files of a data pack
    HSDS = "hsds"  # JSON of the Human Services Data Specification 3.0


_ENDINGS = {
    Format.CSV: ".zip",
    Format.XLSX: ".xlsx",
    Format.PACK: "-pack.zip",
    Format.HSDS: "-hsds.json",
}


@dataclass(frozen=True)
class Exported:
    """One export. `files` are its parts by name; `content` is all of it as one file called `name`."""

    name: str
    content: bytes
    files: Mapping[str, bytes]


def export(session: Session, authority: str, wanted: Format, audience: Audience, today: date) -> Exported:
    """What `audience` may see, in the wanted format. Raises UnknownAuthority.

    The pack holds all that is held, whatever the day; so do CSV and XLSX, in which each record says what it
    says today. HSDS holds what is offered today.
    """
    held = read_held(session, authority)
    name = f"{authority}{_ENDINGS[wanted]}"
    if wanted == Format.HSDS:
        content = _hsds(held, read_provenance(session, authority, audience), audience, today)
        return Exported(name, content, {name: content})
    seen = held.visible_to(audience)
    if wanted == Format.XLSX:
        content = as_xlsx(_tables(seen.on(today)))
        return Exported(name, content, {name: content})
    if wanted == Format.PACK:
        files = pack_files(seen)
    else:
        files = {f"{kind}.csv": as_csv(table) for kind, table in _tables(seen.on(today)).items()}
    return Exported(name, as_zip(files), files)


def _hsds(held: Held, past: Provenance, audience: Audience, today: date) -> bytes:
    labels = {topic.key: topic.label for topic in held.topics}
    listed = service_list(held.snapshot, labels, past, audience, today)
    return (json.dumps(listed, ensure_ascii=False, indent=2) + "\n").encode()


def _tables(seen: Held) -> dict[str, Table]:
    """The table of each kind, and where there is any one of what becomes different on later days."""
    planned = {PLANNED: planned_table(seen.planned, seen.rows)} if seen.planned else {}
    return tables_of(seen.rows) | planned
