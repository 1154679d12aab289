"""The directory in and out: spreadsheets, the national register of schools, data packs and HSDS.

An import is a preview first, which writes nothing, and is then applied whole or not at all:

    with db.reading(engine) as session:
        plan = preview(session, "somerset", Upload("contacts.xlsx", content), vocabulary, today)
    with db.writing(engine) as session:
        done = apply_plan(session, plan, who=who, at=now)
"""

from datetime import date
from pathlib import Path

from sqlalchemy.orm import Session

from directory.ask.vocabulary import read_everyday
from directory.exchange.apply import Applied, apply_plan
from directory.exchange.columns import load_column_names
from directory.exchange.export import Exported, Format, export
from directory.exchange.held import read_held
from directory.exchange.importing import Choices, ImportFile, Progress, plan_import
from directory.exchange.plan import HasProblems, ImportRefused, Plan, RemovesMany, StalePlan
from directory.exchange.report import as_text, report_bytes, summary
from directory.exchange.tables import UnreadableFile, Upload

__all__ = [
    "Applied",
    "Choices",
    "Exported",
    "Format",
    "HasProblems",
    "ImportRefused",
    "Plan",
    "RemovesMany",
    "StalePlan",
    "UnreadableFile",
    "Upload",
    "apply_plan",
    "as_text",
    "export",
    "preview",
    "report_bytes",
    "summary",
]


def preview(
    session: Session,
    authority: str,
    upload: Upload,
    vocabulary: Path,
    today: date,
    *,
    choices: Choices | None = None,
    on_progress: Progress | None = None,
) -> Plan:
    """What the file would do to the authority's directory. Nothing is written.

    `vocabulary` is the folder of the vocabulary. Raises UnknownAuthority, UnreadableFile and VocabularyError;
    what is wrong in the file itself is in the plan's `problems`.
    """
    held = read_held(session, authority).on(today)
    given = ImportFile(held, upload, today, choices or Choices(), read_everyday(vocabulary))
    return plan_import(given, load_column_names(vocabulary), on_progress)
