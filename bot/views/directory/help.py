"""The help of `/directory`, made from the definitions of its subcommands."""

from collections.abc import Iterable, Sequence

from slack_sdk.models.blocks import Block

from bot.views.limits import Message, context, escape, message, section

DAYS = "A DAY can be 1 September, 1 September 2026, Monday or 2026-09-01. Leave it out for a change at once."


def one(usage: str, what: str, example: str) -> Message:
    """How one subcommand is written."""
    text = f"{what}\n{usage}\nFor example: {example}"
    blocks = [
        section(f"{escape(what)}\n`{escape(usage)}`\nFor example: `{escape(example)}`"),
        context(f"What stands in [ ] can be left out. {DAYS}"),
    ]
    return message(text, blocks)


def all_of_them(command: str, described: Iterable[tuple[str, str]]) -> Message:
    """A line for each subcommand: how it is written, and what it does."""
    listed: Sequence[tuple[str, str]] = tuple(described)
    blocks: list[Block] = [
        section(f"*{command}* looks things up and changes them. On its own it opens a window.")
    ]
    lines = [f"`{escape(usage)}`\n{escape(what)}" for usage, what in listed]
    blocks += [section("\n".join(lines[at : at + 6])) for at in range(0, len(lines), 6)]
    blocks.append(context(f"What stands in [ ] can be left out. {DAYS}"))
    text = "\n".join([f"{command} looks things up and changes them.", *(f"{u}: {w}" for u, w in listed)])
    return message(text, blocks)
