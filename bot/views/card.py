"""An answer as a Slack message: who, how, why, from which source, and what can be done next."""

from dataclasses import dataclass, replace
from datetime import date

from slack_sdk.models.blocks import Block

from bot.ticket import Ticket
from bot.views import school
from bot.views.limits import (
    BUTTON,
    HEADER,
    VALUE,
    Message,
    actions,
    button,
    context,
    email_link,
    escape,
    header,
    message,
    section,
    web_link,
)
from directory.ask.answer import Answer, ContactCard, DatedRow, Kind, PostStory
from directory.ask.wording import story_lines
from directory.days import spelled
from directory.freshness import unconfirmed

CHOICES = 5
HEADLINE = 400
CONTACTS = 5
REASONS = 6


@dataclass(frozen=True)
class Showing:
    """How an answer is shown: may it be shared, is the asker asked for a school (and is it their own).

    With `today`, a contact that nobody has confirmed for long is marked so.
    """

    shareable: bool = False
    asks_school: bool = False
    own_school: bool = True
    has_school: bool = False
    feedback: bool = True
    note: str = ""
    today: date | None = None


def build(answer: Answer, ticket: Ticket, showing: Showing) -> Message:
    """The message for an answer of any kind."""
    blocks = [*_top(answer), *_body(answer, showing.today)]
    if showing.note:
        blocks.append(context(showing.note))
    blocks += _next(answer, ticket, showing)
    asked = school.question(own=showing.own_school) if showing.asks_school else ""
    said = (answer.text or answer.headline, showing.note, asked)
    return message("\n".join(part for part in said if part), blocks)


def choices(intro: str, ticket: Ticket, options: tuple[tuple[str, str], ...]) -> list[Block]:
    """A question with up to five buttons; each option is an id and a label."""
    blocks = [section(intro)]
    if options:
        row = [
            button(label, f"choose_{at}", replace(ticket, pick=key).packed(VALUE))
            for at, (key, label) in enumerate(options[:CHOICES])
        ]
        blocks.append(actions(*row))
        long = [label for _, label in options[:CHOICES] if len(label) > BUTTON]
        blocks += [context(escape(label)) for label in long]
    return blocks


def _top(answer: Answer) -> list[Block]:
    first, _, rest = (answer.headline or answer.text).strip().partition("\n")
    more = [section(escape(rest.strip()))] if rest.strip() else []
    if answer.kind == Kind.URGENT:
        return [header(first) if len(first) <= HEADER else section(f"*{escape(first)}*"), *more]
    if answer.kind == Kind.CHOOSE:
        return []
    return [section(f"*{escape(first)}*" if len(first) <= HEADLINE else escape(first)), *more]


def _body(answer: Answer, today: date | None) -> list[Block]:
    said = answer.headline if answer.kind == Kind.URGENT else ""
    cards = [card for card in answer.contacts[:CONTACTS] if not card.phone or card.phone not in said]
    blocks = [_contact(card) for card in cards]
    if answer.dates:
        blocks.append(section("\n".join(_dated(row) for row in answer.dates)))
    blocks += [section(_story(story)) for story in answer.posts[:10]]
    blocks += [section(escape(note)) for note in answer.notes]
    if answer.because and answer.kind != Kind.URGENT:
        reasons = "\n".join(f"• {escape(reason)}" for reason in answer.because[:REASONS])
        blocks.append(context(f"Why this answer:\n{reasons}"))
    blocks += [context(line) for line in _provenance(answer, today)]
    return blocks


def _contact(card: ContactCard) -> Block:
    title = f"*{escape(card.post or card.name)}*"
    lines = [f"{title}: {escape(card.name)}" if card.post and card.name != card.post else title]
    if card.team:
        lines.append(escape(card.team))
    if card.phone:
        lines.append(f"Phone: {escape(card.phone)}")
    if card.email:
        lines.append(f"Email: {email_link(card.email)}")
    if card.url:
        lines.append(f"Web: {web_link(card.url)}")
    if card.hours:
        lines.append(f"Hours: {escape(card.hours)}")
    if card.covers:
        lines.append(f"Covers: {escape(card.covers)}")
    return section("\n".join(lines))


def _provenance(answer: Answer, today: date | None) -> list[str]:
    lines: list[str] = []
    for card in answer.contacts[:CONTACTS]:
        checked = _checked(card.verified_on, today)
        sample = "*Sample record*: made for trying out, not a real contact. " if card.sample else ""
        source = f"Source: {escape(card.source)}. " if card.source else ""
        line = f"{sample}{source}{checked}"
        if line not in lines:
            lines.append(line)
    return lines


def _checked(day: date | None, today: date | None) -> str:
    if day is None:
        return "Not checked yet."
    last = f"Last checked {spelled(day)}."
    since = unconfirmed(day, today) if today else ""
    return f"{last} *{since}*: it may be out of date." if since else last


def _dated(row: DatedRow) -> str:
    status = "" if row.status == "confirmed" else f" ({escape(row.status)})"
    note = f"\n    {escape(row.note)}" if row.note else ""
    return f"• *{spelled(row.date)}*: {escape(row.title)}{status}{note}"


def _story(story: PostStory) -> str:
    first, *rest = story_lines(story)
    said = first.removeprefix(story.title)
    return "\n".join([f"*{escape(story.title)}*{escape(said)}", *map(escape, rest)])


def _next(answer: Answer, ticket: Ticket, showing: Showing) -> list[Block]:
    if answer.kind == Kind.URGENT:
        return []
    if answer.kind == Kind.CHOOSE:
        options = tuple((option.id, option.label) for option in answer.options)
        return choices(f"*{escape(answer.headline or answer.text)}*", ticket, options)
    blocks: list[Block] = []
    if showing.asks_school:
        blocks += school.ask(ticket, own=showing.own_school)
    row = []
    value, bare = ticket.packed(VALUE), replace(ticket, words="").packed(VALUE)
    if answer.kind == Kind.UNKNOWN:
        row.append(button("Send to the directory team", "send_question", value))
    elif showing.feedback:
        row.append(button("Right contact" if answer.contacts else "This helped", "right_contact", bare))
        row.append(button("Not right", "not_right", value))
    if answer.others:
        row.append(button("Show others", "show_others", value))
    if showing.shareable and answer.kind == Kind.CONTACT:
        row.append(button("Share in channel", "share", bare))
    if showing.feedback and not showing.asks_school and answer.kind in (Kind.CONTACT, Kind.UNKNOWN):
        row.append(button("Change school" if showing.has_school else "Set my school", "change_school", value))
    if showing.feedback and answer.kind == Kind.CONTACT:
        row.append(button("Suggest a correction", "directory_suggest_answer", bare))
    return [*blocks, actions(*row)] if row else blocks
