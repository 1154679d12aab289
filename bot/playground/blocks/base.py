"""Text, options and confirmation dialogs: what blocks and elements are made of."""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator


class Strict(BaseModel):
    """A Block Kit object: no unknown fields, no values of another type."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


class PlainText(Strict):
    """Text shown as it is."""

    type: Literal["plain_text"]
    text: Annotated[str, Field(min_length=1, max_length=3000)]
    emoji: bool | None = None


class Plain24(PlainText):
    """Plain text of at most 24 characters."""

    text: Annotated[str, Field(min_length=1, max_length=24)]


class Plain30(PlainText):
    """Plain text of at most 30 characters."""

    text: Annotated[str, Field(min_length=1, max_length=30)]


class Plain75(PlainText):
    """Plain text of at most 75 characters."""

    text: Annotated[str, Field(min_length=1, max_length=75)]


class Plain100(PlainText):
    """Plain text of at most 100 characters."""

    text: Annotated[str, Field(min_length=1, max_length=100)]


class Plain150(PlainText):
    """Plain text of at most 150 characters."""

    text: Annotated[str, Field(min_length=1, max_length=150)]


class Plain300(PlainText):
    """Plain text of at most 300 characters."""

    text: Annotated[str, Field(min_length=1, max_length=300)]


class Plain2000(PlainText):
    """Plain text of at most 2,000 characters."""

    text: Annotated[str, Field(min_length=1, max_length=2000)]


class Mrkdwn(Strict):
    """Text in Slack's own markup."""

    type: Literal["mrkdwn"]
    text: Annotated[str, Field(min_length=1, max_length=3000)]
    verbatim: bool | None = None


class Mrkdwn75(Mrkdwn):
    """Marked-up text of at most 75 characters."""

    text: Annotated[str, Field(min_length=1, max_length=75)]


class Mrkdwn300(Mrkdwn):
    """Marked-up text of at most 300 characters."""

    text: Annotated[str, Field(min_length=1, max_length=300)]


class Mrkdwn2000(Mrkdwn):
    """Marked-up text of at most 2,000 characters."""

    text: Annotated[str, Field(min_length=1, max_length=2000)]


Text = Annotated[PlainText | Mrkdwn, Field(discriminator="type")]
Text75 = Annotated[Plain75 | Mrkdwn75, Field(discriminator="type")]
Text300 = Annotated[Plain300 | Mrkdwn300, Field(discriminator="type")]
Text2000 = Annotated[Plain2000 | Mrkdwn2000, Field(discriminator="type")]

Id255 = Annotated[str, Field(min_length=1, max_length=255)]
Url3000 = Annotated[str, Field(min_length=1, max_length=3000, pattern=r"^\S+$")]
Label75 = Annotated[str, Field(min_length=1, max_length=75)]
Date = Annotated[str, Field(pattern=r"^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$")]
Time = Annotated[str, Field(pattern=r"^([01]\d|2[0-3]):[0-5]\d$")]


class Confirm(Strict):
    """The dialog that asks again before an element acts."""

    title: Plain100
    text: Text300
    confirm: Plain30
    deny: Plain30
    style: Literal["primary", "danger"] | None = None


class Option(Strict):
    """One choice of a select menu."""

    text: Plain75
    value: Annotated[str, Field(min_length=1, max_length=150)]
    description: Plain75 | None = None


class OverflowOption(Option):
    """One choice of an overflow menu; it may open a link."""

    url: Url3000 | None = None


class MarkedOption(Strict):
    """One choice of checkboxes or radio buttons, whose texts may be marked up."""

    text: Text75
    value: Annotated[str, Field(min_length=1, max_length=150)]
    description: Text75 | None = None


Options = Annotated[list[Option], Field(min_length=1, max_length=100)]


class OptionGroup(Strict):
    """A labelled group of choices."""

    label: Plain75
    options: Options


class DispatchConfig(Strict):
    """When typed text is sent at once."""

    trigger_actions_on: Annotated[
        list[Literal["on_enter_pressed", "on_character_entered"]], Field(min_length=1, max_length=2)
    ]


class ConversationFilter(Strict):
    """Which conversations a select offers."""

    include: Annotated[list[Literal["im", "mpim", "private", "public"]], Field(min_length=1)] | None = None
    exclude_external_shared_channels: bool | None = None
    exclude_bot_users: bool | None = None


class SlackFile(Strict):
    """An image that was uploaded to Slack; by id or by address."""

    id: str | None = None
    url: str | None = None

    @model_validator(mode="after")
    def _one_reference(self) -> "SlackFile":
        if (self.id is None) == (self.url is None):
            raise ValueError("exactly one of id and url is required")
        return self
