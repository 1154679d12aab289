"""Answers in words: headlines, reasons, and the whole answer as plain text."""

from calendar import month_name
from datetime import date

from directory import facts
from directory.ask.answer import Answer, ContactCard, DatedRow, Kind, PostStory
from directory.freshness import unconfirmed

_MONTHS = tuple(month_name)


def day(when: date) -> str:
    """A date as people write it: 12 August 2022."""
    return f"{when.day} {_MONTHS[when.month]} {when.year}"


def weekday(when: date) -> str:
    """A date with its weekday: Friday 12 August 2022."""
    return f"{when:%A} {day(when)}"


def source_of(fact: facts.Fact) -> str:
    """Where a record comes from: the document, and the place in it where that is known."""
    return f"{fact.source} ({fact.source_detail})" if fact.source_detail else fact.source


def contact_lines(card: ContactCard, today: date) -> list[str]:
    """One contact as lines: who, how, what it covers, where that comes from and how old it is."""
    who = f"{card.post}: {card.name}" if card.post and card.post not in card.name else card.name
    lines = [f"{who} (sample record)" if card.sample and "(sample)" not in card.name else who]
    if card.team:
        lines.append(f"Team: {card.team}")
    lines += [f"{label}: {value}" for label, value in _reach(card) if value]
    if card.covers and card.covers != card.name:
        lines.append(f"Covers: {card.covers}")
    checked = f"Last checked {day(card.verified_on)}" if card.verified_on else "Not yet checked"
    since = unconfirmed(card.verified_on, today)
    old = f" {since}: it may be out of date." if since else ""
    lines.append(f"Source: {card.source}. {checked}.{old}")
    return lines


def _reach(card: ContactCard) -> tuple[tuple[str, str], ...]:
    return (("Email", card.email), ("Phone", card.phone), ("Hours", card.hours), ("Web", card.url))


def date_line(row: DatedRow) -> str:
    """One row of a timeline in words."""
    said = "" if row.status == "confirmed" else f" ({row.status})"
    condition = f" - {row.note}" if row.note and row.note not in row.title else ""
    return f"{weekday(row.date)}: {row.title}{said}{condition}"


_STAGES = {
    "proposed": "proposed, not decided yet",
    "approved": "approved",
    "final": "the final model",
}


def story_lines(story: PostStory) -> list[str]:
    """What became of a post, in a few lines; the first begins with its title."""
    happened = (
        f"{story.change} ({_STAGES.get(story.stage, story.stage)})"
        if story.change
        else "no change is recorded"
    )
    lines = [f"{story.title}: {happened}"]
    others = [title for title in story.now if title != story.title]
    if others:
        lines.append(f"Now: {'; '.join(others)}")
    if story.summary:
        lines.append(story.summary)
    lines.append(f"Source: {story.source}.")
    return lines


def post_line(post: facts.Post) -> str:
    """A post with what its document says of it: how many there are, the grade, a note."""
    number = f" x {post.number}" if post.number else ""
    grade = f" {post.grade}." if post.grade else ""
    note = f" {post.note}" if post.note else ""
    return f"{post.title}{number}.{grade}{note}"


def item_title(item: facts.RingFence | facts.SupportOffer) -> str:
    """What a ring fence, a rule or an offer is called."""
    return item.name if isinstance(item, facts.RingFence) else item.title


RING_FENCE_MEANS = "A ring fence says who may apply for which posts, not what replaces a post."


def fence_text(fence: facts.RingFence) -> str:
    """A ring fence in words. RING_FENCE_MEANS belongs under one or several of them."""
    posts, people = "; ".join(fence.new_posts), "; ".join(fence.eligible)
    return f"{fence.name}. New posts: {posts}. Who is in it: {people}."


def offer_text(offer: facts.SupportOffer) -> str:
    """A support offer or rule in words, with how to use it."""
    ways = [way for way in (offer.email, offer.phone, offer.url) if way and way not in offer.text]
    return " ".join([offer.text, *ways])


def whole(answer: Answer, today: date) -> str:
    """The whole answer as plain text, as it is said on a day."""
    parts = [answer.headline]
    if answer.kind == Kind.CHOOSE:
        parts += [f"- {option.label}" for option in answer.options]
    parts += [date_line(row) for row in answer.dates]
    for story in answer.posts:
        parts += story_lines(story)
    for card in answer.contacts:
        parts.append("\n".join(contact_lines(card, today)))
    parts += answer.notes
    if answer.because and answer.kind not in (Kind.URGENT, Kind.UNKNOWN):
        parts.append("Why: " + "; ".join(answer.because) + ".")
    return "\n".join([part for part in parts if part])
