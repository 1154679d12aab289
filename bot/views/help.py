"""What Signpost says of itself."""

from bot.views.limits import Message, context, message, section

EXAMPLES = (
    "Who do I speak to about attendance?",
    "Our SENCO needs help with an EHC plan",
    "Which number do I ring to make a safeguarding referral?",
)


def explanation() -> Message:
    """How to ask, with three examples."""
    examples = "\n".join(f"• `/contact {example}`" for example in EXAMPLES)
    text = "I tell schools who to contact at the council. Ask in your own words, for example:\n" + examples
    more = (
        "You can also mention me in a channel, send me a message, or use “Who can help with this?” in a "
        "message's menu. Please leave out children's names. If a child is in danger now, call 999."
    )
    return message(f"{text}\n{more}", [section(text), context(more)])
