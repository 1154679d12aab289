"""Another holder of a post: the assignment there was ends, and another begins; neither is written over."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta

from directory.days import spelled
from directory.exchange.draft import Draft
from directory.exchange.lookup import key_from
from directory.packs.schema import AssignmentRow


def handed_over(
    draft: Draft, row: AssignmentRow, held: AssignmentRow, taken: Iterable[str], today: date
) -> Draft:
    """The draft of a line, as two assignments where it says another contact, post or place than is held.

    The new one begins on the first day that the line gives, if that is not the one of the old; else today, or
    when the old one would begin.
    """
    if _what(row) == _what(held) or (held.valid_to is not None and held.valid_to < today):
        return draft
    given = row.valid_from if row.valid_from != held.valid_from else None
    first = given or max(today, held.valid_from or today)
    last = first - timedelta(days=1)
    if held.valid_from is not None and held.valid_from > last:
        what = f"{held.contact} no longer begins on {spelled(held.valid_from)}"
    else:
        what = f"{held.contact} until {spelled(last)}"
    new = row.model_copy(
        update={
            "key": key_from(" ".join(part for part in (row.post, row.school, row.area) if part), taken),
            "valid_from": first,
        }
    )
    note = f"{what}, {row.contact} from {spelled(first)}"
    return replace(draft, row=new, note=note, ends=held.model_copy(update={"valid_to": last}))


def _what(row: AssignmentRow) -> tuple[str | None, ...]:
    return row.contact, row.post, row.area, row.school
