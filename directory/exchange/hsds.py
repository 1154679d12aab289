"""The services of a directory in the Human Services Data Specification 3.0, for others to read.

The list is in the envelope of Open Referral UK. Identifiers are made from the keys of the records, so they
stay the same from one export to the next.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any
from uuid import NAMESPACE_URL, UUID, uuid5

from directory import facts
from directory.exchange.provenance import Provenance, moment
from directory.snapshot import Snapshot
from directory.words import Audience, Route

_NAMESPACE = uuid5(NAMESPACE_URL, "https://signpost.example.org/hsds")
_TAXONOMY = "Signpost topics"

Json = dict[str, Any]


def service_list(
    held: Snapshot, topics: Mapping[str, str], past: Provenance, audience: Audience, day: date
) -> Json:
    """All services that `audience` may see and that are offered on `day`, as one page of a list.

    `topics` gives the label of each topic, `past` what the history tells the same audience.
    """
    begun = {
        at: max(edit.effective_from for edit in edits if edit.effective_from <= day)
        for at, edits in held.planned.items()
        if edits[0].effective_from <= day
    }
    writer = _Services(held.visible_to(audience, day), topics, past, begun)
    contents = [writer.service(service) for _, service in sorted(writer.held.services.items())]
    return {
        "total_items": len(contents),
        "total_pages": 1,
        "page_number": 1,
        "size": len(contents),
        "first_page": True,
        "last_page": True,
        "empty": not contents,
        "contents": contents,
    }


@dataclass(frozen=True)
class _Services:
    held: Snapshot
    topics: Mapping[str, str]
    past: Provenance
    begun: Mapping[tuple[str, str], date]
    """The day from which the latest planned edit of a record counts, where one does already."""

    def _id(self, *parts: str) -> str:
        name = "/".join((self.held.authority, *parts))
        return str(uuid5(_NAMESPACE, name))

    @cached_property
    def organization(self) -> Json:
        """The council, in short, as it stands in each service."""
        return {
            "id": self._id("organization"),
            "name": self.held.authority_name,
            "description": f"{self.held.authority_name}: the council's services for schools",
        }

    def service(self, service: facts.Service) -> Json:
        """One service with its contacts, phones, hours, areas and topics."""
        reached = self._contacts(service)
        found: Json = {
            "id": self._id("service", service.key),
            "organization_id": self.organization["id"],
            "organization": self.organization,
            "name": service.name,
            "status": "active",
            "description": service.description or service.name,
            "alternate_name": "; ".join(service.aliases),
            "url": service.url,
            "email": next((contact.email for contact, _ in reached if contact.email), ""),
            "eligibility_description": _phases(service),
            "last_modified": self._modified(service, reached),
            **self._assured(_checked(service, reached)),
            "alert": self._alert(service, reached),
            "contacts": [self._contact(service, contact, titles) for contact, titles in reached],
            "phones": self._phones(service, reached),
            "schedules": self._schedules(service, reached),
            "service_areas": self._areas(service),
            "attributes": self._attributes(service),
            "metadata": self._metadata(service),
        }
        return _filled(found)

    def _assured(self, checked: date | None) -> Json:
        """When the service was last checked, and the mailbox of those who do that."""
        team = self.held.route(Route.DIRECTORY_TEAM)
        if checked is None:
            return {}
        return {"assured_date": _day(checked), "assurer_email": team.email if team else ""}

    def _modified(self, service: facts.Service, reached: list[tuple[facts.Contact, list[str]]]) -> str:
        """When the service, or whom one reaches for it, last changed: also by what was planned for a day."""
        about = [("services", service.key), ("posts", service.post or "")]
        about += [("contacts", contact.key) for contact, _ in reached]
        holders = self.held.assignments_by_post.get(service.post or "", ())
        about += [("assignments", each.key) for each in holders]
        moments = [moment(self.past.modified[at]) for at in about if at in self.past.modified]
        moments += [f"{self.begun[at].isoformat()}T00:00:00.000Z" for at in about if at in self.begun]
        return max(moments, default="")

    def _metadata(self, service: facts.Service) -> list[Json]:
        return [
            {
                "id": self._id("service", service.key, "change", str(change.number), change.field),
                "resource_id": self._id("service", service.key),
                "resource_type": "service",
                "last_action_date": moment(change.at)[:10],
                "last_action_type": "update",
                "field_name": change.field,
                "previous_value": change.before,
                "replacement_value": change.after,
                "updated_by": change.by,
            }
            for change in self.past.changes.get(service.key, ())
        ]

    def _contacts(self, service: facts.Service) -> list[tuple[facts.Contact, list[str]]]:
        """Who is reached for the service, each once, with the posts for which that is so."""
        named = self.held.contacts.get(service.contact or "")
        if named is not None:
            post = self.held.posts.get(service.post or "")
            return [(named, [post.title] if post else [])]
        if service.post:
            posts = [service.post] if service.post in self.held.posts else []
        else:
            posts = sorted(
                key for key, post in self.held.posts.items() if service.team and post.team == service.team
            )
        found: dict[str, list[str]] = defaultdict(list)
        for key in posts:
            for assignment in self.held.assignments_by_post.get(key, ()):
                if assignment.contact in self.held.contacts:
                    found[assignment.contact].append(self._title(assignment))
        return [(self.held.contacts[key], titles) for key, titles in sorted(found.items())]

    def _title(self, assignment: facts.Assignment) -> str:
        area = self.held.areas.get(assignment.area or "")
        school = self.held.schools.get(assignment.school or "")
        where = area or school
        title = self.held.posts[assignment.post].title
        return f"{title}, {where.name}" if where else title

    def _contact(self, service: facts.Service, contact: facts.Contact, titles: list[str]) -> Json:
        identifier = self._id("service", service.key, "contact", contact.key)
        post = self.held.posts.get(service.post or "")
        team = self.held.teams.get((post.team if post else None) or service.team or "")
        phone = {
            "id": self._id("service", service.key, "contact", contact.key, "phone"),
            "contact_id": identifier,
        }
        return _filled(
            {
                "id": identifier,
                "service_id": self._id("service", service.key),
                "name": contact.name,
                "title": _some(titles),
                "department": team.name if team else "",
                "email": contact.email,
                "phones": [phone | {"number": contact.phone, "type": "voice"}] if contact.phone else [],
            }
        )

    def _phones(
        self, service: facts.Service, reached: Iterable[tuple[facts.Contact, list[str]]]
    ) -> list[Json]:
        return [
            {
                "id": self._id("service", service.key, "phone", contact.key),
                "service_id": self._id("service", service.key),
                "number": contact.phone,
                "type": "voice",
                "description": contact.name,
            }
            for contact, _ in reached
            if contact.phone
        ]

    def _schedules(
        self, service: facts.Service, reached: Iterable[tuple[facts.Contact, list[str]]]
    ) -> list[Json]:
        return [
            _filled(
                {
                    "id": self._id("service", service.key, "schedule", contact.key),
                    "service_id": self._id("service", service.key),
                    "valid_from": _day(contact.valid_from),
                    "valid_to": _day(contact.valid_to),
                    "description": f"{contact.name}: {contact.hours}",
                }
            )
            for contact, _ in reached
            if contact.hours
        ]

    def _areas(self, service: facts.Service) -> list[Json]:
        named = {key: self.held.areas[key].name for key in service.areas if key in self.held.areas}
        return [
            {
                "id": self._id("service", service.key, "area", key),
                "service_id": self._id("service", service.key),
                "name": name,
            }
            for key, name in (named or {"": self.held.authority_name}).items()
        ]

    def _attributes(self, service: facts.Service) -> list[Json]:
        return [
            {
                "id": self._id("service", service.key, "topic", topic),
                "link_id": self._id("service", service.key),
                "link_entity": "service",
                "link_type": "topic",
                "taxonomy_term_id": _topic_id(topic),
                "taxonomy_term": {
                    "id": _topic_id(topic),
                    "code": topic,
                    "name": self.topics.get(topic, topic),
                    "description": self.topics.get(topic, topic),
                    "taxonomy": _TAXONOMY,
                    "language": "en",
                },
            }
            for topic in service.topics
        ]

    @staticmethod
    def _alert(service: facts.Service, reached: list[tuple[facts.Contact, list[str]]]) -> str:
        if service.sample or any(contact.sample for contact, _ in reached):
            return "Sample record: it was made up for trying out. Do not use its address or number."
        return ""


def _topic_id(topic: str) -> str:
    return str(_shared("topic", topic))


def _shared(*parts: str) -> UUID:
    """An identifier of what all authorities share."""
    return uuid5(_NAMESPACE, "/".join(parts))


def _phases(service: facts.Service) -> str:
    return f"Schools of these phases: {', '.join(service.phases)}" if service.phases else ""


def _checked(service: facts.Service, reached: list[tuple[facts.Contact, list[str]]]) -> date | None:
    """The day on which all that is said was last confirmed: the earliest of its parts."""
    days = [fact.verified_on for fact in (service, *(contact for contact, _ in reached))]
    known = [day for day in days if day is not None]
    return min(known) if known and len(known) == len(days) else None


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""


def _some(titles: list[str]) -> str:
    """The titles in one text; an advisor of very many schools is not listed with all of them."""
    shown = "; ".join(titles[:5])
    return f"{shown}; and {len(titles) - 5} more" if len(titles) > 5 else shown


def _filled(values: Json) -> Json:
    """Without what is empty: the standard has no empty dates or addresses."""
    return {name: value for name, value in values.items() if value not in ("", None, [])}
