"""`/timeline calendar`, and the address that calendars follow."""

import re
from collections.abc import Mapping
from datetime import date

import pytest
from aiohttp import ClientSession

from bot.clock import PlaygroundClock
from bot.playground.app import Playground
from bot.playground.person import Person

ADDRESS = re.compile(r"http://127\.0\.0\.1:\d+/calendar/([\w-]{43})\.ics")
FILE = "key-dates.ics"


async def asked(person: Person) -> str:
    """The address that a person is told."""
    await person.says("/timeline calendar")
    return ADDRESS.findall(person.transcript())[-1]


async def fetched(
    playground: Playground, token: str, headers: Mapping[str, str] | None = None, method: str = "GET"
) -> tuple[int, bytes, Mapping[str, str]]:
    url = f"{playground.public_url}calendar/{token}.ics"
    async with ClientSession() as session, session.request(method, url, headers=headers or {}) as answer:
        return answer.status, await answer.read(), answer.headers


async def test_the_file_comes_in_a_direct_message(officer: Person):
    await officer.says("/timeline calendar", in_="#restructure")
    officer.sees("#restructure (only you)", "I have sent you the dates as a file", "(file) key-dates.ics")
    content = officer.downloads(FILE)
    assert content.startswith(b"BEGIN:VCALENDAR\r\n")
    assert b"Children and Families scrutiny" in content


async def test_the_address_comes_with_what_to_do_with_it(officer: Person):
    await officer.says("/timeline calendar")
    officer.sees("In Outlook: Add calendar", "In Google Calendar: Other calendars", "Give it to nobody else")
    officer.does_not_see("[Make a new address]")


async def test_the_button_of_the_picture_sends_the_same(officer: Person):
    await officer.says("/timeline")
    await officer.presses("Add to calendar")
    officer.sees("I have sent you the dates as a file", "(file) key-dates.ics")


async def test_the_address_gives_a_calendar_that_its_readers_may_see(
    playground: Playground, officer: Person, senco: Person
):
    of_staff, of_schools = await asked(officer), await asked(senco)
    status, content, headers = await fetched(playground, of_staff)
    assert status == 200
    assert headers["Content-Type"] == "text/calendar; charset=utf-8"
    assert b"UID:somerset.scrutiny-committee.1@signpost" in content
    _, for_schools, _ = await fetched(playground, of_schools)
    assert b"UID:somerset.share-with-schools.1@signpost" in for_schools
    assert b"scrutiny" not in for_schools


async def test_staff_share_one_address_and_schools_another(playground: Playground, editor: Person):
    officer = playground.person("Council officer (sample)", team="T0SOMERSET")
    guest = playground.person("Headteacher, guest (sample)", team="T0SOMERSET")
    assert await asked(editor) == await asked(officer)
    assert await asked(guest) != await asked(officer)


@pytest.mark.parametrize("token", ["A" * 43, "x", "%00", "..%2f..%2fhealthz", "é"])
async def test_an_address_that_never_was_is_not_there(playground: Playground, token: str):
    assert (await fetched(playground, token))[0] == 404


async def test_an_owner_makes_a_new_address_and_the_old_one_is_gone(
    playground: Playground, editor: Person, officer: Person
):
    old = await asked(editor)
    await editor.presses("Make a new address")
    editor.sees("There is a new address", "please share this one")
    new = ADDRESS.findall(editor.transcript())[-1]
    assert new != old
    assert (await fetched(playground, old))[0] == 404
    assert (await fetched(playground, new))[0] == 200
    assert await asked(officer) == new


async def test_a_calendar_that_is_known_is_not_sent_again(playground: Playground, officer: Person):
    token = await asked(officer)
    _, _, headers = await fetched(playground, token)
    for known in (
        {"If-None-Match": headers["ETag"]},
        {"If-None-Match": f'"other", W/{headers["ETag"]}'},
        {"If-Modified-Since": headers["Last-Modified"]},
    ):
        status, content, again = await fetched(playground, token, known)
        assert (status, content) == (304, b"")
        assert again["ETag"] == headers["ETag"]
    for unknown in ({"If-None-Match": '"other"'}, {"If-Modified-Since": "yesterday"}):
        assert (await fetched(playground, token, unknown))[0] == 200


async def test_a_change_makes_it_new(playground: Playground, editor: Person, clock: PlaygroundClock):
    token = await asked(editor)
    _, _, headers = await fetched(playground, token)
    clock.set_today(date(2022, 6, 29))
    await editor.says("/timeline move Scrutiny to 15 August")
    known = {"If-None-Match": headers["ETag"]}
    status, content, _ = await fetched(playground, token, known)
    assert status == 200
    assert b"DTSTART;VALUE=DATE:20220815" in content
    since = {"If-Modified-Since": headers["Last-Modified"]}
    assert (await fetched(playground, token, since))[0] == 200


async def test_only_the_head_can_be_asked_for(playground: Playground, officer: Person):
    status, content, headers = await fetched(playground, await asked(officer), method="HEAD")
    assert (status, content) == (200, b"")
    assert "private" in headers["Cache-Control"]


async def test_the_secret_stands_in_no_log(
    playground: Playground,
    officer: Person,
    capfd: pytest.CaptureFixture[str],
    caplog: pytest.LogCaptureFixture,
):
    caplog.set_level("DEBUG")
    token = await asked(officer)
    await fetched(playground, token)
    await fetched(playground, f"{token}x")
    said = capfd.readouterr()
    ours = [record for record in caplog.records if not record.name.startswith(("aiosqlite", "asyncio"))]
    assert token not in said.out + said.err
    assert all(token not in record.getMessage() for record in ours)
