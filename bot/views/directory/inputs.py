"""The fields of a record as the inputs of a form, and what a form's state says in return.

Values are as the facts have them, but a reference is an Option (key and name) so that it can be shown.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from bot.views.limits import OPTION, Json, escape, plain, section
from directory.ask.answer import Option
from directory.editing.kinds import Field, FieldType, Kind

Values = Mapping[str, Any]

LONGEST_VALUE = 150
LONGEST_TYPED = 3000
_SOON = "~"
_YES_NO = (Option("yes", "Yes"), Option("no", "No"))
_LONG = (FieldType.LONG_TEXT, FieldType.TEXTS)
_SPOKEN = {
    "schools": "Everybody",
    "staff": "Council staff only",
    "front_door": "Front door: a child in danger",
    "out_of_hours": "Out of hours: a child in danger",
    "general": "General enquiries",
    "directory_team": "The directory team",
}


@dataclass(frozen=True)
class Sheet:
    """The inputs of one showing of a form. `number` grows each time it is shown again with other values.

    Slack keeps what was typed in an input for as long as its id stays; a new number makes a new input.
    """

    kind: Kind
    number: int = 0

    def block_id(self, name: str) -> str:
        """The id of the input of a field."""
        return f"{name}{_SOON}{self.number}"

    def inputs(self, values: Values) -> list[Json]:
        """An input for each field that forms show, filled in with `values`.

        In place of a text that is too long for an input stands a line that says so: cut, it would be lost.
        """
        return [self._input(field, values.get(field.name)) for field in shown_fields(self.kind)]

    def _input(self, field: Field, value: Any) -> Json:  # noqa: ANN401 - any value of a field
        if field.holds in _LONG and len(_as_text(value)) > LONGEST_TYPED:
            return section(_left_out(field, value), block_id=self.block_id(field.name)).to_dict()
        block: Json = {
            "type": "input",
            "block_id": self.block_id(field.name),
            "label": {"type": "plain_text", "text": field.label},
            "optional": not field.required,
            "element": _element(field, value),
        }
        hint = f"{field.help} One on each line.".strip() if field.holds is FieldType.TEXTS else field.help
        return block | ({"hint": {"type": "plain_text", "text": hint}} if hint else {})


def shown_fields(kind: Kind) -> tuple[Field, ...]:
    """The fields that a form of the kind shows."""
    return tuple(field for field in kind.fields if field.in_forms)


def spoken(word: str) -> str:
    """A word of a closed set, for people."""
    return _SPOKEN.get(word, word.replace("_", " ").capitalize())


def name_of(block_id: str) -> str:
    """The field that an input belongs to."""
    return block_id.split(_SOON, maxsplit=1)[0]


def day_input(name: str, label: str, hint: str, day: date | None) -> Json:
    """An input for a day that can be left empty."""
    element: Json = {"type": "datepicker", "action_id": "value"}
    if day:
        element["initial_date"] = day.isoformat()
    return optional(name, label, hint, element)


def text_input(name: str, label: str, hint: str = "", *, many_lines: bool = False, value: str = "") -> Json:
    """An input for a text that can be left empty."""
    element: Json = {
        "type": "plain_text_input",
        "action_id": "value",
        "multiline": many_lines,
        "max_length": LONGEST_TYPED if many_lines else 255,
    }
    if value:
        element["initial_value"] = value[: element["max_length"]]
    return optional(name, label, hint, element)


def pick_input(name: str, label: str, hint: str, to: str, value: Option | None = None) -> Json:
    """An input for a record of the kind `to` that can be left empty."""
    element: Json = {"type": "external_select", "action_id": f"refer_{to}", "min_query_length": 1}
    if value:
        element["initial_option"] = option(value)
    return optional(name, label, hint, element)


def optional(name: str, label: str, hint: str, element: Json) -> Json:
    """An input block that can be left empty."""
    block: Json = {
        "type": "input",
        "block_id": name,
        "label": {"type": "plain_text", "text": label},
        "optional": True,
        "element": element,
    }
    return block | ({"hint": {"type": "plain_text", "text": hint}} if hint else {})


def option(choice: Option) -> Json:
    """One choice of a list."""
    return {
        "text": {"type": "plain_text", "text": plain(choice.label, OPTION)},
        "value": choice.id[:LONGEST_VALUE],
    }


def _element(field: Field, value: Any) -> Json:  # noqa: ANN401 - any value of a field
    holds = field.holds
    if holds is FieldType.REFERENCE:
        element = {"type": "external_select", "action_id": f"refer_{field.refers_to}", "min_query_length": 1}
        return element | ({"initial_option": option(value)} if value else {})
    if holds is FieldType.REFERENCES:
        element = {
            "type": "multi_external_select",
            "action_id": f"refer_{field.refers_to}",
            "min_query_length": 1,
        }
        return element | ({"initial_options": [option(each) for each in value]} if value else {})
    if holds in (FieldType.CHOICE, FieldType.YES_NO):
        return _choice(field, value)
    if holds is FieldType.DAY:
        return {"type": "datepicker", "action_id": "value"} | ({"initial_date": str(value)} if value else {})
    if field.name == "slack_user_id":
        return {"type": "users_select", "action_id": "value"} | ({"initial_user": value} if value else {})
    long = holds in _LONG
    most = LONGEST_TYPED if long else 2000 if holds is FieldType.URL else 255
    element = {"type": "plain_text_input", "action_id": "value", "multiline": long, "max_length": most}
    text = _as_text(value)
    return element | ({"initial_value": text[:most]} if text else {})


def _as_text(value: Any) -> str:  # noqa: ANN401 - a text, several, or None
    return "\n".join(value) if isinstance(value, tuple) else "" if value is None else str(value)


def _left_out(field: Field, value: Any) -> str:  # noqa: ANN401 - a text, or several
    return (
        f"*{escape(field.label)}* stays as it is: it has {len(_as_text(value)):,} characters, and a form in "
        f"Slack takes {LONGEST_TYPED:,}. Load it from a file to change it."
    )


def _choice(field: Field, value: Any) -> Json:  # noqa: ANN401 - a word, a boolean or None
    if field.holds is FieldType.YES_NO:
        offered: tuple[Option, ...] = _YES_NO
        chosen = "yes" if value in (True, "yes") else "no"
    else:
        assert field.choices is not None
        words = [member.value for member in field.choices]
        offered = tuple(
            Option(word, _SPOKEN.get(word, word.replace("_", " ").capitalize())) for word in words
        )
        chosen = str(value) if value else ("" if field.name == "route" else words[0])
    element: Json = {
        "type": "static_select",
        "action_id": "value",
        "options": [option(each) for each in offered],
    }
    initial = [option(each) for each in offered if each.id == chosen]
    return element | ({"initial_option": initial[0]} if initial else {})


def typed(kind: Kind, state: Json) -> dict[str, Any]:
    """What stands in the inputs of a submitted form, by field, as `Sheet.inputs` takes it."""
    entries = {name_of(block_id): next(iter(held.values())) for block_id, held in state.items()}
    return {
        field.name: _typed(field, entries[field.name])
        for field in shown_fields(kind)
        if field.name in entries
    }


def filled_in(kind: Kind, blocks: list[Json]) -> dict[str, Any]:
    """What the form was filled in with before anybody typed, by field, as `typed` gives it."""
    state: Json = {}
    for block in blocks:
        if block["type"] == "input":
            element = block["element"]
            entry = {name.replace("initial", "selected"): value for name, value in element.items()}
            entry["value"] = element.get("initial_value")
            state[block["block_id"]] = {element["action_id"]: entry}
    return typed(kind, state)


def _typed(field: Field, entry: Json) -> Any:  # noqa: ANN401 - any value of a field
    picked = entry.get("selected_option")
    match field.holds:
        case FieldType.REFERENCES:
            return tuple(_chosen(each) for each in entry.get("selected_options") or ())
        case FieldType.REFERENCE:
            value: Any = _chosen(picked) if picked else None
        case FieldType.CHOICE | FieldType.YES_NO:
            value = picked["value"] if picked else None
        case FieldType.DAY:
            value = entry.get("selected_date") or ""
        case _:
            value = entry.get("selected_user" if field.name == "slack_user_id" else "value") or ""
    if field.holds is FieldType.TEXTS:
        lines = value.replace(";", "\n").splitlines()
        return tuple(line.strip() for line in lines if line.strip())
    return value


def _chosen(picked: Json) -> Option:
    return Option(picked["value"], picked["text"]["text"])


def as_fields(values: Values) -> dict[str, Any]:
    """The values as a command of `directory.editing.commands` takes them: references as keys."""
    return {name: _key(value) for name, value in values.items()}


def _key(value: Any) -> Any:  # noqa: ANN401 - any value of a field
    if isinstance(value, tuple):
        return tuple(_key(each) for each in value)
    return value.id if isinstance(value, Option) else value
