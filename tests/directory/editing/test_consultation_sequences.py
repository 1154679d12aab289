"""Whatever owners do to a consultation in whatever order, it stays whole, and all of it can be taken back."""

import shutil
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from uuid import uuid4

from hypothesis import given, settings
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
    NewConsultation,
    NewRow,
    Undo,
)
from directory.editing.errors import EditingError
from directory.snapshot import Snapshot
from directory.words import DateStatus
from tests.directory.editing.conftest import NOW, OWNER, TODAY
from tests.directory.editing.test_any_sequence import SLOW, commands, founded, live_through

__all__ = ["founded"]

DAYS = [TODAY + timedelta(days=each) for each in range(5)]
BEGIN = NewConsultation(
    "Redesign",
    "",
    DAYS[0],
    DAYS[4],
    (
        NewRow("Start", (DAYS[0],)),
        NewRow("Drop-in", tuple(DAYS[:3]), status=DateStatus.PROVISIONAL, condition="subject to agreement"),
        NewRow("End", (DAYS[4],)),
    ),
)
keys = st.sampled_from(["start", "drop-in", "drop-in", "drop-in-2", "drop-in-3", "end", "scrutiny"])
days = st.sampled_from(DAYS)
maybe = st.one_of(st.none(), days)
of_a_consultation: st.SearchStrategy[Command] = st.one_of(
    st.builds(
        AddKeyDate,
        st.just("redesign"),
        st.sampled_from(["Scrutiny", "Drop-in"]),
        st.lists(days, min_size=1, max_size=3).map(tuple),
    ),
    *[st.builds(MoveKeyDate, keys, days, maybe)] * 3,
    *[st.builds(CancelKeyDate, keys, maybe)] * 2,
    st.builds(ConfirmKeyDate, keys),
)
mixed = st.one_of(
    of_a_consultation, of_a_consultation, commands, st.builds(Undo, st.integers(-4, 0)), st.just(BEGIN)
)
steps = st.lists(st.tuples(mixed, st.sampled_from([0, 0, 1])), min_size=3, max_size=10)


@contextmanager
def copied(founded: Path, folder: Path) -> Iterator[Engine]:
    path = folder / f"{uuid4().hex}.sqlite3"
    shutil.copy(founded, path)
    engine = db.connect(f"sqlite:///{path}")
    try:
        yield engine
    finally:
        engine.dispose()
        path.unlink()


def taken(engine: Engine) -> Snapshot:
    with db.reading(engine) as session:
        return snapshot.take(session, "westshire")


def assert_whole(held: Snapshot) -> None:
    for row in held.key_dates.values():
        assert row.consultation in held.consultations
        assert row.days
        assert len(set(row.days)) == len(row.days) == len(row.numbers)
    entries = Counter(
        (row.split_from or row.key, number) for row in held.key_dates.values() for number in row.numbers
    )
    assert set(entries.values()) <= {1}
    for whole in held.consultations.values():
        assert whole.starts_on <= whole.ends_on


@settings(max_examples=12, deadline=None, suppress_health_check=SLOW)
@given(sequence=steps)
def test_no_sequence_of_changes_breaks_a_consultation(sequence, founded: Path, tmp_path: Path):
    with copied(founded, tmp_path) as engine:
        live_through(engine, [(BEGIN, 0), *sequence])
        assert_whole(taken(engine))


@settings(max_examples=12, deadline=None, suppress_health_check=SLOW)
@given(sequence=st.lists(of_a_consultation, min_size=1, max_size=8))
def test_what_is_undone_step_by_step_is_as_it_was_at_every_step(sequence, founded: Path, tmp_path: Path):
    with copied(founded, tmp_path) as engine:
        do(engine, BEGIN)
        states: list[tuple[Snapshot, Done]] = []
        for command in sequence:
            before = taken(engine)
            try:
                done = do(engine, command)
            except EditingError:
                continue
            if done.undo:
                states.append((before, done))
        for before, done in reversed(states):
            do(engine, replace(done.undo, confirmed=True))
            after = taken(engine)
            assert replace(after, revision=before.revision) == before


def do(engine: Engine, command: Command | None) -> Done:
    assert command is not None
    with db.writing(engine) as session:
        return carry_out(session, OWNER, command, today=TODAY, now=NOW)
