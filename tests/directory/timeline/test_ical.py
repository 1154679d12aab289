"""What a calendar program makes of the feed, read with another library than the one that writes it."""

import re
from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
import vobject
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Engine

from directory import db, snapshot
from directory.editing.carry_out import carry_out
from directory.editing.commands import (
    AddKeyDate,
    CancelKeyDate,
    Command,
    ConfirmKeyDate,
    Done,
    MoveKeyDate,
    Undo,
)
from directory.roles import at_the_command_line
from directory.timeline import ical
from directory.words import Audience, DateStatus
from tests.directory.timeline.conftest import LOADED, TODAY, consultation, key_date, snapshot_of

OWNER = at_the_command_line("somerset", "signpost")
SCRUTINY = "somerset.scrutiny-committee.1@signpost"
SHARED_ON_19 = "somerset.share-with-schools.2@signpost"


def written(engine: Engine, audience: Audience = Audience.STAFF) -> bytes:
    with db.reading(engine) as session:
        held = snapshot.take(session, "somerset").visible_to(audience, TODAY)
        return ical.calendar_bytes(session, held, LOADED + timedelta(days=1), audience)


def entries(content: bytes) -> dict[str, vobject.base.Component]:
    read = vobject.readOne(content.decode())
    return {event.uid.value: event for event in read.contents.get("vevent", [])}


def do(engine: Engine, command: Command) -> Done:
    with db.writing(engine) as session:
        return carry_out(session, OWNER, command, today=TODAY, now=LOADED + timedelta(hours=2))


def test_every_day_of_every_key_date_is_an_entry_of_one_whole_day(somerset: Engine):
    read = entries(written(somerset))
    with db.reading(somerset) as session:
        rows = snapshot.take(session, "somerset").key_dates.values()
    assert len(read) == sum(len(row.days) for row in rows)
    scrutiny = read[SCRUTINY]
    assert scrutiny.summary.value == "Children and Families scrutiny committee"
    assert (scrutiny.dtstart.value, scrutiny.dtend.value) == (date(2022, 7, 25), date(2022, 7, 26))
    assert scrutiny.status.value == "CONFIRMED"
    assert "Part of: Education & Inclusion Services Redesign." in scrutiny.description.value
    assert scrutiny.last_modified.value == LOADED
    assert scrutiny.dtstamp.value == LOADED + timedelta(days=1)


def test_the_calendar_says_its_name_and_how_often_to_look(somerset: Engine):
    read = vobject.readOne(written(somerset).decode())
    assert (read.version.value, read.method.value) == ("2.0", "PUBLISH")
    assert read.x_wr_calname.value == "Somerset key dates"
    assert (read.refresh_interval.value, read.refresh_interval.params) == ("PT6H", {"VALUE": ["DURATION"]})
    assert read.x_published_ttl.value == "PT6H"


def test_a_date_that_depends_on_something_is_tentative_and_says_on_what(somerset: Engine):
    case = entries(written(somerset))["somerset.business-case-to-unions.1@signpost"]
    assert case.status.value == "TENTATIVE"
    assert case.summary.value.startswith("Provisional: Business case")
    assert "It depends on this: subject to Exec SLT agreement." in case.description.value
    do(somerset, ConfirmKeyDate("business-case-to-unions"))
    after = entries(written(somerset))["somerset.business-case-to-unions.1@signpost"]
    assert after.status.value == "CONFIRMED"
    assert "depends" not in after.description.value


def test_schools_get_their_dates_and_no_word_of_the_consultation(somerset: Engine):
    content = written(somerset, Audience.SCHOOLS)
    read = entries(content)
    assert sorted(event.dtstart.value for event in read.values()) == [date(2022, 7, 6), date(2022, 7, 19)]
    assert all("Part of" not in event.description.value for event in read.values())
    assert b"Part of" not in content
    assert b"Conclusion" not in content


def test_a_moved_date_is_the_same_entry_with_a_higher_sequence(somerset: Engine):
    before = entries(written(somerset))
    do(somerset, MoveKeyDate("scrutiny-committee", date(2022, 8, 1)))
    after = entries(written(somerset))
    assert after.keys() == before.keys()
    assert after[SCRUTINY].dtstart.value == date(2022, 8, 1)
    assert int(after[SCRUTINY].sequence.value) > int(before[SCRUTINY].sequence.value)
    assert after[SCRUTINY].last_modified.value == LOADED + timedelta(hours=2)
    others = before.keys() - {SCRUTINY}
    assert all(after[uid].sequence.value == before[uid].sequence.value for uid in others)


def test_one_moved_day_of_several_is_the_same_entry(somerset: Engine):
    do(somerset, MoveKeyDate("share-with-schools", date(2022, 7, 5), from_day=date(2022, 7, 19)))
    read = entries(written(somerset))
    assert read[SHARED_ON_19].dtstart.value == date(2022, 7, 5)
    assert read["somerset.share-with-schools.1@signpost"].dtstart.value == date(2022, 7, 6)


@pytest.mark.parametrize(
    ("command", "uid"),
    [
        (CancelKeyDate("scrutiny-committee"), SCRUTINY),
        (CancelKeyDate("share-with-schools", on_day=date(2022, 7, 19)), SHARED_ON_19),
    ],
    ids=["a whole date", "one day of two"],
)
def test_a_cancelled_date_is_the_same_entry_cancelled_and_comes_back_with_an_undo(somerset, command, uid):
    before = entries(written(somerset))
    done = do(somerset, command)
    after = entries(written(somerset))
    assert after.keys() == before.keys()
    assert [each for each in after if after[each].status.value == "CANCELLED"] == [uid]
    assert after[uid].summary.value.startswith("Cancelled: ")
    assert after[uid].dtstart.value == before[uid].dtstart.value
    assert int(after[uid].sequence.value) > int(before[uid].sequence.value)
    assert done.revision is not None
    do(somerset, Undo(done.revision))
    again = entries(written(somerset))
    assert again[uid].status.value == "CONFIRMED"
    assert int(again[uid].sequence.value) > int(after[uid].sequence.value)


def test_a_day_that_is_given_again_after_it_was_cancelled_is_one_entry_that_is_on(somerset: Engine):
    do(somerset, CancelKeyDate("share-with-schools", on_day=date(2022, 7, 19)))
    with db.reading(somerset) as session:
        held = snapshot.take(session, "somerset").visible_to(Audience.STAFF, TODAY)
        row = held.key_dates["share-with-schools"]
        days, numbers = (*row.days, date(2022, 7, 20)), (*row.numbers, 2)
        again = {**held.key_dates, row.key: key_date(row.key, *days, numbers=numbers, of=row.consultation)}
        content = ical.calendar_bytes(session, replace(held, key_dates=again), LOADED)
    assert content.count(SHARED_ON_19.encode()) == 1
    assert entries(content)[SHARED_ON_19].status.value == "CONFIRMED"


@pytest.mark.parametrize(("audience", "is_told"), [(Audience.STAFF, True), (Audience.SCHOOLS, False)])
def test_a_date_that_was_taken_back_is_cancelled_for_those_it_was_for_without_its_words(
    somerset: Engine, audience: Audience, is_told: bool
):
    added = do(somerset, AddKeyDate("redesign-2022", "Secret picnic", (date(2022, 8, 4),)))
    uid = "somerset.secret-picnic.1@signpost"
    shown = entries(written(somerset)).get(uid)
    assert shown is not None
    undone = do(somerset, Undo(added.revision))
    content = written(somerset, audience)
    assert b"picnic" not in content.replace(uid.encode(), b"")
    gone = entries(content).get(uid)
    assert (gone is not None) == is_told
    if gone is not None:
        assert gone.status.value == "CANCELLED"
        assert (gone.sequence.value, gone.dtstart.value) == (str(undone.revision), shown.dtstart.value)


def test_a_date_that_is_back_after_it_was_removed_is_one_entry_that_is_on(somerset: Engine):
    added = do(somerset, AddKeyDate("redesign-2022", "Picnic", (date(2022, 8, 4),)))
    undone = do(somerset, Undo(added.revision))
    do(somerset, Undo(undone.revision))
    assert entries(written(somerset))["somerset.picnic.1@signpost"].status.value == "CONFIRMED"


def test_awkward_text_comes_through_as_it_is(somerset: Engine):
    title = "Drop-in; tea, cake\\biscuits: \N{HOT BEVERAGE}\N{VARIATION SELECTOR-16} " + "caf\u00e9 " * 30
    note = "First line,\nsecond; line\r\nBEGIN:VEVENT\nEND:VCALENDAR \x00\x07"
    done = do(
        somerset, AddKeyDate("redesign-2022", title, (date(2022, 8, 4),), condition="if; so", note=note)
    )
    content = written(somerset)
    event = entries(content)[f"somerset.{done.key}.1@signpost"]
    assert event.summary.value == title.strip()
    assert "First line,\nsecond; line\nBEGIN:VEVENT\nEND:VCALENDAR" in event.description.value
    assert "if; so" in event.description.value


def test_lines_are_folded_at_75_bytes_and_end_as_the_standard_says(somerset: Engine):
    do(somerset, AddKeyDate("redesign-2022", "\N{GRINNING FACE}" * 60, (date(2022, 8, 4),)))
    content = written(somerset)
    lines = content.split(b"\r\n")
    assert lines[0] == b"BEGIN:VCALENDAR"
    assert lines[-2:] == [b"END:VCALENDAR", b""]
    assert all(len(line) <= 75 for line in lines)
    assert b"\n" not in content.replace(b"\r\n", b"")
    assert all(line.decode() is not None for line in lines)


texts = st.text(max_size=120)


@given(title=texts.filter(str.strip), note=texts, condition=texts, status=st.sampled_from(DateStatus))
def test_any_text_is_read_back_and_makes_no_other_entry(title, note, condition, status):
    row = key_date(
        "a", TODAY, TODAY + timedelta(days=2), title=title, note=note, condition=condition, status=status
    )
    changes = {"a": ical._Change(3, datetime.fromisoformat("2022-06-27T09:00:00+00:00"))}
    held = snapshot_of(consultation(), row)
    events = ical._Entries(held, changes, LOADED).by_uid()
    content = b"".join(event.to_ical() for event in events.values())
    read = [vobject.readOne(each.to_ical().decode()) for each in events.values()]
    assert content.count(b"\r\nBEGIN:VEVENT\r\n") + content.startswith(b"BEGIN:VEVENT\r\n") == 2
    assert {event.sequence.value for event in read} == {"3"}
    wanted = re.sub(r"[\x00-\x08\x0b-\x1f\x7f]", "", re.sub(r"\r\n?", "\n", title))
    assert all(event.summary.value.endswith(wanted) for event in read)


def test_no_dates_make_an_empty_calendar_that_can_be_read(somerset: Engine):
    with db.reading(somerset) as session:
        content = ical.calendar_bytes(session, snapshot_of(), LOADED)
    assert entries(content) == {}
