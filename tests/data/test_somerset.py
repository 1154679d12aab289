from collections import Counter
from datetime import date

import pytest

from directory.packs import Pack
from directory.words import Audience, ChangeKind, DateStatus, OfferKind, PostStatus, SchoolStatus
from tests.data.conftest import records

TIMELINE = [
    ("Executive SLT", ["2022-06-27"]),
    ("SLT approval to initiate consultation process", ["2022-06-28"]),
    ("Business case formally shared with unions (subject to Exec SLT agreement)", ["2022-06-28"]),
    ("Formal start of collective consultation", ["2022-07-05"]),
    ("Share proposals with schools and early years sector reps", ["2022-07-06", "2022-07-19"]),
    ("Children and Families scrutiny committee", ["2022-07-25"]),
    ("Conclusion of collective consultation", ["2022-08-12"]),
    ("SLT discuss feedback", ["2022-08-30"]),
    ("Circulate proposal to Exec/ SLT", ["2022-09-05"]),
    ("Executive/ SLT to approve implementation", ["2022-09-12"]),
    ("Consultation feedback to staff and trade unions", ["2022-09-12"]),
]


def counted(pack: Pack, kind: ChangeKind) -> int:
    changes = [row for row in records(pack, "post_changes").values() if row.kind == kind]
    return sum(side.number for change in changes for side in (*change.before, *change.after))


def offered_schools(pack: Pack) -> dict:
    schools = records(pack, "schools")
    return {k: row for k, row in schools.items() if row.status in (SchoolStatus.OPEN, SchoolStatus.CLOSING)}


def test_24_posts_are_deleted_and_30_are_new(somerset):
    assert counted(somerset, ChangeKind.DELETED) == 24
    assert counted(somerset, ChangeKind.CREATED) == 30
    posts = records(somerset, "posts").values()
    totals = Counter({status: 0 for status in PostStatus})
    for post in posts:
        totals[post.status] += post.number
    assert totals == {PostStatus.DELETED: 24, PostStatus.PROPOSED: 30, PostStatus.CURRENT: 0}


def test_no_deleted_post_is_joined_to_a_new_one(somerset):
    for change in records(somerset, "post_changes").values():
        assert not (change.before and change.after)


def test_the_first_new_post_has_no_stated_grade(somerset):
    grades = {row.title: row.grade for row in records(somerset, "posts").values() if row.number}
    assert grades["Head of Service – Education Leadership"] == ""
    assert grades["Principal Educational Psychologist"] == "Soulbury B10-13"
    assert grades["Curriculum Networks Officer"] == "Grade 12"


@pytest.mark.parametrize(
    ("title", "other_name"),
    [
        (
            "Principal Educational Psychologist and Head of SEN Advisory Services",
            "Strategic Manager Principal Educational Psychologist & Head of SEND Advisory Services",
        ),
        ("Curriculum Networks Officer", "Curriculum Network Officer"),
        ("Curriculum and Topic Lead", "Curriculum & Topic Lead"),
    ],
)
def test_a_post_that_the_document_names_in_two_ways_is_found_under_both(somerset, title, other_name):
    [post] = [row for row in records(somerset, "posts").values() if row.title == title]
    assert other_name in post.aliases


def test_the_timeline_has_its_11_rows_in_order(somerset):
    rows = [entry.row for entry in somerset.entries["key_dates"]]
    assert [(row.title, [day.isoformat() for day in row.days]) for row in rows] == TIMELINE


def test_one_row_depends_on_a_condition_and_is_provisional(somerset):
    [row] = [row for row in records(somerset, "key_dates").values() if row.condition]
    assert row.title.startswith("Business case formally shared with unions")
    assert row.condition == "subject to Exec SLT agreement"
    assert row.status == DateStatus.PROVISIONAL


def test_schools_see_only_the_row_that_shares_the_proposals_with_them(somerset):
    seen = [row.title for row in records(somerset, "key_dates").values() if row.audience == Audience.SCHOOLS]
    assert seen == ["Share proposals with schools and early years sector reps"]


def test_there_are_4_ring_fences_and_the_qualification_rule_beside_them(somerset):
    fences = records(somerset, "ring_fences").values()
    assert [fence.name for fence in fences] == [f"Ring Fence {number}" for number in (1, 2, 3, 4)]
    rule = records(somerset, "support_offers")["professional-qualification-requirement"]
    assert rule.kind == OfferKind.RULE
    assert "Principal Educational Psychologist" in rule.text


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        ("feedback", "educationredesign@somerset.gov.uk"),
        ("feedback", "feedback form"),
        ("session", "13 and 18 July"),
        ("session", "Assistant Directors"),
        ("support", "121 session"),
        ("support", "one-to-one discussions with senior managers or HR representatives"),
        ("support", "Trade unions and professional associations"),
        ("support", "Talk to your manager"),
        ("support", "0800 174319"),
        ("support", "https://www.carefirst-lifestyle.co.uk"),
        ("rule", "80% or more match"),
        ("rule", "Redeployment Policy"),
        ("rule", "£265k"),
    ],
)
def test_staff_find_every_support_offer_feedback_route_and_rule(somerset, kind, words):
    offers = [row for row in records(somerset, "support_offers").values() if words in row.text]
    assert [(row.kind, row.audience) for row in offers] == [(kind, Audience.STAFF)]


def test_the_open_sessions_stand_on_their_days(somerset):
    days = records(somerset, "support_offers")["open-q-and-a"].days
    assert days == (date(2022, 7, 13), date(2022, 7, 18))


def test_schools_reach_the_redesign_mailbox(somerset):
    [service] = [s for s in records(somerset, "services").values() if "restructure-consultation" in s.topics]
    contact = records(somerset, "contacts")[service.contact]
    assert contact.email == "educationredesign@somerset.gov.uk"
    assert (service.audience, contact.audience, contact.sample) == (Audience.SCHOOLS, Audience.SCHOOLS, False)


def test_deleted_posts_and_all_post_changes_are_for_staff(somerset):
    deleted = [row for row in records(somerset, "posts").values() if row.status == PostStatus.DELETED]
    for row in (*deleted, *records(somerset, "post_changes").values()):
        assert row.audience == Audience.STAFF


def test_the_register_is_whole(somerset):
    standing = Counter(row.status for row in records(somerset, "schools").values())
    assert standing[SchoolStatus.OPEN] == 303
    assert standing[SchoolStatus.CLOSING] == 4
    assert standing[SchoolStatus.PROPOSED] == 4


def test_every_open_school_has_an_area_or_a_reason_why_not(somerset):
    without = {key: row for key, row in offered_schools(somerset).items() if row.area is None}
    assert {row.name for row in without.values()} == {"The Orchard School", "Orchard Grove Primary School"}
    assert all(row.area_reason for row in without.values())


def test_every_open_school_has_exactly_one_lead_inclusion_advisor(somerset):
    assigned = [
        row.school
        for row in records(somerset, "assignments").values()
        if row.post == "lead-inclusion-advisor"
    ]
    assert sorted(assigned) == sorted(offered_schools(somerset))


def test_a_lead_inclusion_advisor_serves_one_area(somerset):
    schools = records(somerset, "schools")
    areas: dict[str, set] = {}
    for row in records(somerset, "assignments").values():
        if row.post == "lead-inclusion-advisor" and schools[row.school].area:
            areas.setdefault(row.contact, set()).add(schools[row.school].area)
    assert all(len(served) == 1 for served in areas.values())


def test_lead_inclusion_advisors_are_named_after_post_and_place(somerset):
    names = {contact.name for contact in records(somerset, "contacts").values()}
    assert {"Lead Inclusion Advisor, Taunton 2", "Lead Inclusion Advisor, Mendip 1"} <= names


@pytest.mark.parametrize("post", ["area-inclusion-partnership-manager", "education-relationship-manager"])
def test_an_area_post_is_held_once_in_each_area(somerset, post):
    held = [row.area for row in records(somerset, "assignments").values() if row.post == post]
    assert sorted(held) == sorted(records(somerset, "areas"))


def test_a_former_name_leads_to_the_school_of_today(somerset):
    schools = records(somerset, "schools")
    assert "Halcon Community Primary School" in schools["143143"].aliases
    assert "closed, same postcode and phase" in schools["143143"].source_detail
