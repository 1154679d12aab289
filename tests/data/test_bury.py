import itertools

import pytest

from directory.packs import Pack
from directory.words import Audience, PostStatus, SchoolStatus
from tests.data.conftest import records

CHAINS = [
    ("SEN Senior Caseworker", "SEND Senior Caseworker", "EHC Senior Officer"),
    ("SEN Caseworker", "SEND Caseworker", "EHC Officer"),
    ("SEN Lead Assistant Caseworker", "SEND Lead Assistant Caseworker", "EHC Lead Assistant Officer"),
    ("SEN Assistant Caseworker", "SEND Assistant Caseworker", "EHC Assistant Officer"),
    ("Inclusion Leads", "Area SENCO", "Primary SEND Support Lead"),
    ("Head of Service - School System & Capital", "Strategic Lead – School System"),
    ("Head of Service – SEND & Inclusion", "Strategic Lead – Inclusion & SEND"),
    ("Access to Education Officer", "Admissions Officer"),
    ("Specialist Outreach Team Manager", "Outreach Team Manager"),
    ("Senior Specialist Outreach Officer", "Senior Outreach Officer"),
    ("Specialist Outreach Officer", "Outreach Officer"),
    ("Specialist Outreach Assistant", "Outreach Assistant"),
    ("Family Attendance Officers", "School Attendance & Exclusions Officer"),
]


def sides(pack: Pack, key: str) -> tuple[list[tuple[str, int]], list[tuple[str, int]]]:
    titles = {key: post.title for key, post in records(pack, "posts").items()}
    change = records(pack, "post_changes")[key]
    before, after = (
        [(titles[side.post], side.number) for side in each] for each in (change.before, change.after)
    )
    return before, after


@pytest.mark.parametrize("chain", CHAINS, ids=[chain[0] for chain in CHAINS])
def test_an_old_title_leads_step_by_step_to_the_title_of_the_final_model(bury, chain):
    titles = {key: post.title for key, post in records(bury, "posts").items()}
    steps = {
        (titles[before.post], titles[after.post]): change.stage
        for change in records(bury, "post_changes").values()
        for before in change.before
        for after in change.after
    }
    stages = [steps[pair] for pair in itertools.pairwise(chain)]
    assert stages in (["proposed", "final"], ["final"], ["proposed"])
    [last] = [post for post in records(bury, "posts").values() if post.title == chain[-1]]
    assert last.status == PostStatus.CURRENT


@pytest.mark.parametrize("chain", CHAINS, ids=[chain[0] for chain in CHAINS])
def test_a_school_that_knows_only_an_old_title_finds_the_post_of_today(bury, chain):
    [last] = [post for post in records(bury, "posts").values() if post.title == chain[-1]]
    assert last.audience == Audience.SCHOOLS
    assert set(chain[:-1]) <= set(last.aliases)


def test_four_seniors_and_three_family_officers_become_one_senior_and_six(bury):
    assert sides(bury, "attendance-and-exclusions-officers-final") == (
        [("Senior Attendance & Exclusions Officer", 4), ("Family Attendance Officers", 3)],
        [("Senior Attendance & Exclusions Officer", 1), ("School Attendance & Exclusions Officer", 6)],
    )


def test_two_admissions_officers_and_a_post_not_progressed_become_three(bury):
    assert sides(bury, "admissions-officers-final") == (
        [("Access to Education Officer", 1), ("Admissions Officer", 2)],
        [("Admissions Officer", 3)],
    )
    assert records(bury, "post_changes")["access-to-education-officer-approved"].stage == "approved"


def test_the_admissions_officers_have_a_remit_each(bury):
    contacts = {contact.name for contact in records(bury, "contacts").values()}
    assert {f"Admissions Officer ({remit})" for remit in ("CME/EHE", "IYFAP", "Systems & Comms")} <= contacts


def test_outreach_assistants_go_from_five_posts_to_four(bury):
    assert sides(bury, "outreach-assistants-final") == (
        [("Outreach Assistant", 5)],
        [("Outreach Assistant", 4)],
    )


@pytest.mark.parametrize(
    ("key", "words"),
    [
        ("statutory-officer-final", "School Attendance, Exclusions and Community Education Manager"),
        ("attendance-and-exclusions-support-officer-final", "to the Statutory Officer"),
        ("community-learning-officer-final", "or equivalent significant relevant professional experience"),
        ("inclusion-leads-proposed", "Moved from School Assurance to SEND/Inclusion"),
    ],
)
def test_a_change_of_line_or_requirement_is_told(bury, key, words):
    assert words in records(bury, "post_changes")[key].summary


def test_no_title_of_an_earlier_stage_is_given_as_current(bury):
    current = {post.title for post in records(bury, "posts").values() if post.status == PostStatus.CURRENT}
    assert not current & {title for chain in CHAINS for title in chain[:-1]}


@pytest.mark.parametrize(
    "figure",
    [
        "-12.72",
        "-10.72",
        "-11.72",
        "£695k",
        "£964k",
        "£835k",
        "£320.494",
        "£644,088",
        "£462,824",
        "£118,646",
        "£78,040",
    ],
)
def test_a_figure_is_told_to_staff_exactly(bury, figure):
    holding = [row for row in records(bury, "support_offers").values() if figure in row.text]
    assert [row.audience for row in holding] == [Audience.STAFF]


def test_the_numbers_of_staff_at_risk_are_told_by_stage(bury):
    text = records(bury, "support_offers")["staff-impacted"].text
    assert [
        number for number in ("72 staff", "44 at risk", "75 staff", "34 at risk") if number not in text
    ] == []


def test_the_only_date_is_the_start_of_consultation_with_its_year_inferred(bury):
    [row] = records(bury, "key_dates").values()
    assert [day.isoformat() for day in row.days] == ["2023-03-10"]
    assert "inferred" in row.note


def test_clas_is_never_spelt_out(bury):
    holding = [row for row in records(bury, "support_offers").values() if "CLAS" in row.text]
    assert [row.key for row in holding] == ["severance-costs"]
    assert "CLAS only without redeployment" in holding[0].text


def test_nobody_is_told_of_a_lead_inclusion_advisor_that_the_document_does_not_have(bury):
    assert "lead-inclusion-advisor" not in records(bury, "posts")
    [service] = [s for s in records(bury, "services").values() if "lead-inclusion-advisor" in s.topics]
    assert service.post == "primary-send-support-lead"
    assert "no single lead advisor" in service.description


def test_the_register_is_whole(bury):
    schools = records(bury, "schools").values()
    assert sum(row.status == SchoolStatus.OPEN for row in schools) == 91
    assert all(row.area == "bury" for row in schools)
