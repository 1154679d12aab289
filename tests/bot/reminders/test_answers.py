"""What Slack's answers mean for a message that was to be sent."""

from types import SimpleNamespace

import pytest
from aiohttp import ClientConnectorError, ServerDisconnectedError
from slack_sdk.errors import SlackApiError

from bot.reminders.answers import Busy, Gone, NotAllowed, Refused, Trouble, Unclear, trouble
from tests.bot.reminders.fake_slack import refused


@pytest.mark.parametrize(
    ("error", "kind"),
    [
        (refused("channel_not_found"), Gone),
        (refused("is_archived"), Gone),
        (refused("not_in_channel"), Gone),
        (refused("cannot_dm_bot"), Gone),
        (refused("token_revoked"), NotAllowed),
        (refused("missing_scope"), NotAllowed),
        (refused("msg_too_long"), Refused),
        (refused("ratelimited", 429), Busy),
        (refused("internal_error"), Unclear),
        (refused("", 503), Unclear),
        (TimeoutError(), Unclear),
        (ServerDisconnectedError(), Unclear),
        (ConnectionResetError(), Unclear),
    ],
)
def test_each_failure_has_one_meaning(error: Exception, kind: type[Trouble]):
    assert type(trouble(error)) is kind


def test_a_connection_that_was_never_made_has_sent_nothing():
    key = SimpleNamespace(host="127.0.0.1", port=1, ssl=None)
    assert type(trouble(ClientConnectorError(key, OSError()))) is Busy  # type: ignore[arg-type]


def test_an_answer_that_is_not_json_is_unclear():
    assert type(trouble(SlackApiError("unreadable", SimpleNamespace(status=200)))) is Unclear


@pytest.mark.parametrize(("header", "seconds"), [("30", 30.0), ("0.5", 0.5), ("soon", None)])
def test_how_long_to_wait_is_read_from_the_header(header: str, seconds: float | None):
    found = trouble(refused("ratelimited", 429, **{"Retry-After": header}))
    assert isinstance(found, Busy)
    assert found.seconds == seconds
    assert not found.everywhere


def test_a_limit_of_the_whole_workspace_is_told_from_that_of_a_channel():
    found = trouble(refused("message_limit_exceeded", 429, **{"Retry-After": "3"}))
    assert isinstance(found, Busy)
    assert found.everywhere
