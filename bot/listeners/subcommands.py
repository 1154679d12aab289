"""A slash command with subcommands, each defined once: its help and how it is read come from that."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from bot.listeners.directory.words import NotUnderstood, Word, nearest, values
from directory.roles import Action

SAME: Mapping[str, str] = {"on": "from"}
"""Link words that mean the same as another one."""


@dataclass(frozen=True)
class Part:
    """One thing to say: after the word `link` (what comes first has none). A flag is only its link word."""

    shown: str = ""
    link: str = ""
    required: bool = False
    flag: bool = False

    def __str__(self) -> str:
        text = " ".join(word for word in (self.link, self.shown) if word)
        return text if self.required else f"[{text}]"


@dataclass(frozen=True)
class Subcommand:
    """One subcommand. `links` map a word to the part that it begins; `example` leaves the command out.

    `command` is the slash command, such as `/directory`; SlashCommand sets it.
    """

    name: str
    what: str
    example: str
    action: Action
    parts: tuple[Part, ...] = field(default=())
    command: str = ""

    @property
    def usage(self) -> str:
        """How it is written: what stands in [ ] can be left out."""
        return " ".join([self.command, self.name, *map(str, self.parts)])

    def understand(self, words: list[Word]) -> dict[str, str]:
        """What was said by link word. Raises NotUnderstood where something is missing or does not fit."""
        flags = [part.link for part in self.parts if part.flag]
        links = [part.link for part in self.parts if part.link and not part.flag]
        links += [other for other, same in SAME.items() if same in links and other not in links]
        found = {link: value for link, value in values(words, links, flags).items() if value}
        said = {link if link in self._own_links else SAME.get(link, link): found[link] for link in found}
        missing = [part for part in self.parts if part.required and not said.get(part.link)]
        extra = said.get("") and not any(not part.link for part in self.parts)
        if missing or extra or len(said) < len(found):
            wrong = f"It needs {missing[0]}." if missing else "That is more than it understands."
            raise NotUnderstood(
                f"{wrong} Nothing was changed. Write it like this: {self.usage}\n"
                f"For example: {self.command} {self.example}"
            )
        return said

    @property
    def _own_links(self) -> frozenset[str]:
        return frozenset(part.link for part in self.parts)


class SlashCommand:
    """A slash command such as `/directory`, with its subcommands in the order of the help."""

    def __init__(self, name: str, *subcommands: Subcommand) -> None:
        self.name = name
        self.subcommands = tuple(replace(each, command=name) for each in subcommands)
        self.by_name = {each.name: each for each in self.subcommands}

    def named(self, word: str) -> Subcommand:
        """The subcommand of that name. Raises NotUnderstood with the nearest one."""
        found = self.by_name.get(word.lower())
        if found is None:
            near = nearest(word, self.by_name)
            meant = f" Did you mean `{self.name} {near}`?" if near else ""
            raise NotUnderstood(
                f"There is no `{self.name} {word}`. Nothing was changed.{meant} "
                f"`{self.name} help` lists them."
            )
        return found
