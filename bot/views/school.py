"""Asking for, and changing, the school a person works in."""

from slack_sdk.models.blocks import Block, ExternalDataSelectElement, InputBlock, Option, PlainTextObject
from slack_sdk.models.views import View

from bot.ticket import Ticket
from bot.views.limits import (
    BLOCK_ID,
    METADATA,
    OPTION,
    VALUE,
    Json,
    Message,
    actions,
    button,
    message,
    plain,
    section,
)
from directory.ask.answer import Option as Choice

PICK = "pick_school"


def question(*, own: bool) -> str:
    """What is asked. `own` is False for council staff, who work in no school."""
    if not own:
        return "Which school is it about?"
    return "Which school do you work in? I ask once, so that I can name the right person for you."


def ask(ticket: Ticket, *, own: bool) -> list[Block]:
    """The question for a school, with a typeahead, and where it is their own, a button for "none"."""
    asked = section(question(own=own), _typeahead(), ticket.packed(BLOCK_ID))
    if not own:
        return [asked]
    return [asked, actions(button("I do not work in a school", "no_school", ticket.packed(VALUE)))]


def not_yours() -> Message:
    """To somebody who answers for another person."""
    text = "That question is for the person who asked. Nothing was changed."
    return message(text, [section(text)])


def options(choices: tuple[Choice, ...]) -> list[Json]:
    """The schools that a typeahead offers, at most 100."""
    return [Option(value=choice.id, label=plain(choice.label, OPTION)).to_dict() for choice in choices[:100]]


def change(metadata: str, current: Choice | None) -> Json:
    """The modal in which a person sets or changes their school."""
    return View(
        type="modal",
        callback_id="my_school",
        title="Your school",
        submit="Save",
        close="Cancel",
        private_metadata=metadata[:METADATA],
        blocks=[
            InputBlock(
                block_id="school",
                label="Which school do you work in?",
                hint=PlainTextObject(text="Leave this empty if you do not work in a school."),
                element=_typeahead(current),
                optional=True,
            )
        ],
    ).to_dict()


def _typeahead(current: Choice | None = None) -> ExternalDataSelectElement:
    initial = Option(value=current.id, label=plain(current.label, OPTION)) if current else None
    return ExternalDataSelectElement(
        action_id=PICK, placeholder="Type a school's name", min_query_length=2, initial_option=initial
    )
