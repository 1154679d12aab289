"""Refuse what Slack refuses, and fill in what Slack fills in."""

import copy
import json
from collections.abc import Callable, Iterator
from typing import Any

from pydantic import BaseModel, ValidationError

from bot.playground.blocks.find import elements_of
from bot.playground.blocks.layout import AnyView, MessageSurface
from bot.playground.errors import SlackError
from bot.playground.records import Blocks, Json

MESSAGE_CHARACTERS = 13_200
MARKDOWN_CHARACTERS = 12_000
VIEW_BYTES = 250_000

NewId = Callable[[], str]


def check_message(blocks: object, new_id: NewId) -> Blocks:
    """The blocks of a message with Slack's defaults filled in.

    Raises `invalid_blocks_format`, `invalid_blocks` (with Slack's messages) or `msg_blocks_too_long`.
    """
    if not isinstance(blocks, list):
        raise SlackError("invalid_blocks_format")
    faults = _faults(MessageSurface, {"blocks": blocks})
    faults = faults or [*_repeated_ids(blocks, "/blocks"), *_misplaced(blocks, "/blocks", modal=False)]
    if faults:
        raise SlackError("invalid_blocks", [f"[ERROR] {fault}" for fault in faults], errors=faults)
    if len("".join(_texts(blocks))) > MESSAGE_CHARACTERS:
        raise SlackError("msg_blocks_too_long")
    if sum(len(block["text"]) for block in blocks if block["type"] == "markdown") > MARKDOWN_CHARACTERS:
        raise SlackError("msg_blocks_too_long")
    return _completed(blocks, new_id)


def check_view(view: object, new_id: NewId) -> Json:
    """A modal or Home with Slack's defaults filled in.

    Raises `invalid_arguments` (with Slack's messages) or `view_too_large`.
    """
    if len(json.dumps(view).encode()) > VIEW_BYTES:
        raise SlackError("view_too_large")
    faults = _faults(AnyView, {"view": view})
    if not faults and isinstance(view, dict):
        modal = view["type"] == "modal"
        faults = [
            *_repeated_ids(view["blocks"], "/view/blocks"),
            *_misplaced(view["blocks"], "/view/blocks", modal=modal),
        ]
    if faults or not isinstance(view, dict):
        raise SlackError("invalid_arguments", [f"[ERROR] {fault}" for fault in faults])
    return {**copy.deepcopy(view), "blocks": _completed(view["blocks"], new_id)}


def _faults(model: type[BaseModel], value: Json) -> list[str]:
    try:
        model.model_validate(value)
    except ValidationError as error:
        return [_fault(dict(detail), value) for detail in error.errors(include_url=False)]
    return []


_SENTENCES = {
    "string_too_short": "must be at least {min_length} characters",
    "too_long": "no more than {max_length} items allowed",
    "too_short": "no less than {min_length} items allowed",
    "union_tag_invalid": "unsupported type: {tag}",
    "union_tag_not_found": "missing required field: type",
    "value_error": "{error}",
}


def _fault(detail: dict[str, Any], value: Json) -> str:
    kind, context = detail["type"], detail.get("ctx", {})
    path = _pointer(detail["loc"], value)
    if kind == "missing":
        return _at(f"missing required field: {detail['loc'][-1]}", path)
    if kind == "extra_forbidden":
        return _at(f"invalid additional property: {path[-1]}", path[:-1])
    if kind == "string_too_long":
        return _at(f"must be less than {context['max_length'] + 1} characters", path)
    sentence = _SENTENCES.get(kind, "failed to match all allowed schemas")
    return _at(sentence.format(**context), path)


def _at(fault: str, path: list[str]) -> str:
    return f"{fault} [json-pointer:{''.join(f'/{step}' for step in path)}]"


def _pointer(location: tuple[int | str, ...], value: Json) -> list[str]:
    """The steps of a pydantic location that the value has; the tags of unions are no part of a pointer."""
    path: list[str] = []
    here: Any = value
    for step in location:
        try:
            here = here[step]
        except (KeyError, IndexError, TypeError):
            continue
        path.append(str(step))
    return path


def _repeated_ids(blocks: Blocks, at: str) -> Iterator[str]:
    seen: set[str] = set()
    for number, block in enumerate(blocks):
        block_id = block.get("block_id")
        if block_id in seen:
            yield f"`block_id` `{block_id}` already exists [json-pointer:{at}/{number}/block_id]"
        if block_id:
            seen.add(block_id)
        actions: set[str] = set()
        for place, element in enumerate(elements_of(block)):
            action_id = element.get("action_id")
            if action_id in actions:
                where = f"{at}/{number}/elements/{place}/action_id"
                yield f"`action_id` `{action_id}` already exists [json-pointer:{where}]"
            if action_id:
                actions.add(action_id)


def _misplaced(blocks: Blocks, at: str, *, modal: bool) -> Iterator[str]:
    focused = 0
    for number, block in enumerate(blocks):
        for element in elements_of(block):
            where = f"[json-pointer:{at}/{number}/element]"
            focused += bool(element.get("focus_on_load"))
            if element["type"] == "file_input" and not modal:
                yield f"unsupported type: file_input {where}"
            if element.get("response_url_enabled") and not modal:
                yield f"response_url_enabled is only for modals {where}"
    if focused > 1:
        yield f"only one element may have focus_on_load [json-pointer:{at}]"


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, dict):
        if isinstance(value.get("text"), str):
            yield value["text"]
        for item in value.values():
            yield from _texts(item)
    elif isinstance(value, list):
        for item in value:
            yield from _texts(item)


def _completed(blocks: Blocks, new_id: NewId) -> Blocks:
    completed = copy.deepcopy(blocks)
    for block in completed:
        block["block_id"] = block.get("block_id") or new_id()
        if block["type"] == "input":
            block.setdefault("optional", False)
            block.setdefault("dispatch_action", False)
        for element in elements_of(block):
            element["action_id"] = element.get("action_id") or new_id()
        _complete_texts(block)
    return completed


def _complete_texts(value: object) -> None:
    if isinstance(value, dict):
        if value.get("type") == "plain_text":
            value.setdefault("emoji", True)
        if value.get("type") == "mrkdwn":
            value.setdefault("verbatim", False)
        for item in value.values():
            _complete_texts(item)
    elif isinstance(value, list):
        for item in value:
            _complete_texts(item)
