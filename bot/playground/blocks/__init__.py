"""Block Kit as strict as Slack: which blocks, elements and lengths each surface accepts."""

from bot.playground.blocks.check import check_message, check_view
from bot.playground.blocks.find import elements_of, find_block, find_element

__all__ = ["check_message", "check_view", "elements_of", "find_block", "find_element"]
