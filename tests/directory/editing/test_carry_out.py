"""Every command does what it says, tells it, and can be taken back."""

from contextlib import suppress
from dataclasses import replace
from datetime import date
from threading import Event, Thread

import pytest

from directory import db
from directory.editing.carry_out import carry_out, carry_out_all
from directory.editing.commands import Add, AddPhrase, Alias, Assign, Edit, RemovePhrase, Retire, Undo, Verify
from directory.editing.errors import (
    BadFields,
    Clash,
    LikelyDuplicate,
    StaleEdit,
    StillUsed,
    TakenBack,
    UndoRemovesMany,
    UnknownRecord,
    UnknownRevision,
)
from directory.editing.replay import replay
from directory.roles import Action, NotAllowed
from directory.words import Audience
from tests.directory.editing.conftest import NORTH_EDITOR, NOW, OWNER, TODAY

AUGUST, SEPTEMBER = date(2026, 8, 31), date(2026, 9, 1)


def test_a_contact_is_added_and_told(does, held):
    done = does(
        Add("contact", {"name": "Front office", "email": "office@westshire.gov.uk", "phone": "0300 1234567"})
    )
    assert done.revision == 2
    assert done.key == "front-office"
    assert done.said == (
        "Added the contact 'Front office'. Email: 'office@westshire.gov.uk'; Phone: '0300 123 4567'.",
    )
    contact = held().contacts["front-office"]
    assert (contact.phone, contact.verified_on, contact.source) == (
        "0300 123 4567",
        TODAY,
        "The directory's editors",
    )


def test_every_wrong_field_is_told_at_once_and_nothing_is_kept(does, held):
    with pytest.raises(BadFields) as refused:
        does(Add("contact", {"email": "no", "phone": "12", "route": "sideways"}))
    assert set(refused.value.errors) == {"name", "email", "phone", "route"}
    assert len(held().contacts) == 4


def test_a_contact_with_the_email_of_another_is_saved_only_when_confirmed(does):
    wanted = {"name": "Someone else", "email": "Desk@example.org", "sample": "yes"}
    with pytest.raises(LikelyDuplicate, match="Casework desk has the same email"):
        does(Add("contact", wanted))
    assert does(Add("contact", wanted, confirmed=True)).revision == 2


def test_a_name_that_differs_by_its_number_is_no_duplicate(does):
    assert does(Add("contact", {"name": "Lead Inclusion Advisor 4"})).key == "lead-inclusion-advisor-4"


def test_an_edit_tells_from_what_to_what(does, held):
    done = does(Edit("contact", "desk", {"email": "new@example.org"}, expected_version=1))
    assert "The contact 'Casework desk': Email was 'desk@example.org', now 'new@example.org'." in done.said
    assert held().contacts["desk"].email == "new@example.org"


def test_an_edit_that_changes_nothing_makes_no_revision(does):
    assert does(Edit("contact", "desk", {"email": "desk@example.org"}, 1)).revision is None


def test_an_edit_from_a_later_day_holds_from_that_day_on(does, held):
    done = does(Edit("contact", "desk", {"email": "new@example.org"}, 1, from_day=SEPTEMBER))
    assert "The contact 'Casework desk': Email becomes 'new@example.org' from 1 September 2026." in done.said
    assert held().visible_to(Audience.STAFF, AUGUST).contacts["desk"].email == "desk@example.org"
    assert held().visible_to(Audience.STAFF, SEPTEMBER).contacts["desk"].email == "new@example.org"


def test_an_edit_after_a_dated_one_came_into_force_counts_at_once(does, held):
    first = does(Edit("contact", "desk", {"email": "new@example.org"}, 1, from_day=SEPTEMBER))
    later = date(2026, 9, 10)
    does(Edit("contact", "desk", {"email": "newer@example.org"}, first.revision), today=later)
    assert held().visible_to(Audience.STAFF, later).contacts["desk"].email == "newer@example.org"


def test_the_second_of_two_editors_sees_what_the_first_changed_and_may_overwrite_it(does, held):
    does(Edit("contact", "desk", {"email": "first@example.org"}, 1))
    with pytest.raises(StaleEdit, match="UOWNER changed it") as refused:
        does(Edit("contact", "desk", {"email": "second@example.org"}, 1))
    assert held().contacts["desk"].email == "first@example.org"
    does(Edit("contact", "desk", {"email": "second@example.org"}, refused.value.version))
    assert held().contacts["desk"].email == "second@example.org"


def test_a_dated_edit_too_is_seen_by_the_second_editor(does):
    does(Edit("contact", "desk", {"email": "first@example.org"}, 1, from_day=SEPTEMBER))
    with pytest.raises(StaleEdit, match="1 September 2026"):
        does(Edit("contact", "desk", {"phone": "01632 960099"}, 1))


def test_who_takes_over_a_school_does_so_from_the_day_and_the_former_holder_until_the_day_before(does, held):
    done = does(Assign("advisor-2", school="100001", from_day=SEPTEMBER))
    assert (
        "Lead Inclusion Advisor 2 is Lead Inclusion Advisor for Hill School from 1 September 2026."
        in done.said
    )
    assert (
        "Lead Inclusion Advisor 1 is Lead Inclusion Advisor for Hill School until 31 August 2026."
        in done.said
    )

    def holder(day):
        seen = held().visible_to(Audience.SCHOOLS, day)
        return [a.contact for a in seen.assignments.values() if a.school == "100001"]

    assert holder(AUGUST) == ["advisor-1"]
    assert holder(SEPTEMBER) == ["advisor-2"]


def test_a_holder_of_now_stays_only_until_the_one_who_is_planned(does, held):
    does(Assign("advisor-2", school="100001", from_day=SEPTEMBER))
    done = does(Assign("advisor-3", "lead", school="100001"))
    assert held().assignments[done.key].valid_to == AUGUST


def test_the_post_must_be_named_where_the_contact_holds_none(does):
    with pytest.raises(BadFields, match="holds no post yet"):
        does(Assign("advisor-3", school="100001"))


def test_what_is_used_is_not_retired_without_a_word_on_its_uses(does, held):
    with pytest.raises(StillUsed) as refused:
        does(Retire("contact", "advisor-1"))
    assert "Lead Inclusion Advisor 1 is Lead Inclusion Advisor for Hill School" in str(refused.value)
    assert held().contacts["advisor-1"].valid_to is None


def test_a_successor_takes_every_place_and_the_old_name_leads_to_it(does, held):
    does(Retire("post", "caseworker", from_day=SEPTEMBER, successor="officer"))
    before, after = (held().visible_to(Audience.SCHOOLS, day) for day in (AUGUST, SEPTEMBER))
    assert before.services["casework"].post == "caseworker"
    assert after.services["casework"].post == "officer"
    assert [a.contact for a in after.assignments_by_post["officer"]] == ["desk"]
    assert "caseworker" not in after.posts
    assert after.posts["officer"].aliases == ("SEN Caseworker", "SEN officer")
    assert before.posts["officer"].aliases == ()


def test_with_nobody_for_now_the_places_stay_empty(does, held):
    does(Retire("post", "caseworker", nobody=True))
    now = held().visible_to(Audience.STAFF, TODAY)
    assert now.services["casework"].post is None
    assert "caseworker" not in now.assignments_by_post


def test_a_service_of_one_area_does_not_come_to_be_offered_everywhere(does):
    with pytest.raises(StillUsed, match="Northern help"):
        does(Retire("area", "north", nobody=True))


def test_what_does_not_hold_any_more_is_not_referred_to(does):
    does(Retire("contact", "advisor-3", from_day=SEPTEMBER))
    with pytest.raises(Clash):
        does(Edit("service", "casework", {"contact": "advisor-3"}, 1))


def test_an_assignment_ends_with_its_contact(does, held):
    does(Retire("contact", "advisor-3", from_day=SEPTEMBER))
    done = does(Assign("advisor-3", "lead", school="100001"))
    assert held().assignments[done.key].valid_to == AUGUST


def test_other_names_are_added_and_taken_away(does, held):
    does(Alias("post", "caseworker", add=("Caseworker",), remove=("SEN officer",)))
    assert held().posts["caseworker"].aliases == ("Caseworker",)


def test_confirming_resets_the_clock_without_changing_anything_else(does, held):
    done = does(Verify("contact", "desk"))
    assert done.said == ("The contact 'Casework desk' was confirmed on 1 June 2026.",)
    assert held().contacts["desk"].verified_on == TODAY


@pytest.mark.parametrize(
    "command",
    [
        Add("contact", {"name": "Front office"}),
        Edit("contact", "desk", {"email": "new@example.org"}, 1),
        Edit("contact", "desk", {"email": "new@example.org"}, 1, from_day=SEPTEMBER),
        Edit("service", "attendance", {"topics": ["ehcp"], "areas": ["north", "south"]}, 1),
        Retire("post", "caseworker", from_day=SEPTEMBER, successor="officer"),
        Retire("contact", "advisor-1", nobody=True),
        Assign("advisor-2", school="100001", from_day=SEPTEMBER),
        Alias("post", "caseworker", add=("Caseworker",)),
        Verify("contact", "desk"),
        AddPhrase("attendance", "kids not turning up"),
    ],
    ids=lambda command: type(command).__name__,
)
def test_undo_puts_everything_back_and_undoing_that_does_it_again(command, does, held, westshire):
    def shown():
        now = held()
        return {
            name: dict(getattr(now, name))
            for name in (
                "contacts",
                "posts",
                "services",
                "assignments",
                "schools",
                "topic_phrases",
                "planned",
            )
        }

    before = shown()
    done = does(command)
    after = shown()
    assert before != after
    undone = does(done.undo)
    assert shown() == before
    does(replace(undone.undo, confirmed=True))
    assert shown() == after
    with db.reading(westshire) as session:
        assert replay(session, "westshire") == ()


def test_what_was_changed_since_is_not_undone(does):
    done = does(Edit("contact", "desk", {"email": "first@example.org"}, 1))
    does(Edit("contact", "desk", {"email": "second@example.org"}, done.revision))
    with pytest.raises(StaleEdit, match="second@example"):
        does(done.undo)


def numbers_since(refused):
    return [each.revision for each in refused.value.since]


def test_a_change_stands_again_once_the_undo_of_it_is_taken_back(does):
    done = does(Edit("contact", "desk", {"email": "first@example.org"}, 1))
    for number in (2, 3, 4, 5):
        done = does(Undo(number))
    edited = does(Edit("contact", "desk", {"email": "second@example.org"}, done.revision))
    for stands in (2, 4, 6):
        with pytest.raises(StaleEdit) as refused:
            does(Undo(stands))
        assert numbers_since(refused) == [edited.revision]
    with pytest.raises(
        TakenBack, match=r"Change 3 was taken back already, by change 4, so it does not stand"
    ):
        does(Undo(3))
    does(edited.undo)
    assert does(Undo(2)).revision == 9


def test_what_was_taken_back_says_how_to_have_it_again(does, held):
    done = does(Add("contact", {"name": "Front office"}))
    undone = does(done.undo)
    with pytest.raises(TakenBack, match=r"by change 3.*after all: /directory undo 3$"):
        does(done.undo)
    does(undone.undo)
    assert "front-office" in held().contacts


def test_what_was_taken_back_and_then_changed_says_what_to_take_back_first(does):
    done = does(Edit("contact", "desk", {"email": "first@example.org"}, 1))
    undone = does(done.undo)
    does(Edit("contact", "desk", {"email": "second@example.org"}, undone.revision))
    with pytest.raises(TakenBack, match=r"changed after change 3 .*then: /directory undo 3$"):
        does(done.undo)


def test_the_undo_of_an_earlier_change_counts_among_what_came_after(does):
    first = does(Edit("contact", "desk", {"email": "first@example.org"}, 1))
    undone = does(first.undo)
    again = does(undone.undo)
    once_more = does(first.undo)
    with pytest.raises(TakenBack, match="by change 5") as refused:
        does(first.undo)
    with pytest.raises(StaleEdit) as refused:
        does(again.undo)
    assert numbers_since(refused) == [once_more.revision]


def test_a_reason_that_reads_like_an_undo_is_none(does):
    done = does(Edit("contact", "desk", {"email": "first@example.org"}, 1))
    does(Edit("contact", "desk", {"email": "second@example.org"}, 2, why="Takes back change 2."))
    with pytest.raises(StaleEdit):
        does(done.undo)


def test_an_undo_leaves_alone_what_others_changed_in_other_fields(does, held):
    done = does(Edit("contact", "desk", {"email": "first@example.org"}, 1))
    does(Edit("contact", "desk", {"hours": "9 to 5"}, done.revision))
    does(done.undo)
    assert (held().contacts["desk"].email, held().contacts["desk"].hours) == ("desk@example.org", "9 to 5")


def test_an_added_record_that_others_refer_to_by_now_is_not_taken_back(does):
    done = does(Add("contact", {"name": "Front office"}))
    does(Assign("front-office", "officer"))
    with pytest.raises(StillUsed, match="Front office is EHC Officer for the whole authority"):
        does(done.undo)


def test_a_removed_record_never_lends_its_number_to_another(does, held, westshire):
    first = does(Add("contact", {"name": "Front office"}))
    undone = does(first.undo)
    does(Add("contact", {"name": "Back office"}))
    does(undone.undo)
    assert {"front-office", "back-office"} <= held().contacts.keys()


def test_a_wording_of_ones_own_is_taught_and_taken_back(does, held):
    does(AddPhrase("attendance", "kids not turning up"))
    assert [p.topic for p in held().visible_to(Audience.SCHOOLS, TODAY).topic_phrases.values()] == [
        "attendance"
    ]
    assert does(AddPhrase("attendance", "Kids not  turning up")).revision is None
    does(RemovePhrase("attendance", "kids not turning up"))
    assert held().visible_to(Audience.SCHOOLS, TODAY).topic_phrases == {}


def test_unknown_records_and_changes_are_named(does):
    with pytest.raises(UnknownRecord, match="no contact 'nobody'"):
        does(Verify("contact", "nobody"))
    with pytest.raises(UnknownRevision, match="42"):
        does(Undo(42))


def test_an_editor_of_one_area_changes_it_and_nothing_outside(does):
    assert does(Assign("advisor-3", "lead", school="100001"), actor=NORTH_EDITOR).revision == 2
    for outside in (
        Assign("advisor-3", "lead", school="100003"),
        Edit("school", "100001", {"area": "south"}, 1),
        Edit("post", "lead", {"title": "Advisor"}, 1),
        Edit("contact", "advisor-2", {"email": "x@example.org"}, 1),
        AddPhrase("attendance", "kids not turning up"),
    ):
        with pytest.raises(NotAllowed):
            does(outside, actor=NORTH_EDITOR)


def test_an_editor_of_one_area_adds_a_contact_for_it(does):
    does(Add("contact", {"name": "Northern advisor"}), actor=NORTH_EDITOR)
    assert does(Assign("northern-advisor", "lead", school="100002"), actor=NORTH_EDITOR).revision == 3


def test_an_undo_that_would_remove_more_than_a_tenth_is_asked_about_first(does, held):
    before = held()
    with pytest.raises(UndoRemovesMany, match="21 of the 21 records in use"):
        does(Undo(1))
    assert held() == before


def test_an_undo_that_would_end_more_than_a_tenth_is_asked_about_first(does, held):
    retired = does(Retire("contact", "advisor-1", nobody=True))
    undone = does(retired.undo)
    before = held()
    with pytest.raises(UndoRemovesMany, match="remove 3 of the 21"):
        does(undone.undo)
    assert held() == before


def test_whoever_may_not_undo_is_not_asked(does):
    with pytest.raises(NotAllowed):
        does(Undo(1), actor=NORTH_EDITOR)


def test_a_whole_load_is_undone_and_done_again(does, held, westshire):
    before = held()
    undone = does(Undo(1, confirmed=True))
    assert held().schools == {}
    assert undone.said[-1].startswith("And ")
    does(undone.undo)
    assert replace(held(), revision=1) == before


def test_several_commands_are_one_revision_or_none(westshire, held):
    def together(*commands):
        with db.writing(westshire) as session:
            return carry_out_all(session, OWNER, commands, today=TODAY, now=NOW, action=Action.IMPORT)

    wanted = Add("contact", {"name": "Front office"}), Assign("front-office", "officer")
    assert together(*wanted).revision == 2
    with pytest.raises(UnknownRecord):
        together(Add("contact", {"name": "Back office"}), Verify("contact", "nobody"))
    assert "back-office" not in held().contacts


def test_an_error_that_the_caller_swallows_leaves_nothing_behind(westshire, held):
    with db.writing(westshire) as session, suppress(StillUsed):
        carry_out(session, OWNER, Retire("area", "north", nobody=True), today=TODAY, now=NOW)
    assert held().revision == 1
    assert held().schools["100001"].area == "north"


def test_of_two_who_write_at_once_the_second_waits_and_sees_what_the_first_did(westshire):
    locked, refused = Event(), []

    def retire():
        with db.writing(westshire) as session:
            carry_out(session, OWNER, Retire("contact", "advisor-3"), today=TODAY, now=NOW)
            locked.set()
            assert not second.join(0.3)

    def edit():
        locked.wait(5)
        try:
            with db.writing(westshire) as session:
                command = Edit("service", "casework", {"contact": "advisor-3"}, None)
                carry_out(session, OWNER, command, today=TODAY, now=NOW)
        except Clash as error:
            refused.append(error)

    second = Thread(target=edit)
    second.start()
    retire()
    second.join()
    assert len(refused) == 1


def test_what_is_planned_to_be_for_staff_is_not_shown_to_schools_whatever_the_day(does, held):
    does(Edit("contact", "desk", {"hours": "9 to 5"}, None, SEPTEMBER))
    seen = held().visible_to(Audience.SCHOOLS)
    assert seen.as_of("contacts", seen.contacts["desk"], SEPTEMBER).hours == "9 to 5"
    does(Edit("contact", "desk", {"audience": "staff"}, None, SEPTEMBER))
    assert "desk" in held().visible_to(Audience.SCHOOLS, AUGUST).contacts
    assert "desk" not in held().visible_to(Audience.SCHOOLS, SEPTEMBER).contacts
    assert "desk" not in held().visible_to(Audience.SCHOOLS).contacts
    assert "desk" in held().visible_to(Audience.STAFF).contacts
