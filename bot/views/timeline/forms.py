"""The forms for a new date and a new consultation, with a preview of the dates that it takes over."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from bot.views.directory.forms import modal
from bot.views.directory.inputs import Sheet, Values, day_input, option, optional, text_input
from bot.views.directory.words import changed_meanwhile
from bot.views.limits import Json, escape, plain, section
from directory.ask.answer import Option
from directory.editing.errors import Since
from directory.editing.kinds import CONSULTATION_ITSELF

LONGEST_LABEL = 150
MOST_DAYS = 90
PREVIEWED = "_previewed"
"""What the ids of the preview's inputs end with: Slack would keep what stood in an input of the same id."""
STAFF, SCHOOLS = Option("staff", "Council staff only"), Option("schools", "Everybody")
SAME = Option("same", "Whoever may see the consultation")
CONFIRMED, PROVISIONAL = Option("confirmed", "Confirmed"), Option("provisional", "Provisional")


_MOVES = "The date in the timeline with which it {}, if there is one on that day, moves with it."
_ASKED: dict[str, dict[str, Any]] = {
    "summary": {"label": "What it is about"},
    "stage": {"required": True},
    "starts_on": {"label": "First day of the consultation", "help": _MOVES.format("begins")},
    "ends_on": {"label": "Last day of the consultation", "help": _MOVES.format("ends")},
}
EDITED = replace(
    CONSULTATION_ITSELF,
    fields=tuple(replace(field, **_ASKED.get(field.name, {})) for field in CONSULTATION_ITSELF.fields),
)
"""A consultation as its form shows it."""


@dataclass(frozen=True)
class Proposed:
    """A day that a new consultation would have: `block_id` names it, `hint` says where it comes from."""

    block_id: str
    title: str
    day: date
    hint: str


def date_form(memo: str, consultations: Sequence[Option]) -> Json:
    """The form for a new date; with several `consultations` it asks in which."""
    blocks = []
    if len(consultations) > 1:
        blocks.append(_choice("consultation", "Consultation", consultations, consultations[0]))
    blocks += [
        _required(text_input("title", "What happens")),
        _required(day_input("day", "Day", "", None)),
        text_input("days", "Other days", "Where it has several, such as 18 July, 1 August."),
        _choice("audience", "Who may see it", (SAME, STAFF, SCHOOLS), SAME),
        _choice("status", "Status", (CONFIRMED, PROVISIONAL), CONFIRMED),
        text_input("condition", "What it depends on", "For example: subject to Exec SLT agreement."),
        text_input("note", "Note", "An agenda, a place, what to do.", many_lines=True),
    ]
    return modal("Add a date", blocks, callback_id="timeline_add", submit="Add", memo=memo)


def consultation_form(memo: str, title: str, first: date | None, others: Sequence[Option]) -> Json:
    """The form for a new consultation; it can take its dates from one of the `others`."""
    blocks = [
        _required(text_input("title", "Title", value=title)),
        text_input("summary", "What it is about", many_lines=True),
        _required(day_input("starts_on", "First day of the consultation", "", first)),
        day_input("ends_on", "Last day of the consultation", "Not needed if you take over dates.", None),
        _choice("audience", "Who may see it", (STAFF, SCHOOLS), STAFF),
    ]
    if others:
        hint = "You see every date before anything is saved."
        blocks.append(_choice("like", "Take over the dates of", others, None, hint))
    hint = "One on each line, such as: 4 August: Drop-in session. You can add more later."
    blocks.append(text_input("dates", "Dates", hint, many_lines=True))
    return modal("New consultation", blocks, callback_id="timeline_new", submit="Next", memo=memo)


def edit_form(memo: str, values: Values, number: int = 0, since: Sequence[Since] = ()) -> Json:
    """The form for what a consultation is called, what it is about, its stage and its days.

    `number` grows each time it is shown again, as a Sheet's does; `since` is what others changed meanwhile.
    """
    said = [section(changed_meanwhile(since)).to_dict()] if since else []
    return modal(
        "Edit consultation",
        [*said, *Sheet(EDITED, number).inputs(values)],
        callback_id="timeline_edit",
        submit="Save mine over it" if since else "Save",
        close="Leave theirs" if since else "Cancel",
        memo=memo,
    )


def preview_form(  # noqa: PLR0917 - the parts of one form
    memo: str,
    like: str,
    title: str,
    summary: str,
    window: tuple[date | None, date | None],
    days: Sequence[Proposed],
) -> Json:
    """Every date that the new consultation would have, to be changed or left out before it is saved."""
    intro = (
        f"*Nothing is saved yet.* The dates are as many working days apart as those of "
        f"*{escape(like)}*. Change what you like; empty a date to leave it out. "
        "All of them are provisional until you confirm them."
    )
    starts_on, ends_on = window
    blocks = [
        section(intro).to_dict(),
        _required(text_input(f"title{PREVIEWED}", "Title", value=title)),
        text_input(f"summary{PREVIEWED}", "What it is about", many_lines=True, value=summary),
        _required(day_input(f"starts_on{PREVIEWED}", "First day of the consultation", "", starts_on)),
        day_input(f"ends_on{PREVIEWED}", "Last day of the consultation", "", ends_on),
        *(
            day_input(
                each.block_id, plain(each.title, LONGEST_LABEL), plain(each.hint, LONGEST_LABEL), each.day
            )
            for each in days[:MOST_DAYS]
        ),
    ]
    return modal("New consultation", blocks, callback_id="timeline_preview", submit="Save", memo=memo)


def _required(block: Json) -> Json:
    return block | {"optional": False}


def _choice(name: str, label: str, offered: Sequence[Option], chosen: Option | None, hint: str = "") -> Json:
    element: Json = {
        "type": "static_select",
        "action_id": "value",
        "options": [option(each) for each in offered[:100]],
    }
    if chosen:
        element["initial_option"] = option(chosen)
    block = optional(name, label, hint, element)
    return block if chosen is None else _required(block)
