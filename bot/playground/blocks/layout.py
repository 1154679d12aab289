"""The layout blocks of Block Kit and the surfaces that they stand on."""

from typing import Annotated, Literal

from pydantic import Field, model_validator

from bot.playground.blocks.base import (
    Id255,
    Mrkdwn,
    Plain24,
    Plain150,
    Plain2000,
    PlainText,
    SlackFile,
    Strict,
    Text,
    Text2000,
    Url3000,
)
from bot.playground.blocks.elements import (
    Button,
    Checkboxes,
    DatePicker,
    DateTimePicker,
    EmailInput,
    FeedbackButtons,
    FileInput,
    IconButton,
    ImageElement,
    NumberInput,
    Overflow,
    PlainTextInput,
    RadioButtons,
    RichTextInput,
    TimePicker,
    UrlInput,
)
from bot.playground.blocks.rich_text import RichText
from bot.playground.blocks.selects import AnyMultiSelect, AnySelect

Accessory = Annotated[
    Button
    | ImageElement
    | Overflow
    | DatePicker
    | TimePicker
    | Checkboxes
    | RadioButtons
    | AnySelect
    | AnyMultiSelect,
    Field(discriminator="type"),
]
ActionElement = Annotated[
    Button | Overflow | DatePicker | TimePicker | DateTimePicker | Checkboxes | RadioButtons | AnySelect,
    Field(discriminator="type"),
]
InputElement = Annotated[
    PlainTextInput
    | EmailInput
    | UrlInput
    | NumberInput
    | RichTextInput
    | FileInput
    | DatePicker
    | TimePicker
    | DateTimePicker
    | Checkboxes
    | RadioButtons
    | AnySelect
    | AnyMultiSelect,
    Field(discriminator="type"),
]


class Block(Strict):
    """A layout block."""

    block_id: Id255 | None = None


class Section(Block):
    """Text, with fields in two columns or one element beside it."""

    type: Literal["section"]
    text: Text | None = None
    fields: Annotated[list[Text2000], Field(min_length=1, max_length=10)] | None = None
    accessory: Accessory | None = None
    expand: bool | None = None

    @model_validator(mode="after")
    def _says_something(self) -> "Section":
        if self.text is None and self.fields is None:
            raise ValueError("missing required field: text")
        return self


class Header(Block):
    """A heading."""

    type: Literal["header"]
    text: Plain150


class Divider(Block):
    """A line."""

    type: Literal["divider"]


class Context(Block):
    """Small print."""

    type: Literal["context"]
    elements: Annotated[
        list[Annotated[PlainText | Mrkdwn | ImageElement, Field(discriminator="type")]],
        Field(min_length=1, max_length=10),
    ]


class Actions(Block):
    """A row of interactive elements."""

    type: Literal["actions"]
    elements: Annotated[list[ActionElement], Field(min_length=1, max_length=25)]


class ContextActions(Block):
    """Feedback and icon buttons under a message."""

    type: Literal["context_actions"]
    elements: Annotated[
        list[Annotated[FeedbackButtons | IconButton, Field(discriminator="type")]],
        Field(min_length=1, max_length=5),
    ]


class Input(Block):
    """A labelled field of a form."""

    type: Literal["input"]
    label: Plain2000
    element: InputElement
    hint: Plain2000 | None = None
    optional: bool | None = None
    dispatch_action: bool | None = None


class Image(Block):
    """A picture."""

    type: Literal["image"]
    image_url: Url3000 | None = None
    slack_file: SlackFile | None = None
    alt_text: Annotated[str, Field(min_length=1, max_length=2000)]
    title: Plain2000 | None = None

    @model_validator(mode="after")
    def _one_source(self) -> "Image":
        if (self.image_url is None) == (self.slack_file is None):
            raise ValueError("exactly one of image_url and slack_file is required")
        return self


class Markdown(Block):
    """Standard Markdown; its block_id is not kept by Slack."""

    type: Literal["markdown"]
    text: Annotated[str, Field(min_length=1, max_length=12000)]


_Everywhere = Section | Header | Divider | Context | Actions | Input | Image | RichText
ViewBlock = Annotated[_Everywhere, Field(discriminator="type")]
MessageBlock = Annotated[_Everywhere | Markdown | ContextActions, Field(discriminator="type")]


class MessageSurface(Strict):
    """The blocks of a message."""

    blocks: Annotated[list[MessageBlock], Field(max_length=50)]


class _View(Strict):
    blocks: Annotated[list[ViewBlock], Field(max_length=100)]
    private_metadata: Annotated[str, Field(max_length=3000)] | None = None
    callback_id: Annotated[str, Field(max_length=255)] | None = None
    external_id: Annotated[str, Field(max_length=255)] | None = None


class Modal(_View):
    """A modal."""

    type: Literal["modal"]
    title: Plain24
    submit: Plain24 | None = None
    close: Plain24 | None = None
    clear_on_close: bool | None = None
    notify_on_close: bool | None = None
    submit_disabled: bool | None = None

    @model_validator(mode="after")
    def _form_can_be_sent(self) -> "Modal":
        if self.submit is None and any(isinstance(block, Input) for block in self.blocks):
            raise ValueError("submit is required when an input block is in the blocks array")
        return self


class Home(_View):
    """The app's Home tab."""

    type: Literal["home"]


class AnyView(Strict):
    """A view of either kind."""

    view: Annotated[Modal | Home, Field(discriminator="type")]
