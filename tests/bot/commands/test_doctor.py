"""`signpost doctor` with a Slack that answers."""

from pydantic import SecretStr
from sqlalchemy import Engine

from bot.app import slack_client
from bot.commands.doctor import examine
from bot.playground.app import Playground
from bot.settings import Settings


async def checked(settings: Settings, engine: Engine, **values: object) -> dict[bool, str]:
    chosen = settings.model_copy(update={"authority": "somerset", **values})
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
    assert "invalid_auth" in found[False]
    assert "Check SLACK_BOT_TOKEN." in found[False]


async def test_an_authority_that_is_not_loaded_is_named(settings: Settings, directory_engine: Engine):
    found = await checked(settings, directory_engine, authority="bury")
    assert "MISSING  authority bury" in found[False]
