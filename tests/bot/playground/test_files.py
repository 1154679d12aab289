"""Files that people attach to a form, and files that the app posts."""

import copy

import aiohttp
import pytest

from bot.playground.errors import PersonError
from tests.bot.playground.conftest import running
from tests.bot.playground.sample_app import MANIFEST, modal, text_input

SHEET = {
    "type": "input",
    "block_id": "sheet",
    "label": {"type": "plain_text", "text": "Spreadsheet"},
    "element": {"type": "file_input", "action_id": "files", "filetypes": ["csv"], "max_files": 1},
}


def allowed(*scopes):
    manifest = copy.deepcopy(MANIFEST)
    manifest["oauth_config"]["scopes"]["bot"] += scopes
    return manifest


async def opened(world):
    sam = world.person()
    trigger = world.workspace.tickets.trigger(sam.id)
    view = modal("A file", text_input("why", "Why?"), SHEET)
    await world.client.views_open(trigger_id=trigger, view=view)
    return sam


async def test_a_submission_carries_the_file_as_slack_describes_it():
    async with running(allowed("files:read")) as world:
        sam = await opened(world)
        await sam.attaches("Spreadsheet", "contacts.csv", b"a,b")
        sam.sees("contacts.csv")
        await sam.fills({"Why?": "because"})
        await sam.submits()
        values = world.app.last("view_submission")["view"]["state"]["values"]
        [file] = values["sheet"]["files"]["files"]
        assert (file["name"], file["filetype"], file["size"], file["user"]) == (
            "contacts.csv",
            "csv",
            3,
            sam.id,
        )
        assert file["url_private_download"].endswith(file["id"])


async def test_only_the_apps_token_with_its_scope_opens_a_persons_file():
    for scopes, expected in ((["files:read"], b"a,b"), ([], None)):
        async with running(allowed(*scopes)) as world, aiohttp.ClientSession() as session:
            sam = await opened(world)
            await sam.attaches("Spreadsheet", "contacts.csv", b"a,b")
            address = f"{world.address}/files/T0SOMERSET/{next(iter(world.workspace.files))}"
            async with session.get(address) as response:
                assert response.content_type == "text/html"
            token = {"Authorization": f"Bearer {world.workspace.bot_token}"}
            async with session.get(address, headers=token) as response:
                assert (await response.read() == b"a,b") is (expected is not None)


@pytest.mark.parametrize(
    ("files", "said"),
    [({"a.txt": b""}, "cannot be uploaded here"), ({"a.csv": b"", "b.csv": b""}, "at most 1 files")],
)
async def test_a_file_that_the_input_does_not_take_is_refused(world, files, said):
    sam = await opened(world)
    place = {"view": sam.modal()["id"]}
    with pytest.raises(PersonError, match=said):
        await world.actions.attach(sam.id, place, "sheet", "files", files)


async def test_a_person_reads_the_file_that_the_app_posted():
    async with running(allowed("files:write")) as world:
        await world.client.files_upload_v2(channel="C0SOMNETWORK", filename="report.csv", content="a,b")
        assert world.person().downloads("report.csv") == b"a,b"
