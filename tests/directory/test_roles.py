"""Who may do what: every action, every kind of person. The expected table is written out again here."""

import pytest

from directory.roles import LEAST, Action, Actor, Role, Standing, at_the_command_line, could, may

OWNER = Actor("T1", "U1", "westshire", Standing.MEMBER, Role.OWNER, is_staff=True)
EDITOR = Actor("T1", "U2", "westshire", Standing.MEMBER, Role.EDITOR, is_staff=True)
AREA_EDITOR = Actor(
    "T1", "U3", "westshire", Standing.MEMBER, Role.EDITOR, frozenset({"north"}), is_staff=True
)
COUNCIL_STAFF = Actor("T1", "U4", "westshire", Standing.MEMBER, is_staff=True)
SCHOOL_STAFF = Actor("T1", "U5", "westshire", Standing.MEMBER)

INSIDE, OUTSIDE = ("north",), ("north", "south")
PEOPLE = {
    "owner": (OWNER, OUTSIDE),
    "editor": (EDITOR, OUTSIDE),
    "area editor inside the area": (AREA_EDITOR, INSIDE),
    "area editor outside the area": (AREA_EDITOR, OUTSIDE),
    "area editor, no area in particular": (AREA_EDITOR, (None,)),
    "area editor, nothing known of the record": (AREA_EDITOR, ()),
    "council staff": (COUNCIL_STAFF, INSIDE),
    "school staff": (SCHOOL_STAFF, INSIDE),
    **{
        f"{standing.value} with the role of an owner": (
            Actor("T2", "U6", "westshire", standing, Role.OWNER, is_staff=True),
            INSIDE,
        )
        for standing in Standing
        if standing is not Standing.MEMBER
    },
}
ANYONE = {Action.ASK, Action.FIND, Action.SHOW, Action.SUGGEST}
STAFF = ANYONE | {Action.SEE_STAFF_RECORDS}
ANY_EDITOR = STAFF | {Action.HISTORY, Action.REVIEW}
IN_THE_AREA = ANY_EDITOR | {
    Action.ADD,
    Action.EDIT,
    Action.RETIRE,
    Action.ASSIGN,
    Action.ALIAS,
    Action.VERIFY,
    Action.UNDO,
}
EVERYWHERE = IN_THE_AREA | {Action.EXPORT, Action.TEACH, Action.IMPORT}
ALL = EVERYWHERE | {
    Action.EDIT_CONSULTATION,
    Action.READ_STATUS,
    Action.MANAGE_ROLES,
    Action.AUTHORITY_SETTINGS,
}
ALLOWED = {
    "owner": ALL,
    "editor": EVERYWHERE,
    "area editor inside the area": IN_THE_AREA,
    "area editor outside the area": ANY_EDITOR,
    "area editor, no area in particular": ANY_EDITOR,
    "area editor, nothing known of the record": ANY_EDITOR,
    "council staff": STAFF,
    "school staff": ANYONE,
}


def test_every_action_stands_in_the_tables_of_both_sides():
    assert set(LEAST) == set(Action) == ALL


@pytest.mark.parametrize("action", list(Action), ids=lambda action: action.name)
@pytest.mark.parametrize("person", PEOPLE)
def test_each_person_may_do_what_their_role_says_and_nothing_else(person, action):
    actor, touched = PEOPLE[person]
    verdict = may(actor, action, touched)
    assert verdict.allowed == (action in ALLOWED.get(person, ANYONE))
    assert bool(verdict.reason) != verdict.allowed


def test_an_action_that_nobody_decided_on_is_refused(monkeypatch):
    monkeypatch.delitem(LEAST, Action.EXPORT)
    assert not may(OWNER, Action.EXPORT)


def test_a_person_of_whom_nothing_is_known_has_no_role():
    assert not may(Actor("T1", "U1", "westshire", role=Role.OWNER), Action.EDIT, INSIDE)


def test_an_area_editor_sees_the_buttons_of_what_they_could_do_somewhere():
    assert could(AREA_EDITOR, Action.EDIT)
    assert not could(AREA_EDITOR, Action.IMPORT)


def test_whoever_runs_commands_may_do_everything():
    assert all(may(at_the_command_line("westshire", "signpost import"), action) for action in Action)
