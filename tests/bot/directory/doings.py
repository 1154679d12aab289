"""Everything that can be done to the directory through Slack: one entry for each command, button and form.

`LINES`, `PRESSES` and `FORMS` together have to name every listener (test_matrix.py compares).
"""

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from bot.listeners.directory.importing import Given
from bot.listeners.directory.memo import Memo
from bot.ticket import Ticket
from bot.views.directory import exchange, forms, hub, review
from bot.views.directory.inputs import Sheet
from bot.views.limits import Json
from directory.ask.answer import Need, Option
from directory.editing.kinds import CONTACT, TEAM
from directory.roles import Action
from tests.bot.directory.forged import FILE, Forger

ADVISOR, ADVISOR_KEY = "Lead Inclusion Advisor, Mendip 1", "lead-inclusion-advisor-mendip-1"
OTHER, OTHER_KEY = "Lead Inclusion Advisor, Mendip 2", "lead-inclusion-advisor-mendip-2"
SCHOOL = "148006"  # in Mendip
CHANGE, SUGGESTION, QUESTION = 2, 1, 1  # what the fixture makes


@dataclass(frozen=True)
class Doing:
    """One thing that a person does: `action` is what it asks for.

    `only_looks` where it but opens a form or a list, which an editor of any area may do.
    """

    action: Action
    do: Callable[[Forger], Any]
    only_looks: bool = False


def line(text: str) -> Callable[[Forger], Any]:
    return lambda person: person.says(f"/directory {text}".strip())


LINES = {
    "": Doing(Action.FIND, line("")),
    "find": Doing(Action.FIND, line("find mendip 1")),
    "show": Doing(Action.SHOW, line(f'show "{ADVISOR}"')),
    "add": Doing(Action.ADD, line("add contact"), only_looks=True),
    "edit": Doing(Action.EDIT, line(f'edit "{ADVISOR}"')),
    "retire": Doing(Action.RETIRE, line(f'retire "{ADVISOR}" nobody')),
    "assign": Doing(Action.ASSIGN, line(f'assign "{SCHOOL}" to "{OTHER}" from 1 September')),
    "alias": Doing(Action.ALIAS, line(f'alias "{SCHOOL}" add "The lantern school"')),
    "verify": Doing(Action.VERIFY, line(f'verify "{ADVISOR}"')),
    "import": Doing(Action.IMPORT, line("import")),
    "export": Doing(Action.EXPORT, line("export csv")),
    "history": Doing(Action.HISTORY, line("history")),
    "undo": Doing(Action.UNDO, line(f"undo {CHANGE}")),
    "review": Doing(Action.REVIEW, line("review")),
    "roles": Doing(Action.FIND, line("roles")),
    "roles grant": Doing(Action.MANAGE_ROLES, line("roles grant @Council officer (sample) role editor")),
    "roles revoke": Doing(Action.MANAGE_ROLES, line("roles revoke @Council officer (sample)")),
    "staff": Doing(Action.AUTHORITY_SETTINGS, line("staff add example.org")),
    "suggest": Doing(Action.SUGGEST, line(f'suggest "{ADVISOR}"')),
    "help": Doing(Action.ASK, line("help")),
}


def press(action_id: str, value: str) -> Callable[[Forger], Any]:
    return lambda person: person.sends_press(action_id, value)


def pressed(action: Action, action_id: str, value: str, *, only_looks: bool = False) -> tuple[str, Doing]:
    return action_id, Doing(action, press(action_id, value), only_looks)


RECORD = Memo(kind="contact", key=ADVISOR_KEY).packed()
ON_SUGGESTION = Memo(suggestion=SUGGESTION, kind="contact", key=ADVISOR_KEY, version=2).packed()
FILE_BEFORE = Given("cover.csv", "http://127.0.0.1:9/files/none", fingerprint="x").packed()
WHICH = json.dumps({"name": "alias", "said": {"": f"school:{SCHOOL}", "add": "The lamp school"}})
ANSWER = Ticket(need=Need(topics=("lead-inclusion-advisor",)), school=SCHOOL).packed()

PRESSES = dict(
    (
        pressed(Action.ALIAS, "directory_which_0", WHICH),
        pressed(Action.UNDO, "directory_undo", str(CHANGE)),
        pressed(Action.UNDO, "directory_undo_all", str(CHANGE)),
        pressed(Action.UNDO, "directory_undo_keep", str(CHANGE), only_looks=True),
        pressed(Action.SHOW, "directory_show", RECORD),
        pressed(Action.EDIT, "directory_edit", RECORD),
        pressed(Action.VERIFY, "directory_verify", RECORD),
        pressed(Action.RETIRE, "directory_retire", RECORD, only_looks=True),
        pressed(Action.RETIRE, "directory_nobody", RECORD),
        pressed(Action.HISTORY, "directory_history", ""),
        pressed(Action.SUGGEST, "directory_suggest", RECORD),
        pressed(Action.SUGGEST, "directory_suggest_answer", ANSWER),
        pressed(Action.SUGGEST, "directory_pick", ""),
        pressed(Action.REVIEW, "directory_review", ""),
        pressed(Action.EDIT, "directory_accept", ON_SUGGESTION),
        pressed(Action.EDIT, "directory_change", ON_SUGGESTION, only_looks=True),
        pressed(Action.REVIEW, "directory_decline", ON_SUGGESTION),
        pressed(Action.REVIEW, "directory_answer", Memo(question=QUESTION).packed()),
        pressed(Action.TEACH, "directory_teach", "wibbling"),
        pressed(Action.VERIFY, "directory_confirm", RECORD),
        pressed(Action.REVIEW, "directory_page_on", "0,0,0,0"),
        pressed(Action.ASSIGN, "directory_assign", Memo(post="none").packed(), only_looks=True),
        pressed(Action.IMPORT, "directory_import", ""),
        pressed(Action.IMPORT, "directory_apply", FILE_BEFORE),
        pressed(Action.IMPORT, "directory_apply_all", FILE_BEFORE),
        pressed(Action.IMPORT, "directory_keep", FILE_BEFORE),
        pressed(Action.VERIFY, "directory_mine_right", RECORD),
        pressed(Action.SUGGEST, "directory_mine_change", RECORD),
    )
)
PRESSES["directory_add"] = Doing(
    Action.ADD, lambda person: person.sends_choice("directory_add", "contact"), only_looks=True
)


@dataclass(frozen=True)
class Form:
    """A form, what is typed into it, and what sending it asks for."""

    action: Action
    view: Json
    values: dict[str, dict[str, Any]] = field(default_factory=dict)

    @property
    def doing(self) -> Doing:
        def send(person: Forger) -> Any:
            return person.sends_form(self.view, {block: dict(typed) for block, typed in self.values.items()})

        return Doing(self.action, send)


def option(key: str, label: str) -> Json:
    return {"text": {"type": "plain_text", "text": label}, "value": key}


def memo(**about: Any) -> str:
    return Memo(**about).packed()


_TEAM = {"name": "Lantern team (sample)", "area": Option("mendip", "Mendip")}
_CONTACT = {"name": ADVISOR, "email": "", "phone": "01632 960001"}
_SUGGESTION = memo(suggestion=SUGGESTION)
_WHOM = {"refer_contact": option(OTHER_KEY, OTHER)}
_ALL_FORMS = (
    Form(Action.FIND, hub.hub("", (), ()), {"search": {"text": "mendip"}}),
    Form(Action.ADD, forms.record_form(Sheet(TEAM), _TEAM, memo(kind="team"), name="", day=None)),
    Form(
        Action.EDIT,
        forms.record_form(
            Sheet(CONTACT), _CONTACT, memo(kind="contact", key=ADVISOR_KEY, version=2), name=ADVISOR, day=None
        ),
        {"phone~0": {"value": "01632 960111"}},
    ),
    Form(
        Action.SUGGEST,
        forms.suggestion_form(Sheet(CONTACT), _CONTACT, memo(kind="contact", key=ADVISOR_KEY), name=ADVISOR),
        {"note": {"value": "The number rings at a school"}},
    ),
    Form(Action.IMPORT, exchange.import_form(""), {"file": {"files": FILE}}),
    Form(
        Action.SUGGEST,
        review.pick_form(""),
        {"record": {"refer_any": option(f"contact:{ADVISOR_KEY}", ADVISOR)}},
    ),
    Form(Action.REVIEW, review.decline_form(ADVISOR, _SUGGESTION), {"reason": {"value": "No"}}),
    Form(
        Action.REVIEW,
        review.answer_form("wibbling", memo(question=QUESTION)),
        {"answer": {"value": "Ask the attendance team"}},
    ),
    Form(
        Action.TEACH,
        review.teach_form("wibbling", ""),
        {"topic": {"refer_topic": option("attendance", "Attendance")}},
    ),
    Form(
        Action.ASSIGN,
        review.assign_form("Nobody", memo(post="lead-inclusion-advisor", school=SCHOOL)),
        {"contact": _WHOM},
    ),
    Form(
        Action.RETIRE,
        forms.retire_form(CONTACT, ADVISOR, (), memo(kind="contact", key=ADVISOR_KEY), day=None),
        {"successor": _WHOM},
    ),
)
FORMS = {form.view["callback_id"]: form.doing for form in _ALL_FORMS}
