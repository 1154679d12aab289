from pathlib import Path

import pytest
from sqlalchemy import Engine, func, select

from directory import db
from directory.errors import PackError
from directory.models import Authority, Source, Topic
from directory.packs import check_pack, load_pack
from tests.conftest import ROOT

VOCABULARY = ROOT / "data" / "vocabulary"


def problems_of(pack: Path, vocabulary: Path) -> list[str]:
    with pytest.raises(PackError) as raised:
        check_pack(pack, vocabulary_folder=vocabulary)
    return raised.value.problems


def edit(pack: Path, file: str, old: str, new: str) -> None:
    text = (pack / file).read_text()
    assert text.count(old) == 1, "the test must change exactly one place"
    (pack / file).write_text(text.replace(old, new))


def test_a_right_pack_has_no_problems(pack, vocabulary):
    checked = check_pack(pack, vocabulary_folder=vocabulary)
    assert checked.authority.name == "Sampleshire"
    assert [entry.row.key for entry in checked.entries["schools"]] == ["100001", "100002"]


BROKEN = [
    ("schools.csv", "100001,", "12345,", "schools.csv, line 2, urn: '12345' is not a URN"),
    ("schools.csv", "TA1 4DY", "Taunton", "schools.csv, line 2, postcode: 'Taunton' is not a UK postcode"),
    ("schools.csv", "100002,", "100001,", "schools.csv, line 3, urn: '100001' is used on line 2 already"),
    ("schools.csv", "Not on any map", "", "schools.csv, line 3, area: give the school's area, or say"),
    ("schools.csv", "north,\n", "nroth,\n", "schools.csv, line 2, area: there is no 'nroth' among the areas"),
    (
        "schools.csv",
        "Juniors,open",
        "Juniors,opened",
        "schools.csv, line 2, status: 'opened' is not one of open",
    ),
    (
        "schools.csv",
        "postcode,",
        "post_code,",
        "schools.csv, line 1, post_code: is not a column of this file (did",
    ),
    ("schools.csv", "urn,name", "urn,urn", "schools.csv, line 1, urn: this column stands twice"),
    ("areas.csv", "key,name", "key", "areas.csv, line 1, name: this column is missing"),
    ("areas.csv", "south,South", ",South", "areas.csv, line 3, key: is missing"),
    ("areas.csv", "south,South", "South,South", "areas.csv, line 3, key: 'South' is not a key"),
    ("areas.csv", "south,South", "south,South,4", "areas.csv, line 3: has 3 cells for 2 columns"),
    (
        "contacts.csv",
        "desk@sampleshire.gov.uk",
        "desk",
        "contacts.csv, line 2, email: 'desk' is not an email",
    ),
    ("contacts.csv", "01823 355000", "ring us", "contacts.csv, line 2, phone: 'ring us' is not a UK phone"),
    ("contacts.csv", "01632 960001", "01823 1", "contacts.csv, line 3, phone: '01823 1' is not a UK phone"),
    (
        "contacts.csv",
        "01632 960001",
        "01823 355001",
        "contacts.csv, line 3, phone: a sample's number must be",
    ),
    ("contacts.csv", "01823 355000", "01632 960009", "contacts.csv, line 2, phone: this is made up, so"),
    (
        "contacts.csv",
        "01632 960001,,",
        "01632 960001,general,",
        "contacts.csv, line 3, route: 'desk' on line 2",
    ),
    ("contacts.csv", 'north,"Officer, North"', "north,Officer, North", "contacts.csv, line 3: has 8 cells"),
    (
        "assignments.csv",
        "2022-06-30",
        "2021-06-30",
        "assignments.csv, line 2, valid_to: 2021-06-30 is before valid_from",
    ),
    ("assignments.csv", "2022-06-30", "30 June", "assignments.csv, line 2, valid_to: '30 June' is not a day"),
    (
        "assignments.csv",
        "officer,south",
        "officer,north",
        "assignments.csv, line 3, post: 'officer' is held by 'officer-north' at the same time on line 2",
    ),
    (
        "assignments.csv",
        "south,,,",
        "south,100001,,",
        "assignments.csv, line 3, school: give an area or a school, not both",
    ),
    ("posts.csv", "Officer,1,", "Officer,some,", "posts.csv, line 3, number: 'some' is not a whole number"),
    (
        "post_changes.yaml",
        "post: officer",
        "post: oficer",
        "post_changes.yaml, line 9, after.1.post: there is no",
    ),
    (
        "post_changes.yaml",
        "audience: staff",
        "audience: schools",
        "post_changes.yaml, line 6, before.1.post: 'old-officer' is for staff only",
    ),
    (
        "post_changes.yaml",
        "kind: renamed",
        "kind: created",
        "post_changes.yaml, line 5, before: a post that is created has no posts before",
    ),
    (
        "services.yaml",
        "topics: [attendance]",
        "topics: [attendence]",
        "services.yaml, line 3, topics.1: there is",
    ),
    (
        "services.yaml",
        "name: Attendance",
        "nmae: Attendance",
        "services.yaml, line 2, nmae: is not a field of",
    ),
    ("services.yaml", "name: Attendance", "name: [", "services.yaml, line "),
    (
        "consultation.yaml",
        "ends_on: 2022-08-12",
        "ends_on: 2022-06-12",
        "consultation.yaml, line 5, ends_on: 2022-06-12 is before starts_on",
    ),
    (
        "consultation.yaml",
        "[2022-07-05]",
        "[5 July]",
        "consultation.yaml, line 10, days.1: '5 July' is not a day",
    ),
    ("consultation.yaml", "days: [2022-07-05]", "days: []", "consultation.yaml, line 10, days: is missing"),
    (
        "consultation.yaml",
        "kind: feedback",
        "kind: advice",
        "consultation.yaml, line 20, kind: 'advice' is not one",
    ),
    (
        "consultation.yaml",
        "feedback_contact: desk",
        "feedback_contact: dusk",
        "consultation.yaml, line 6, feedback_",
    ),
    (
        "authority.yaml",
        'la_code: "999"',
        "la_code: 999",
        "authority.yaml, line 3, la_code: '999' is not a text",
    ),
    (
        "authority.yaml",
        "default_source: plan",
        "default_source: plans",
        "authority.yaml, line 4, default_source: there is no source 'plans'",
    ),
]


@pytest.mark.parametrize(("file", "old", "new", "expected"), BROKEN, ids=[row[3][:60] for row in BROKEN])
def test_a_fault_is_named_with_its_file_line_and_field(pack, vocabulary, file, old, new, expected):
    edit(pack, file, old, new)
    assert any(problem.startswith(expected) for problem in problems_of(pack, vocabulary))


def test_every_problem_of_every_file_is_named_at_once(pack, vocabulary):
    edit(pack, "schools.csv", "TA1 4DY", "Taunton")
    edit(pack, "contacts.csv", "desk@sampleshire.gov.uk", "desk")
    edit(pack, "services.yaml", "name: Attendance", "nmae: Attendance")
    files = [problem.split(",")[0] for problem in problems_of(pack, vocabulary)]
    assert files == ["schools.csv", "contacts.csv", "services.yaml", "services.yaml"]


def test_a_fault_in_one_record_does_not_make_those_that_refer_to_it_faulty(pack, vocabulary):
    edit(pack, "contacts.csv", "01632 960002", "none")
    assert len(problems_of(pack, vocabulary)) == 1


def test_a_key_close_to_a_known_one_is_suggested(pack, vocabulary):
    edit(pack, "services.yaml", "topics: [attendance]", "topics: [attendence]")
    assert "did you mean 'attendance'?" in problems_of(pack, vocabulary)[0]


@pytest.mark.parametrize("file", ["authority.yaml", "areas.csv", "consultation.yaml", "schools.csv"])
def test_a_missing_file_is_named(pack, vocabulary, file):
    (pack / file).unlink()
    assert f"{file}: the file is missing or cannot be opened" in problems_of(pack, vocabulary)


def test_a_folder_that_does_not_exist_is_a_problem_of_the_pack(tmp_path, vocabulary):
    (only,) = problems_of(tmp_path / "no", vocabulary)
    assert only.startswith("there is no such folder")


def test_a_problem_that_many_rows_share_is_said_once_and_counted(pack, vocabulary):
    rows = "".join(f"area-{number},Area,plann\n" for number in range(40))
    (pack / "areas.csv").write_text("key,name,source\nnorth,North,\nsouth,South,\n" + rows)
    with pytest.raises(PackError, match="40 problems") as raised:
        check_pack(pack, vocabulary_folder=vocabulary)
    what = "there is no 'plann' among the sources (did you mean 'plan'?)"
    assert raised.value.problems == [
        f"areas.csv, line 4, source: {what}",
        f"areas.csv, line 5, source: {what}",
        f"areas.csv, line 6, source: {what} (and the same in 37 more rows)",
    ]


def test_an_empty_table_is_named(pack, vocabulary):
    (pack / "areas.csv").write_text("")
    assert any(
        problem.startswith("areas.csv, line 1: the file is empty")
        for problem in problems_of(pack, vocabulary)
    )


def test_a_file_that_is_not_utf_8_is_named_with_its_line(pack, vocabulary):
    (pack / "areas.csv").write_bytes(b"key,name\nnorth,North\nsouth,S\xf8uth\n")
    assert any(
        problem.startswith("areas.csv, line 3: the file is not in UTF-8")
        for problem in problems_of(pack, vocabulary)
    )


def test_a_file_saved_as_unicode_text_is_named_as_not_utf_8(pack, vocabulary):
    (pack / "areas.csv").write_bytes("key,name\nnorth,North\n".encode("utf-16-le"))
    assert any(
        "areas.csv, line 1: the file is not in UTF-8" in problem for problem in problems_of(pack, vocabulary)
    )


def test_a_number_that_no_database_could_keep_is_refused(pack, vocabulary):
    edit(pack, "posts.csv", "Officer,1,", "Officer,99999999999,")
    expected = "posts.csv, line 3, number: '99999999999' is too large; the most is 9999"
    assert expected in problems_of(pack, vocabulary)


def test_a_file_saved_by_excel_as_csv_utf_8_can_be_read(pack, vocabulary):
    text = (pack / "assignments.csv").read_text().replace("2022-06-30", "30/06/2022").replace("\n", "\r\n")
    (pack / "assignments.csv").write_bytes(text.encode("utf-8-sig"))
    checked = check_pack(pack, vocabulary_folder=vocabulary)
    assert str(checked.entries["assignments"][0].row.valid_to) == "2022-06-30"


def test_assignments_that_follow_each_other_do_not_overlap(pack, vocabulary):
    edit(pack, "assignments.csv", "officer,south,,,", "officer,north,,2022-07-01,")
    assert check_pack(pack, vocabulary_folder=vocabulary)


def test_a_date_of_a_staff_consultation_may_be_for_schools(pack, vocabulary):
    checked = check_pack(pack, vocabulary_folder=vocabulary)
    assert [entry.row.audience for entry in checked.entries["key_dates"]] == ["staff", "schools"]


def test_a_part_of_a_staff_consultation_is_for_staff_unless_it_says_otherwise(pack, vocabulary):
    checked = check_pack(pack, vocabulary_folder=vocabulary)
    assert checked.entries["support_offers"][0].row.audience == "staff"
    assert checked.entries["ring_fences"][0].row.audience == "staff"


def test_a_broken_pack_leaves_the_database_untouched(engine: Engine, pack, vocabulary, now):
    edit(pack, "consultation.yaml", "kind: feedback", "kind: advice")
    with pytest.raises(PackError, match="Nothing was changed"):
        load_pack(engine, pack, vocabulary_folder=vocabulary, who="test", at=now)
    with db.reading(engine) as session:
        for model in (Authority, Source, Topic):
            assert session.scalar(select(func.count()).select_from(model)) == 0


@pytest.mark.parametrize(
    ("wording", "why"),
    [
        ("the", "line 2, phrase: 'the' is made of everyday words alone"),
        ("Who deals with", "'Who deals with' is made of everyday words alone"),
        ("u", "'u' is made of everyday words alone"),
        ("🎉", "'🎉' has no letters or digits"),
    ],
)
def test_a_wording_that_tells_nothing_cannot_stand_for_a_topic(pack, wording, why):
    (pack / "topic_phrases.csv").write_text(f"key,phrase,topic\none,{wording},attendance\n")
    (problem,) = problems_of(pack, VOCABULARY)
    assert "topic_phrases.csv" in problem
    assert why in problem


def test_a_wording_needs_only_one_word_that_tells_something(pack):
    (pack / "topic_phrases.csv").write_text("key,phrase,topic\none,who deals with lates,attendance\n")
    assert check_pack(pack, vocabulary_folder=VOCABULARY).entries["topic_phrases"]
