"""The wall, one kind of record after the other: answers, searches, typeaheads, exports, the web, commands."""

import io
import time
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from slack_bolt.async_app import AsyncApp
from sqlalchemy import Engine
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.routing import Route
from typer.core import TyperGroup

from bot.cli import cli
from bot.clock import PlaygroundClock
from bot.commands.on_demand import OnDemand
from bot.listeners.directory import naming
from bot.web import create_web
from directory import db
from directory.ask.answer import Need, Question
from directory.ask.desk import VOCABULARY, EnquiryDesk
from directory.ask.index import SharedIndex
from directory.editing.kinds import KINDS
from directory.exchange.export import Format, export
from directory.feeds import feed_token
from directory.roles import Actor, Standing
from directory.words import Audience
from tests.bot.running import copied
from tests.bot.wall import marked
from tests.bot.wall.walk import QUESTIONS, sights

CLOCK = PlaygroundClock()
TODAY = CLOCK.today()
TEACHER = Actor("T0SOMERSET", "U0SOMSENCO", "somerset", Standing.MEMBER)
WITH_AUDIENCE = {
    "ask": ("ask", QUESTIONS[0]),
    "export": ("export", "--format", "csv", "--out", "exported"),
    "timeline": ("timeline",),
    "calendar": ("calendar", "-"),
}
"""How each command that asks for an audience is run; the test below fails where one is missing."""


@pytest.fixture
def engine(both_packs: Path, tmp_path: Path) -> Iterator[Engine]:
    with copied(both_packs, tmp_path / "wall.sqlite3") as engine:
        yield engine


@pytest.fixture(scope="session")
def shared() -> SharedIndex:
    return SharedIndex.read(VOCABULARY)


@pytest.fixture
def desk(engine: Engine, shared: SharedIndex, monkeypatch: pytest.MonkeyPatch) -> EnquiryDesk:
    monkeypatch.setattr(SharedIndex, "read", lambda _folder: shared)
    return EnquiryDesk(engine)


def shown(desk: EnquiryDesk, authority: str, seen: list[marked.Known]) -> Iterator[str]:
    """Everything that a school can get from the directory about these records and the usual questions."""
    some = sights(seen, 3)
    for text in (*QUESTIONS, *some.names):
        asked = Question(text, authority, TODAY)
        yield repr(replace(answer := desk.ask(asked), text=answer.text))
        yield repr([option for option in desk.suggest_schools(authority, text, TODAY)])
        yield repr(desk.find_school(authority, text, TODAY))
        actor = replace(TEACHER, authority=authority)
        yield repr([(each.name, each.key) for each in naming.search(desk, actor, text, TODAY)])
        for to in (*KINDS, "any", "topic"):
            yield repr(naming.options(desk, actor, to, text, TODAY))
        for option in (*answer.options, *answer.others):
            yield repr(desk.complete(answer.need, option.id, asked))
    for record in some.records:
        if record.table in ("post", "school", "area"):
            answer = desk.complete(
                Need(**{record.table: record.key}), record.key, Question("", authority, TODAY)
            )
            yield repr(replace(answer, need=Need()))


def files(content: bytes, parts: dict[str, bytes]) -> Iterator[str]:
    for name, part in parts.items():
        yield f"{name} {part.decode('utf-8', 'replace')}"
    if content[:2] == b"PK":
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            for name in packed.namelist():
                yield f"{name} {packed.read(name).decode('utf-8', 'replace')}"


@pytest.mark.parametrize("hidden", marked.HIDDEN)
def test_whatever_is_hidden_stays_hidden(engine: Engine, desk: EnquiryDesk, hidden: str):
    known = marked.mark(engine, marked.HIDDEN[hidden], TODAY)
    for authority in ("somerset", "bury"):
        mine = [record for record in known if record.authority == authority]
        said = list(shown(desk, authority, mine))
        with db.reading(engine) as session:
            for wanted in Format:
                made = export(session, authority, wanted, Audience.SCHOOLS, TODAY)
                said += files(made.content, dict(made.files))
        found = [leak for text in said for leak in marked.leaks(text, ())]
        assert not found, "\n".join(found[:5])


def test_the_same_walk_finds_the_word_where_nobody_hides_it(engine: Engine, desk: EnquiryDesk):
    known = marked.mark(engine, marked.HIDDEN["as the packs have it"], TODAY)
    with db.reading(engine) as session:
        made = export(session, "somerset", Format.XLSX, Audience.STAFF, TODAY)
    assert any(marked.leaks(text, ()) for text in files(made.content, dict(made.files)))
    staff = Question(QUESTIONS[0], "somerset", TODAY, Audience.STAFF)
    assert list(marked.leaks(repr(desk.ask(staff)), ()))
    assert any(record.hidden for record in known)


@pytest.mark.parametrize("hidden", ["every key_date", "every second record", "everything"])
async def test_no_page_of_the_web_application_shows_it(engine: Engine, desk: EnquiryDesk, hidden: str):
    marked.mark(engine, marked.HIDDEN[hidden], TODAY)
    with db.writing(engine) as session:
        token = feed_token(session, "somerset", Audience.SCHOOLS, "U0SOMSENCO", CLOCK.now())
    web = create_web(AsyncApp(signing_secret="x", authorize=_nobody), engine, desk, CLOCK)
    for route in web.routes:
        assert isinstance(route, Route), f"nothing walks {route}"
        for given in (token, "unknown"):
            path = route.path.replace("{token}", given).replace("{token:str}", given)
            assert "{" not in path, f"nothing fills in {path}"
            for method in route.methods or ():
                assert not list(marked.leaks(await answer_of(web, method, path), ()))


async def _nobody() -> None:
    return None


async def answer_of(web: Starlette, method: str, path: str) -> str:
    """Status, headers and body of an answer, as text."""
    said: list[bytes] = []
    scope = {
        "type": "http",
        "method": method,
        "path": path,
        "raw_path": path.encode(),
        "query_string": b"",
        "headers": [],
        "server": ("127.0.0.1", 80),
        "client": ("127.0.0.1", 9),
        "scheme": "http",
        "http_version": "1.1",
    }

    async def receive() -> dict[str, object]:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: dict[str, object]) -> None:
        said.append(repr(message.get("headers", "")).encode() + bytes(message.get("body", b"")))  # type: ignore[call-overload]

    await web(Request(scope).scope, receive, send)  # type: ignore[arg-type]
    return b"".join(said).decode("utf-8", "replace")


def commands_with_an_audience() -> set[str]:
    found = set()
    for name, command in cli.commands.items():
        assert isinstance(command, OnDemand)
        real = command.imported()
        inner = real.commands.values() if isinstance(real, TyperGroup) else [real]
        if any(param.name == "audience" for each in inner for param in each.params):
            found.add(name)
    return found


@pytest.mark.parametrize("command", sorted(commands_with_an_audience()))
@pytest.mark.parametrize("authority", ["somerset", "bury"])
def test_no_command_shows_it_to_schools(
    engine: Engine,
    tmp_path: Path,
    command: str,
    authority: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
):
    marked.mark(engine, marked.HIDDEN["every second record"], TODAY)
    monkeypatch.setenv("SIGNPOST_DATABASE_URL", str(engine.url))
    monkeypatch.chdir(tmp_path)
    cli([*WITH_AUDIENCE[command], "--authority", authority, "--audience", "schools"], standalone_mode=False)
    said = [*capsys.readouterr(), *(path.read_text("utf-8") for path in tmp_path.glob("exported/*"))]
    assert not [leak for text in said for leak in marked.leaks(text, ())]


@pytest.mark.parametrize(
    ("authority", "internal", "nothing"),
    [
        ("somerset", "when does the consultation close", "when is the moon landing"),
        (
            "somerset",
            "which ring fence is a Service Manager in",
            "where is the moon landing",
        ),
        ("bury", "what is the care first number", "where is the moon landing"),
    ],
)
def test_an_internal_matter_is_answered_as_one_that_does_not_exist(
    desk: EnquiryDesk, authority: str, internal: str, nothing: str
):
    def asked(text: str) -> str:
        return repr(replace(desk.ask(Question(text, authority, TODAY)), score=0.0))

    assert asked(internal) == asked(nothing)


def test_an_internal_matter_takes_no_other_time_than_one_that_does_not_exist(desk: EnquiryDesk):
    def fastest(text: str) -> float:
        asked = Question(text, "somerset", TODAY)
        times = []
        for _ in range(40):
            start = time.perf_counter()
            desk.ask(asked)
            times.append(time.perf_counter() - start)
        return min(times)

    ratio = fastest("when does the consultation close") / fastest("when is the moon landing")
    assert 1 / 4 < ratio < 4
