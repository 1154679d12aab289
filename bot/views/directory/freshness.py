"""The monthly message to a contact's owner."""

from collections.abc import Sequence
from dataclasses import dataclass

from slack_sdk.models.blocks import Block

from bot.views.limits import Message, actions, button, context, escape, message, section

MOST = 20


@dataclass(frozen=True)
class Entry:
    """One contact: its name, what it says in a line, and what its buttons carry."""

    name: str
    says: str
    value: str


def still_right(entries: Sequence[Entry]) -> Message:
    """Asks whether each entry is still right."""
    intro = "*Are your entries in the council's directory still right?* Schools are sent to them."
    blocks: list[Block] = [section(intro)]
    for entry in entries[:MOST]:
        blocks.append(section(f"*{escape(entry.name)}*\n{escape(entry.says)}"))
        blocks.append(
            actions(
                button("Still right", "directory_mine_right", entry.value),
                button("Change", "directory_mine_change", entry.value),
            )
        )
    if len(entries) > MOST:
        blocks.append(context(f"And {len(entries) - MOST} more: see them with `/directory find`."))
    listed = "\n".join(f"- {entry.name}: {entry.says}" for entry in entries[:MOST])
    return message(f"Are your entries in the council's directory still right?\n{listed}", blocks)
