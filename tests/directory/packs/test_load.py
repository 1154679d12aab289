from datetime import date

import pytest
from sqlalchemy import Engine, func, select

from directory import db
from directory.errors import PackError
from directory.models import (
    Area,
    Assignment,
    Authority,
    Contact,
    KeyDate,
    PostChange,
    Revision,
    School,
    Service,
    Topic,
)
from directory.packs import LoadReport, load_pack
from directory.words import Route
from tests.directory.packs.test_check import edit


@pytest.fixture
def load(engine: Engine, pack, vocabulary, now):
    def again() -> LoadReport:
        return load_pack(engine, pack, vocabulary_folder=vocabulary, who="officer", at=now)

    return again


def revision(engine: Engine) -> int:
    with db.reading(engine) as session:
        return session.scalars(select(Authority.revision)).one()


def test_a_first_load_is_one_revision_with_every_record(engine: Engine, load):
    report = load()
    assert (report.authority, report.added, report.changed) == ("sampleshire", 19, 0)
    with db.reading(engine) as session:
        [only] = session.scalars(select(Revision)).all()
        assert (only.who, only.action, len(only.items)) == ("officer", "load", 19)


def test_a_second_load_changes_nothing_and_leaves_no_revision(engine: Engine, load):
    load()
    report = load()
    assert (report.added, report.changed, report.unchanged, report.not_in_pack) == (0, 0, 19, 0)
    assert revision(engine) == 1


def test_the_routes_that_no_contact_has_are_reported(load, pack):
    assert load().missing_routes == (Route.FRONT_DOOR, Route.OUT_OF_HOURS)
    edit(pack, "contacts.csv", "01823 355000,general", "01823 355000,front_door")
    edit(pack, "contacts.csv", "01632 960001,,", "01632 960001,out_of_hours,")
    assert load().missing_routes == (Route.GENERAL,)


def test_references_between_records_are_kept(engine: Engine, load):
    load()
    with db.reading(engine) as session:
        held = session.scalars(select(Assignment).where(Assignment.key == "officer-north")).one()
        assert (held.contact.name, held.post.title, held.area.name) == ("Officer, North", "Officer", "North")
        change = session.scalars(select(PostChange)).one()
        sides = [(side.side, side.post.key, side.number) for side in change.sides]
        assert sorted(sides) == [("after", "officer", 1), ("before", "old-officer", 2)]
        service = session.scalars(select(Service)).one()
        assert [topic.key for topic in service.topics] == ["attendance"]
        assert [area.key for area in service.areas] == ["north"]


def test_a_blank_source_is_the_default_one_and_a_blank_verified_on_its_day(engine: Engine, load):
    load()
    with db.reading(engine) as session:
        verified = {row.key: (row.source.key, row.verified_on) for row in session.scalars(select(Contact))}
    assert verified["desk"] == ("plan", date(2022, 6, 1))
    assert verified["officer-north"] == ("sample", date(2022, 6, 2))


def test_a_list_in_a_cell_is_separated_by_semicolons(engine: Engine, load):
    load()
    with db.reading(engine) as session:
        school = session.scalars(select(School).where(School.key == "100001")).one()
        assert school.aliases == ["Hill Infants", "Hill Juniors"]


def test_parts_of_a_consultation_keep_their_order_and_days(engine: Engine, load):
    load()
    with db.reading(engine) as session:
        dates = session.scalars(select(KeyDate).order_by(KeyDate.position)).all()
        assert [each.key for each in dates] == ["start", "schools-told"]
        assert [day.day for day in dates[1].days] == [date(2022, 7, 6), date(2022, 7, 19)]


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("schools.csv", "Hill School", "Hill Primary School"),
        ("schools.csv", "Hill Infants; ", ""),
        ("post_changes.yaml", "number: 2", "number: 3"),
        ("services.yaml", "[attendance]", "[attendance, admissions]"),
        ("services.yaml", "[north]", "[south]"),
        ("consultation.yaml", "[2022-07-06, 2022-07-19]", "[2022-07-06, 2022-07-20]"),
    ],
)
def test_one_change_in_a_file_changes_one_record_in_one_revision(engine: Engine, load, pack, file, old, new):
    load()
    edit(pack, file, old, new)
    report = load()
    assert (report.added, report.changed, report.unchanged) == (0, 1, 18)
    with db.reading(engine) as session:
        last = session.scalars(select(Revision).where(Revision.number == 2)).one()
        assert len(last.items) == 1
        assert last.items[0].before != last.items[0].after
    assert load().changed == 0


def test_a_post_may_leave_one_side_of_a_change_and_join_the_other(engine: Engine, load, pack):
    load()
    text = (pack / "post_changes.yaml").read_text()
    (pack / "post_changes.yaml").write_text(
        text.replace("before:", "later:").replace("after:", "before:").replace("later:", "after:")
    )
    load()
    with db.reading(engine) as session:
        sides = session.scalars(select(PostChange)).one().sides
        assert sorted((side.side, side.post.key) for side in sides) == [
            ("after", "old-officer"),
            ("before", "officer"),
        ]


def test_records_that_left_the_pack_stay_and_are_counted(engine: Engine, load, pack):
    load()
    edit(pack, "areas.csv", "south,South\n", "")
    edit(pack, "assignments.csv", "officer-south,officer-south,officer,south,,,\n", "")
    assert load().not_in_pack == 2
    with db.reading(engine) as session:
        assert session.scalar(select(func.count()).select_from(Area)) == 2


def test_who_is_council_staff_stays_as_the_owners_left_it(engine: Engine, load):
    load()
    with db.writing(engine) as session:
        session.scalars(select(Authority)).one().staff_email_domains = ["new.example.org"]
    load()
    with db.reading(engine) as session:
        assert session.scalars(select(Authority.staff_email_domains)).one() == ["new.example.org"]


def test_a_source_with_a_new_title_is_a_new_revision(engine: Engine, load, pack):
    load()
    edit(pack, "authority.yaml", "The plan", "The final plan")
    load()
    assert revision(engine) == 2


def test_the_topics_of_the_vocabulary_are_kept_and_renamed(engine: Engine, load, vocabulary):
    load()
    edit(vocabulary, "topics.yaml", "label: Attendance", "label: School attendance")
    load()
    with db.reading(engine) as session:
        labels = dict(session.execute(select(Topic.key, Topic.label)).all())
    assert labels == {"attendance": "School attendance", "admissions": "Admissions"}


def test_a_pack_that_clashes_with_another_authority_is_refused_whole(engine: Engine, load, pack):
    load()
    edit(pack, "authority.yaml", "key: sampleshire", "key: othershire")
    edit(pack, "authority.yaml", "name: Sampleshire", "name: Othershire")
    with pytest.raises(PackError) as refused:
        load()
    (problem,) = refused.value.problems
    assert problem == (
        "authority.yaml, line 3, la_code: '999' is the LA code of Sampleshire (its key is 'sampleshire') "
        "already; write the LA code of Othershire"
    )
    with db.reading(engine) as session:
        assert session.scalars(select(Authority.key)).all() == ["sampleshire"]


def test_a_route_of_a_contact_that_is_not_in_the_pack_is_named(load, pack):
    load()
    edit(pack, "contacts.csv", "desk,Desk", "help,Help line")
    edit(pack, "consultation.yaml", "feedback_contact: desk", "feedback_contact: help")
    with pytest.raises(PackError) as refused:
        load()
    (problem,) = refused.value.problems
    assert problem.startswith("contacts.csv, line 2, route: Sampleshire has a contact for the general route")
    assert "Desk ('desk')" in problem


@pytest.mark.parametrize("to", ["officer-north", "help"])
def test_a_route_goes_from_one_contact_of_the_pack_to_another(engine: Engine, load, pack, to):
    load()
    edit(pack, "contacts.csv", "01823 355000,general,", "01823 355000,,")
    if to == "help":
        edit(pack, "contacts.csv", "officer-north,", "help,Help,,,general,,\nofficer-north,")
    else:
        edit(pack, "contacts.csv", "01632 960001,,", "01632 960001,general,")
    report = load()
    assert report.changed == (1 if to == "help" else 2)
    with db.reading(engine) as session:
        assert session.scalars(select(Contact.key).where(Contact.route == Route.GENERAL)).all() == [to]
