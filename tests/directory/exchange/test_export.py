"""What leaves the directory: who may see it, that nothing runs, and that a pack comes back the same."""

import csv
import io
import json
import zipfile
from datetime import date

import pytest
from openpyxl import load_workbook

from directory import db
from directory.editing.carry_out import carry_out
from directory.editing.commands import Add, Assign, Edit, Retire
from directory.errors import PackError
from directory.exchange import Format
from directory.exchange.plan import Verb
from directory.roles import Actor, Role, Standing
from directory.words import Audience
from tests.conftest import NOON, ROOT
from tests.directory.exchange.conftest import TODAY, Desk, loaded


@pytest.fixture(params=["somerset", "bury"])
def council(request, new_desk) -> Desk:
    desk = new_desk(request.param)
    db.migrate(desk.engine)
    loaded(desk.engine, ROOT / "data" / request.param)
    return desk


def test_a_pack_loads_into_an_empty_directory_and_is_exported_the_same(council, new_desk, tmp_path):
    first = council.export(Format.PACK)
    folder = tmp_path / "pack"
    folder.mkdir()
    for name, content in first.files.items():
        (folder / name).write_bytes(content)
    other = new_desk(council.authority)
    loaded(other.engine, folder)
    second = other.export(Format.PACK)
    assert second.files == first.files
    assert second.content == first.content


def test_a_pack_that_was_exported_changes_nothing_where_it_came_from(council, tmp_path):
    before = council.snapshot()
    for name, content in council.export(Format.PACK).files.items():
        (tmp_path / name).write_bytes(content)
    loaded(council.engine, tmp_path)
    assert council.snapshot() == before


@pytest.mark.parametrize("wanted", [Format.CSV, Format.XLSX])
def test_an_export_that_is_imported_again_changes_nothing(council, wanted):
    exported = council.export(wanted)
    plan = council.preview(exported.name, exported.content)
    assert plan.problems == ()
    assert {each.verb for each in plan.outcomes} == {Verb.UNCHANGED}
    assert sum(map(len, (council.snapshot().schools, council.snapshot().contacts))) < len(plan.outcomes)


@pytest.mark.parametrize("wanted", [Format.CSV, Format.XLSX])
def test_an_export_for_schools_removes_nothing_that_only_staff_see(council, wanted):
    exported = council.export(wanted, Audience.SCHOOLS)
    plan = council.preview(exported.name, exported.content)
    assert plan.problems == ()
    assert plan.changes_nothing


def texts(exported) -> str:
    if exported.name.endswith(".xlsx"):
        book = load_workbook(io.BytesIO(exported.content))
        return "\n".join(str(v) for s in book for row in s.iter_rows(values_only=True) for v in row if v)
    return "\n".join(content.decode() for content in exported.files.values())


@pytest.mark.parametrize("wanted", list(Format))
def test_no_export_for_schools_holds_a_record_for_staff(sqlite_desk, wanted):
    of_staff = (
        "Old Officer",
        "old-officer",
        "Phase 1",
        "phase-1",
        "officer-renamed",
        "Start",
        "Fill in the form",
    )
    shown, whole = (texts(sqlite_desk.export(wanted, audience)) for audience in Audience)
    assert [words for words in of_staff if words in shown] == []
    if wanted != Format.HSDS:
        assert [words for words in of_staff if words not in whole] == []


def test_an_export_for_schools_has_just_the_records_that_schools_see(council):
    seen = council.snapshot().visible_to(Audience.SCHOOLS)
    for name, content in council.export(Format.CSV, Audience.SCHOOLS).files.items():
        rows = csv.DictReader(io.StringIO(content.decode("utf-8-sig")))
        kind = name.removesuffix(".csv")
        assert {row.get("key") or row.get("urn") for row in rows} == set(getattr(seen, kind)), kind


def test_no_cell_of_an_export_runs_as_a_formula(sqlite_desk):
    sheet = 'key,name,note\ndesk,"=HYPERLINK(""x"")","@SUM(1)"\nofficer-north,+44 office,-1\n'
    plan = sqlite_desk.preview("contacts.csv", sheet, keep_missing=True)
    sqlite_desk.apply(plan)
    assert sqlite_desk.snapshot().contacts["desk"].name == '=HYPERLINK("x")'
    table = sqlite_desk.export(Format.CSV).files["contacts.csv"].decode("utf-8-sig")
    cells = [cell for row in csv.reader(io.StringIO(table)) for cell in row]
    assert '\'=HYPERLINK("x")' in cells
    assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@", "\t", "\r"))]
    book = load_workbook(io.BytesIO(sqlite_desk.export(Format.XLSX).content))
    kept = [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert {cell.data_type for cell in kept} == {"s"}
    assert not [cell for cell in kept if str(cell.value).startswith(("=", "+", "-", "@"))]


@pytest.mark.parametrize("wanted", [Format.CSV, Format.XLSX])
def test_what_was_made_harmless_is_read_back_as_it_was(sqlite_desk, wanted):
    plan = sqlite_desk.preview("contacts.csv", "key,name,note\ndesk,=1+1,+\n", keep_missing=True)
    sqlite_desk.apply(plan)
    exported = sqlite_desk.export(wanted)
    assert sqlite_desk.preview(exported.name, exported.content).changes_nothing


def test_a_pack_with_awkward_text_comes_back_the_same(sqlite_desk, new_desk, tmp_path):
    awkward = '"=1; yes: ""no"" # \'x\'\n  second line"'
    sqlite_desk.apply(
        sqlite_desk.preview(
            "posts.csv", f"key,title,aliases,covers\nofficer,- x,a\\;b; =c,{awkward}\n", keep_missing=True
        )
    )
    sqlite_desk.apply(sqlite_desk.preview("services.csv", f"key,name,description\nattendance,@x,{awkward}\n"))
    first = sqlite_desk.export(Format.PACK)
    for name, content in first.files.items():
        (tmp_path / name).write_bytes(content)
    other = new_desk()
    loaded(other.engine, tmp_path)
    assert other.export(Format.PACK).files == first.files
    assert other.snapshot().posts["officer"].aliases == ("a;b", "=c")


def test_wordings_of_the_authority_s_own_are_in_its_pack(sqlite_desk, new_desk, tmp_path):
    sheet = "Wording,Topic\nkids who bunk off,Attendance\n"
    label = sqlite_desk.preview("topic_phrases.csv", sheet)
    assert [str(problem) for problem in label.problems] == []
    sqlite_desk.apply(label)
    first = sqlite_desk.export(Format.PACK)
    for name, content in first.files.items():
        (tmp_path / name).write_bytes(content)
    other = new_desk()
    loaded(other.engine, tmp_path)
    (held,) = other.snapshot().topic_phrases.values()
    assert (held.phrase, held.topic) == ("kids who bunk off", "attendance")
    assert other.export(Format.PACK).files == first.files


def test_the_same_directory_gives_the_same_zip_file(sqlite_desk):
    assert sqlite_desk.export(Format.CSV).content == sqlite_desk.export(Format.CSV).content


def test_a_csv_export_has_a_table_for_each_kind(sqlite_desk):
    with zipfile.ZipFile(io.BytesIO(sqlite_desk.export(Format.CSV).content)) as packed:
        assert {"contacts.csv", "assignments.csv", "post_changes.csv", "key_dates.csv"} <= set(
            packed.namelist()
        )


def test_hsds_identifiers_stay_the_same_from_one_export_to_the_next(sqlite_desk):
    first, second = (json.loads(sqlite_desk.export(Format.HSDS).content) for _ in range(2))
    assert first == second
    (service,) = first["contents"]
    assert service["attributes"][0]["taxonomy_term"]["code"] == "attendance"
    assert service["service_areas"][0]["name"] == "North"
    assert {contact["name"] for contact in service["contacts"]} == {"Officer, North", "Officer, South"}


def changed_by_editors(desk: Desk) -> None:
    """Somebody new, from now and from a later day; someone else's address; a post and a contact retired."""
    owner = Actor("T1", "U1", desk.authority, Standing.MEMBER, Role.OWNER, is_staff=True)
    held = desk.snapshot()
    service = next(each for each in held.services.values() if each.post)
    first, second, third, *_ = sorted({each.contact for each in held.assignments.values()})
    post = next(each.post for each in held.assignments.values() if each.contact == first)
    area = sorted(held.areas)[0]
    later, urn = date(2024, 9, 1), next(key for key, each in held.schools.items() if each.offered)
    for command in (
        Edit("contact", first, {"email": "new@example.org", "hours": '9: "to" 5'}, None, later),
        Edit("service", service.key, {"contact": second, "areas": (area,)}, None, later),
        Edit("school", urn, {"name": "A: new name", "area": "", "area_reason": "Moved"}, None, later),
        Assign(second, "new-post", school=urn, from_day=later),
        Assign(third, "new-post", school=urn, from_day=date(2024, 6, 1)),
        Assign(first, "new-post", school=urn, from_day=later),
        Retire("post", post, date(2024, 10, 1), successor="new-post"),
        Retire("contact", third, nobody=True),
    ):
        with db.writing(desk.engine) as session:
            if isinstance(command, Assign) and "new-post" not in desk.snapshot().posts:
                new = Add("post", {"title": "New post"}, key="new-post")
                carry_out(session, owner, new, today=TODAY, now=NOON)
            carry_out(session, owner, command, today=TODAY, now=NOON)


def test_what_editors_changed_and_planned_comes_back_the_same_in_a_pack(council, new_desk, tmp_path):
    changed_by_editors(council)
    first = council.export(Format.PACK)
    assert "planned_edits.yaml" in first.files
    for name, content in first.files.items():
        (tmp_path / name).write_bytes(content)
    other = new_desk(council.authority)
    loaded(other.engine, tmp_path)
    assert other.export(Format.PACK).files == first.files
    there, here = council.snapshot(), other.snapshot()
    assert there.planned == here.planned
    for day in there.days_of_change(date(2020, 1, 1), date(2030, 1, 1)):
        one, two = (each.visible_to(Audience.STAFF, day) for each in (there, here))
        assert (one.assignments, one.post_changes) == (two.assignments, two.post_changes)
    before = council.snapshot()
    loaded(council.engine, tmp_path)
    assert council.snapshot() == before


@pytest.mark.parametrize(
    ("was", "becomes", "said"),
    [
        ("record: ", "record: x", "record: there is no"),
        ("email: new@example.org", "email: nobody", "fields.email: 'nobody' is not an email address"),
        ("email: new@example.org", "emial: x", "did you mean 'email'?"),
        ("kind: contacts", "kind: people", "there is no kind of record 'people'"),
    ],
)
def test_a_planned_edit_that_does_not_fit_is_refused_with_its_line(was, becomes, said, new_desk, tmp_path):
    desk = new_desk("bury")
    loaded(desk.engine, ROOT / "data" / "bury")
    changed_by_editors(desk)
    for name, content in desk.export(Format.PACK).files.items():
        (tmp_path / name).write_bytes(content)
    path = tmp_path / "planned_edits.yaml"
    path.write_text(path.read_text("utf-8").replace(was, becomes, 1), "utf-8")
    with pytest.raises(PackError) as refused:
        loaded(new_desk("bury").engine, tmp_path)
    assert said in str(refused.value)


def test_an_export_for_schools_plans_nothing_that_only_staff_see(sqlite_desk):
    owner = Actor("T1", "U1", "sampleshire", Standing.MEMBER, Role.OWNER, is_staff=True)
    for kind, key, fields in (
        ("contact", "desk", {"note": "open secret"}),
        ("post", "old-officer", {"note": "closed secret"}),
    ):
        with db.writing(sqlite_desk.engine) as session:
            command = Edit(kind, key, fields, None, date(2022, 9, 1))
            carry_out(session, owner, command, today=TODAY, now=NOON)
    files = sqlite_desk.export(Format.PACK, Audience.SCHOOLS).files["planned_edits.yaml"].decode()
    assert "open secret" in files
    assert "closed secret" not in files


@pytest.mark.parametrize("wanted", [Format.CSV, Format.XLSX])
def test_a_spreadsheet_lists_what_is_planned_and_is_imported_without_it(sqlite_desk, wanted):
    owner = Actor("T1", "U1", "sampleshire", Standing.MEMBER, Role.OWNER, is_staff=True)
    with db.writing(sqlite_desk.engine) as session:
        command = Edit("contact", "desk", {"email": "later@sampleshire.gov.uk"}, None, date(2022, 9, 1))
        carry_out(session, owner, command, today=TODAY, now=NOON)
    exported = sqlite_desk.export(wanted)
    for said in ("2022-09-01", "later@sampleshire.gov.uk"):
        assert said in texts(exported)
    before = sqlite_desk.snapshot()
    plan = sqlite_desk.preview(exported.name, exported.content)
    assert plan.changes_nothing
    assert any("what is planned for later days stays as it is" in note for note in plan.notes)
    sqlite_desk.apply(plan)
    assert sqlite_desk.snapshot() == before
