"""Every `/timeline` subcommand: its words, what it does, an example. Help and parsing come from here."""

from bot.listeners.subcommands import Part, SlashCommand, Subcommand
from directory.roles import Action

COMMAND = "/timeline"
_TITLE = Part('"TITLE"', required=True)
_OF = Part('"CONSULTATION"', "in")
TIMELINE = SlashCommand(
    COMMAND,
    Subcommand(
        "calendar",
        "Sends you the dates as a calendar file, and the address that keeps your calendar up to date.",
        "calendar",
        Action.ASK,
    ),
    Subcommand(
        "add",
        "Adds a date, of one day or several: on 4 and 9 August, on 5 to 7 September. Say if it is "
        "provisional, on what it depends, and if it is for staff or schools.",
        'add "Drop-in session" on 4 August for staff',
        Action.EDIT_CONSULTATION,
        (
            _TITLE,
            Part("DAYS", "on", required=True),
            Part("staff or schools", "for"),
            Part('"CONDITION"', "if"),
            Part(link="provisional", flag=True),
            _OF,
        ),
    ),
    Subcommand(
        "move",
        "Moves a date. Where it has several days, say which one: from 18 July to 20 July.",
        'move "Scrutiny" to 15 August',
        Action.EDIT_CONSULTATION,
        (_TITLE, Part("DAY", "from"), Part("DAY", "to", required=True), _OF),
    ),
    Subcommand(
        "confirm",
        "Says that a provisional date is confirmed.",
        'confirm "Business case"',
        Action.EDIT_CONSULTATION,
        (_TITLE, _OF),
    ),
    Subcommand(
        "cancel",
        "Cancels a date, or one of its days. It stays in the timeline, marked as cancelled.",
        'cancel "Share proposals" on 19 July',
        Action.EDIT_CONSULTATION,
        (_TITLE, Part("DAY", "on"), _OF),
    ),
    Subcommand(
        "new",
        "Begins a consultation in a form; its dates can follow those of another one, in working days.",
        'new like "Somerset redesign" from 11 January',
        Action.EDIT_CONSULTATION,
        (Part('"TITLE"'), Part('"CONSULTATION"', "like"), Part("FIRST DAY", "from")),
    ),
    Subcommand(
        "edit",
        "Opens a form for a consultation's title, stage, and first and last day.",
        'edit "Education & Inclusion Services Redesign"',
        Action.EDIT_CONSULTATION,
        (Part('"CONSULTATION"'),),
    ),
    Subcommand(
        "follow",
        "Reminds this channel of the dates, or you: 7 days and 1 day before, and on the morning of the day.",
        "follow me before 14, 7 and 1 at 08:30",
        Action.ASK,
        (Part("me or here"), Part("DAYS", "before"), Part("HOUR", "at"), _OF),
    ),
    Subcommand("stop", "Stops reminding this channel, or you.", "stop me", Action.ASK, (Part("me or here"),)),
    Subcommand(
        "status",
        "Shows which reminders went where, what was late, missed or refused, and why.",
        "status",
        Action.READ_STATUS,
    ),
    Subcommand("help", "Explains the subcommands.", "help move", Action.ASK, (Part("SUBCOMMAND"),)),
)
