"""The manifest and the listeners name the same things."""

import json

import pytest

from bot import listeners
from tests.conftest import ROOT


@pytest.fixture(params=["manifest.json", "manifest.socket.json"])
def manifest(request: pytest.FixtureRequest) -> dict:
    return json.loads((ROOT / request.param).read_text(encoding="utf-8"))


def heard() -> dict[str, set[str]]:
    """What the listeners were registered for, told by the registration itself."""
    found: dict[str, set[str]] = {"command": set(), "shortcut": set(), "event": set()}

    class Recorder:
        def __getattr__(self, kind: str):
            def register(what: object):
                key = what.get("callback_id") if isinstance(what, dict) else what
                found.setdefault(kind, set()).add(str(key))
                return lambda listener: listener

            return register

    listeners.register(Recorder(), None)
    return found


def test_every_command_is_declared_and_answered(manifest: dict):
    declared = {command["command"] for command in manifest["features"]["slash_commands"]}
    assert declared == heard()["command"]


def test_every_shortcut_is_declared_and_answered(manifest: dict):
    declared = {shortcut["callback_id"] for shortcut in manifest["features"]["shortcuts"]}
    assert declared == heard()["shortcut"]


def test_every_event_is_declared_and_answered(manifest: dict):
    declared = {name.split(".")[0] for name in manifest["settings"]["event_subscriptions"]["bot_events"]}
    assert declared == heard()["event"]


def test_the_two_manifests_differ_only_in_how_slack_reaches_the_app():
    served, socket = (json.loads((ROOT / f"manifest{kind}.json").read_text()) for kind in ("", ".socket"))
    assert served["oauth_config"] == socket["oauth_config"]
    assert not served["settings"]["socket_mode_enabled"]
    assert socket["settings"]["socket_mode_enabled"]
    assert "signpost.example.org" in json.dumps(served)
    assert "signpost.example.org" not in json.dumps(socket)
