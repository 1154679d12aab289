"""What people chose and typed: `state.values` of a message or view, as Slack reports it."""

from typing import Any

from bot.playground.blocks.find import elements_of, holds_state
from bot.playground.records import Blocks, Json, StateValues

# element type -> (name of the value in state, name of the initial value in the element)
_ONE = {
    "datepicker": ("selected_date", "initial_date"),
    "timepicker": ("selected_time", "initial_time"),
    "datetimepicker": ("selected_date_time", "initial_date_time"),
    "radio_buttons": ("selected_option", "initial_option"),
    "static_select": ("selected_option", "initial_option"),
    "external_select": ("selected_option", "initial_option"),
    "users_select": ("selected_user", "initial_user"),
    "conversations_select": ("selected_conversation", "initial_conversation"),
    "channels_select": ("selected_channel", "initial_channel"),
    "plain_text_input": ("value", "initial_value"),
    "email_text_input": ("value", "initial_value"),
    "url_text_input": ("value", "initial_value"),
    "number_input": ("value", "initial_value"),
    "rich_text_input": ("rich_text_value", "initial_value"),
}
_MANY = {
    "checkboxes": ("selected_options", "initial_options"),
    "multi_static_select": ("selected_options", "initial_options"),
    "multi_external_select": ("selected_options", "initial_options"),
    "multi_users_select": ("selected_users", "initial_users"),
    "multi_conversations_select": ("selected_conversations", "initial_conversations"),
    "multi_channels_select": ("selected_channels", "initial_channels"),
    "file_input": ("files", "initial_files"),
}


def value_key(element_type: str) -> str:
    """The name under which this type of element reports its value, such as `selected_option`."""
    return (_ONE.get(element_type) or _MANY[element_type])[0]


def state_of(element: Json, value: Any) -> Json:  # noqa: ANN401 - a value is text, a number, an option or a list
    """One entry of `state.values`: the element's type and its value; an empty value as Slack writes it."""
    kind = element["type"]
    if kind in _MANY:
        return {"type": kind, _MANY[kind][0]: value or []}
    return {"type": kind, _ONE[kind][0]: None if value == "" else value}


def initial_state(blocks: Blocks | None, earlier: StateValues | None = None) -> StateValues:
    """The values of all elements: what they held `earlier` if they are still there, else initial values."""
    values: StateValues = {}
    for block in blocks or []:
        for element in elements_of(block):
            if not holds_state(element):
                continue
            kind, block_id, action_id = element["type"], block["block_id"], element["action_id"]
            kept = (earlier or {}).get(block_id, {}).get(action_id)
            initial = element.get((_ONE.get(kind) or _MANY[kind])[1])
            entry = kept if kept and kept["type"] == kind else state_of(element, initial)
            values.setdefault(block_id, {})[action_id] = entry
    return values


def is_empty(entry: Json) -> bool:
    """Whether the element of this entry has no value."""
    return not entry.get(value_key(entry["type"])) and entry.get(value_key(entry["type"])) != 0


def refusals(blocks: Blocks, values: StateValues) -> dict[str, str]:
    """What Slack itself refuses before it sends a form: sentences by block id; empty when all is well."""
    found = {}
    for block in blocks:
        if block["type"] != "input":
            continue
        element = block["element"]
        entry = values[block["block_id"]][element["action_id"]]
        sentence = _refusal(block, element, entry)
        if sentence:
            found[block["block_id"]] = sentence
    return found


def _refusal(block: Json, element: Json, entry: Json) -> str | None:
    if is_empty(entry):
        return None if block.get("optional") else "Please complete this required field."
    if element["type"] == "plain_text_input":
        return _length_refusal(element, entry["value"])
    if element["type"] == "email_text_input" and "@" not in entry["value"]:
        return "Please enter a valid email address."
    if element["type"] == "url_text_input" and "://" not in entry["value"]:
        return "Please enter a valid URL."
    if element["type"] == "number_input":
        return _number_refusal(element, entry["value"])
    return None


def _length_refusal(element: Json, value: str) -> str | None:
    least, most = element.get("min_length", 0), element.get("max_length", 3000)
    if len(value) < least:
        return f"Please use at least {least} characters."
    if len(value) > most:
        return f"Please use at most {most} characters."
    return None


def _number_refusal(element: Json, value: str) -> str | None:
    try:
        number = float(value)
    except ValueError:
        return "Please enter a number."
    if not element["is_decimal_allowed"] and not number.is_integer():
        return "Please enter a whole number."
    if "min_value" in element and number < float(element["min_value"]):
        return f"Please enter a number of at least {element['min_value']}."
    if "max_value" in element and number > float(element["max_value"]):
        return f"Please enter a number of at most {element['max_value']}."
    return None
