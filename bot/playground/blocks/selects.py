"""The select menus of Block Kit: five sources, each for one choice or for several."""

from typing import Annotated, Literal

from pydantic import Field, model_validator

from bot.playground.blocks.base import (
    Confirm,
    ConversationFilter,
    Option,
    OptionGroup,
    Options,
    Plain150,
)
from bot.playground.blocks.elements import Focusable

Groups = Annotated[list[OptionGroup], Field(min_length=1, max_length=100)]


class Select(Focusable):
    """A select menu."""

    placeholder: Plain150 | None = None
    confirm: Confirm | None = None


class MultiSelect(Select):
    """A select menu that takes several choices."""

    max_selected_items: Annotated[int, Field(ge=1)] | None = None


class _Listed(Select):
    options: Options | None = None
    option_groups: Groups | None = None

    @model_validator(mode="after")
    def _options_or_groups(self) -> "_Listed":
        if (self.options is None) == (self.option_groups is None):
            raise ValueError("exactly one of options and option_groups is required")
        return self

    def offers(self, option: Option) -> bool:
        """Whether this option is among those listed."""
        groups = self.option_groups or []
        return option in (self.options or []) or any(option in group.options for group in groups)


class StaticSelect(_Listed):
    """One of the listed options."""

    type: Literal["static_select"]
    initial_option: Option | None = None

    @model_validator(mode="after")
    def _initial_is_offered(self) -> "StaticSelect":
        if self.initial_option is not None and not self.offers(self.initial_option):
            raise ValueError("initial_option must be among the options")
        return self


class MultiStaticSelect(_Listed, MultiSelect):
    """Some of the listed options."""

    type: Literal["multi_static_select"]
    initial_options: Options | None = None

    @model_validator(mode="after")
    def _initial_are_offered(self) -> "MultiStaticSelect":
        if not all(self.offers(option) for option in self.initial_options or []):
            raise ValueError("initial_options must be among the options")
        return self


class ExternalSelect(Select):
    """One of the options that the app suggests while a person types."""

    type: Literal["external_select"]
    initial_option: Option | None = None
    min_query_length: Annotated[int, Field(ge=0)] | None = None


class MultiExternalSelect(MultiSelect):
    """Some of the options that the app suggests while a person types."""

    type: Literal["multi_external_select"]
    initial_options: Options | None = None
    min_query_length: Annotated[int, Field(ge=0)] | None = None


class UsersSelect(Select):
    """One person."""

    type: Literal["users_select"]
    initial_user: str | None = None


class MultiUsersSelect(MultiSelect):
    """Some people."""

    type: Literal["multi_users_select"]
    initial_users: list[str] | None = None


class ConversationsSelect(Select):
    """One conversation."""

    type: Literal["conversations_select"]
    initial_conversation: str | None = None
    default_to_current_conversation: bool | None = None
    response_url_enabled: bool | None = None
    filter: ConversationFilter | None = None


class MultiConversationsSelect(MultiSelect):
    """Some conversations."""

    type: Literal["multi_conversations_select"]
    initial_conversations: list[str] | None = None
    default_to_current_conversation: bool | None = None
    filter: ConversationFilter | None = None


class ChannelsSelect(Select):
    """One public channel."""

    type: Literal["channels_select"]
    initial_channel: str | None = None
    response_url_enabled: bool | None = None


class MultiChannelsSelect(MultiSelect):
    """Some public channels."""

    type: Literal["multi_channels_select"]
    initial_channels: list[str] | None = None


AnySelect = StaticSelect | ExternalSelect | UsersSelect | ConversationsSelect | ChannelsSelect
AnyMultiSelect = (
    MultiStaticSelect
    | MultiExternalSelect
    | MultiUsersSelect
    | MultiConversationsSelect
    | MultiChannelsSelect
)
