"""What is said after feedback, and what else is offered."""

from slack_sdk.models.blocks import Block

from bot.ticket import Ticket
from bot.views import card
from bot.views.limits import VALUE, Message, actions, button, escape, message, section
from directory.ask.answer import Option


def thanks() -> Message:
    """After "right contact"."""
    text = "Thank you. I have noted that this was the right contact."
    return message(text, [section(text)])


def also(others: tuple[Option, ...], ticket: Ticket) -> Message:
    """Other answers to the same question, as buttons."""
    if not others:
        text = "I have nobody else for this question."
        return message(text, [section(text), _send(ticket)])
    return message(
        _listed("Did you mean one of these?", others),
        _choices("*Did you mean one of these?*", others, ticket),
    )


def instead(others: tuple[Option, ...], ticket: Ticket) -> Message:
    """After "not right": other answers, and the directory team."""
    noted = "Sorry. I have noted that this was not right."
    if not others:
        text = f"{noted} You can send your question to the directory team."
        return message(text, [section(text), _send(ticket)])
    intro = f"{noted} Is it one of these?"
    return message(_listed(intro, others), [*_choices(escape(intro), others, ticket), _send(ticket)])


def not_for_schools() -> Message:
    """Where an answer may not be shared in a channel."""
    text = "This answer is for council staff only, so I have not shared it in the channel."
    return message(text, [section(text)])


def _choices(intro: str, others: tuple[Option, ...], ticket: Ticket) -> list[Block]:
    return card.choices(intro, ticket, tuple((other.id, other.label) for other in others))


def _listed(intro: str, others: tuple[Option, ...]) -> str:
    return intro + "\n" + "\n".join(f"- {other.label}" for other in others[: card.CHOICES])


def _send(ticket: Ticket) -> Block:
    return actions(button("Send to the directory team", "send_question", ticket.packed(VALUE)))
