"""Every `/directory` subcommand: its words, what it does, an example. Help and parsing come from here."""

from bot.listeners.subcommands import Part, SlashCommand, Subcommand
from directory.roles import Action

COMMAND = "/directory"
FROM = Part("DAY", "from")
_NAME = Part('"NAME"', required=True)
DIRECTORY = SlashCommand(
    COMMAND,
    Subcommand(
        "find",
        "Searches the directory, with the same matching as questions.",
        "find bishop fox",
        Action.FIND,
        (Part("WORDS", required=True),),
    ),
    Subcommand(
        "show",
        "Shows everything about one record, or that it has ended.",
        'show "Bishop Fox\'s School"',
        Action.SHOW,
        (_NAME,),
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
        "Lists the last changes, of everything or of one record (even one that has ended), by number.",
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
        "staff",
        "Lists who counts as council staff; an owner adds or removes an email domain, a group or a channel.",
        "staff add somerset.gov.uk",
        Action.AUTHORITY_SETTINGS,
        (Part("add or remove DOMAIN, @GROUP or #CHANNEL"),),
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
