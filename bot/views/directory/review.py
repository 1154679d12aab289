"""The forms of the review queue, and what people are told of what was decided."""

from collections.abc import Sequence

from bot.views.directory.forms import modal
from bot.views.directory.inputs import day_input, optional, pick_input, text_input
from bot.views.directory.words import person
from bot.views.limits import Json, Message, actions, button, context, escape, message, section


def decline_form(name: str, memo: str) -> Json:
    """Asks why a suggestion is declined; the person is told."""
    reason = text_input("reason", "Why not", "The person who suggested it reads this.", many_lines=True)
    blocks = [
        section(f"The suggestion about *{escape(name)}* is declined.").to_dict(),
        reason | {"optional": False},
    ]
    return modal("Decline", blocks, callback_id="directory_decline", submit="Decline", memo=memo)


def answer_form(text: str, memo: str) -> Json:
    """Asks for the answer to a question; the person gets it as a direct message."""
    answer = text_input(
        "answer", "Your answer", "They get this as a direct message from me.", many_lines=True
    )
    blocks = [
        section(f"“{escape(text)}”").to_dict(),
        answer | {"optional": False},
        context("The question is deleted once your answer is sent.").to_dict(),
    ]
    return modal("Answer", blocks, callback_id="directory_answer", submit="Send", memo=memo)


def assign_form(said: str, memo: str) -> Json:
    """Asks who fills an empty place; `said` is the sentence that tells of it."""
    contact = pick_input("contact", "Who fills it", "Type part of the contact's name.", "contact")
    blocks = [
        section(escape(said)).to_dict(),
        contact | {"optional": False},
        day_input("from_day", "From which day", "Leave this empty for today.", None),
        text_input("why", "Why", "For the history."),
    ]
    return modal("Assign", blocks, callback_id="directory_assign", submit="Assign", memo=memo)


def teach_form(text: str, memo: str) -> Json:
    """Asks which topic a wording stands for."""
    wording = text_input(
        "phrase", "Wording", "Leave out names, and what only fits this one case.", value=text
    )
    topic = pick_input("topic", "Topic", "Type to search, for example attendance.", "topic")
    blocks = [
        section("From now on, this wording leads to the topic.").to_dict(),
        wording | {"optional": False},
        topic | {"optional": False},
    ]
    return modal("Teach a wording", blocks, callback_id="directory_teach", submit="Teach", memo=memo)


def pick_form(memo: str) -> Json:
    """Asks which record somebody wants to correct."""
    element = {"type": "external_select", "action_id": "refer_any", "min_query_length": 2}
    chooser = optional("record", "Which record", "Type part of a name.", element)
    return modal(
        "Suggest a correction",
        [chooser | {"optional": False}],
        callback_id="directory_pick",
        submit="Next",
        memo=memo,
    )


def answered(user: str, text: str, *, told: bool, teach: bool) -> Message:
    """After an answer was sent, or could not be; `text` is the question, for teaching its wording."""
    if told:
        said, shown = "Your answer was sent", f"Your answer was sent to {person(user)}"
    else:
        said = shown = "Slack cannot reach the person who asked, so nobody has read your answer"
    blocks = [section(f"{shown}, and the question is deleted.")]
    if teach:
        blocks.append(actions(button("Teach this wording to a topic", "directory_teach", text[:2000])))
    return message(f"{said}, and the question is deleted.", blocks)


def thanks(name: str) -> Message:
    """After a suggestion was sent."""
    text = f"Thank you. The editors have your suggestion about {name}. I will tell you what they decide."
    return message(text, [section(escape(text))])


def accepted(name: str, said: Sequence[str]) -> Message:
    """What the person is told whose suggestion was accepted."""
    listed = "\n".join(f"• {escape(line)}" for line in said)
    text = f"Your suggestion about {name} was accepted. Thank you."
    return message(text, [section(f"{escape(text)}\n{listed}")])


def declined(name: str, reason: str) -> Message:
    """What the person is told whose suggestion was declined."""
    text = f"Your suggestion about {name} was not taken over. The editors say: {reason}"
    return message(text, [section(escape(text))])


def reply_to(question: str, answer: str) -> Message:
    """The answer that the person gets who sent a question."""
    start = f"You asked the directory team: “{question[:300]}”"
    blocks = [section(escape(start)), section(f"*Their answer:*\n{escape(answer)}")]
    return message(f"{start}\nTheir answer: {answer}", blocks)
