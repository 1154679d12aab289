"""What one cell of a pack may hold: days, lists, postcodes, URNs, addresses, numbers, references."""

import re
from dataclasses import dataclass
from datetime import date, datetime
from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator, StringConstraints

from directory.packs.cells import listed

_POSTCODE = re.compile(r"[A-Z]{1,2}[0-9][A-Z0-9]? [0-9][A-Z]{2}")
_EMAIL = re.compile(r"[A-Za-z0-9._%+'-]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)*\.[A-Za-z]{2,}")
_PHONE = re.compile(r"(0|\+44)[1-9][0-9]{8,9}|[1-9][0-9]{2}|116[0-9]{3}")
_DAY_FORMATS = ("%Y-%m-%d", "%d/%m/%Y")


@dataclass(frozen=True)
class Refers:
    """Marks a field that names the key of a record of another kind (``areas``, ``posts``, ...)."""

    kind: str


def _day(value: Any) -> Any:  # noqa: ANN401 - whatever the file held
    if not isinstance(value, str):
        return value
    for wanted in _DAY_FORMATS:
        try:
            return datetime.strptime(value.strip(), wanted).date()  # noqa: DTZ007 - a day has no zone
        except ValueError:
            continue
    raise ValueError(f"'{value}' is not a day; write it as 2022-06-27 or 27/06/2022")


def _listed(value: Any) -> Any:  # noqa: ANN401 - whatever the file held
    if isinstance(value, str):
        return listed(value)
    return value


def _no_repeats(values: tuple[Any, ...]) -> tuple[Any, ...]:
    for position, value in enumerate(values):
        if value in values[:position]:
            raise ValueError(f"'{value}' is listed twice")
    return values


def _postcode(value: str) -> str:
    if value and not _POSTCODE.fullmatch(value):
        raise ValueError(f"'{value}' is not a UK postcode; write it like TA1 4DY, with the space")
    return value


def _urn(value: str) -> str:
    if not re.fullmatch(r"[1-9][0-9]{5}", value):
        raise ValueError(f"'{value}' is not a URN; a URN has six digits")
    return value


def _email(value: str) -> str:
    if value and not _EMAIL.fullmatch(value):
        raise ValueError(f"'{value}' is not an email address")
    return value


def _phone(value: str) -> str:
    if value and not _PHONE.fullmatch(value.replace(" ", "")):
        raise ValueError(f"'{value}' is not a UK phone number; write it like 01632 960000, one number only")
    return value


def _url(value: str) -> str:
    if value and not re.fullmatch(r"https?://\S[^\s.]*\.\S+", value):
        raise ValueError(f"'{value}' is not a web address; start it with https://")
    return value


Short = Annotated[str, StringConstraints(max_length=255)]
Name = Annotated[str, StringConstraints(min_length=1, max_length=255)]
Key = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=255)]
Day = Annotated[date, BeforeValidator(_day)]
Days = Annotated[tuple[Day, ...], BeforeValidator(_listed), AfterValidator(_no_repeats)]
Words = Annotated[tuple[Short, ...], BeforeValidator(_listed), AfterValidator(_no_repeats)]
Keys = Annotated[tuple[Key, ...], BeforeValidator(_listed), AfterValidator(_no_repeats)]
Postcode = Annotated[str, AfterValidator(_postcode)]
Urn = Annotated[str, AfterValidator(_urn)]
Email = Annotated[Short, AfterValidator(_email)]
Phone = Annotated[str, StringConstraints(max_length=64), AfterValidator(_phone)]
Url = Annotated[str, AfterValidator(_url)]
