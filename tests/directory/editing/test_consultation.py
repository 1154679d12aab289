"""Owners make and change a consultation; everything can be told, found out of date, and taken back."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import Engine

from directory import db
from directory.editing.commands import (
    AddKeyDate,
    CancelKeyDate,
    ConfirmKeyDate,
    Done,
    Edit,
    EditConsultation,
    MoveKeyDate,
    NewConsultation,
    NewRow,
    Retire,
    Undo,
)
from directory.editing.errors import BadFields, StaleEdit, StillUsed, UnknownRecord
from directory.editing.history import history, show
from directory.editing.kinds import KEY_DATE
from directory.editing.replay import replay
from directory.facts import KeyDate
from directory.roles import NotAllowed
from directory.snapshot import Snapshot
from directory.words import Audience, DateStatus, Stage
from tests.directory.editing.conftest import EDITOR, NORTH_EDITOR, TODAY, Does

START, END = date(2026, 7, 6), date(2026, 8, 14)
ONE, TWO, THREE = date(2026, 7, 14), date(2026, 7, 16), date(2026, 7, 21)
ROWS = (
    NewRow("Formal start of consultation", (START,)),
    NewRow("Business case", (date(2026, 7, 7),), None, DateStatus.PROVISIONAL, "subject to agreement"),
    NewRow("Drop-in session", (ONE, TWO, THREE), Audience.SCHOOLS),
    NewRow("Conclusion of consultation", (END,)),
)
REDESIGN = NewConsultation("A redesign", "What is planned.", START, END, ROWS)
Held = Callable[[], Snapshot]


@pytest.fixture
def begun(does: Does) -> Done:
    return does(REDESIGN)


def row(held: Held, key: str) -> KeyDate:
    return held().key_dates[key]


def days_by_number(fact: KeyDate) -> dict[int, date]:
    return dict(zip(fact.numbers, fact.days, strict=True))


def test_a_new_consultation_is_there_with_its_rows_in_order(begun: Done, held: Held):
    assert (begun.kind, begun.key) == ("consultation", "a-redesign")
    made = held().consultations["a-redesign"]
    assert (made.title, made.stage, made.starts_on, made.ends_on) == (
        "A redesign",
        Stage.PROPOSED,
        START,
        END,
    )
    assert (made.audience, made.source) == (Audience.STAFF, "The directory's editors")
    rows = sorted(held().key_dates.values(), key=lambda each: each.position)
    assert [each.title for each in rows] == [each.title for each in ROWS]
    assert [each.audience for each in rows] == ["staff", "staff", "schools", "staff"]
    assert row(held, "drop-in-session").days == (ONE, TWO, THREE)


def test_a_new_consultation_is_told_in_words_and_can_be_taken_back(begun: Done, does: Does, held: Held):
    assert begun.said[0].startswith("Added the consultation 'A redesign'. Summary: 'What is planned.'")
    assert "Added: Drop-in session on 14, 16 and 21 July 2026, for schools." in begun.said
    assert (
        "Added: Business case on 7 July 2026, provisional, for staff. "
        "It depends on this: subject to agreement." in begun.said
    )
    does(replace(begun.undo, confirmed=True))
    assert (held().consultations, held().key_dates) == ({}, {})


def test_a_consultation_to_which_dates_were_added_is_not_taken_back_before_they_are(begun: Done, does: Does):
    added = does(AddKeyDate("a-redesign", "Scrutiny", (END,)))
    with pytest.raises(StillUsed, match="A redesign is still used: the key date 'Scrutiny'"):
        does(begun.undo)
    does(added.undo)
    assert does(replace(begun.undo, confirmed=True)).revision


def test_everything_wrong_with_a_new_consultation_is_said_at_once(does: Does, held: Held):
    with pytest.raises(BadFields) as refused:
        does(NewConsultation(" ", "", END, START, (NewRow("Start", ()), NewRow("", (START,)))))
    assert refused.value.errors == {
        "title": "Title is needed.",
        "ends_on": "The last day must not be before the first day, 14 August 2026.",
        "rows.0.days": "At least one day is needed.",
        "rows.1.title": "Title is needed.",
    }
    assert held().consultations == {}


def test_a_last_day_needs_a_first_day(does: Does):
    with pytest.raises(BadFields) as refused:
        does(NewConsultation("A redesign", "", None, END))
    assert refused.value.errors == {"starts_on": "Give the first day, too."}


def test_two_consultations_cannot_have_one_title(begun: Done, does: Does):
    with pytest.raises(BadFields, match="There is a consultation with this title already"):
        does(NewConsultation("a REDESIGN"))


def test_an_added_date_comes_last_and_is_for_those_of_the_consultation(begun: Done, does: Does, held: Held):
    done = does(AddKeyDate("a-redesign", "  Scrutiny ", (date(2026, 8, 12),)))
    assert done.said == ("Added: Scrutiny on 12 August 2026, for staff.",)
    assert (done.kind, done.key) == ("key_date", "scrutiny")
    added = row(held, "scrutiny")
    assert (added.position, added.audience, added.verified_on) == (5, Audience.STAFF, TODAY)


def test_the_same_date_cannot_be_added_twice_unless_it_was_cancelled(begun: Done, does: Does):
    scrutiny = AddKeyDate("a-redesign", "Scrutiny", (date(2026, 8, 12),))
    added = does(scrutiny)
    with pytest.raises(BadFields, match="in the timeline already"):
        does(scrutiny)
    does(CancelKeyDate(added.key))
    assert does(scrutiny).key == "scrutiny-2"


def test_a_date_needs_a_consultation_that_there_is(does: Does):
    with pytest.raises(UnknownRecord):
        does(AddKeyDate("nothing", "Scrutiny", (END,)))


def test_a_moved_date_is_told_from_day_to_day(begun: Done, does: Does, held: Held):
    added = does(AddKeyDate("a-redesign", "Scrutiny", (date(2026, 8, 12),)))
    done = does(MoveKeyDate(added.key, date(2026, 8, 15)))
    assert done.said == ("Scrutiny moved from 12 to 15 August 2026.",)
    assert row(held, "scrutiny").days == (date(2026, 8, 15),)
    assert does(MoveKeyDate(added.key, date(2026, 9, 1))).said == (
        "Scrutiny moved from 15 August to 1 September 2026.",
    )
    assert does(MoveKeyDate(added.key, date(2027, 1, 4))).said == (
        "Scrutiny moved from 1 September 2026 to 4 January 2027.",
    )


def test_moving_a_date_to_where_it_is_changes_nothing(begun: Done, does: Does):
    assert does(MoveKeyDate("conclusion-of-consultation", END)).revision is None


def test_one_day_of_several_moves_and_keeps_its_number(begun: Done, does: Does, held: Held):
    done = does(MoveKeyDate("drop-in-session", date(2026, 7, 22), from_day=ONE))
    assert done.said == ("Drop-in session moved from 14 to 22 July 2026.",)
    assert days_by_number(row(held, "drop-in-session")) == {1: date(2026, 7, 22), 2: TWO, 3: THREE}
    does(done.undo)
    assert days_by_number(row(held, "drop-in-session")) == {1: ONE, 2: TWO, 3: THREE}


@pytest.mark.parametrize(
    ("from_day", "to_day", "wrong"),
    [
        (None, END, {"from_day": "Drop-in session is on 14, 16 and 21 July 2026. Say which of these days."}),
        (END, ONE, {"from_day": "Drop-in session is on 14, 16 and 21 July 2026, not on 14 August 2026."}),
        (ONE, TWO, {"to_day": "Drop-in session is on 16 July 2026 already."}),
    ],
)
def test_a_move_that_cannot_be_meant_says_why(begun: Done, does: Does, from_day, to_day, wrong):
    with pytest.raises(BadFields) as refused:
        does(MoveKeyDate("drop-in-session", to_day, from_day))
    assert refused.value.errors == wrong


def test_the_consultation_closes_later_when_its_conclusion_moves(begun: Done, does: Does, held: Held):
    done = does(MoveKeyDate("conclusion-of-consultation", date(2026, 8, 21)))
    assert held().consultations["a-redesign"].ends_on == date(2026, 8, 21)
    assert (
        "The consultation 'A redesign': Last day to respond was 14 August 2026, now 21 August 2026."
        in done.said
    )
    does(done.undo)
    assert held().consultations["a-redesign"].ends_on == END


def test_another_date_on_the_last_day_moves_alone(begun: Done, does: Does, held: Held):
    other = does(AddKeyDate("a-redesign", "Drop-in at the library", (END,)))
    does(MoveKeyDate(other.key, date(2026, 8, 17)))
    assert held().consultations["a-redesign"].ends_on == END


def test_a_confirmed_date_depends_on_nothing_any_more(begun: Done, does: Does, held: Held):
    done = does(ConfirmKeyDate("business-case"))
    assert done.said == (
        "Business case on 7 July 2026 is confirmed.",
        "Business case on 7 July 2026 no longer depends on this: subject to agreement.",
    )
    fact = row(held, "business-case")
    assert (fact.status, fact.condition) == (DateStatus.CONFIRMED, "")
    assert does(ConfirmKeyDate("business-case")).revision is None


def test_a_cancelled_date_stays_and_can_come_back(begun: Done, does: Does, held: Held):
    done = does(CancelKeyDate("drop-in-session"))
    assert done.said == ("Drop-in session on 14, 16 and 21 July 2026 is cancelled.",)
    assert row(held, "drop-in-session").status is DateStatus.CANCELLED
    assert does(CancelKeyDate("drop-in-session")).revision is None
    with pytest.raises(BadFields, match="Undo that, or add it again"):
        does(MoveKeyDate("drop-in-session", END, ONE))
    with pytest.raises(BadFields, match="is cancelled"):
        does(ConfirmKeyDate("drop-in-session"))
    back = does(done.undo)
    assert back.said == ("Drop-in session on 14, 16 and 21 July 2026 is no longer cancelled.",)


def test_one_cancelled_day_of_several_gets_a_row_of_its_own_with_its_number(
    begun: Done, does: Does, held: Held
):
    done = does(CancelKeyDate("drop-in-session", on_day=TWO))
    assert done.said == (
        "Drop-in session is now only on 14 and 21 July 2026.",
        "Drop-in session on 16 July 2026 is cancelled.",
    )
    assert days_by_number(row(held, "drop-in-session")) == {1: ONE, 3: THREE}
    split = row(held, done.key)
    assert (split.status, split.split_from) == (DateStatus.CANCELLED, "drop-in-session")
    assert (split.audience, days_by_number(split)) == (Audience.SCHOOLS, {2: TWO})
    back = does(done.undo)
    assert set(back.said) == {
        "Drop-in session is on 16 July 2026, too.",
        "Drop-in session on 16 July 2026 is no longer cancelled.",
    }
    assert days_by_number(row(held, "drop-in-session")) == {1: ONE, 2: TWO, 3: THREE}
    assert done.key not in held().key_dates


def test_an_undone_undo_cancels_the_day_again(begun: Done, does: Does, held: Held):
    done = does(CancelKeyDate("drop-in-session", on_day=TWO))
    does(does(done.undo).undo)
    assert days_by_number(row(held, "drop-in-session")) == {1: ONE, 3: THREE}
    assert days_by_number(row(held, done.key)) == {2: TWO}


def test_cancelling_a_date_on_its_only_day_cancels_the_whole(begun: Done, does: Does, held: Held):
    assert does(CancelKeyDate("business-case", on_day=date(2026, 7, 7))).key == "business-case"
    assert row(held, "business-case").status is DateStatus.CANCELLED


def test_cancelling_on_a_day_that_it_does_not_have_is_refused(begun: Done, does: Does):
    with pytest.raises(BadFields) as refused:
        does(CancelKeyDate("business-case", on_day=END))
    assert refused.value.errors == {"on_day": "Business case is on 7 July 2026, not on 14 August 2026."}


def test_who_saw_an_older_date_is_told_what_changed_since(begun: Done, does: Does, westshire: Engine):
    with db.reading(westshire) as session:
        seen = show(session, "westshire", KEY_DATE, "business-case", TODAY).version
    does(MoveKeyDate("business-case", date(2026, 7, 8), expected_version=seen))
    for late in (
        MoveKeyDate("business-case", date(2026, 7, 9), expected_version=seen),
        ConfirmKeyDate("business-case", seen),
        CancelKeyDate("business-case", expected_version=seen),
    ):
        with pytest.raises(StaleEdit) as stale:
            does(late)
        assert stale.value.since[0].said == ("Business case moved from 7 to 8 July 2026.",)
    again = MoveKeyDate("business-case", date(2026, 7, 9), expected_version=stale.value.version)
    assert does(again).said == ("Business case moved from 8 to 9 July 2026.",)


def test_an_undo_that_would_overwrite_a_later_move_is_refused(begun: Done, does: Does):
    first = does(MoveKeyDate("business-case", date(2026, 7, 8)))
    does(MoveKeyDate("business-case", date(2026, 7, 9)))
    with pytest.raises(StaleEdit, match="The key date 'Business case' was changed since"):
        does(first.undo)


@pytest.mark.parametrize("actor", [EDITOR, NORTH_EDITOR])
@pytest.mark.parametrize(
    "command",
    [
        NewConsultation("Another"),
        AddKeyDate("a-redesign", "Scrutiny", (END,)),
        MoveKeyDate("business-case", END),
        ConfirmKeyDate("business-case"),
        CancelKeyDate("business-case"),
    ],
    ids=lambda command: type(command).__name__,
)
def test_only_owners_edit_a_consultation(begun: Done, does: Does, actor, command):
    with pytest.raises(NotAllowed, match="To edit a consultation you must be an owner"):
        does(command, actor=actor)


def test_an_editor_cannot_undo_what_an_owner_did_to_a_consultation(begun: Done, does: Does, held: Held):
    done = does(CancelKeyDate("business-case"))
    with pytest.raises(NotAllowed, match="To edit a consultation you must be an owner"):
        does(done.undo, actor=EDITOR)
    assert row(held, "business-case").status is DateStatus.CANCELLED


def test_an_editor_may_still_edit_and_retire_and_undo_elsewhere(begun: Done, does: Does):
    does(Edit("contact", "desk", {"hours": "9 to 5"}, None), actor=EDITOR)
    done = does(Retire("contact", "advisor-3"), actor=EDITOR)
    assert does(done.undo, actor=EDITOR).revision


def test_the_history_of_a_date_is_told_newest_first_and_replays(begun: Done, does: Does, westshire: Engine):
    does(MoveKeyDate("business-case", date(2026, 7, 8)))
    does(ConfirmKeyDate("business-case"))
    does(CancelKeyDate("drop-in-session", on_day=TWO))
    with db.reading(westshire) as session:
        told = history(session, "westshire", (KEY_DATE, "business-case"))
        assert replay(session, "westshire") == ()
    assert [change.said[0] for change in told] == [
        "Business case on 8 July 2026 is confirmed.",
        "Business case moved from 7 to 8 July 2026.",
        "Added: Business case on 7 July 2026, provisional, for staff. "
        "It depends on this: subject to agreement.",
    ]
    assert {change.action for change in told} == {"edit_consultation"}


def edited(expected_version: int | None = None, **fields: object) -> EditConsultation:
    return EditConsultation("a-redesign", fields, expected_version)


def test_the_rows_that_begin_and_end_a_consultation_go_with_its_days(begun: Done, does: Does, held: Held):
    first, last = date(2026, 7, 8), date(2026, 8, 21)
    done = does(edited(title="Another name", starts_on=first, ends_on=last))
    whole = held().consultations["a-redesign"]
    assert (whole.title, whole.starts_on, whole.ends_on) == ("Another name", first, last)
    assert row(held, "formal-start-of-consultation").days == (first,)
    assert row(held, "conclusion-of-consultation").days == (last,)
    does(Undo(done.revision))
    whole = held().consultations["a-redesign"]
    assert (whole.title, whole.starts_on, whole.ends_on) == ("A redesign", START, END)
    assert row(held, "formal-start-of-consultation").days == (START,)


def test_an_edit_that_changes_nothing_of_a_consultation_makes_no_revision(begun: Done, does: Does):
    assert does(edited(title="A redesign", ends_on=END)).revision is None


def test_an_edited_consultation_needs_a_title_of_its_own_and_days_in_order(begun: Done, does: Does):
    does(NewConsultation("Second one"))
    with pytest.raises(BadFields) as bad:
        does(edited(title="second one", ends_on=date(2026, 7, 1)))
    assert bad.value.errors.keys() == {"title", "ends_on"}


def test_what_is_not_given_of_a_consultation_stays(begun: Done, does: Does, held: Held):
    before = held().consultations["a-redesign"]
    does(edited(title="Another name"))
    assert held().consultations["a-redesign"].summary == before.summary
    assert held().consultations["a-redesign"].starts_on == START


def test_only_what_a_consultations_form_shows_is_edited_so(begun: Done, does: Does):
    with pytest.raises(BadFields, match="no field called 'audience'"):
        does(edited(audience="schools"))


def test_a_consultation_that_changed_meanwhile_is_not_overwritten(begun: Done, does: Does):
    does(edited(title="Mine"))
    with pytest.raises(StaleEdit, match="Mine"):
        does(edited(title="Yours", expected_version=begun.revision))
