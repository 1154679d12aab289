"""Who answers a need: from topics, a school, an area or a post to the contacts that the directory holds."""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from directory import facts
from directory.ask.answer import ContactCard
from directory.ask.wording import source_of
from directory.snapshot import Snapshot
from directory.words import Route

LEAD_TOPIC = "lead-inclusion-advisor"
AREA_TOPIC = "area-inclusion-team"
PROTECTION_TOPIC = "child-protection-referral"
MOST_CONTACTS = 5


class Where(NamedTuple):
    """The school (None: not known) and the areas (none: not known) that the contact is wanted for."""

    school: facts.School | None = None
    areas: tuple[str, ...] = ()

    @property
    def known(self) -> bool:
        """Whether the school or an area is known."""
        return self.school is not None or bool(self.areas)


class Found(NamedTuple):
    """The contacts for a need. `owned` is false where no service covers it and the lead advisor stands in;
    `local` is true where it depends on the school or the area who the contact is."""

    cards: tuple[ContactCard, ...]
    owned: bool
    local: bool


def for_topic(topic: str, where: Where, held: Snapshot) -> Found:
    """The contacts for a topic: those of its services, or else the school's lead inclusion advisor."""
    services = [service for service in held.services_by_topic.get(topic, ()) if _offered(service, where)]
    owned = bool(services)
    if not services:
        services = [s for s in held.services_by_topic.get(LEAD_TOPIC, ()) if _offered(s, where)]
    cards: list[ContactCard] = []
    local = False
    for service in services:
        post = held.posts.get(service.post or "")
        if service.contact and service.contact in held.contacts:
            cards.append(_card(held, held.contacts[service.contact], post, service, topic))
        elif post:
            holders = held.assignments_by_post.get(post.key, ())
            local = local or any(holder.area or holder.school for holder in holders)
            cards.extend(
                _card(held, held.contacts[holder.contact], post, service, topic, sample=holder.sample)
                for holder in _nearest(post, where, held)
                if holder.contact in held.contacts
            )
    return Found(tuple(distinct(cards))[:MOST_CONTACTS], owned, local)


def for_everywhere(held: Snapshot) -> Mapping[str, Found]:
    """The contacts for those topics that have the same ones for every school and area, by topic."""
    everywhere = {
        topic: for_topic(topic, Where(), held)
        for topic, services in held.services_by_topic.items()
        if not any(service.phases or service.areas for service in services)
    }
    return {topic: found for topic, found in everywhere.items() if not found.local}


def for_post(post: facts.Post, where: Where, held: Snapshot) -> Found:
    """Who holds a post, for the school or area if it is held in several."""
    holders = held.assignments_by_post.get(post.key, ())
    service = next((s for s in held.services.values() if s.post == post.key), None)
    cards = [
        _card(held, held.contacts[holder.contact], post, service, "", sample=holder.sample)
        for holder in _nearest(post, where, held)
        if holder.contact in held.contacts
    ]
    local = any(holder.area or holder.school for holder in holders)
    return Found(tuple(distinct(cards))[:MOST_CONTACTS], bool(holders), local)


def plain(held: Snapshot, contact: facts.Contact) -> ContactCard:
    """A contact by itself, whatever post it holds."""
    return _card(held, contact, None, None, "")


def general(held: Snapshot) -> tuple[ContactCard, ...]:
    """The authority's general route, if it has named one."""
    contact = held.route(Route.GENERAL)
    return (plain(held, contact),) if contact else ()


def reachable(card: ContactCard) -> bool:
    """Whether a card says how to reach anybody."""
    return bool(card.email or card.phone or card.url)


def emergency(held: Snapshot) -> tuple[ContactCard, ...]:
    """The front door and the out-of-hours number, in that order."""
    routes = (held.route(Route.FRONT_DOOR), held.route(Route.OUT_OF_HOURS))
    return tuple(_card(held, contact, None, None, PROTECTION_TOPIC) for contact in routes if contact)


def _offered(service: facts.Service, where: Where) -> bool:
    if where.school and service.phases and where.school.phase not in service.phases:
        return False
    return not (service.areas and where.areas and set(service.areas).isdisjoint(where.areas))


def _nearest(post: facts.Post, where: Where, held: Snapshot) -> Sequence[facts.Assignment]:
    """The holders for the school; else for its area; else for the whole authority; else everybody by area."""
    holders = held.assignments_by_school
    own = holders.get((post.key, where.school.key), ()) if where.school else ()
    if own:
        return own
    common = holders.get((post.key, None), ())
    return (
        [holder for holder in common if holder.area in where.areas]
        or [holder for holder in common if holder.area is None]
        or ([] if where.known else common)
    )


def distinct(cards: Iterable[ContactCard]) -> Iterable[ContactCard]:
    """The cards, each of those who are reached in the same way once."""
    seen: set[tuple[str, str, str]] = set()
    for card in cards:
        reach = (card.name, card.email, card.phone)
        if reach not in seen:
            seen.add(reach)
            yield card


def _card(
    held: Snapshot,
    contact: facts.Contact,
    post: facts.Post | None,
    service: facts.Service | None,
    topic: str,
    *,
    sample: bool = False,
) -> ContactCard:
    team = held.teams.get((post.team if post else None) or (service.team if service else None) or "")
    origin = service or post or contact
    days = [fact.verified_on for fact in (contact, service) if fact and fact.verified_on]
    return ContactCard(
        name=contact.name,
        post=post.title if post else "",
        team=team.name if team else "",
        email=contact.email,
        phone=contact.phone,
        covers=(post.covers if post else "") or (service.name if service else "") or contact.note,
        verified_on=min(days) if days else None,
        source=source_of(origin),
        sample=sample or contact.sample,
        hours=contact.hours,
        url=contact.url,
        topic=topic,
    )
