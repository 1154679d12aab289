"""Saying that an answer is about to change: who will be the contact on a day that is near."""

from collections.abc import Iterator
from datetime import date, timedelta

from directory.ask import contacts
from directory.ask.answer import ContactCard, Need
from directory.ask.contacts import Where
from directory.ask.wording import day as spelled
from directory.snapshot import Snapshot
from directory.words import Audience

NEAR = timedelta(days=14)

Later = tuple[tuple[date, Snapshot], ...]
"""The directory as it will be on each day near, from which something is different; earliest first."""


def near(held: Snapshot, audience: Audience, today: date) -> Later:
    """What an audience will see within 14 days. `held` is the whole snapshot, for all days."""
    days = held.days_of_change(today, today + NEAR)
    return tuple((day, held.visible_to(audience, day)) for day in days)


def coming_changes(need: Need, now: Snapshot, later: Later) -> Iterator[str]:
    """A sentence for each day near from which the contacts for `need` are others, or reached otherwise."""
    if not later:
        return
    before = _contacts(need, now)
    for day, then in later:
        after = _contacts(need, then)
        if _reaches(after) == _reaches(before):
            continue
        known = _reaches(before)
        new = [card for card in after if _reach(card) not in known]
        if new:
            yield f"From {spelled(day)} this changes to: {'; '.join(_told(card) for card in new)}."
        else:
            gone = [card.name for card in before if _reach(card) not in _reaches(after)]
            yield f"From {spelled(day)} this is no longer the contact: {'; '.join(gone)}."
        before = after


def _contacts(need: Need, held: Snapshot) -> tuple[ContactCard, ...]:
    school = held.schools.get(need.school or "")
    area = school.area if school else need.area
    where = Where(school, (area,) if area else ())
    cards: list[ContactCard] = []
    if need.post and need.post in held.posts:
        cards += contacts.for_post(held.posts[need.post], where, held).cards
    for topic in need.topics:
        cards += contacts.for_topic(topic, where, held).cards
    return tuple(cards)


def _reach(card: ContactCard) -> tuple[str, ...]:
    return card.name, card.post, card.email, card.phone, card.hours, card.url


def _reaches(cards: tuple[ContactCard, ...]) -> frozenset[tuple[str, ...]]:
    return frozenset(_reach(card) for card in cards)


def _told(card: ContactCard) -> str:
    return ", ".join(part for part in (card.name, card.email, card.phone) if part)
