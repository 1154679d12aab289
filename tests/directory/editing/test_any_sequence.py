"""Whatever editors do in whatever order, the directory stays whole and its history tells the present."""

import shutil
from collections import Counter
from collections.abc import Iterator
from dataclasses import fields
from datetime import date, timedelta
from pathlib import Path
from uuid import uuid4

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine, text

from directory import db, snapshot
from directory.editing.carry_out import carry_out
from directory.editing.commands import (
    Add,
    AddPhrase,
    Alias,
    Assign,
    Command,
    Edit,
    RemovePhrase,
    Retire,
    Undo,
    Verify,
)
from directory.editing.errors import EditingError
from directory.editing.replay import replay
from directory.snapshot import Snapshot
from directory.words import Audience
from tests.directory.editing.conftest import NOW, OWNER, TODAY, found_westshire

REFERS = {"area": "areas", "school": "schools", "team": "teams", "post": "posts", "contact": "contacts"}
CONTACTS = ["advisor-1", "advisor-2", "advisor-3", "desk", "new", "new-2"]
POSTS, TEAMS = ["lead", "caseworker", "officer"], ["inclusion", "north-team"]
SCHOOLS, AREAS = ["100001", "100002", "100003"], ["north", "south"]
SERVICES = ["attendance", "casework", "north-only"]
KEYS = {
    "contact": CONTACTS,
    "post": POSTS,
    "team": TEAMS,
    "school": SCHOOLS,
    "area": AREAS,
    "service": SERVICES,
}

later = st.one_of(st.none(), st.integers(-5, 40).map(lambda days: TODAY + timedelta(days=days)))
retired = st.sampled_from([(kind, key) for kind, keys in KEYS.items() for key in keys])
edits = st.one_of(
    st.tuples(
        st.just("contact"), st.sampled_from(CONTACTS), st.fixed_dictionaries({"hours": st.sampled_from("ab")})
    ),
    st.tuples(
        st.just("service"),
        st.sampled_from(SERVICES),
        st.one_of(
            st.fixed_dictionaries({"contact": st.sampled_from(["", *CONTACTS])}),
            st.fixed_dictionaries({"post": st.sampled_from(["", *POSTS])}),
            st.fixed_dictionaries({"areas": st.sampled_from([(), ("north",), ("north", "south")])}),
        ),
    ),
    st.tuples(
        st.just("school"),
        st.sampled_from(SCHOOLS),
        st.fixed_dictionaries({"area": st.sampled_from(["", *AREAS])}),
    ),
    st.tuples(
        st.just("post"),
        st.sampled_from(POSTS),
        st.fixed_dictionaries({"team": st.sampled_from(["", *TEAMS])}),
    ),
)
places = st.one_of(
    st.sampled_from(SCHOOLS).map(lambda urn: {"school": urn}),
    st.sampled_from(AREAS).map(lambda key: {"area": key}),
    st.just({}),
)
commands: st.SearchStrategy[Command] = st.one_of(
    st.builds(Add, st.just("contact"), st.just({"name": "New"}), later, confirmed=st.just(True)),
    st.builds(lambda edit, day: Edit(*edit, None, day, confirmed=True), edits, later),
    st.builds(
        lambda what, day, successor, nobody: Retire(
            *what, day, successor and KEYS[what[0]][successor % 2], nobody
        ),
        retired,
        later,
        st.one_of(st.none(), st.integers(1, 2)),
        st.booleans(),
    ),
    st.builds(
        lambda who, post, place, day: Assign(who, post, from_day=day, **place),
        st.sampled_from(CONTACTS),
        st.sampled_from(POSTS),
        places,
        later,
    ),
    *[st.builds(Undo, st.integers(-4, 0))] * 3,
    st.builds(
        lambda post, other, day: Retire("post", post, day, other),
        st.sampled_from(POSTS),
        st.sampled_from(POSTS),
        later,
    ),
    st.builds(Alias, st.just("post"), st.sampled_from(POSTS), st.just(("Another name",))),
    st.builds(Verify, st.just("contact"), st.sampled_from(CONTACTS)),
    st.builds(AddPhrase, st.just("attendance"), st.sampled_from(["not in", "away"])),
    st.builds(RemovePhrase, st.just("attendance"), st.sampled_from(["not in", "away"])),
)
steps = st.lists(st.tuples(commands, st.sampled_from([0, 0, 0, 1, 15])), min_size=4, max_size=16)


def live_through(engine: Engine, sequence: list[tuple[Command, int]]) -> int:
    """Carries out what can be, checks after each step, and gives how much could be."""
    today, carried_out = TODAY, 0
    for wanted, days in sequence:
        today += timedelta(days=days)
        try:
            with db.writing(engine) as session:
                command = _counted_back(wanted, snapshot.take(session, "westshire").revision)
                carry_out(session, OWNER, command, today=today, now=NOW)
            carried_out += 1
        except EditingError:
            pass
        with db.reading(engine) as session:
            held = snapshot.take(session, "westshire")
            assert replay(session, "westshire") == ()
        assert list(_dangling(held, today)) == []
        assert list(_held_twice(held)) == []
        assert list(_told_twice_or_too_early(held)) == []
    return carried_out


def _counted_back(command: Command, latest: int) -> Command:
    """An undo of a number below 1 is that of the latest change (0), the one before it (-1), and so on."""
    if isinstance(command, Undo) and command.number < 1:
        return Undo(max(2, latest + command.number))
    return command


def _days(held: Snapshot) -> list[date]:
    return [TODAY - timedelta(days=9), *held.days_of_change(TODAY - timedelta(days=9), date(2030, 1, 1))]


def _dangling(held: Snapshot, today: date) -> Iterator[str]:
    for day in [today, *(day for day in _days(held) if day > today)]:
        seen = held.visible_to(Audience.STAFF, day)
        for kind in ("schools", "teams", "posts", "assignments", "services"):
            for key, fact in getattr(seen, kind).items():
                for field in fields(fact):
                    target = getattr(fact, field.name)
                    if field.name in REFERS and target and target not in getattr(seen, REFERS[field.name]):
                        yield f"{day}: {kind} {key} refers to the {field.name} {target}"
                if kind == "services" and not set(fact.areas) <= seen.areas.keys():
                    yield f"{day}: {key} is offered in {fact.areas}"


def _held_twice(held: Snapshot) -> Iterator[str]:
    for day in _days(held):
        seen = held.visible_to(Audience.STAFF, day).assignments.values()
        places = Counter((a.post, a.area, a.school) for a in seen)
        yield from (f"{day}: {place}" for place, count in places.items() if count > 1)


def _told_twice_or_too_early(held: Snapshot) -> Iterator[str]:
    """What is told of posts: of each by one change a day at most, and of none while it still stands."""
    for day in _days(held):
        for audience in Audience:
            changes = held.visible_to(audience, day).post_changes.values()
            gone = [side.post for change in changes for side in change.sides if side.side == "before"]
            yield from (f"{day}: {post} became two" for post, count in Counter(gone).items() if count > 1)
            yield from (f"{day}: {post} still stands" for post in gone if held.posts[post].holds_on(day))
            named = {side.post for change in changes for side in change.sides} - held.posts.keys()
            yield from (f"{day}: {post} is told of and there is no such post" for post in named)


@pytest.fixture(scope="module")
def founded(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("founded") / "westshire.sqlite3"
    shutil.copy(sqlite_template, path)
    engine = db.connect(f"sqlite:///{path}")
    found_westshire(engine)
    with engine.connect() as connection:
        connection.execute(text("PRAGMA wal_checkpoint(TRUNCATE)"))
    engine.dispose()
    return path


SLOW = [HealthCheck.function_scoped_fixture, HealthCheck.too_slow, HealthCheck.data_too_large]


@settings(max_examples=60, deadline=None, suppress_health_check=SLOW)
@given(sequence=steps)
def test_no_sequence_of_changes_breaks_the_directory_or_its_history(sequence, founded: Path, tmp_path: Path):
    path = tmp_path / f"{uuid4().hex}.sqlite3"
    shutil.copy(founded, path)
    engine = db.connect(f"sqlite:///{path}")
    try:
        live_through(engine, sequence)
    finally:
        engine.dispose()
        path.unlink()


SEPTEMBER = TODAY + timedelta(days=30)
CHOSEN: list[list[tuple[Command, int]]] = [
    [
        (Assign("advisor-2", "lead", school="100001", from_day=SEPTEMBER), 0),
        (Retire("contact", "advisor-2", SEPTEMBER + timedelta(days=3), "advisor-3"), 0),
        (Undo(2), 0),
        (Undo(3), 0),
        (Undo(2), 40),
    ],
    [
        (Edit("service", "casework", {"contact": "desk"}, None, SEPTEMBER), 0),
        (Retire("contact", "desk", nobody=True), 1),
        (Undo(3), 0),
        (Undo(2), 0),
        (Add("contact", {"name": "New"}, SEPTEMBER), 0),
        (Edit("service", "casework", {"contact": "new"}, None), 0),
        (Edit("service", "casework", {"contact": "new"}, None, SEPTEMBER), 0),
    ],
    [
        (Retire("post", "caseworker", SEPTEMBER, "officer"), 0),
        (Retire("post", "officer", nobody=True), 0),
        (Retire("area", "south", None, "north"), 40),
        (Undo(2), 0),
    ],
    [
        (Retire("post", "caseworker", SEPTEMBER, "officer"), 0),
        (Retire("post", "caseworker", SEPTEMBER - timedelta(days=9), "lead"), 0),
        (Undo(2), 0),
        (Undo(3), 0),
        (Undo(2), 0),
        (Undo(0), 0),
        (Retire("post", "officer", SEPTEMBER + timedelta(days=3), "lead"), 40),
        (Undo(0), 0),
    ],
]


@pytest.mark.parametrize(
    "sequence", CHOSEN, ids=["assign and hand over", "planned and retired", "posts and areas", "posts again"]
)
def test_changes_that_meet_each_other_leave_the_directory_whole_on_both_databases(
    sequence, westshire: Engine
):
    assert live_through(westshire, sequence) >= 3
