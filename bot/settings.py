"""Every environment variable that Signpost reads, with its meaning and default."""

import re
from pathlib import Path
from typing import Annotated

from pydantic import AliasChoices, Field, SecretStr, StringConstraints, ValidationError, field_validator
from pydantic_core import ErrorDetails
from pydantic_settings import BaseSettings, SettingsConfigDict

from directory.errors import SignpostError

CHECKOUT = Path(__file__).parent.parent
SLACK_API = "https://slack.com/api/"


class BadSettings(SignpostError):
    """An environment variable is missing or cannot be understood."""


class Settings(BaseSettings):
    """What the environment (and an `.env` file in the working folder) says. Secrets never show in a log."""

    model_config = SettingsConfigDict(env_file=".env", env_prefix="SIGNPOST_", extra="ignore")

    database_url: str = Field(
        default="sqlite:///var/signpost.sqlite3",
        description="Where the directory is kept: an SQLite file or a PostgreSQL address.",
        validation_alias=AliasChoices("SIGNPOST_DATABASE_URL", "DATABASE_URL"),
    )
    authority: str = Field(
        default="", description="Which authority the Slack workspace belongs to, such as `somerset`."
    )
    owners: str = Field(
        default="",
        description="The Slack user ids of the first owners of the directory, separated by commas.",
    )
    host: str = Field(default="127.0.0.1", description="The address that `signpost serve` listens on.")
    port: int = Field(
        default=3000,
        ge=1,
        le=65535,
        description="The port that `signpost serve` listens on; hosting platforms set PORT.",
        validation_alias=AliasChoices("SIGNPOST_PORT", "PORT"),
    )
    public_url: str = Field(
        default="",
        description="The https address at which people reach `signpost serve`, for calendars to follow.",
    )
    data: Path = Field(
        default=CHECKOUT / "data", description="The folder with the data packs and the vocabulary."
    )
    register_file: Path | None = Field(
        default=None,
        description="The register of all schools (CSV, Get Information About Schools), to search England.",
        validation_alias="SIGNPOST_REGISTER",
    )
    log_level: Annotated[
        str, StringConstraints(to_upper=True, pattern="(?i)^(debug|info|warning|error)$")
    ] = Field(
        default="INFO",
        description="How much is logged: DEBUG, INFO, WARNING or ERROR. Never what people ask.",
    )
    messages_a_minute: int = Field(
        default=300,
        ge=1,
        le=65535,
        description="How many reminders a minute all workers together post to the workspace at most.",
    )
    slack_bot_token: SecretStr = Field(
        default=SecretStr(""),
        description="The bot token of the installed Slack app; it starts with xoxb-.",
        validation_alias="SLACK_BOT_TOKEN",
    )
    slack_signing_secret: SecretStr = Field(
        default=SecretStr(""),
        description="The Slack app's signing secret, which proves that a request comes from Slack.",
        validation_alias="SLACK_SIGNING_SECRET",
    )
    slack_app_token: SecretStr = Field(
        default=SecretStr(""),
        description="The Slack app-level token for Socket Mode; it starts with xapp-.",
        validation_alias="SLACK_APP_TOKEN",
    )
    slack_api_url: str = Field(
        default=SLACK_API,
        description="Where Slack's Web API is; change it only to use a stand-in for Slack.",
        validation_alias="SLACK_API_URL",
    )

    @property
    def owner_ids(self) -> frozenset[str]:
        """The Slack user ids that SIGNPOST_OWNERS names."""
        return frozenset(name.strip() for name in self.owners.split(",") if name.strip())

    @property
    def vocabulary(self) -> Path:
        """The folder with the wording that all authorities share."""
        return self.data / "vocabulary"

    @field_validator("authority")
    @classmethod
    def _as_a_key(cls, value: str) -> str:
        """Keys are written small."""
        return value.strip().lower()

    @field_validator("public_url")
    @classmethod
    def _without_a_slash_at_its_end(cls, value: str) -> str:
        """Paths are added to it. It may have one of its own, where Signpost is not at the top of a server."""
        found = value.strip().rstrip("/")
        if found and not re.fullmatch(r"https?://[^\s/?#]+(/[^\s?#]*)?", found):
            raise ValueError(f"'{found}' is not a web address; write it like https://signpost.example.org")
        return found

    @field_validator("database_url")
    @classmethod
    def _name_of_today(cls, value: str) -> str:
        """Some platforms still write postgres:// for postgresql://."""
        return value.replace("postgres://", "postgresql://", 1) if value.startswith("postgres://") else value


def read_settings() -> Settings:
    """The settings of this process. Raises BadSettings, naming each variable that is wrong."""
    try:
        return Settings()
    except ValidationError as error:
        wrong = "; ".join(f"{_variable(e['loc'])} {_plainly(e)}" for e in error.errors())
        raise BadSettings(f"The settings are not right ({wrong}). Correct them, then try again.") from None


def _plainly(wrong: ErrorDetails) -> str:
    """What a setting must be, where pydantic's own words would not help; a secret's value is never shown."""
    if wrong["type"] == "string_pattern_mismatch":
        return f"is '{wrong['input']}', but must be DEBUG, INFO, WARNING or ERROR"
    if wrong["type"] in ("int_parsing", "greater_than_equal", "less_than_equal"):
        return f"is '{wrong['input']}', but must be a whole number from 1 to 65535"
    return f"cannot be used: {wrong['msg']}"


def _variable(location: tuple[int | str, ...]) -> str:
    name = str(location[0])
    return name if name.isupper() else f"SIGNPOST_{name.upper()}"


def require(settings: Settings, **purposes: str) -> None:
    """Raises BadSettings naming each of the given settings that is empty; the value says what it is for."""
    missing = []
    for name, purpose in purposes.items():
        value = getattr(settings, name)
        if not (value.get_secret_value() if isinstance(value, SecretStr) else value):
            variable = name.upper() if name.startswith("slack_") else f"SIGNPOST_{name.upper()}"
            missing.append(f"{variable} ({purpose})")
    if missing:
        raise BadSettings(f"Not set: {', '.join(missing)}. Set it in the environment, then try again.")
