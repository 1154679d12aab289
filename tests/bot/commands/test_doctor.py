"""`signpost doctor` with a Slack that answers."""

import shutil
from datetime import timedelta
from pathlib import Path

from pydantic import SecretStr
from sqlalchemy import Engine, update

from bot.app import slack_client
from bot.clock import SystemClock
from bot.commands.doctor import examine
from bot.playground.app import Playground
from bot.settings import Settings
from directory import deliveries
from directory.models import Contact


async def checked(settings: Settings, engine: Engine, **values: object) -> dict[bool, str]:
    chosen = settings.model_copy(update={"authority": "somerset", "owners": "U0OWNER", **values})
    checks = await examine(chosen, engine, slack_client(chosen))
    return {ok: "\n".join(str(check) for check in checks if check.ok is ok) for ok in (True, False)}


async def test_all_is_well_with_a_token_that_slack_accepts(
    playground: Playground, settings: Settings, directory_engine: Engine
):
    found = await checked(
        settings,
        directory_engine,
        slack_api_url=f"{playground.public_url}api/",
        slack_bot_token=SecretStr("xoxb-T0SOMERSET"),
    )
    assert found[False] == ""
    assert "OK       Slack: connected to Somerset sample workspace" in found[True]
    assert "OK       scopes" in found[True]


async def test_a_token_that_slack_refuses_is_named(
    playground: Playground, settings: Settings, directory_engine: Engine
):
    found = await checked(
        settings,
        directory_engine,
        slack_api_url=f"{playground.public_url}api/",
        slack_bot_token=SecretStr("xoxb-wrong"),
    )
    assert "Slack refused SLACK_BOT_TOKEN: it does not know this token (invalid_auth)." in found[False]


async def test_a_vocabulary_that_cannot_be_read_is_named_with_what_to_do(
    settings: Settings, directory_engine: Engine, tmp_path: Path
):
    found = await checked(settings, directory_engine, data=tmp_path)
    assert "topics.yaml is missing" in found[False]
    assert "set SIGNPOST_DATA" in found[False]
    shutil.copytree(settings.vocabulary, tmp_path / "vocabulary")
    (tmp_path / "vocabulary" / "school_words.yaml").write_text("kinds: 3\n")
    found = await checked(settings, directory_engine, data=tmp_path)
    assert "MISSING  vocabulary" in found[False]
    assert "school_words.yaml, at same: it is missing" in found[False]
    assert "SIGNPOST_DATA" not in found[False]


async def test_an_authority_that_is_not_loaded_is_named(settings: Settings, directory_engine: Engine):
    found = await checked(settings, directory_engine, authority="bury")
    assert "MISSING  authority bury" in found[False]


async def test_a_directory_without_an_owner_is_told_how_to_get_one(
    settings: Settings, directory_engine: Engine
):
    found = await checked(settings, directory_engine, owners="")
    assert "signpost roles grant USER owner --authority somerset" in found[False]


async def test_a_directory_that_was_written_to_behind_its_history_is_found_out(
    settings: Settings, directory_engine: Engine
):
    with directory_engine.begin() as connection:
        connection.execute(
            update(Contact).where(Contact.key == "directory-team").values(email="x@example.org")
        )
    found = await checked(settings, directory_engine)
    assert "differs from its history in: email" in found[False]


async def test_a_worker_that_has_been_silent_for_an_hour_is_named(
    settings: Settings, directory_engine: Engine
):
    deliveries.beat(directory_engine, "worker", SystemClock().now() - timedelta(hours=2), None)
    found = await checked(settings, directory_engine)
    assert "MISSING  A worker has been silent since" in found[False]
    assert "Start `signpost worker`" in found[False]
