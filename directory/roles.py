"""Who may do what: one table, one function, and what is not in them is refused."""

from collections.abc import Collection
from dataclasses import dataclass
from enum import Enum, StrEnum

from directory.errors import SignpostError


class Role(StrEnum):
    """What a person has been made. An editor may be limited to areas; an owner never is."""

    OWNER = "owner"
    EDITOR = "editor"


class Standing(StrEnum):
    """What Slack says of an account. Only a `member` of the linked workspace can be given a role."""

    MEMBER = "member"
    GUEST = "guest"
    OTHER_WORKSPACE = "other workspace"
    BOT = "bot"
    DEACTIVATED = "deactivated"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class Actor:
    """The person who wants to do something, in the authority they want to do it in.

    `areas` are the keys of the areas that an editor is limited to; empty, the whole authority.
    `is_staff` is True for council staff, who may see what is not for schools.
    """

    team: str
    user: str
    authority: str
    standing: Standing = Standing.UNKNOWN
    role: Role | None = None
    areas: frozenset[str] = frozenset()
    is_staff: bool = False

    @property
    def who(self) -> str:
        """The person as the history names them: their Slack user id, or the name of a command."""
        return self.user


def at_the_command_line(authority: str, name: str) -> Actor:
    """Whoever can run commands where the database is can do everything; `name` is for the history."""
    return Actor("", name, authority, Standing.MEMBER, Role.OWNER, is_staff=True)


class Action(StrEnum):
    """Everything that a person can do."""

    ASK = "ask a question"
    FIND = "search the directory"
    SHOW = "see a record"
    SUGGEST = "suggest a correction"
    SEE_STAFF_RECORDS = "see records for council staff"
    ADD = "add to the directory"
    EDIT = "edit the directory"
    RETIRE = "retire a record"
    ASSIGN = "assign a contact"
    ALIAS = "change other names"
    VERIFY = "confirm a record"
    HISTORY = "see the history"
    UNDO = "undo a change"
    REVIEW = "use the review queue"
    EXPORT = "export the directory"
    TEACH = "teach a wording to a topic"
    IMPORT = "import a file"
    EDIT_CONSULTATION = "edit a consultation"
    READ_STATUS = "read the status"
    MANAGE_ROLES = "manage roles"
    AUTHORITY_SETTINGS = "change the authority's settings"


class Least(Enum):
    """The least that an action asks of a person."""

    ANYONE = "anyone"
    STAFF = "council staff"
    ANY_EDITOR = "an editor"
    EDITOR_OF_THE_AREA = "an editor of the area"
    EDITOR_OF_ALL = "an editor of the whole directory"
    OWNER = "an owner"


LEAST: dict[Action, Least] = {
    Action.ASK: Least.ANYONE,
    Action.FIND: Least.ANYONE,
    Action.SHOW: Least.ANYONE,
    Action.SUGGEST: Least.ANYONE,
    Action.SEE_STAFF_RECORDS: Least.STAFF,
    Action.ADD: Least.EDITOR_OF_THE_AREA,
    Action.EDIT: Least.EDITOR_OF_THE_AREA,
    Action.RETIRE: Least.EDITOR_OF_THE_AREA,
    Action.ASSIGN: Least.EDITOR_OF_THE_AREA,
    Action.ALIAS: Least.EDITOR_OF_THE_AREA,
    Action.VERIFY: Least.EDITOR_OF_THE_AREA,
    Action.UNDO: Least.EDITOR_OF_THE_AREA,
    Action.HISTORY: Least.ANY_EDITOR,
    Action.REVIEW: Least.ANY_EDITOR,
    Action.EXPORT: Least.EDITOR_OF_ALL,
    Action.TEACH: Least.EDITOR_OF_ALL,
    Action.IMPORT: Least.EDITOR_OF_ALL,
    Action.EDIT_CONSULTATION: Least.OWNER,
    Action.READ_STATUS: Least.OWNER,
    Action.MANAGE_ROLES: Least.OWNER,
    Action.AUTHORITY_SETTINGS: Least.OWNER,
}


@dataclass(frozen=True)
class Verdict:
    """Whether it is allowed; where it is not, `reason` is a sentence for the person."""

    allowed: bool
    reason: str = ""

    def __bool__(self) -> bool:
        return self.allowed


class NotAllowed(SignpostError):
    """The person may not do it. The message says why; nothing was changed."""

    def __init__(self, action: Action, verdict: Verdict) -> None:
        self.action = action
        super().__init__(f"{verdict.reason} Nothing was changed.")


def may(actor: Actor, action: Action, touched: Collection[str | None] = ()) -> Verdict:
    """Whether `actor` may do `action`.

    `touched` are the areas (keys) of the records concerned; None stands for a record that belongs to no
    single area. An editor of areas may touch only those: without `touched`, nothing of the kind.
    """
    least = LEAST.get(action)
    if least is None:
        return Verdict(False, f"Nobody may {action.value}.")
    if least is Least.ANYONE or (actor.standing is Standing.MEMBER and _enough(actor, least, touched)):
        return Verdict(True)
    if actor.standing is not Standing.MEMBER:
        return Verdict(False, f"{_needs(action, least)} and a full member of the council's Slack workspace.")
    if actor.role is Role.EDITOR and actor.areas and least is Least.EDITOR_OF_THE_AREA:
        return Verdict(False, "You edit one part of the directory, and this is outside it.")
    return Verdict(False, f"{_needs(action, least)}.")


def could(actor: Actor, action: Action) -> bool:
    """Whether there is anything that `actor` may do `action` to: for showing a button, never for doing it."""
    return bool(may(actor, action, actor.areas))


def _enough(actor: Actor, least: Least, touched: Collection[str | None]) -> bool:
    if actor.role is Role.OWNER:
        return True
    if least is Least.STAFF:
        return actor.is_staff or actor.role is Role.EDITOR
    if actor.role is not Role.EDITOR or least is Least.OWNER:
        return False
    if least is Least.ANY_EDITOR or not actor.areas:
        return True
    return least is Least.EDITOR_OF_THE_AREA and bool(touched) and actor.areas.issuperset(touched)


def _needs(action: Action, least: Least) -> str:
    return f"To {action.value} you must be {least.value}"
