"""What the cells of one line mean: names become keys, days and numbers are read as people write them."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum
from functools import partial
from typing import Any, get_args

from pydantic.fields import FieldInfo

from directory.days import NotADay, parse_day
from directory.editing.check import phone as checked_phone
from directory.exchange.held import refers
from directory.exchange.lookup import Ambiguous, Lookup, TopicLookup
from directory.exchange.tables import is_spreadsheet_error
from directory.packs.cells import listed
from directory.packs.problems import did_you_mean, spoken
from directory.packs.schema import KINDS, RecordRow

_DAY_FORMATS = ("%d-%m-%Y", "%d/%m/%y", "%d-%b-%Y", "%d-%b-%y")  # what spreadsheet programs write, too
_SIDE = re.compile(r"(.+)\((\d{1,9})\)", re.DOTALL)
_KEPT = ("key", "source", "verified_on", "consultation", "position")
AnyLookup = Lookup | TopicLookup
_SIDES = ("before", "after")
_SAMPLE_NUMBER = re.compile(r"01632 ?960")


@dataclass(frozen=True)
class Understood:
    """The values of a line by the names of a row model, and what could not be understood: (field, why)."""

    values: Mapping[str, Any]
    faults: tuple[tuple[str, str], ...]


def understand(kind: str, cells: Mapping[str, str], lookups: Mapping[str, AnyLookup]) -> Understood:
    """Reads cells by field. A cell that is left blank is "", whatever the field holds."""
    values: dict[str, Any] = {}
    faults: list[tuple[str, str]] = []
    for name, cell in cells.items():
        if is_spreadsheet_error(cell):
            faults.append((name, f"the cell shows the error {cell}; correct its formula in the spreadsheet"))
            continue
        try:
            values[name] = _value(kind, name, cell, lookups)
        except _NotUnderstood as error:
            faults.append((name, str(error)))
    return Understood(values, tuple(faults))


class _NotUnderstood(Exception):
    pass


def _value(kind: str, name: str, cell: str, lookups: Mapping[str, AnyLookup]) -> Any:  # noqa: ANN401 - any field
    row = KINDS[kind].row
    info = row.model_fields[name]
    holds = types_of(info)
    to = refers(row, name)
    read: Callable[[str], Any] = partial(_text, name)
    if name in _SIDES:
        read = partial(_side, posts=lookups["posts"])
    elif to is not None and to in lookups:
        read = partial(_reference, to=to, lookup=lookups[to])
    elif date in holds:
        read = _day
    elif any(issubclass(each, Enum) for each in holds):
        read = _choice
    if not cell:
        return ""
    return [read(member) for member in listed(cell)] if tuple in holds else read(cell)


def _text(name: str, cell: str) -> str:
    if name == "email":
        return re.sub(r"^mailto:", "", cell, flags=re.IGNORECASE)
    if name == "postcode":
        return postcode(cell)
    if name == "url" and re.fullmatch(r"www\.\S+", cell):
        return f"https://{cell}"
    return cell


def _choice(cell: str) -> str:
    return cell.casefold().replace(" ", "_")


def types_of(info: FieldInfo) -> frozenset[type]:
    """The plain types that a field may hold: {str}, {tuple, date}, {NoneType, Route} and so on."""
    found: set[type] = set()
    waiting: list[Any] = [info.annotation]
    while waiting:
        each = waiting.pop()
        origin = getattr(each, "__origin__", None)
        if origin is tuple:
            found.add(tuple)
        if isinstance(each, type) and not get_args(each):
            found.add(each)
        waiting += [part for part in get_args(each) if part is not Ellipsis]
    return frozenset(found)


def _reference(text: str, to: str, lookup: AnyLookup) -> str:
    try:
        key = lookup.find(text)
    except Ambiguous as error:
        raise _NotUnderstood(
            f"'{text}' may be any of {', '.join(error.keys)} among the {spoken(to)}; write one of them"
        ) from error
    if key is None:
        meant = did_you_mean(text, lookup.names())
        raise _NotUnderstood(f"there is no '{text}' among the {spoken(to)}{meant}")
    return key


def _side(text: str, posts: AnyLookup) -> dict[str, Any]:
    found = _SIDE.fullmatch(text)
    name, number = (found[1].strip(), int(found[2])) if found else (text, 1)
    return {"post": _reference(name, "posts", posts), "number": number}


def _day(cell: str) -> str:
    for wanted in _DAY_FORMATS:
        try:
            return datetime.strptime(cell, wanted).date().isoformat()  # noqa: DTZ007 - a day has no zone
        except ValueError:
            continue
    try:
        return parse_day(cell).isoformat()
    except NotADay:
        return cell


def phone(cell: str) -> str:
    """A UK number as people write it in the UK. Raises ValueError, with what is wrong.

    Spreadsheet programs take the 0 from the front of a number: it is put back.
    """
    digits = re.sub(r"[\s().-]", "", cell)
    return checked_phone(f"0{digits}" if re.fullmatch(r"[1-9]\d{8,9}", digits) else cell)


def postcode(cell: str) -> str:
    """A postcode in capitals, with its space."""
    whole = re.sub(r"\s+", "", cell).upper()
    return f"{whole[:-3]} {whole[-3:]}" if len(whole) >= 5 else whole


def blank_keeps(row: type[RecordRow], name: str) -> bool:
    """Whether a blank cell leaves the field as it is: a choice, a number, a yes or no, a day of checking."""
    default = row.model_fields[name].default
    return isinstance(default, bool | int | Enum) or name in _KEPT


def looks_made_up(email: str, phone_number: str) -> bool:
    """Whether an address or a number is one of those that are kept for examples."""
    return email.endswith(("@example.org", ".example.org")) or bool(_SAMPLE_NUMBER.match(phone_number))


def same_meaning(name: str, held: str, given: str) -> bool:
    """Whether two texts differ only in how they are written: spaces in a number, capitals in an address."""
    if name == "phone":
        return _dialled(held) == _dialled(given)
    return name == "email" and held.casefold() == given.casefold()


def _dialled(number: str) -> str:
    return re.sub(r"\D", "", number).removeprefix("44").lstrip("0")
