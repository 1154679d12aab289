"""The try-out page's own HTTP: what it serves, what it lets in, and what it says when it says no."""

import asyncio
import logging
import re
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import aiohttp
import pytest

from bot.playground import page
from tests.bot.playground.canned import CannedPlayground, served

SENCO = {"team": "T0SOMERSET", "user": "U0SOMSENCO"}
STATIC = Path(page.__file__).parent / "static"


@pytest.fixture
def playground() -> CannedPlayground:
    return CannedPlayground()


@pytest.fixture
async def http(playground: CannedPlayground) -> AsyncIterator[aiohttp.ClientSession]:
    async with served(playground) as url, aiohttp.ClientSession(url) as session:
        yield session


async def state_of(http: aiohttp.ClientSession, **query: Any) -> dict[str, Any]:
    async with http.get("/page/state", params=SENCO | query) as response:
        return await response.json()


async def act(http: aiohttp.ClientSession, do: str, **details: Any) -> tuple[int, dict[str, Any]]:
    async with http.post("/page/act", json={**SENCO, "do": do, "with": details}) as response:
        return response.status, await response.json()


async def test_the_page_may_load_only_from_its_own_server(http):
    async with http.get("/") as response:
        policy = response.headers["Content-Security-Policy"]
        assert response.status == 200
        assert "<h1" in await response.text()
    assert "default-src 'none'" in policy
    assert "script-src 'self';" in policy
    assert "unsafe" not in policy


@pytest.mark.parametrize("path", ["/", "/page/state", "/page/static/main.js"])
async def test_every_answer_carries_the_security_headers(http, path):
    async with http.get(path) as response:
        assert response.headers["X-Content-Type-Options"] == "nosniff"
        assert "frame-ancestors 'none'" in response.headers["Content-Security-Policy"]


@pytest.mark.parametrize("file", sorted(STATIC.iterdir()), ids=lambda file: file.name)
def test_no_file_of_the_page_names_another_host(file):
    addresses = set(re.findall(r"https?://[\w.-]+", file.read_text(encoding="utf-8")))
    assert addresses <= {"http://www.w3.org"}


@pytest.mark.parametrize("file", sorted(STATIC.glob("*.js")), ids=lambda file: file.name)
def test_no_script_turns_data_into_markup(file):
    code = re.sub(r"^\s*(//|/\*|\*).*$", "", file.read_text(encoding="utf-8"), flags=re.MULTILINE)
    assert not re.search(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(", code)


async def test_a_newcomer_is_the_senco_of_the_first_workspace(http):
    async with http.get("/page/state") as response:
        body = await response.json()
    assert body["state"]["team"]["id"] == "T0SOMERSET"
    assert body["state"]["me"] == "U0SOMSENCO"
    assert body["today"] == "2022-06-27"
    assert [team["id"] for team in body["teams"]] == ["T0SOMERSET", "T0BURY"]


async def test_a_waiting_page_is_told_when_something_changes(http, playground):
    version = (await state_of(http))["state"]["version"]
    waiting = asyncio.create_task(state_of(http, after=version))
    await asyncio.sleep(0)
    playground.workspaces["T0SOMERSET"].notify("U0SOMSENCO", "news")
    assert [n["text"] for n in (await waiting)["state"]["notices"]] == ["news"]


async def test_a_waiting_page_is_answered_in_the_end_when_nothing_changes(http, monkeypatch):
    monkeypatch.setattr(page, "LONG_POLL_SECONDS", 0.01)
    version = (await state_of(http))["state"]["version"]
    assert (await state_of(http, after=version))["state"]["version"] == version


async def test_what_a_person_does_reaches_the_workspace(http, playground):
    status, body = await act(http, "say", channel="C0SOMNETWORK", text="hello")
    assert (status, body["ok"]) == (200, True)
    (message,) = playground.workspaces["T0SOMERSET"].channels["C0SOMNETWORK"].messages
    assert (message.ts, message.text, message.user) == (body["result"], "hello", "U0SOMSENCO")


async def test_the_result_of_an_action_comes_back(http):
    place = {"channel": "D0SOMSENCO", "ts": "1"}
    _, body = await act(http, "suggest", place=place, block_id="b", action_id="a", typed="Hole")
    assert [option["value"] for option in body["result"]] == ["Wookey Hole Nursery"]


async def test_what_slack_would_refuse_is_said_in_its_words(http, playground):
    playground.actions["T0SOMERSET"].broken = "This message is gone."
    status, body = await act(http, "say", channel="C0SOMNETWORK", text="hello")
    assert (status, body) == (409, {"ok": False, "error": "This message is gone."})


async def test_an_unknown_action_is_refused_in_one_sentence(http):
    status, body = await act(http, "__init__")
    assert status == 400
    assert body["error"].endswith("so nothing was done.")


async def test_details_that_an_action_does_not_take_are_refused(http, playground):
    status, _ = await act(http, "say", channel="C0SOMNETWORK", text="hello", surprise=1)
    assert status == 400
    assert playground.actions["T0SOMERSET"].done == []


@pytest.mark.parametrize("query", [{"team": "T0NOWHERE"}, {"user": "U0NOBODY"}, {"user": "U0SOMBOT"}])
async def test_an_unknown_person_or_workspace_is_refused(http, query):
    async with http.get("/page/state", params=SENCO | query) as response:
        assert response.status == 404
        assert "Reload the page" in (await response.json())["error"]


async def test_nothing_is_done_for_another_site(http, playground):
    details = {**SENCO, "do": "say", "with": {"channel": "C0SOMNETWORK", "text": "hello"}}
    async with http.post("/page/act", json=details, headers={"Sec-Fetch-Site": "cross-site"}) as response:
        assert response.status == 403
    assert playground.actions["T0SOMERSET"].done == []


async def test_nothing_is_done_for_a_plain_form(http):
    async with http.post("/page/reset", data=b"{}", headers={"Content-Type": "text/plain"}) as response:
        assert response.status == 415


async def test_a_body_that_is_too_long_is_refused(http):
    status, body = await act(http, "say", channel="C0SOMNETWORK", text="x" * 1_000_001)
    assert status == 413
    assert "Make it shorter" in body["error"]


async def test_a_fault_is_told_without_logging_what_was_asked(http, playground, caplog):
    def fail(*_: Any, **__: Any) -> None:
        raise RuntimeError("a secret question")

    playground.actions["T0SOMERSET"].say = fail
    with caplog.at_level(logging.DEBUG):
        status, body = await act(http, "say", channel="C0SOMNETWORK", text="a secret question")
    assert (status, body["ok"]) == (500, False)
    assert "RuntimeError" in caplog.text
    assert "secret" not in caplog.text + body["error"]


async def test_the_day_can_be_set(http):
    async with http.post("/page/today", json={"date": "2022-08-12"}) as response:
        assert response.status == 200
    assert (await state_of(http))["today"] == "2022-08-12"


async def test_a_day_that_does_not_exist_changes_nothing(http):
    async with http.post("/page/today", json={"date": "2022-02-30"}) as response:
        assert response.status == 400
    assert (await state_of(http))["today"] == "2022-06-27"


async def test_starting_again_empties_the_workspaces_and_brings_back_the_first_day(http):
    await act(http, "say", channel="C0SOMNETWORK", text="hello")
    await http.post("/page/today", json={"date": "2022-08-12"})
    async with http.post("/page/reset", json={}) as response:
        assert response.status == 200
    body = await state_of(http)
    assert body["today"] == "2022-06-27"
    assert all(channel["messages"] == [] for channel in body["state"]["channels"])


async def test_each_workspace_keeps_its_own_day_until_all_starts_again(http):
    for team, day in (("T0SOMERSET", "2022-08-12"), ("T0BURY", "2023-06-01")):
        await http.post("/page/today", json={"date": day, "team": team})
    body = await state_of(http)
    assert body["today"] == "2023-06-01"
    assert [team["day"] for team in body["teams"]] == ["2022-08-12", "2023-06-01"]
    await http.post("/page/reset", json={"team": "T0BURY"})
    body = await state_of(http)
    assert body["today"] == "2023-05-18"
    assert [team["day"] for team in body["teams"]] == ["2022-06-27", "2023-05-18"]


async def test_starting_again_says_whether_the_directory_was_changed(http, playground):
    playground.directory_changed = True
    async with http.post("/page/reset", json={}) as response:
        assert (await response.json())["result"] == {"directory_changed": True}
    async with http.post("/page/reset", json={"afresh": True}) as response:
        assert (await response.json())["result"] == {"directory_changed": False}


async def test_a_file_is_kept_for_the_app_to_read(http, playground):
    headers = {"Content-Type": "application/octet-stream"}
    params = SENCO | {"name": "contacts.csv"}
    async with http.post("/page/upload", params=params, data=b"a,b", headers=headers) as response:
        file = (await response.json())["result"]
    assert (file["name"], file["filetype"], file["size"]) == ("contacts.csv", "csv", 3)
    assert playground.workspaces["T0SOMERSET"].files[file["id"]]["content"] == b"a,b"
