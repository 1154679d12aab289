"""What the environment says, and what happens when it says something wrong."""

import pytest

from bot.settings import BadSettings, Settings, read_settings, require


def test_a_platform_sets_the_port(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("PORT", "8080")
    assert read_settings().port == 8080


def test_a_wrong_value_is_named(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("SIGNPOST_PORT", "eighty")
    with pytest.raises(BadSettings, match="SIGNPOST_PORT"):
        read_settings()


def test_a_missing_token_is_named(settings: Settings):
    with pytest.raises(BadSettings, match=r"SLACK_BOT_TOKEN \(to answer\)"):
        require(settings, slack_bot_token="to answer")


def test_secrets_do_not_show(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("SLACK_BOT_TOKEN", "xoxb-not-for-logs")
    assert "not-for-logs" not in repr(read_settings())


def test_every_setting_says_what_it_is_for():
    assert all(field.description for field in Settings.model_fields.values())


def test_a_platforms_name_for_postgresql_is_understood(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("DATABASE_URL", "postgres://someone@db.example.org/signpost")
    assert read_settings().database_url == "postgresql://someone@db.example.org/signpost"


def test_the_log_level_may_be_written_small(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("SIGNPOST_LOG_LEVEL", "debug")
    assert read_settings().log_level == "DEBUG"


@pytest.mark.parametrize("address", ["https://signpost.example.org", "https://signpost.example.org/ "])
def test_the_public_address_needs_no_slash_at_its_end(monkeypatch: pytest.MonkeyPatch, address: str):
    monkeypatch.setenv("SIGNPOST_PUBLIC_URL", address)
    assert read_settings().public_url == "https://signpost.example.org"


def test_the_public_address_may_have_a_path(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("SIGNPOST_PUBLIC_URL", "https://example.org/signpost/")
    assert read_settings().public_url == "https://example.org/signpost"


@pytest.mark.parametrize("address", ["signpost.example.org", "ftp://signpost.example.org", "https://a b"])
def test_a_public_address_that_is_none_is_named(monkeypatch: pytest.MonkeyPatch, address: str):
    monkeypatch.setenv("SIGNPOST_PUBLIC_URL", address)
    with pytest.raises(BadSettings, match="SIGNPOST_PUBLIC_URL"):
        read_settings()
