"""A record in words: a label and a text for each field that says something."""

from collections.abc import Iterator, Mapping
from typing import Any

from bot.views.directory.inputs import spoken
from directory.days import spelled
from directory.editing.history import Shown
from directory.editing.kinds import Field, FieldType

MOST_USES = 8


def lines(shown: Shown, called: Mapping[tuple[str, str], str], *, editor: bool) -> Iterator[tuple[str, str]]:
    """What a record says. `called` gives the names of what it refers to, by kind and key; what is not
    in it may not be seen.

    An editor also sees what the forms leave out, what is planned and where the record is used.
    """
    for field in shown.kind.fields:
        value = getattr(shown.fact, field.name)
        hidden = not editor and field.name in ("audience", "slack_user_id", "route")
        if not hidden and field.name != "verified_on" and value not in (None, "", (), False):
            text = _text(field, value, called)
            if text:
                yield field.label, text
    yield "Last checked", spelled(shown.fact.verified_on) if shown.fact.verified_on else "Not checked yet"
    yield "Source", shown.fact.source
    if editor:
        yield from (("Planned", sentence) for sentence in shown.planned)
        if shown.uses:
            said = [use.said for use in shown.uses[:MOST_USES]]
            more = len(shown.uses) - len(said)
            yield "Used by", "; ".join(said) + (f"; and {more} more" if more else "")


def _text(field: Field, value: Any, called: Mapping[tuple[str, str], str]) -> str:  # noqa: ANN401 - any value
    if field.refers_to:
        keys = value if isinstance(value, tuple) else (value,)
        return ", ".join(called[field.refers_to, key] for key in keys if (field.refers_to, key) in called)
    if field.holds is FieldType.DAY:
        return spelled(value)
    if field.holds is FieldType.CHOICE:
        return spoken(str(value))
    if field.holds is FieldType.YES_NO:
        return "Yes"
    return ", ".join(value) if isinstance(value, tuple) else str(value)
