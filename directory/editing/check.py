"""Whether what an editor typed can be saved: field by field, never half."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

import phonenumbers
from pydantic import TypeAdapter, ValidationError

from directory.days import NotADay, parse_day
from directory.editing.alike import SAME_EMAIL, Alike
from directory.editing.book import Book
from directory.editing.errors import BadFields
from directory.editing.kinds import CONTACT, KINDS, SCHOOL, TOPIC, Field, FieldType, Kind
from directory.models import Topic
from directory.packs.values import Email, Postcode, Url, Urn

BETWEEN = ";"
LONGEST = {FieldType.LONG_TEXT: 4000, FieldType.URL: 2000, FieldType.PHONE: 64, FieldType.POSTCODE: 16}
_DRAMA = ("01632960", "07700900", "02079460")  # reserved by Ofcom; nobody has them, samples do
_YES, _NO = {"yes", "y", "true", "1"}, {"no", "n", "false", "0", ""}


class _Wrong(Exception):
    """A value that is not right; the text is a sentence without the field's label."""


def checked(book: Book, kind: Kind, typed: Mapping[str, Any], *, whole: bool) -> dict[str, Any]:
    """The typed values as the facts have them. `whole`: a new record, so what is required must be there.

    Raises BadFields with a sentence for every field that is not right.
    """
    good: dict[str, Any] = {}
    errors = {name: f"There is no field called '{name}'." for name in typed if name not in kind.by_name}
    for field in kind.fields:
        if field.name not in typed and not (whole and field.required):
            continue
        try:
            good[field.name] = _value(book, field, typed.get(field.name))
            if field.required and good[field.name] in ("", None, ()):
                raise _Wrong("is needed")
        except _Wrong as wrong:
            errors[field.name] = f"{field.label} {wrong}."
    if kind is SCHOOL and whole and good.get("key") in book.keys(kind):
        errors["key"] = "URN is taken: the directory has this school already."
    if errors:
        raise BadFields(errors)
    return good


def likely_duplicates(book: Book, kind: Kind, values: Mapping[str, Any], but: str = "") -> tuple[str, ...]:
    """Sentences about current records (other than the one with key `but`) that look like the same thing."""
    alike, called = Alike(), {}
    for key, base in getattr(book.held, kind.held).items():
        fact: Any = book.held.as_of(kind.held, base, book.today)
        if kind.title and (fact.valid_to is None or fact.valid_to >= book.today):
            called[key] = getattr(fact, kind.title)
            alike.add(key, called[key], fact.email if kind is CONTACT else "")
    email = str(values.get("email") or "") if kind is CONTACT else ""
    found = alike.twins(str(values.get(kind.title) or ""), email, but=but)
    return tuple(
        f"{called[twin.key]} has the same email, {email.lower()}."
        if twin.how == SAME_EMAIL
        else f"There is a {kind.label} with {twin.how}: {called[twin.key]}."
        for twin in found
    )


def _value(book: Book, field: Field, typed: Any) -> Any:  # noqa: ANN401 - what was typed, and what it means
    if isinstance(typed, str):
        typed = typed.replace("\0", "").strip()  # which PostgreSQL does not keep
    if field.holds in (FieldType.TEXTS, FieldType.REFERENCES):
        return _listed(book, field, typed)
    if field.holds is FieldType.REFERENCE:
        return _referred(book, field, str(typed)) if typed else None
    read = _READERS.get(field.holds)
    if read is not None:
        return read(field, typed)
    text = "" if typed is None else str(typed)
    if len(text) > LONGEST.get(field.holds, 255):
        raise _Wrong(f"is too long: at most {LONGEST.get(field.holds, 255):,} characters")
    if field.name == "slack_user_id":
        return text or None
    adapter = _ADAPTERS.get(field.holds)
    return adapter(text) if adapter else text


def _listed(book: Book, field: Field, typed: Any) -> tuple[str, ...]:  # noqa: ANN401 - text, or a list of it
    parts = typed.split(BETWEEN) if isinstance(typed, str) else (typed or ())
    kept = tuple(dict.fromkeys(str(part).strip() for part in parts if str(part).strip()))
    if any(len(part) > 255 for part in kept):
        raise _Wrong("has an entry that is too long: at most 255 characters each")
    if field.holds is FieldType.REFERENCES:
        return tuple(sorted(_referred(book, field, key) for key in kept))
    return kept


def _referred(book: Book, field: Field, key: str) -> str:
    if field.refers_to == TOPIC:
        there = book.session.get(Topic, key) is not None
    else:
        there = key in book.keys(KINDS[field.refers_to])
    if not there:
        raise _Wrong(f"names something that is not in the directory: '{key}'")
    return key


def _day(_field: Field, typed: Any) -> date | None:  # noqa: ANN401 - text or a day
    if isinstance(typed, date) or not typed:
        return typed or None
    try:
        return parse_day(str(typed))
    except NotADay as error:
        raise _Wrong(str(error)) from error


def _number(_field: Field, typed: Any) -> int:  # noqa: ANN401 - text or a number
    text = str(typed if typed is not None else "0").strip() or "0"
    if not text.isdecimal() or int(text) > 9999:
        raise _Wrong(f"is not a number from 0 to 9999: '{text}'")
    return int(text)


def _choice(field: Field, typed: Any) -> Any:  # noqa: ANN401 - a word, or a member of the choices
    assert field.choices is not None
    if not typed:
        if field.name == "route":
            return None
        raise _Wrong("needs a choice")
    wanted = str(typed).lower().replace(" ", "_")
    for member in field.choices:
        if wanted == member.value:
            return member
    raise _Wrong(f"is not one of: {', '.join(field.choices)}")


def _yes_no(_field: Field, typed: Any) -> bool:  # noqa: ANN401 - text, or yes or no itself
    word = str(typed if typed is not None else "").lower()
    if word not in _YES | _NO:
        raise _Wrong("must be yes or no")
    return word in _YES


def phone(text: str) -> str:
    """A UK phone number as people write it, such as ``01632 960000``. Raises ValueError."""
    if not text:
        return ""
    try:
        number = phonenumbers.parse(text, "GB")
    except phonenumbers.NumberParseException as error:
        raise ValueError(f"is not a UK phone number: '{text}'") from error
    plain = "0" + str(number.national_number)
    if number.country_code == 44 and plain.startswith(_DRAMA) and len(plain) == 11 and not number.extension:
        return f"{plain[:5]} {plain[5:]}"
    if phonenumbers.is_valid_short_number_for_region(number, "GB"):
        return str(number.national_number)
    if number.country_code != 44 or number.extension or not phonenumbers.is_valid_number(number):
        raise ValueError(f"is not a UK phone number: '{text}'; write it like 01632 960000, one number only")
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.NATIONAL)


def _phone(text: str) -> str:
    try:
        return phone(text)
    except ValueError as error:
        raise _Wrong(str(error)) from error


def _like(annotated: Any, example: str) -> Callable[[str], str]:  # noqa: ANN401 - an annotated type
    adapter: TypeAdapter[str] = TypeAdapter(annotated)

    def read(text: str) -> str:
        try:
            return adapter.validate_python(text) if text else ""
        except ValidationError as error:
            raise _Wrong(f"is not right: '{text}'; write it like {example}") from error

    return read


_READERS: dict[FieldType, Callable[[Field, Any], Any]] = {
    FieldType.DAY: _day,
    FieldType.NUMBER: _number,
    FieldType.CHOICE: _choice,
    FieldType.YES_NO: _yes_no,
}
_ADAPTERS: dict[FieldType, Callable[[str], str]] = {
    FieldType.EMAIL: _like(Email, "office@example.org"),
    FieldType.URL: _like(Url, "https://example.org"),
    FieldType.POSTCODE: _like(Postcode, "TA1 4DY"),
    FieldType.URN: _like(Urn, "123456"),
    FieldType.PHONE: _phone,
}
