"""Formatted text: sections, lists, quotes and preformatted text, and what stands in them."""

from typing import Annotated, Literal

from pydantic import Field

from bot.playground.blocks.base import Id255, Strict


class Style(Strict):
    """How a piece of text looks."""

    bold: bool | None = None
    italic: bool | None = None
    strike: bool | None = None
    code: bool | None = None
    underline: bool | None = None
    highlight: bool | None = None
    client_highlight: bool | None = None
    unlink: bool | None = None


class _Piece(Strict):
    style: Style | None = None


class TextPiece(_Piece):
    """Words."""

    type: Literal["text"]
    text: Annotated[str, Field(min_length=1)]


class LinkPiece(_Piece):
    """A link."""

    type: Literal["link"]
    url: Annotated[str, Field(min_length=1)]
    text: str | None = None
    unsafe: bool | None = None


class EmojiPiece(_Piece):
    """An emoji, by name."""

    type: Literal["emoji"]
    name: Annotated[str, Field(min_length=1)]
    unicode: str | None = None


class UserPiece(_Piece):
    """A mention of a person."""

    type: Literal["user"]
    user_id: Annotated[str, Field(min_length=1)]


class ChannelPiece(_Piece):
    """A mention of a channel."""

    type: Literal["channel"]
    channel_id: Annotated[str, Field(min_length=1)]


class UserGroupPiece(_Piece):
    """A mention of a user group."""

    type: Literal["usergroup"]
    usergroup_id: Annotated[str, Field(min_length=1)]


class BroadcastPiece(Strict):
    """A mention of everybody at once."""

    type: Literal["broadcast"]
    range: Literal["here", "channel", "everyone"]


class DatePiece(_Piece):
    """A moment, written in the reader's own time zone."""

    type: Literal["date"]
    timestamp: int
    format: Annotated[str, Field(min_length=1)]
    url: str | None = None
    fallback: str | None = None


class ColorPiece(_Piece):
    """A colour."""

    type: Literal["color"]
    value: Annotated[str, Field(min_length=1)]


Piece = Annotated[
    TextPiece
    | LinkPiece
    | EmojiPiece
    | UserPiece
    | ChannelPiece
    | UserGroupPiece
    | BroadcastPiece
    | DatePiece
    | ColorPiece,
    Field(discriminator="type"),
]
Border = Literal[0, 1]


class RichTextSection(Strict):
    """A paragraph."""

    type: Literal["rich_text_section"]
    elements: list[Piece]


class RichTextList(Strict):
    """A list."""

    type: Literal["rich_text_list"]
    style: Literal["bullet", "ordered"]
    elements: list[RichTextSection]
    indent: Annotated[int, Field(ge=0, le=8)] | None = None
    offset: Annotated[int, Field(ge=0)] | None = None
    border: Border | None = None


class RichTextPreformatted(Strict):
    """Text in a fixed width."""

    type: Literal["rich_text_preformatted"]
    elements: list[Annotated[TextPiece | LinkPiece, Field(discriminator="type")]]
    border: Border | None = None


class RichTextQuote(Strict):
    """A quotation."""

    type: Literal["rich_text_quote"]
    elements: list[Piece]
    border: Border | None = None


class RichText(Strict):
    """A block of formatted text."""

    type: Literal["rich_text"]
    block_id: Id255 | None = None
    elements: list[
        Annotated[
            RichTextSection | RichTextList | RichTextPreformatted | RichTextQuote,
            Field(discriminator="type"),
        ]
    ]
