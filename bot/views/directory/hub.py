"""The window that `/directory` opens: search, add, import, review, history."""

from collections.abc import Collection, Sequence

from bot.views.directory.forms import modal
from bot.views.directory.inputs import option
from bot.views.directory.messages import SHOWN, Line
from bot.views.directory.words import people
from bot.views.limits import Json, actions, button, context, divider, escape, section
from directory.ask.answer import Option
from directory.editing.kinds import KINDS

ADD, IMPORT, REVIEW, HISTORY = "add", "import", "review", "history"
_WINDOWS = {REVIEW: "Review queue", HISTORY: "History", IMPORT: "Import a spreadsheet"}


def hub(
    memo: str,
    allowed: Collection[str],
    owners: Sequence[str],
    searched: str = "",
    found: Sequence[Line] | None = None,
) -> Json:
    """The window. `allowed` are the parts for this person; `found` what a search for `searched` gave."""
    blocks = [_search()]
    if found is not None:
        blocks += _found(searched, found)
    if ADD in allowed:
        choices = [option(Option(kind.name, kind.label.capitalize())) for kind in KINDS.values()]
        chooser = {
            "type": "static_select",
            "action_id": "directory_add",
            "placeholder": {"type": "plain_text", "text": "Choose what to add"},
            "options": choices,
        }
        blocks += [divider().to_dict(), {**section("*Add to the directory*").to_dict(), "accessory": chooser}]
    row = [
        button(label, f"directory_{name}", memo[:2000]) for name, label in _WINDOWS.items() if name in allowed
    ]
    if row:
        blocks.append(actions(*row).to_dict())
    else:
        who = f" The owners of the directory are: {people(owners)}." if owners else ""
        blocks.append(actions(button("Suggest a correction", "directory_pick", memo[:2000])).to_dict())
        blocks.append(context(f"Editors change the directory.{who}").to_dict())
    return modal(
        "Directory", blocks, callback_id="directory_window", submit="Search", close="Close", memo=memo
    )


def _search() -> Json:
    return {
        "type": "input",
        "block_id": "search",
        "optional": True,
        "label": {"type": "plain_text", "text": "Search"},
        "hint": {
            "type": "plain_text",
            "text": "A school, contact, post, team, service or area.",
        },
        "element": {
            "type": "plain_text_input",
            "action_id": "text",
            "max_length": 200,
        },
    }


def _found(searched: str, found: Sequence[Line]) -> list[Json]:
    if not found:
        return [section(f"Nothing found for “{escape(searched)}”. Try fewer or other words.").to_dict()]
    return [
        section(
            f"*{escape(line.name)}*\n{escape(line.kind)}{f', {escape(line.detail)}' if line.detail else ''}",
            accessory=button("Show", "directory_show", line.value),
        ).to_dict()
        for line in found[:SHOWN]
    ]
