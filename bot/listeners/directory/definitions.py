"""Every `/directory` subcommand: its words, what it does, an example. Help and parsing come from here."""

from dataclasses import dataclass, field

from bot.listeners.directory.words import NotUnderstood, Word, nearest, values
from directory.roles import Action

COMMAND = "/directory"
SAME = {"on": "from"}
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


FROM = Part("DAY", "from")


@dataclass(frozen=True)
class Subcommand:
    """One subcommand. `links` map a word to the part that it begins; `example` leaves the command out."""

    name: str
    what: str
    example: str
    action: Action
    parts: tuple[Part, ...] = field(default=())

    @property
    def usage(self) -> str:
        """How it is written: what stands in [ ] can be left out."""
        return " ".join([COMMAND, self.name, *map(str, self.parts)])

    def understand(self, words: list[Word]) -> dict[str, str]:
        """What was said by link word. Raises NotUnderstood where something is missing or does not fit."""
        flags = [part.link for part in self.parts if part.flag]
        links = [part.link for part in self.parts if part.link and not part.flag]
        links += [other for other, same in SAME.items() if same in links and other not in links]
        found = values(words, links, flags)
        said = {SAME.get(link, link): value for link, value in found.items()}
        missing = [part for part in self.parts if part.required and not said.get(part.link)]
        extra = said.get("") and not any(not part.link for part in self.parts)
        if missing or extra or len(said) < len(found):
            wrong = f"It needs {missing[0]}." if missing else "That is more than it understands."
            raise NotUnderstood(
                f"{wrong} Nothing was changed. Write it like this: {self.usage}\n"
                f"For example: {COMMAND} {self.example}"
            )
        return said


_NAME = Part('"NAME"', required=True)
SUBCOMMANDS: tuple[Subcommand, ...] = (
    Subcommand(
        "find",
        "Searches the directory, with the same matching as questions.",
        "find bishop fox",
        Action.FIND,
        (Part("WORDS", required=True),),
    ),
    Subcommand(
        "show", "Shows everything about one record.", 'show "Bishop Fox\'s School"', Action.SHOW, (_NAME,)
    ),
    Subcommand(
        "add",
        "Opens the form for a new contact, post, team, service, school, area, assignment or topic phrase.",
        'add contact called "Attendance mailbox"',
        Action.ADD,
        (Part("KIND", required=True), Part('"NAME"', "called")),
    ),
    Subcommand(
        "edit",
        "Opens a record in a form, filled in; the change holds from the day you name.",
        'edit "Lead Inclusion Advisor, Taunton 2" from 1 September',
        Action.EDIT,
        (_NAME, FROM),
    ),
    Subcommand(
        "retire",
        "Takes a record out of use from a day on. Name who takes its place, or say nobody.",
        'retire "SEN Caseworker" successor "EHC Officer"',
        Action.RETIRE,
        (_NAME, Part('"NAME"', "successor"), Part(link="nobody", flag=True), FROM),
    ),
    Subcommand(
        "assign",
        "Gives a school or an area to a contact, from a day on.",
        'assign "Bishop Fox\'s" to "Lead Inclusion Advisor, Taunton 2" from 1 September',
        Action.ASSIGN,
        (
            Part('"SCHOOL or AREA"', required=True),
            Part('"CONTACT"', "to", required=True),
            Part('"POST"', "as"),
            FROM,
        ),
    ),
    Subcommand(
        "alias",
        "Adds another name to a record, or takes one away.",
        'alias "Bishop Fox\'s School" add "Bishops"',
        Action.ALIAS,
        (_NAME, Part('"OTHER NAME"', "add"), Part('"OTHER NAME"', "remove")),
    ),
    Subcommand(
        "verify",
        "Confirms that a record is still right, without changing it.",
        'verify "Directory team"',
        Action.VERIFY,
        (_NAME,),
    ),
    Subcommand("import", "Imports a CSV or XLSX file, after a preview.", "import", Action.IMPORT),
    Subcommand(
        "export",
        "Sends you the directory as a file: xlsx, csv, pack or hsds.",
        "export xlsx",
        Action.EXPORT,
        (Part("FORMAT"),),
    ),
    Subcommand(
        "history",
        "Lists the last changes, of everything or of one record, with their numbers.",
        'history "Mendip"',
        Action.HISTORY,
        (Part('"NAME"'),),
    ),
    Subcommand(
        "undo",
        "Takes a change back, by its number.",
        "undo 42",
        Action.UNDO,
        (Part("NUMBER", required=True),),
    ),
    Subcommand(
        "review",
        "Opens the review queue: corrections, questions sent in, places left empty, what nobody confirmed.",
        "review",
        Action.REVIEW,
    ),
    Subcommand(
        "roles",
        "Lists owners and editors. Owners can grant and revoke.",
        'roles grant @person role editor in "Mendip"',
        Action.FIND,
        (Part("grant @PERSON or revoke @PERSON"), Part("owner or editor", "role"), Part('"AREA"', "in")),
    ),
    Subcommand(
        "suggest",
        "Suggests a correction to a record, for the editors to decide.",
        'suggest "Directory team"',
        Action.SUGGEST,
        (Part('"NAME"'),),
    ),
    Subcommand("help", "Explains the subcommands.", "help assign", Action.ASK, (Part("SUBCOMMAND"),)),
)
BY_NAME = {each.name: each for each in SUBCOMMANDS}


def named(word: str) -> Subcommand:
    """The subcommand of that name. Raises NotUnderstood with the nearest one."""
    found = BY_NAME.get(word.lower())
    if found is None:
        near = nearest(word, BY_NAME)
        meant = f" Did you mean `{COMMAND} {near}`?" if near else ""
        raise NotUnderstood(
            f"There is no `{COMMAND} {word}`. Nothing was changed.{meant} `{COMMAND} help` lists them."
        )
    return found
