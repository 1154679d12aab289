"""The interactive elements of Block Kit other than select menus, and images."""

from typing import Annotated, Literal

from pydantic import Field, model_validator

from bot.playground.blocks.base import (
    Confirm,
    Date,
    DispatchConfig,
    Id255,
    Label75,
    MarkedOption,
    OverflowOption,
    Plain75,
    Plain150,
    SlackFile,
    Strict,
    Time,
    Url3000,
)
from bot.playground.blocks.rich_text import RichText

Value2000 = Annotated[str, Field(max_length=2000)]
MarkedOptions = Annotated[list[MarkedOption], Field(min_length=1, max_length=10)]


class Interactive(Strict):
    """An element that a person can act on."""

    action_id: Id255 | None = None


class Focusable(Interactive):
    """An element of a form; one in a view may take the focus."""

    focus_on_load: bool | None = None


class Button(Interactive):
    """A button."""

    type: Literal["button"]
    text: Plain75
    url: Url3000 | None = None
    value: Value2000 | None = None
    style: Literal["primary", "danger"] | None = None
    confirm: Confirm | None = None
    accessibility_label: Label75 | None = None


class IconButton(Interactive):
    """A small button with an icon, under a message."""

    type: Literal["icon_button"]
    icon: Literal["trash"]
    text: Plain75
    value: Value2000 | None = None
    confirm: Confirm | None = None
    accessibility_label: Label75 | None = None
    visible_to_user_ids: list[str] | None = None


class FeedbackButton(Strict):
    """One of the two feedback buttons."""

    text: Plain75
    value: Value2000
    accessibility_label: Label75 | None = None


class FeedbackButtons(Interactive):
    """Two buttons that say whether an answer helped."""

    type: Literal["feedback_buttons"]
    positive_button: FeedbackButton
    negative_button: FeedbackButton


class ImageElement(Strict):
    """A small image."""

    type: Literal["image"]
    image_url: Url3000 | None = None
    slack_file: SlackFile | None = None
    alt_text: Annotated[str, Field(min_length=1, max_length=2000)]

    @model_validator(mode="after")
    def _one_source(self) -> "ImageElement":
        if (self.image_url is None) == (self.slack_file is None):
            raise ValueError("exactly one of image_url and slack_file is required")
        return self


class Overflow(Interactive):
    """A menu behind three dots."""

    type: Literal["overflow"]
    options: Annotated[list[OverflowOption], Field(min_length=1, max_length=5)]
    confirm: Confirm | None = None


class DatePicker(Focusable):
    """A calendar."""

    type: Literal["datepicker"]
    initial_date: Date | None = None
    confirm: Confirm | None = None
    placeholder: Plain150 | None = None


class TimePicker(Focusable):
    """A time of day."""

    type: Literal["timepicker"]
    initial_time: Time | None = None
    confirm: Confirm | None = None
    placeholder: Plain150 | None = None
    timezone: str | None = None


class DateTimePicker(Focusable):
    """A date with a time, as a Unix time of ten digits."""

    type: Literal["datetimepicker"]
    initial_date_time: Annotated[int, Field(ge=10**9, lt=10**10)] | None = None
    confirm: Confirm | None = None


class Checkboxes(Focusable):
    """Several choices, any number of which may be taken."""

    type: Literal["checkboxes"]
    options: MarkedOptions
    initial_options: MarkedOptions | None = None
    confirm: Confirm | None = None

    @model_validator(mode="after")
    def _initial_is_offered(self) -> "Checkboxes":
        if any(option not in self.options for option in self.initial_options or []):
            raise ValueError("initial_options must be among the options")
        return self


class RadioButtons(Focusable):
    """Several choices, one of which may be taken."""

    type: Literal["radio_buttons"]
    options: MarkedOptions
    initial_option: MarkedOption | None = None
    confirm: Confirm | None = None

    @model_validator(mode="after")
    def _initial_is_offered(self) -> "RadioButtons":
        if self.initial_option is not None and self.initial_option not in self.options:
            raise ValueError("initial_option must be among the options")
        return self


class Typed(Focusable):
    """A field to type in."""

    placeholder: Plain150 | None = None
    dispatch_action_config: DispatchConfig | None = None


class PlainTextInput(Typed):
    """A text field."""

    type: Literal["plain_text_input"]
    multiline: bool | None = None
    min_length: Annotated[int, Field(ge=0, le=3000)] | None = None
    max_length: Annotated[int, Field(ge=1, le=3000)] | None = None
    initial_value: Annotated[str, Field(max_length=3000)] | None = None


class EmailInput(Typed):
    """A field for an e-mail address."""

    type: Literal["email_text_input"]
    initial_value: str | None = None


class UrlInput(Typed):
    """A field for a web address."""

    type: Literal["url_text_input"]
    initial_value: str | None = None


class NumberInput(Typed):
    """A field for a number; Slack carries numbers as text."""

    type: Literal["number_input"]
    is_decimal_allowed: bool
    initial_value: str | None = None
    min_value: str | None = None
    max_value: str | None = None


class RichTextInput(Typed):
    """A field for formatted text."""

    type: Literal["rich_text_input"]
    initial_value: RichText | None = None


class FileInput(Interactive):
    """A field that takes files."""

    type: Literal["file_input"]
    filetypes: list[str] | None = None
    max_files: Annotated[int, Field(ge=1, le=10)] | None = None
