"""Importing a spreadsheet: the form, the preview, and what became of it."""

from collections.abc import Sequence

from slack_sdk.models.blocks import Block

from bot.views.directory.forms import modal
from bot.views.directory.inputs import option, optional
from bot.views.limits import Json, Message, actions, button, context, escape, message, section
from directory.ask.answer import Option
from directory.packs.problems import Problem
from directory.packs.schema import KINDS

FILE_TYPES = ["csv", "xlsx", "zip"]
KEEP = "keep"
MISTAKES = 5


def import_form(memo: str) -> Json:
    """Asks for the file, and what is in it."""
    file = {"type": "file_input", "action_id": "files", "filetypes": FILE_TYPES, "max_files": 1}
    kinds = [option(Option(kind, kind.replace("_", " ").capitalize())) for kind in KINDS]
    kind = {"type": "static_select", "action_id": "value", "options": kinds}
    keep = {
        "type": "checkboxes",
        "action_id": "value",
        "options": [{"text": {"type": "plain_text", "text": "Keep what is not in the file"}, "value": KEEP}],
    }
    missing = "Otherwise, a record that is not in the file ends. The register of schools never removes any."
    blocks = [
        section("You see a preview first. Nothing is written before you press Apply.").to_dict(),
        optional("file", "Spreadsheet", "CSV, XLSX, or the register of schools.", file) | {"optional": False},
        optional("kind", "What is in it", "Leave this empty to have it recognised.", kind),
        optional("missing", "What is not in the file", missing, keep),
    ]
    return modal("Import", blocks, callback_id="directory_import", submit="Preview", memo=memo)


def reading(name: str, percent: int = 0) -> Message:
    """While the file is read."""
    text = f"Reading {name}" + (f": {percent}%" if percent else "") + ". Nothing is written."
    return message(text, [section(escape(text))])


def writing(name: str) -> Message:
    """While what the file holds is written."""
    text = f"Writing what {name} holds. It is written whole, or not at all."
    return message(text, [section(escape(text))])


def broken_off(name: str) -> Message:
    """In place of the preview or the result, where something went wrong; what it was is told besides."""
    text = f"{name} was not imported. Nothing was changed."
    return message(text, [section(escape(text))])


def preview(
    name: str,
    said: Sequence[str],
    value: str,
    problems: Sequence[Problem] = (),
    alike: Sequence[str] = (),
    *,
    applies: bool,
) -> Message:
    """What the file would do, its first mistakes and the first new records that look `alike` others, in a few
    lines; the whole report is in the thread."""
    lines = [*said, *(str(problem) for problem in problems[:MISTAKES])]
    if len(problems) > MISTAKES:
        lines.append(f"And {len(problems) - MISTAKES} more mistakes.")
    lines += alike[:MISTAKES]
    if len(alike) > MISTAKES:
        lines.append(f"And {len(alike) - MISTAKES} more that look like another one.")
    shown = "\n".join(f"• {escape(line)}" for line in lines)
    blocks: list[Block] = [section(f"*Preview of {escape(name)}*\n{shown}")]
    if applies:
        blocks.append(actions(button("Apply", "directory_apply", value)))
    blocks.append(context("Nothing is written yet. The report in the thread lists every row."))
    return message("\n".join([f"Preview of {name}", *lines]), blocks)


def removes_many(sentence: str, value: str, keeping: str) -> Message:
    """Asks again before much is removed."""
    row = actions(
        button("Yes, remove them", "directory_apply_all", value, style="danger"),
        button("Keep what is not in the file", "directory_keep", keeping),
    )
    return message(sentence, [section(escape(sentence)), row])


def applied(name: str, said: Sequence[str], revision: int | None) -> Message:
    """What was written, with a button that takes it back."""
    text = f"{name} is imported: {', '.join(said)}."
    blocks: list[Block] = [section(escape(text))]
    if revision is not None:
        blocks.append(actions(button("Undo", "directory_undo", str(revision))))
    return message(text, blocks)
