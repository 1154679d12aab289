"""What `/directory` answers, as messages: what changed, what was found, who may do it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from slack_sdk.models.blocks import Block

from bot.views.directory.words import change, people, since
from bot.views.limits import (
    BUTTON,
    VALUE,
    Message,
    actions,
    button,
    context,
    escape,
    message,
    section,
    text_alone,
)
from directory.days import spelled
from directory.editing.commands import Done
from directory.editing.errors import StaleEdit
from directory.editing.history import Change

SHOWN = 10


@dataclass(frozen=True)
class Line:
    """A record in a list: its name, what it is, and what a button about it carries."""

    name: str
    kind: str
    value: str
    detail: str = ""


def done(result: Done, title: str = "", note: str = "") -> Message:
    """What a command changed, under a title that sums it up, with a button that takes it back.

    `note` is said in small beside the number of the change; "": from when answers say so.
    """
    since_when = (
        f"Answers say so from {spelled(result.from_day)}." if result.from_day else "Answers say so at once."
    )
    listed = "\n".join([title, *result.said]).strip()
    blocks = [section(f"*{escape(title)}*")] if title else []
    blocks += [section("\n".join(f"• {escape(line)}" for line in result.said))]
    if result.revision is not None:
        blocks.append(actions(button("Undo", "directory_undo", str(result.revision))))
        blocks.append(context(f"Change {result.revision}. {note or since_when}"))
    return message(listed, blocks)


def changed_since(sentence: str, error: StaleEdit) -> Message:
    """Why a change is not taken back: what others changed of it since, and when; and how it can be."""
    listed = "\n".join(f"• {since(each)}" for each in error.since)
    remedy = "Nothing was changed."
    if error.since:
        last = error.since[-1].revision
        remedy += f" To take it back, first take back what came after it: `/directory undo {last}`"
    return message(f"{sentence} {remedy}", [section(f"*{escape(sentence)}*\n{listed}\n{remedy}")])


def refusal(reason: str, owners: Sequence[str], memo: str) -> Message:
    """Why somebody may not do something, and who could; with a `memo`, that they can suggest a correction."""
    who = f"The owners of the directory are: {people(owners)}." if owners else "It has no owner yet."
    text = f"{escape(reason)} {who}"
    blocks = [section(text)]
    if memo:
        text += " You can suggest a correction instead."
        blocks.append(actions(button("Suggest a correction", "directory_pick", memo)))
    return replace(message(reason, blocks), text=text)


def found(text: str, lines: Sequence[Line]) -> Message:
    """What a search found, each with a button that shows it."""
    if not lines:
        return text_alone(f"I found nothing for '{text}' in the directory. Try fewer or other words.")
    blocks: list[Block] = [section(f"*Found for “{escape(text)}”*")]
    blocks += [
        section(
            f"*{escape(line.name)}*\n{escape(line.kind)}{f', {escape(line.detail)}' if line.detail else ''}",
            accessory=button("Show", "directory_show", line.value),
        )
        for line in lines[:SHOWN]
    ]
    listed = "\n".join(f"- {line.name} ({line.kind})" for line in lines[:SHOWN])
    return message(f"Found for '{text}':\n{listed}", blocks)


def which(text: str, lines: Sequence[Line], command: str = "directory") -> Message:
    """Asks which of several records is meant; pressing one goes on with the command."""
    blocks: list[Block] = [section(f"*Which “{escape(text)}” do you mean?* Nothing was changed yet.")]
    row = [
        button(f"{line.name} ({line.kind})", f"{command}_which_{at}", line.value)
        for at, line in enumerate(lines[:5])
        if len(line.value) <= VALUE
    ]
    long = [
        f"{line.name} ({line.kind})" for line in lines[:5] if len(line.name) + len(line.kind) + 3 > BUTTON
    ]
    blocks += [actions(*row)] if row else []
    blocks += [context(escape(label)) for label in long]
    listed = "\n".join(f"- {line.name} ({line.kind})" for line in lines[:5])
    return message(f"Which '{text}' do you mean?\n{listed}", blocks)


def record(title: str, lines: Sequence[tuple[str, str]], value: str, allowed: Sequence[str]) -> Message:
    """Everything about one record; `allowed` are the buttons (edit, verify, retire) that make sense."""
    return message(
        "\n".join([title, *(f"{label}: {text}" for label, text in lines)]),
        record_blocks(title, lines, value, allowed),
    )


def record_blocks(
    title: str, lines: Sequence[tuple[str, str]], value: str, allowed: Sequence[str]
) -> list[Block]:
    """The same for a form."""
    listed = "\n".join(f"*{escape(label)}:* {escape(text)}" for label, text in lines)
    row = [button(label, f"directory_{name}", value) for name, label in _ABOUT.items() if name in allowed]
    return [section(f"*{escape(title)}*"), section(listed), actions(*row)]


_ABOUT = {
    "edit": "Edit",
    "verify": "Still right",
    "retire": "Retire",
    "suggest": "Suggest a correction",
}


def history(about: str, changes: Sequence[Change]) -> Message:
    """The last changes, newest first."""
    title = f"The last changes of {about}" if about else "The last changes of the directory"
    if not changes:
        return text_alone(f"{title}: none.")
    text = "\n".join([title, *(f"{each.number}: {' '.join(each.said)}" for each in changes)])
    return message(text, history_blocks(title, changes))


def ended(
    name: str,
    kind: str,
    last: date,
    heirs: Sequence[str],
    *,
    number: int | None = None,
    changes: Sequence[Change] = (),
) -> Message:
    """That a record is out of use: its last day, and its last changes, for those who may see them.

    `number` is that of the change that ended it, `heirs` are the records that are called so now.
    """
    how = f" Change {number} ended it." if number else ""
    now = f" {' and '.join(heirs)} {'is' if len(heirs) == 1 else 'are'} called so now." if heirs else ""
    said_so = f"The {kind} {name} is out of use: its last day was {spelled(last)}.{how}{now}"
    shown = [each for each in changes if each.number == number]
    back = f" To take that back, press Undo beside change {number}." if shown else ""
    blocks: list[Block] = [section(escape(said_so + back))]
    if changes:
        blocks += history_blocks(f"The last changes of {name}", changes)
    listed = (f"{each.number}: {' '.join(each.said)}" for each in changes)
    return message("\n".join([said_so + back, *listed]), blocks)


def history_blocks(title: str, changes: Sequence[Change]) -> list[Block]:
    """The same for a form, each change with a button that takes it back."""
    return [
        section(f"*{escape(title)}*"),
        *(
            section(
                change(each),
                accessory=button("Undo", "directory_undo", str(each.number)) if each.by_number else None,
            )
            for each in changes
        ),
    ]


def still_used(sentence: str, memo: str) -> Message:
    """What stands in the way of retiring a record, and the two ways on."""
    row = actions(
        button("Choose a successor", "directory_retire", memo),
        button("Nobody, for now", "directory_nobody", memo),
    )
    return message(sentence, [section(escape(sentence)), row])


def removes_many(sentence: str, number: str) -> Message:
    """Asks before an undo removes much; `number` is that of the change."""
    row = actions(
        button("Yes, remove them", "directory_undo_all", number, style="danger"),
        button("Keep them", "directory_undo_keep", number),
    )
    return message(sentence, [section(escape(sentence)), row])
