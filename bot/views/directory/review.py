"""The review queue: suggested corrections, questions sent in, and what nobody has confirmed for long."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from bot.views.directory.forms import modal
from bot.views.directory.inputs import optional, pick_input, text_input
from bot.views.directory.words import day, person
from bot.views.limits import Json, Message, actions, button, context, escape, header, message, section

MOST = 8


@dataclass(frozen=True)
class Proposal:
    """A suggested correction: of which record, by whom, what would change field by field, and a note."""

    name: str
    kind: str
    user: str
    at: datetime
    changes: tuple[tuple[str, str, str], ...]
    note: str
    value: str


@dataclass(frozen=True)
class Asked:
    """A question that somebody sent in."""

    text: str
    user: str
    at: datetime
    value: str


@dataclass(frozen=True)
class Stale:
    """A record that nobody has confirmed for long (`since`: the last time), or whose person is `gone`."""

    name: str
    kind: str
    since: date | None
    value: str
    gone: bool = False


def queue(
    proposals: Sequence[Proposal], asked: Sequence[Asked], stale: Sequence[Stale], memo: str, told: str = ""
) -> Json:
    """The window with all three; `told` is what has just been done."""
    blocks: list[Json] = [section(f"*{escape(told)}*").to_dict()] if told else []
    parts = (
        (
            "Suggested corrections",
            [block for each in proposals[:MOST] for block in _proposal(each)],
            proposals,
        ),
        ("Questions sent in", [block for each in asked[:MOST] for block in _asked(each)], asked),
        ("To confirm", [_stale(each) for each in stale[: 2 * MOST]], stale),
    )
    for title, listed, everything in parts:
        blocks.append(header(f"{title}: {len(everything)}").to_dict())
        blocks += listed or [context("Nothing waits here.").to_dict()]
    return modal("Review queue", blocks, close="Close", memo=memo)


def _proposal(each: Proposal) -> list[Json]:
    lines = [f"*{escape(each.name)}* ({escape(each.kind)}), {person(each.user)}, {day(each.at.date())}"]
    lines += [
        f"• {escape(label)}: {escape(was)} → *{escape(becomes)}*" for label, was, becomes in each.changes
    ]
    if each.note:
        lines.append(f"“{escape(each.note)}”")
    row = [
        button("Change", "directory_change", each.value),
        button("Decline", "directory_decline", each.value),
    ]
    if each.changes:
        row.insert(0, button("Accept", "directory_accept", each.value))
    return [section("\n".join(lines)).to_dict(), actions(*row).to_dict()]


def _asked(each: Asked) -> list[Json]:
    return [
        section(f"{person(each.user)}, {day(each.at.date())}:\n“{escape(each.text)}”").to_dict(),
        actions(button("Answer", "directory_answer", each.value)).to_dict(),
    ]


def _stale(each: Stale) -> Json:
    said = f"not confirmed since {day(each.since)}" if each.since else "never confirmed"
    if each.gone:
        said = "the Slack account of its person is deactivated"
    press = button("Edit", "directory_edit", each.value)
    if not each.gone:
        press = button("Still right", "directory_confirm", each.value)
    return section(f"*{escape(each.name)}* ({escape(each.kind)}): {said}.", accessory=press).to_dict()


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


def answered(user: str, text: str, *, teach: bool) -> Message:
    """After an answer was sent; `text` is the question, for teaching its wording."""
    blocks = [section(f"Your answer was sent to {person(user)}, and the question is deleted.")]
    if teach:
        blocks.append(actions(button("Teach this wording to a topic", "directory_teach", text[:2000])))
    return message("Your answer was sent, and the question is deleted.", blocks)


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
