"""What is wrong with a pack, said in plain words with the file, the line and the field."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from pydantic import BaseModel, ValidationError
from rapidfuzz import process

_CLOSE_ENOUGH = 70
_NAMED = 3


@dataclass(frozen=True)
class Problem:
    """One thing to put right. `line` is None where the whole file is meant, `field` "" for a whole line."""

    file: str
    line: int | None
    field: str
    what: str

    def __str__(self) -> str:
        place = [self.file]
        if self.line is not None:
            place.append(f"line {self.line}")
        if self.field:
            place.append(self.field)
        return f"{', '.join(place)}: {self.what}"


def said_together(problems: Iterable[Problem]) -> list[str]:
    """The problems as lines. Of one problem that many rows of a file share, the first rows are named."""
    shared: dict[tuple[str, str, str], list[Problem]] = {}
    for problem in problems:
        shared.setdefault((problem.file, problem.field, problem.what), []).append(problem)
    lines: list[str] = []
    for same in shared.values():
        lines += [str(problem) for problem in same[:_NAMED]]
        more = len(same) - _NAMED
        if more > 0:
            lines[-1] += f" (and the same in {more} more {'row' if more == 1 else 'rows'})"
    return lines


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """`` (did you mean 'x'?)`` where one of `known` is close to `word`, else an empty string."""
    found = process.extractOne(word, list(known), score_cutoff=_CLOSE_ENOUGH)
    return f" (did you mean '{found[0]}'?)" if found else ""


def said_plainly(
    error: ValidationError, model: type[BaseModel]
) -> Iterable[tuple[tuple[str | int, ...], str]]:
    """Each of pydantic's complaints as (path of the field, sentence)."""
    for each in error.errors():
        yield tuple(each["loc"]), _sentence(each, model)


def _sentence(each: Mapping[str, Any], model: type[BaseModel]) -> str:
    kind, given, context = str(each["type"]), each["input"], each.get("ctx", {})
    name = str(each["loc"][-1]) if each["loc"] else ""
    if kind == "extra_forbidden":
        return "is not a field of this file" + did_you_mean(name, columns_of(model))
    if kind == "missing":
        return "is missing; it must be filled in"
    if kind == "value_error":
        return str(context["error"])
    if kind == "enum":
        return f"'{given}' is not one of {_choices(name, model)}"
    if kind in _SENTENCES:
        return _SENTENCES[kind].format(given=given, **context)
    return f"'{given}' cannot be used here: {str(each['msg'])[:1].lower()}{str(each['msg'])[1:]}"


_SENTENCES = {
    "string_pattern_mismatch": "'{given}' is not a key or code of the right form; use small letters, "
    "digits and single hyphens (an LA code has three digits)",
    "string_too_long": "is too long: at most {max_length} characters",
    "string_too_short": "is missing; it must be filled in",
    "string_type": "'{given}' is not a text; put it in quotation marks",
    "too_short": "is missing; give at least one",
    "int_parsing": "'{given}' is not a whole number",
    "int_type": "'{given}' is not a whole number",
    "greater_than_equal": "'{given}' is too small; the least is {ge}",
    "less_than_equal": "'{given}' is too large; the most is {le}",
    "bool_parsing": "'{given}' is not yes or no",
    "bool_type": "'{given}' is not yes or no",
    "tuple_type": "is not a list; start each of its lines with a hyphen",
    "model_type": "is not a set of fields; write each as `field: value`",
}


def spoken(kind: str) -> str:
    """The name of a kind of record, or of a field, in plain words."""
    return kind.replace("_", " ")


def columns_of(model: type[BaseModel]) -> list[str]:
    """The names under which the fields of a row model stand in the file."""
    return [info.alias or name for name, info in model.model_fields.items()]


def _choices(name: str, model: type[BaseModel]) -> str:
    annotation = model.model_fields[name].annotation
    for candidate in (annotation, *getattr(annotation, "__args__", ())):
        if isinstance(candidate, type) and issubclass(candidate, StrEnum):
            return ", ".join(candidate)
    return "the words that this field allows"
