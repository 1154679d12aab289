"""The help of a slash command, made from the definitions of its subcommands."""

from collections.abc import Iterable, Sequence

from slack_sdk.models.blocks import Block

from bot.views.limits import Message, context, escape, message, section

DAYS = "A DAY can be 1 September, 1 September 2026, Monday or 2026-09-01."


def one(usage: str, what: str, example: str, note: str = "") -> Message:
    """How one subcommand is written; `note` is said of every one."""
    text = f"{what}\n{usage}\nFor example: {example}"
    blocks = [
        section(f"{escape(what)}\n`{escape(usage)}`\nFor example: `{escape(example)}`"),
        context(_small(note)),
    ]
    return message(text, blocks)


def all_of_them(intro: str, described: Iterable[tuple[str, str]], note: str = "") -> Message:
    """How each subcommand is written, and what it does. The `intro` begins with the command."""
    listed: Sequence[tuple[str, str]] = tuple(described)
    command, _, does = intro.partition(" ")
    blocks: list[Block] = [section(f"*{escape(command)}* {escape(does)}")]
    lines = [f"`{escape(usage)}`\n{escape(what)}" for usage, what in listed]
    blocks += [section("\n".join(lines[at : at + 6])) for at in range(0, len(lines), 6)]
    blocks.append(context(_small(note)))
    return message("\n".join([intro, *(f"{u}: {w}" for u, w in listed)]), blocks)


def _small(note: str) -> str:
    return f"What stands in [ ] can be left out. {DAYS} {note}".strip()
