"""The forms for adding, editing and retiring a record, made from the list of kinds."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from bot.views.directory.inputs import Sheet, Values, day_input, name_of, optional, pick_input, text_input
from bot.views.directory.words import changed_meanwhile
from bot.views.limits import Json, escape, plain, section
from directory.ask.answer import Option
from directory.editing.errors import Since, Use
from directory.editing.kinds import Kind

TITLE = 24
NOBODY = "nobody"
_FOR_EDITORS = frozenset({"audience", "route", "sample", "slack_user_id", "source_detail"})
_FROM_HINT = "Leave this empty for a change that holds at once."


@dataclass(frozen=True)
class Notice:
    """What is said above a form that is shown again: that it looks like another, or was changed since."""

    duplicates: tuple[str, ...] = ()
    since: tuple[Since, ...] = ()


def record_form(
    sheet: Sheet, values: Values, memo: str, *, name: str, day: date | None, notice: Notice | None = None
) -> Json:
    """The form of one record; `name` is empty for a new one."""
    new = not name
    notice = notice or Notice()
    submit = "Save"
    if notice.since:
        submit = "Save mine over it"
    elif notice.duplicates:
        submit = "Save all the same"
    blocks = [*_said(notice), *sheet.inputs(values)]
    label = "First day" if new else "From which day"
    hint = "Leave this empty if it has been so all along." if new else _FROM_HINT
    blocks += [day_input("from_day", label, hint, day), text_input("why", "Why", "For the history.")]
    return modal(
        f"{'Add' if new else 'Edit'} {sheet.kind.label}",
        blocks,
        callback_id="directory_add" if new else "directory_edit",
        submit=submit,
        close="Leave theirs" if notice.since else "Cancel",
        memo=memo,
    )


def retire_form(kind: Kind, name: str, uses: Sequence[Use], memo: str, *, day: date | None) -> Json:
    """Asks who takes the place of a record that is retired."""
    blocks = [section(f"*{escape(name)}* holds until the day before; it is kept in the history.").to_dict()]
    if uses:
        listed = "\n".join(f"• {escape(use.said)}" for use in uses[:10])
        more = f"\n… and {len(uses) - 10} more" if len(uses) > 10 else ""
        blocks.append(section(f"It is still used:\n{listed}{more}").to_dict())
    nobody = {
        "type": "checkboxes",
        "action_id": "value",
        "options": [{"text": {"type": "plain_text", "text": "Nobody, for now"}, "value": NOBODY}],
    }
    blocks += [
        pick_input("successor", "Who takes its place", f"Another {kind.label}.", kind.name),
        optional(NOBODY, "Or", "Its places stay empty until somebody fills them.", nobody),
        day_input("from_day", "From which day", _FROM_HINT, day),
        text_input("why", "Why", "For the history."),
    ]
    return modal(f"Retire {kind.label}", blocks, callback_id="directory_retire", submit="Retire", memo=memo)


def suggestion_form(sheet: Sheet, values: Values, memo: str, *, name: str) -> Json:
    """The form in which anybody can suggest a correction."""
    intro = (
        f"Change what is wrong about *{escape(name)}*. The directory's editors decide, and I tell you what "
        "they decided. Please leave out names of children."
    )
    note = text_input("note", "What is wrong", "If no field fits, say it here.", many_lines=True)
    inputs = [block for block in sheet.inputs(values) if name_of(block["block_id"]) not in _FOR_EDITORS]
    return modal(
        "Suggest a correction",
        [section(intro).to_dict(), note, *inputs],
        callback_id="directory_suggest",
        submit="Send",
        memo=memo,
    )


def message_form(title: str, text: str) -> Json:
    """A form that only says something."""
    return modal(title, [section(escape(text)).to_dict()], close="Close")


def modal(
    title: str,
    blocks: list[Json],
    *,
    callback_id: str = "",
    submit: str = "",
    close: str = "Cancel",
    memo: str = "",
) -> Json:
    """A modal of these blocks; without `submit` there is nothing to send."""
    view: Json = {
        "type": "modal",
        "title": {"type": "plain_text", "text": plain(title, TITLE)},
        "close": {"type": "plain_text", "text": close},
        "blocks": blocks[:100],
    }
    if callback_id:
        view["callback_id"] = callback_id
    if submit:
        view["submit"] = {"type": "plain_text", "text": submit}
    if memo:
        view["private_metadata"] = memo
    return view


def first_typed(name: str, title: str) -> dict[str, str | Option]:
    """The values of a new record of which only the name is known."""
    return {title: name} if name and title else {}


def _said(notice: Notice) -> list[Json]:
    said = []
    if notice.since:
        said.append(section(changed_meanwhile(notice.since)).to_dict())
    if notice.duplicates:
        listed = "\n".join(f"• {escape(each)}" for each in notice.duplicates)
        text = f"*This may be in the directory already.* Nothing was saved yet.\n{listed}"
        said.append(section(text).to_dict())
    return said
