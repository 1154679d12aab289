"""What a preview says of a file as people make it: rows, mistakes with their lines, what is missing."""

import io
import zipfile

import pytest

from directory.exchange import UnreadableFile, as_text, tables
from directory.exchange.plan import Verb
from tests.directory.exchange.conftest import changes, outcomes, workbook

HEADER = "key,name,email,phone\n"
DESK = "desk,Desk,desk@sampleshire.gov.uk,01823 355000\n"
NORTH = 'officer-north,"Officer, North",officer@example.org,01632 960001\n'
SOUTH = 'officer-south,"Officer, South",south@example.org,01632 960002\n'


def problems(plan) -> list[str]:
    return [str(problem) for problem in plan.problems]


def test_a_preview_writes_nothing(sqlite_desk):
    before = sqlite_desk.snapshot()
    plan = sqlite_desk.preview("contacts.csv", HEADER + "new,New Desk,new@sampleshire.gov.uk,\n")
    assert list(outcomes(plan, Verb.ADDED)) == ["new"]
    assert sqlite_desk.snapshot() == before


def test_rows_are_added_changed_unchanged_and_missing(sqlite_desk):
    new = "help,Help line,help@sampleshire.gov.uk,01823 355001\n"
    plan = sqlite_desk.preview("contacts.csv", HEADER + DESK.replace("355000", "355009") + NORTH + new)
    assert problems(plan) == []
    assert changes(plan, "desk") == {"phone": ("01823 355000", "01823 355009")}
    assert outcomes(plan, Verb.CHANGED)["desk"].line == 2
    assert list(outcomes(plan, Verb.UNCHANGED)) == ["officer-north"]
    assert list(outcomes(plan, Verb.ADDED)) == ["help"]
    kept = outcomes(plan, Verb.KEPT)["officer-south"]
    assert "still used by officer-south as officer for south" in kept.note


def test_what_nobody_refers_to_is_removed_when_it_is_missing(sqlite_desk):
    sqlite_desk.apply(sqlite_desk.preview("contacts.csv", HEADER + "spare,Spare,,\n", keep_missing=True))
    plan = sqlite_desk.preview("contacts.csv", HEADER + DESK + NORTH + SOUTH)
    assert list(outcomes(plan, Verb.REMOVED)) == ["spare"]
    kept = sqlite_desk.preview("contacts.csv", HEADER + DESK + NORTH + SOUTH, keep_missing=True)
    assert list(outcomes(kept, Verb.KEPT)) == ["spare"]


def test_columns_are_recognised_by_the_names_people_use(sqlite_desk):
    header = "Contact name,E-Mail Address,Tel. No.,Opening hours\n"
    sheet = header + "Desk,desk@sampleshire.gov.uk,01823 355 009,9 to 5\n"
    plan = sqlite_desk.preview("our list.csv", sheet)
    assert plan.kinds == ("contacts",)
    assert changes(plan, "desk") == {"phone": ("01823 355000", "01823 355009"), "hours": ("", "9 to 5")}


@pytest.mark.parametrize("heading", ["Tel", "Telephone", "Phone no", "PHONE NUMBER", "Mobile no."])
def test_a_phone_number_has_many_names(sqlite_desk, heading):
    plan = sqlite_desk.preview("contacts.csv", f"Contact,{heading}\nDesk,01823 355009\n")
    assert changes(plan, "desk") == {"phone": ("01823 355000", "01823 355009")}


def test_an_unknown_column_is_named_with_what_it_may_be(sqlite_desk):
    plan = sqlite_desk.preview("contacts.csv", "Name,Emial,Shoe size\nDesk,desk@sampleshire.gov.uk,9\n")
    assert "contacts.csv: the column 'Emial' is not used (did you mean 'email'?)" in plan.notes
    assert "contacts.csv: the column 'Shoe size' is not used" in plan.notes
    assert problems(plan) == []


def test_lines_above_the_header_are_passed_over(sqlite_desk):
    sheet = "Our contacts,,\n\nName,Email,Phone\nDesk,wrong,\n"
    (problem,) = problems(sqlite_desk.preview("contacts.csv", sheet))
    assert problem == "contacts.csv, line 4, Email: 'wrong' is not an email address"


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("x,X,nobody,", "line 2, email: 'nobody' is not an email address"),
        ("x,X,,12345", "line 2, phone: is not a UK phone number: '12345'"),
        ("x,X,,#REF!", "line 2, phone: the cell shows the error #REF!"),
        ("x,,,", "line 2, name: is missing; it must be filled in"),
    ],
)
def test_a_mistake_is_told_with_its_line_and_column(sqlite_desk, line, said):
    (problem,) = problems(sqlite_desk.preview("contacts.csv", HEADER + line + "\n"))
    assert said in problem


def test_every_mistake_of_a_file_is_told(sqlite_desk):
    sheet = HEADER + "a,A,nobody,\n" + "b,B,,1\n" + DESK + DESK
    said = problems(sqlite_desk.preview("contacts.csv", sheet))
    assert [problem.replace(":", ",").split(",")[1] for problem in said] == [" line 2", " line 3", " line 5"]
    assert "the same record as on line 4" in said[2]


def test_a_line_of_several_lines_has_the_number_of_its_first(sqlite_desk):
    sheet = 'name,note,email\nDesk,"one\ntwo",desk@sampleshire.gov.uk\nOther,,nobody\n'
    (problem,) = problems(sqlite_desk.preview("contacts.csv", sheet))
    assert "line 4" in problem


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("sign", [",", ";", "\t"])
def test_any_usual_encoding_and_separator_is_read(sqlite_desk, encoding, sign):
    sheet = sign.join(["Name", "Note"]) + "\r\n" + sign.join(["Desk", "It’s open"]) + "\r\n"
    plan = sqlite_desk.preview("contacts.csv", sheet.encode(encoding))
    assert changes(plan, "desk") == {"note": ("", "It’s open")}


def test_a_column_that_is_not_there_leaves_its_field_alone_and_a_blank_cell_clears_it(sqlite_desk):
    plan = sqlite_desk.preview("contacts.csv", "key,name,phone\ndesk,Desk,\n", keep_missing=True)
    assert changes(plan, "desk") == {"phone": ("01823 355000", "")}


def test_a_blank_audience_never_opens_a_record_for_schools(sqlite_desk):
    plan = sqlite_desk.preview("posts.csv", "key,title,audience,grade\nold-officer,Old Officer,,G1\n")
    assert changes(plan, "old-officer") == {"grade": ("", "G1")}


def test_names_stand_for_what_they_name(sqlite_desk):
    sheet = "Contact name,Post title,School,From\nDesk,Officer,Hill School,1 September 2022\n"
    plan = sqlite_desk.preview("who.csv", sheet, keep_missing=True)
    assert problems(plan) == []
    (added,) = plan.of(Verb.ADDED)
    assert (added.kind, added.name) == ("assignments", "desk as officer for 100001")


def test_an_unknown_name_is_told_with_what_it_may_be(sqlite_desk):
    sheet = "Contact name,Post title,Area\nDesk,Officr,North\n"
    (problem,) = problems(sqlite_desk.preview("who.csv", sheet, keep_missing=True))
    assert "line 2, Post title: there is no 'Officr' among the posts (did you mean 'Officer'?)" in problem


def test_two_holders_of_one_post_for_one_area_are_refused(sqlite_desk):
    sheet = (
        "Contact name,Post title,Area,From,To\n"
        '"Officer, North",Officer,North,2022-01-01,2022-06-30\n'
        "Desk,Officer,North,2022-06-01,\n"
    )
    plan = sqlite_desk.preview("who.csv", sheet, keep_missing=True)
    assert any("line 3" in problem for problem in problems(plan))


def test_a_reference_to_what_has_ended_is_refused(sqlite_desk):
    sqlite_desk.apply(sqlite_desk.preview("contacts.csv", "name,until\nGone,2022-01-01\n", keep_missing=True))
    sheet = "contact,post,school\ngone,officer,100002\n"
    (problem,) = problems(sqlite_desk.preview("who.csv", sheet, keep_missing=True))
    assert "'gone' among the contacts has ended" in problem


def test_a_workbook_may_hold_several_kinds_that_refer_to_each_other(sqlite_desk):
    content = workbook(
        Cover=[["Hello"]],
        Assignments=[["Contact name", "Post title", "URN"], ["New person's desk", "New post", 100002]],
        Contacts=[["Name", "Tel", "Verified"], ["New person's desk", 1823355010, "2022-06-20"]],
        Posts=[["Post title"], ["New post"]],
    )
    plan = sqlite_desk.preview("all.xlsx", content, keep_missing=True)
    assert problems(plan) == []
    assert {each.kind for each in plan.of(Verb.ADDED)} == {"contacts", "posts", "assignments"}
    rows = {row.key: row for _, row in plan.rows}
    assert rows["new-persons-desk"].phone == "01823 355010"
    assert "all.xlsx, sheet Cover is left out: it does not look like a table of records" in plan.notes


def test_a_file_of_which_the_kind_is_not_clear_asks_for_it(sqlite_desk):
    (problem,) = problems(sqlite_desk.preview("list.csv", "Name,Notes\nNorth,x\n"))
    assert "say which of: areas" in problem
    assert sqlite_desk.preview("list.csv", "Name,Notes\nNorth,x\n", kind="areas").kinds == ("areas",)


@pytest.mark.parametrize("name", ["x.pdf", "x.xlsx", "x.zip"])
def test_a_file_that_is_no_table_is_refused(sqlite_desk, name):
    with pytest.raises(UnreadableFile, match="Nothing was changed"):
        sqlite_desk.preview(name, b"\x00not a table")


def locked(content: bytes) -> bytes:
    """A zip file that asks for a password."""
    marked = bytearray(content)
    marked[content.index(b"PK\x03\x04") + 6] |= 1
    marked[content.index(b"PK\x01\x02") + 8] |= 1
    return bytes(marked)


def scrambled(content: bytes) -> bytes:
    """A zip file of which the first member does not unpack."""
    return content[:44] + bytes(8) + content[52:]


def cut_short(content: bytes) -> bytes:
    """A workbook of which the sheet breaks off."""
    with zipfile.ZipFile(io.BytesIO(content)) as whole, zipfile.ZipFile(cut := io.BytesIO(), "w") as packed:
        for name in whole.namelist():
            packed.writestr(name, whole.read(name)[: -20 if "sheet1" in name else None])
    return cut.getvalue()


def packed_table() -> bytes:
    with zipfile.ZipFile(packed := io.BytesIO(), "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("contacts.csv", HEADER + DESK * 99)
    return packed.getvalue()


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("x.zip", locked(packed_table())),
        ("x.zip", scrambled(packed_table())),
        ("x.xlsx", cut_short(workbook(Contacts=[["Name", "Phone"]]))),
    ],
)
def test_a_file_that_is_locked_or_damaged_is_said_so(sqlite_desk, name, content):
    with pytest.raises(
        UnreadableFile, match=r"damaged or locked\. Save it anew, without a password\. Nothing"
    ):
        sqlite_desk.preview(name, content)


@pytest.mark.parametrize("name", ["all.xlsx", "all.zip"])
def test_a_file_that_holds_too_much_is_told_the_limit_and_a_way_on(sqlite_desk, name, monkeypatch):
    monkeypatch.setattr(tables, "_LARGEST", 1 << 20)
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("a.csv", bytes(2 << 20))
    with pytest.raises(UnreadableFile, match=r"more than 1 MB\. Save each of its tables as a CSV file"):
        sqlite_desk.preview(name, content.getvalue())


def test_a_new_record_that_looks_like_another_is_pointed_out(sqlite_desk):
    plan = sqlite_desk.preview("c.csv", 'Contact name,Tel\n"Officer Nort",\n', keep_missing=True)
    assert "put officer-north in a column `key`" in plan.alike[0]


def test_new_records_of_one_name_or_email_are_pointed_out_but_not_refused(sqlite_desk):
    rows = "Help line,help@sampleshire.gov.uk\nHelp line,\nHELP LINE,\nOther,Help@sampleshire.gov.uk\n"
    plan = sqlite_desk.preview("c.csv", "Name,Email\n" + rows, keep_missing=True)
    assert problems(plan) == []
    assert len(outcomes(plan, Verb.ADDED)) == 4
    assert plan.alike == (
        "c.csv, line 3: 'Help line' would be new, but line 2 has the same name. "
        "If they are the same, leave one of them out.",
        "c.csv, line 4: 'HELP LINE' would be new, but line 2 has the same name. "
        "If they are the same, leave one of them out.",
        "c.csv, line 5: 'Other' would be new, but line 2 has the same email. "
        "If they are the same, leave one of them out.",
    )
    assert "3 new records look like another one: make sure that they are not the same." in as_text(plan)


def test_names_that_differ_by_a_number_are_not_alike(sqlite_desk):
    rows = "Lead Inclusion Advisor 1\nLead Inclusion Advisor 2\n"
    assert sqlite_desk.preview("c.csv", "Name\n" + rows, kind="contacts", keep_missing=True).alike == ()


def test_a_real_address_in_place_of_a_sample_makes_the_record_real(sqlite_desk):
    sheet = "Contact name,Email,Tel\nOfficer North,officer@sampleshire.gov.uk,01823 355020\n"
    plan = sqlite_desk.preview("c.csv", sheet, keep_missing=True)
    assert problems(plan) == []
    assert changes(plan, "officer-north")["sample"] == ("yes", "no")


def test_the_report_names_every_change_with_before_and_after(sqlite_desk):
    said = as_text(sqlite_desk.preview("contacts.csv", HEADER + DESK.replace("355000", "355009")))
    assert "line 2: contacts, Desk [desk]" in said
    assert "phone: 01823 355000 -> 01823 355009" in said
    assert "Nothing is written yet" in said


def test_a_contact_that_answers_fall_back_on_is_kept_where_the_file_lacks_it(sqlite_desk):
    routed = "key,name,email,route\nnight,Night desk,night@sampleshire.gov.uk,out_of_hours\n"
    sqlite_desk.apply(sqlite_desk.preview("contacts.csv", routed, keep_missing=True))
    plan = sqlite_desk.preview("contacts.csv", "key,name\ndesk,Desk\n")
    kept = outcomes(plan, Verb.KEPT)["night"]
    assert kept.note == "still used by answers, as the out of hours route; give it a successor first"


@pytest.mark.parametrize(
    ("wording", "why"), [("who deals with", "everyday words alone"), ("🎉", "no letters or digits")]
)
def test_a_wording_that_tells_nothing_is_a_mistake(sqlite_desk, wording, why):
    plan = sqlite_desk.preview("topic_phrases.csv", f"phrase,topic\n{wording},attendance\n")
    (problem,) = problems(plan)
    assert problem.startswith(f"topic_phrases.csv, line 2, phrase: '{wording}'")
    assert why in problem
