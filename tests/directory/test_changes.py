from datetime import date

import pytest
from sqlalchemy import Engine, select

from directory import db
from directory.changes import recording
from directory.errors import NotRecorded
from directory.models import (
    Area,
    Authority,
    Consultation,
    Contact,
    KeyDate,
    Post,
    PostChange,
    PostChangeSide,
    Revision,
    School,
    Service,
    Source,
)
from directory.words import ChangeKind, Stage


def start(session, now):
    authority = Authority(key="sample", name="Sample", la_code="999")
    session.add(authority)
    session.flush()
    source = Source(authority_id=authority.id, key="doc", title="A document")
    session.add(source)
    session.flush()
    return authority, source


def test_a_write_leaves_one_revision_with_before_and_after(engine: Engine, now):
    with db.writing(engine) as session:
        authority, source = start(session, now)
        with recording(session, authority, who="U1", action="add", at=now):
            session.add(Area(authority_id=authority.id, key="north", name="North", source=source))
        with recording(session, authority, who="U2", action="edit", at=now, why="renamed"):
            area = session.scalars(select(Area)).one()
            area.name = "Northern"
    with db.reading(engine) as session:
        first, second = session.scalars(select(Revision).order_by(Revision.number)).all()
        assert (first.number, second.number) == (1, 2)
        assert first.items[0].before is None
        assert first.items[0].after["name"] == "North"
        assert (second.who, second.why) == ("U2", "renamed")
        assert second.items[0].before["name"] == "North"
        assert second.items[0].after["name"] == "Northern"
        assert second.items[0].record_key == "north"
        assert session.scalars(select(Authority)).one().revision == 2


def test_nothing_changed_means_no_revision(engine: Engine, now):
    with db.writing(engine) as session:
        authority, source = start(session, now)
        with recording(session, authority, who="U1", action="add", at=now):
            session.add(Area(authority_id=authority.id, key="north", name="North", source=source))
        with recording(session, authority, who="U1", action="edit", at=now):
            session.scalars(select(Area)).one().name = "North"
    with db.reading(engine) as session:
        assert session.scalars(select(Authority)).one().revision == 1
        assert len(session.scalars(select(Revision)).all()) == 1


def test_a_removed_record_is_kept_in_the_history(engine: Engine, now):
    with db.writing(engine) as session:
        authority, source = start(session, now)
        with recording(session, authority, who="U1", action="add", at=now):
            session.add(Contact(authority_id=authority.id, key="c", name="A mailbox", source=source))
        with recording(session, authority, who="U1", action="remove", at=now):
            session.delete(session.scalars(select(Contact)).one())
    with db.reading(engine) as session:
        item = session.scalars(select(Revision).where(Revision.number == 2)).one().items[0]
        assert item.before["name"] == "A mailbox"
        assert item.after is None


def test_a_changed_day_counts_as_a_change_of_its_key_date(engine: Engine, now):
    with db.writing(engine) as session:
        authority, source = start(session, now)
        with recording(session, authority, who="U1", action="add", at=now):
            consultation = Consultation(authority_id=authority.id, key="c", title="C", source=source)
            row = KeyDate(
                authority_id=authority.id, key="d", title="D", source=source, consultation=consultation
            )
            row.set_days([date(2022, 7, 6)])
            session.add(row)
        with recording(session, authority, who="U1", action="edit", at=now):
            row = session.scalars(select(KeyDate)).one()
            row.set_days([date(2022, 7, 6), date(2022, 7, 19)])
    with db.reading(engine) as session:
        item = session.scalars(select(Revision).where(Revision.number == 2)).one().items[0]
        assert item.before["days"] == [{"day": "2022-07-06", "number": 1}]
        assert item.after["days"] == [
            {"day": "2022-07-06", "number": 1},
            {"day": "2022-07-19", "number": 2},
        ]


def test_a_write_outside_a_recording_is_refused(engine: Engine, now):
    with pytest.raises(NotRecorded), db.writing(engine) as session:
        authority, source = start(session, now)
        session.add(School(authority_id=authority.id, key="1", name="A school", source=source))
    with db.reading(engine) as session:
        assert session.scalars(select(School)).all() == []


def test_a_failed_write_leaves_neither_record_nor_revision(engine: Engine, now):
    class Stop(Exception):
        pass

    with pytest.raises(Stop), db.writing(engine) as session:
        authority, source = start(session, now)
        with recording(session, authority, who="U1", action="add", at=now):
            session.add(Area(authority_id=authority.id, key="north", name="North", source=source))
        raise Stop
    with db.reading(engine) as session:
        assert session.scalars(select(Revision)).all() == []
        assert session.scalars(select(Area)).all() == []


def test_a_change_to_one_side_of_a_post_change_is_recorded_with_its_former_number(engine: Engine, now):
    with db.writing(engine) as session:
        authority, source = start(session, now)
        shared = {"authority_id": authority.id, "source": source}
        with recording(session, authority, who="U1", action="add", at=now):
            post = Post(key="officer", title="Officer", **shared)
            change = PostChange(key="cut", kind=ChangeKind.DELETED, stage=Stage.PROPOSED, **shared)
            change.sides = [PostChangeSide(side="before", post=post, number=5)]
            session.add_all([post, change])
        with recording(session, authority, who="U2", action="edit", at=now):
            change.sides[0].number = 4
    with db.reading(engine) as session:
        item = session.scalars(select(Revision).where(Revision.number == 2)).one().items[0]
        assert (item.before["sides"][0]["number"], item.after["sides"][0]["number"]) == (5, 4)


def test_links_that_were_not_loaded_are_recorded_as_they_were(engine: Engine, now):
    with db.writing(engine) as session:
        authority, source = start(session, now)
        shared = {"authority_id": authority.id, "source": source}
        with recording(session, authority, who="U1", action="add", at=now):
            service = Service(key="s", name="Service", **shared)
            service.areas = [Area(key="north", name="North", **shared)]
            session.add(service)
    with db.writing(engine) as session:
        authority = session.scalars(select(Authority)).one()
        with recording(session, authority, who="U1", action="edit", at=now):
            service = session.scalars(select(Service)).one()
            service.name = "Renamed"
            session.flush()
            service.areas = []
    with db.reading(engine) as session:
        item = session.scalars(select(Revision).where(Revision.number == 2)).one().items[0]
        assert (item.before["areas"], item.after["areas"]) == (["north"], [])
