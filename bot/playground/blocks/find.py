"""Find elements in blocks."""

from bot.playground.records import Blocks, Json

_STATELESS = {"button", "overflow", "image", "icon_button", "feedback_buttons"}


def elements_of(block: Json) -> list[Json]:
    """The elements of one block that a person can act on."""
    if block["type"] == "section":
        found = [block["accessory"]] if "accessory" in block else []
    elif block["type"] == "input":
        found = [block["element"]]
    elif block["type"] in ("actions", "context_actions"):
        found = block["elements"]
    else:
        found = []
    return [element for element in found if element["type"] != "image"]


def holds_state(element: Json) -> bool:
    """Whether the element keeps a value that Slack reports in `state`."""
    return element["type"] not in _STATELESS


def find_block(blocks: Blocks | None, block_id: str) -> Json | None:
    """The block with this id, or None."""
    return next((block for block in blocks or [] if block["block_id"] == block_id), None)


def find_element(blocks: Blocks | None, block_id: str, action_id: str) -> Json | None:
    """The element with this action id in the block with this id, or None."""
    block = find_block(blocks, block_id)
    if block is None:
        return None
    return next((e for e in elements_of(block) if e.get("action_id") == action_id), None)
