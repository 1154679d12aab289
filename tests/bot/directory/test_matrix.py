"""Who may do what, through Slack: every kind of person tries every command, button and form.

Each also sends what Slack never showed them. Nothing may be written by whoever may not; the refusal says who
the owners are and offers to suggest a correction.
"""

import re
from collections.abc import Callable
from dataclasses import replace

import pytest
from sqlalchemy import Engine, select

from bot.clock import PlaygroundClock
from bot.listeners import directory
from bot.listeners.directory.definitions import DIRECTORY
from bot.playground.app import Playground
from bot.playground.records import Json, Member
from bot.playground.web_api import people
from bot.playground.workspace import Workspace
from directory import db, sent_questions, suggestions
from directory.editing.carry_out import carry_out
from directory.editing.commands import Verify
from directory.models import Base
from directory.role_grants import Grant, grant_role
from directory.roles import Role, at_the_command_line
from tests.bot.directory.doings import ADVISOR_KEY, CHANGE, FORMS, LINES, PRESSES, QUESTION, SUGGESTION, Doing
from tests.bot.directory.forged import Forger
from tests.directory.test_roles import ALLOWED, ANY_EDITOR, ANYONE

SOMERSET = "T0SOMERSET"
STAFF_ADDRESS = "{}@staff.somerset.example.org"
# name in the workspace, the role and areas they were given, the row of ALLOWED
PEOPLE = {
    "owner": ("Directory editor (sample)", None, (), "owner"),
    "editor": ("Council officer (sample)", Role.EDITOR, (), "editor"),
    "area editor inside": ("Mendip (sample)", Role.EDITOR, ("mendip",), "area editor inside the area"),
    "area editor outside": (
        "Sedgemoor (sample)",
        Role.EDITOR,
        ("sedgemoor",),
        "area editor outside the area",
    ),
    "council staff": ("Council officer (sample)", None, (), "council staff"),
    "school staff": ("SENCO (sample)", None, (), "school staff"),
    "guest made an editor": ("Headteacher, guest (sample)", Role.EDITOR, (), "guest"),
    "member of another workspace made an editor": ("Neighbour (sample)", Role.EDITOR, (), "stranger"),
}
DOINGS = {**LINES, **PRESSES, **{f"form {name}": doing for name, doing in FORMS.items()}}


class Noted:
    """Takes the listeners' registrations in place of Bolt, and notes what they are for."""

    def __init__(self) -> None:
        self.noted: dict[str, list[str | re.Pattern[str]]] = {}

    def __getattr__(self, kind: str) -> Callable[[str], Callable[[object], None]]:
        def note(name: str) -> Callable[[object], None]:
            self.noted.setdefault(kind, []).append(name)
            return lambda _listener: None

        return note


def covers(known: set[str], registered: str | re.Pattern[str]) -> bool:
    if isinstance(registered, str):
        return registered in known
    return any(registered.search(name) for name in known)


def test_no_listener_and_no_subcommand_is_forgotten():
    app = Noted()
    directory.register(app, None)  # type: ignore[arg-type]
    assert set(app.noted) == {"command", "action", "view", "options"}
    assert [name for name in app.noted["action"] if not covers(set(PRESSES), name)] == []
    assert [name for name in app.noted["view"] if not covers(set(FORMS), name)] == []
    assert [name for name in app.noted["options"] if not covers({"refer_contact"}, name)] == []
    assert {name.partition(" ")[0] for name in LINES} == {"", *(each.name for each in DIRECTORY.subcommands)}


def test_every_subcommand_asks_for_what_it_does():
    assert {each.name: each.action for each in DIRECTORY.subcommands} == {
        name: doing.action for name, doing in LINES.items() if name and " " not in name
    }


@pytest.fixture
def workspace(playground: Playground, monkeypatch: pytest.MonkeyPatch) -> Workspace:
    """Somerset's, with two editors of areas and a member of another workspace."""
    found = playground.workspaces[SOMERSET]
    for name in ("Mendip", "Sedgemoor", "Neighbour"):
        email = STAFF_ADDRESS.format(name.lower())
        found.members[f"U0SOM{name.upper()}"] = Member(f"U0SOM{name.upper()}", f"{name} (sample)", email)

    shown = people.user_object

    def user_object(where: Workspace, member: Member, *, with_email: bool) -> Json:
        user = shown(where, member, with_email=with_email)
        elsewhere = member.id == "U0SOMNEIGHBOUR"
        return user | ({"team_id": "T0ELSEWHERE", "is_stranger": True} if elsewhere else {})

    monkeypatch.setattr(people, "user_object", user_object)
    return found


@pytest.fixture
def waiting(directory_engine: Engine, clock: PlaygroundClock) -> None:
    """A change in Mendip, a suggestion about a contact there, and a question."""
    now, today = clock.now(), clock.today()
    owner = at_the_command_line("somerset", "tests")
    with db.writing(directory_engine) as session:
        verified = carry_out(
            session, owner, Verify("contact", ADVISOR_KEY), today=clock.today().replace(day=28), now=now
        )
        assert (verified.revision, today.day) == (CHANGE, 27)
        fields = {"phone": "01632 960222"}
        senco = replace(owner, user="U0SOMSENCO")
        made = suggestions.suggest(session, senco, "contact", ADVISOR_KEY, fields, at=now)
        assert made == SUGGESTION
        asked = sent_questions.keep(
            session, authority="somerset", team=SOMERSET, user="U0SOMSENCO", text="wibbling", at=now
        )
        assert asked == QUESTION


@pytest.fixture(params=PEOPLE)
def who(
    request: pytest.FixtureRequest,
    playground: Playground,
    workspace: Workspace,
    directory_engine: Engine,
    clock: PlaygroundClock,
    waiting: None,  # before the role is given, as that is a change, too
) -> tuple[Forger, str]:
    """Somebody, and the row of the table that says what they may do."""
    name, role, areas, row = PEOPLE[request.param]
    member = next(each for each in workspace.members.values() if each.name == name)
    if role:
        with db.writing(directory_engine) as session:
            grant_role(session, "somerset", Grant(member.id, role, frozenset(areas), SOMERSET), clock.now())
    ordinary = playground.person("SENCO (sample)", team=SOMERSET)
    return Forger(workspace, playground.actions[SOMERSET], member, ordinary._quiet), row


def kept(engine: Engine) -> dict[str, list[tuple[object, ...]]]:
    """Everything that the database holds, but which requests of Slack were dealt with."""
    with engine.connect() as connection:
        return {
            table.name: [tuple(row) for row in connection.execute(select(table))]
            for table in Base.metadata.sorted_tables
            if table.name != "handled_event"
        }


def may_do(row: str, doing: Doing) -> bool:
    """Whether the row of the table allows it; opening a form is allowed to an editor of any area."""
    if doing.only_looks and ALLOWED.get(row, ANYONE) >= ANY_EDITOR:
        return True
    return doing.action in ALLOWED.get(row, ANYONE)


async def test_whoever_may_not_writes_nothing_and_is_told_who_may(
    who: tuple[Forger, str], waiting: None, directory_engine: Engine
):
    person, row = who
    before = kept(directory_engine)
    for name, doing in DOINGS.items():
        if may_do(row, doing):
            continue
        await doing.do(person)
        told = person.new()
        assert "Nothing was changed." in told, f"{name}: {told}"
        assert "The owners of the directory are: @Directory editor (sample)" in told, f"{name}: {told}"
        assert "[Suggest a correction]" in told, f"{name}: {told}"
        assert kept(directory_engine) == before, name


async def test_whoever_may_is_not_refused(who: tuple[Forger, str], waiting: None):
    person, row = who
    for name, doing in DOINGS.items():
        if not may_do(row, doing):
            continue
        await doing.do(person)
        told = person.new()
        refused = "Nothing was changed." in told and "The owners of the directory are" in told
        assert not refused, f"{name}: {told}"
        assert "Something went wrong" not in told, f"{name}: {told}"


def test_every_row_of_the_table_has_its_person():
    rows = {row for *_, row in PEOPLE.values()}
    assert set(ALLOWED) - rows == {
        "area editor, no area in particular",
        "area editor, nothing known of the record",
    }


async def test_schools_are_not_offered_what_is_for_staff(playground: Playground, workspace: Workspace):
    ordinary = playground.person("SENCO (sample)", team=SOMERSET)
    actions = playground.actions[SOMERSET]
    offered = {}
    for name in (
        "SENCO (sample)",
        "Headteacher, guest (sample)",
        "Neighbour (sample)",
        "Council officer (sample)",
    ):
        member = next(each for each in workspace.members.values() if each.name == name)
        person = Forger(workspace, actions, member, ordinary._quiet)
        offered[name] = await person.is_offered("refer_post", "Head of SSE")
    staff_only = offered.pop("Council officer (sample)")
    assert "Head of SSE" in staff_only
    assert all("Head of SSE" not in labels for labels in offered.values())
