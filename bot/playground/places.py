"""Where a person acts: a message, an ephemeral message, a modal or the Home tab."""

from dataclasses import dataclass
from typing import Any

from bot.playground.blocks import find_block, find_element
from bot.playground.errors import PersonError
from bot.playground.payloads import on_message, on_view
from bot.playground.records import Blocks, Json, Message, StateValues, View
from bot.playground.state import initial_state
from bot.playground.workspace import Workspace

# {"channel": id, "ts": ts} for a message, {"ephemeral": id} or {"view": id}
Place = dict[str, str]

GONE = "This is no longer here. Nothing was changed. Look at the newest message and try again."


@dataclass(frozen=True)
class Spot:
    """A place that was found, as one person sees it. `state` may be changed."""

    workspace: Workspace
    user: str
    surface: Message | View
    blocks: Blocks
    state: StateValues

    def element(self, block_id: str, action_id: str) -> Json:
        """The element with these ids; raises `PersonError` when it is not there."""
        element = find_element(self.blocks, block_id, action_id)
        if element is None:
            raise PersonError(GONE)
        return element

    def sends(self, block_id: str) -> bool:
        """Whether a choice in this block is sent at once: always, but in a form only when it says so."""
        block = find_block(self.blocks, block_id) or {}
        return block.get("type") != "input" or bool(block.get("dispatch_action"))

    def payload(self, kind: str, public_url: str) -> Json:
        """The payload of a `block_actions` or `block_suggestion` here, without the action itself."""
        if isinstance(self.surface, View):
            return on_view(self.workspace, self.user, self.surface, kind)
        hook = self.workspace.tickets.hook(self.surface.channel, self.user, self.surface.ts)
        return on_message(self.workspace, self.user, self.surface, kind, public_url + hook)


def find_spot(workspace: Workspace, user: str, place: Place) -> Spot:
    """The place, when this person sees it; raises `PersonError` otherwise."""
    if "view" in place:
        view = workspace.open_view(place["view"])
        if view is None or view.user != user:
            raise PersonError(GONE)
        return Spot(workspace, user, view, view.blocks, view.state)
    if "ephemeral" in place:
        message = workspace.ephemeral(place["ephemeral"])
        seen = message is not None and message.only_for == user
    else:
        channel = workspace.channels.get(place["channel"])
        message = channel.find(place["ts"]) if channel and user in channel.members else None
        seen = message is not None and message.only_for in (None, user)
    if message is None or not seen:
        raise PersonError(GONE)
    state = message.state.setdefault(user, initial_state(message.blocks))
    return Spot(workspace, user, message, message.blocks or [], state)


def offered(element: Json, value: Any) -> Any:  # noqa: ANN401 - text, a number, an option or a list of these
    """The value as the element offers it: an option may be given whole or by its `value`.

    Raises `PersonError` for an option that is not offered.
    """
    listed = [*element.get("options", [])]
    for group in element.get("option_groups", []):
        listed += group["options"]
    if not listed or value is None:
        return value
    if isinstance(value, list):
        return [_match(listed, item) for item in value]
    return _match(listed, value)


def _match(listed: list[Json], given: object) -> Json:
    wanted = given.get("value") if isinstance(given, dict) else given
    for option in listed:
        if option["value"] == wanted:
            return option
    raise PersonError("That option is not offered. Choose one from the list.")
