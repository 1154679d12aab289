"""The national register of schools: what opened, closed, moved or has another name, and nobody is lost."""

import csv
import subprocess
import sys
from pathlib import Path

import pytest

from directory.exchange import UnreadableFile
from directory.exchange.plan import Verb
from directory.words import SchoolStatus
from tests.conftest import ROOT
from tests.directory.exchange.conftest import Desk, changes, outcomes

COLUMNS = [
    "URN",
    "LA (code)",
    "LA (name)",
    "EstablishmentName",
    "TypeOfEstablishment (name)",
    "EstablishmentStatus (name)",
    "CloseDate",
    "PhaseOfEducation (name)",
    "Street",
    "Locality",
    "Address3",
    "Town",
    "Postcode",
    "DistrictAdministrative (name)",
]


def school(urn, name, status="Open", *, code="999", closed="", town="", postcode="TA1 4DY", district=""):
    place = ["", "", "", town, postcode, district]
    return [urn, code, "Sampleshire", name, "", status, closed, "Not applicable", *place]


def register(path: Path, *schools: list[str]) -> Path:
    """As the Department for Education publishes it: Windows-1252 and CRLF."""
    with path.open("w", encoding="cp1252", newline="") as file:
        csv.writer(file, lineterminator="\r\n").writerows([COLUMNS, *schools])
    return path


HILL = school("100001", "Hill School")
DALE = school("100002", "Dale School", postcode="TA1 4DZ")


@pytest.fixture
def extract(tmp_path: Path):
    return lambda *schools: register(tmp_path / "edubasealldata20220627.csv", *schools)


def test_a_school_that_closed_is_kept_and_marked_and_no_longer_offered(desk: Desk, extract):
    desk.apply(
        desk.preview("who.csv", "contact,post,school\nofficer-north,officer,100001\n", keep_missing=True)
    )
    before = desk.snapshot().assignments
    closed = school("100001", "Hill School", "Closed", closed="31-05-2022")
    plan = desk.preview("edubasealldata.csv", extract(closed, DALE))
    assert outcomes(plan, Verb.CHANGED)["100001"].note == "closed"
    desk.apply(plan)
    after = desk.snapshot()
    assert after.schools["100001"].status == SchoolStatus.CLOSED
    assert not after.schools["100001"].offered
    assert after.schools["100001"].valid_to is None
    assert after.assignments == before


def test_a_renamed_school_keeps_its_old_name_as_an_alias(sqlite_desk: Desk, extract):
    plan = sqlite_desk.preview("x.csv", extract(school("100001", "Hill Academy’s Choice"), DALE))
    sqlite_desk.apply(plan)
    held = sqlite_desk.snapshot().schools["100001"]
    assert held.name == "Hill Academy’s Choice"
    assert held.aliases == ("Hill Infants", "Hill Juniors", "Hill School")


def test_a_school_that_moved_has_its_new_address(sqlite_desk: Desk, extract):
    moved = school("100001", "Hill School", town="TAUNTON", postcode="TA2 1AA")
    plan = sqlite_desk.preview("x.csv", extract(moved, DALE))
    assert outcomes(plan, Verb.CHANGED)["100001"].note == "moved"
    assert changes(plan, "100001") == {"town": ("", "Taunton"), "postcode": ("TA1 4DY", "TA2 1AA")}


def test_a_school_that_opened_is_added_and_listed_until_it_has_an_area(sqlite_desk: Desk, extract):
    here = school("100003", "New School", district="North")
    nowhere = school("100004", "Other School", district="Elsewhere")
    old = school("100005", "Old School", "Closed", closed="31-05-1990")
    plan = sqlite_desk.preview("x.csv", extract(HILL, DALE, here, nowhere, old))
    assert {key: each.note for key, each in outcomes(plan, Verb.ADDED).items()} == {
        "100003": "opened",
        "100004": "opened",
    }
    assert plan.left.without_area == (("100002", "Dale School"), ("100004", "Other School"))
    sqlite_desk.apply(plan)
    assert sqlite_desk.snapshot().schools["100003"].area == "north"


def test_schools_without_an_advisor_are_listed(sqlite_desk: Desk, extract):
    lead = "key,name,topics,post\nlead,Lead inclusion advisor,lead-inclusion-advisor,officer\n"
    sqlite_desk.apply(sqlite_desk.preview("services.csv", lead, keep_missing=True))
    plan = sqlite_desk.preview("x.csv", extract(HILL, DALE))
    assert plan.left.without_advisor == (("100002", "Dale School"),)


def test_a_school_that_is_not_in_the_extract_is_kept_and_named(sqlite_desk: Desk, extract):
    plan = sqlite_desk.preview("x.csv", extract(HILL))
    assert plan.changes_nothing
    assert "Dale School (100002)" in plan.notes[0]


def test_a_school_that_went_to_another_authority_is_kept_and_named(sqlite_desk: Desk, extract):
    plan = sqlite_desk.preview("x.csv", extract(HILL, school("100002", "Dale School", code="998")))
    assert plan.changes_nothing
    assert "Dale School (100002) is now under Sampleshire; it is kept as it is" in plan.notes


def test_a_register_without_the_authority_is_refused(sqlite_desk: Desk, extract):
    with pytest.raises(UnreadableFile, match=r"no school of the LA code 999\. Give the one of all schools\."):
        sqlite_desk.preview("x.csv", extract(school("100001", "Hill School", code="998")))


def test_a_school_with_a_mistake_is_named_with_its_line(sqlite_desk: Desk, extract):
    plan = sqlite_desk.preview("x.csv", extract(HILL, school("100002", "Dale School", postcode="nowhere")))
    (problem,) = plan.problems
    assert (problem.line, problem.field) == (3, "Postcode")


def test_importing_the_register_twice_changes_nothing_the_second_time(sqlite_desk: Desk, extract):
    path = extract(school("100001", "Hill Academy"), DALE, school("100003", "New School"))
    sqlite_desk.apply(sqlite_desk.preview("x.csv", path))
    assert sqlite_desk.preview("x.csv", path).changes_nothing


MEASURED = """
import sys
from datetime import date
from pathlib import Path
from directory import db
from directory.exchange import Upload, preview
told = []
with db.reading(db.connect(sys.argv[1])) as session:
    plan = preview(session, "sampleshire", Upload("edubasealldata.csv", Path(sys.argv[2])), Path(sys.argv[3]),
                   date(2022, 6, 27), on_progress=lambda done, total: told.append((done, total)))
status = dict(line.split(":", 1) for line in Path("/proc/self/status").read_text().splitlines())
print(len(plan.outcomes), len(told), *told[-1], int(status["VmHWM"].split()[0]) // 1024)
"""


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="memory is read from /proc")
def test_a_register_of_50_000_schools_shows_progress_and_stays_under_300_megabytes(
    sqlite_desk: Desk, extract
):
    """The file is as large as the whole register, about 60 MB, with its 140 columns.

    The most memory is read from /proc: what `getrusage` gives a child counts what its parent held.
    """
    wide = ["x" * 8] * 120
    others = (
        [*school(str(200_000 + number), f"School {number}", code="100"), *wide] for number in range(50_000)
    )
    path = extract(HILL, DALE, *others)
    assert path.stat().st_size > 50_000_000
    database = str(sqlite_desk.engine.url)
    done = subprocess.run(
        [sys.executable, "-c", MEASURED, database, str(path), str(ROOT / "data" / "vocabulary")],
        capture_output=True,
        text=True,
        check=True,
        cwd=ROOT,
    )
    schools, told, last, total, megabytes = map(int, done.stdout.split())
    assert schools == 2
    assert told >= 100
    assert last == total == 50_003
    assert megabytes < 300
