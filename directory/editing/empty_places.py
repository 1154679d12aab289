"""What has been left empty: services without an owner, posts without a holder, schools without an advisor."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from directory import facts
from directory.ask.contacts import LEAD_TOPIC
from directory.editing.kinds import POST, SCHOOL, SERVICE, Kind
from directory.snapshot import Snapshot
from directory.words import Audience, PostStatus


@dataclass(frozen=True)
class EmptyPlace:
    """A place that nobody fills. `kind`, `key` and `name` are the record that it is about; `said` is a
    sentence. A service is mended by naming its owner; otherwise someone is to be assigned the post `post`,
    for the school `school`, the area `area`, or (both None) the whole authority. All three are keys."""

    kind: Kind
    key: str
    name: str
    said: str
    post: str | None = None
    area: str | None = None
    school: str | None = None


def empty_places(snapshot: Snapshot, day: date) -> tuple[EmptyPlace, ...]:
    """The places that are empty on `day`: services first, then posts, then schools, each by name.

    A service is here that names no post and no contact; a post, where nobody holds it though a service needs
    it or somebody held it before; a school that people are sent to, where it has no lead inclusion advisor.
    A post that is held more widely, for the area or the whole authority, is not empty. `snapshot` is that of
    any audience, whatever the day (`visible_to(audience)`).
    """
    held = snapshot.visible_to(Audience.STAFF, day)
    found = (_services(held), _posts(snapshot, held, day), _schools(held))
    return tuple(each for places in found for each in sorted(places, key=_order))


def _order(place: EmptyPlace) -> tuple[str, str, str, str]:
    return place.name.lower(), place.key, place.area or "", place.school or ""


def _services(held: Snapshot) -> Iterator[EmptyPlace]:
    for service in held.services.values():
        if service.post is None and service.contact is None:
            said = f"Nobody owns the service '{service.name}'."
            yield EmptyPlace(SERVICE, service.key, service.name, said)


def _posts(snapshot: Snapshot, held: Snapshot, day: date) -> Iterator[EmptyPlace]:
    """Posts that a service needs and nobody holds at all, and places that somebody held before."""
    unheld = set()
    for service in held.services.values():
        owner = held.posts.get(service.post or "")
        if owner and not service.contact and owner.key not in held.assignments_by_post:
            unheld.add(owner.key)
    for key in unheld:
        title = held.posts[key].title
        yield EmptyPlace(POST, key, title, f"Nobody holds the post '{title}', which owns a service.", key)
    for post, area, school in _left(snapshot, day):
        if post in unheld or not _wanted(held, post, area, school) or _filled(held, post, area, school):
            continue
        title = held.posts[post].title
        where = f" for {held.schools[school].label}" if school else ""
        where = where or (f" for the area {held.areas[area].name}" if area else "")
        said = f"Nobody holds the post '{title}'{where} any more."
        yield EmptyPlace(POST, post, title, said, post, area, school)


def _left(snapshot: Snapshot, day: date) -> set[tuple[str, str | None, str | None]]:
    """The post, area and school of every assignment that was there and has ended."""
    found = set()
    for fact in snapshot.assignments.values():
        if fact.valid_to and fact.valid_to < day and (fact.valid_from or date.min) <= fact.valid_to:
            last = snapshot.as_of("assignments", fact, fact.valid_to)
            assert isinstance(last, facts.Assignment)
            found.add((last.post, last.area, last.school))
    return found


def _wanted(held: Snapshot, post: str, area: str | None, school: str | None) -> bool:
    """Whether the place still stands; that of a school's advisor is listed with the school."""
    if post not in held.posts or held.posts[post].status is PostStatus.DELETED:
        return False
    if school is not None and (post in _advising(held) or school not in held.schools):
        return False
    if school is not None and not held.schools[school].offered:
        return False
    return area is None or area in held.areas


def _filled(held: Snapshot, post: str, area: str | None, school: str | None) -> bool:
    if school is not None:
        area = held.schools[school].area
    return any(
        (school is not None and each.school == school)
        or (each.school is None and (each.area is None or each.area == area))
        for each in held.assignments_by_post.get(post, ())
    )


def _advising(held: Snapshot) -> list[str]:
    """The posts of a school's lead inclusion advisor, where a post and not one contact does that."""
    services = held.services_by_topic.get(LEAD_TOPIC, ())
    if any(service.contact for service in services):
        return []
    return sorted({service.post for service in services if service.post and service.post in held.posts})


def _schools(held: Snapshot) -> Iterator[EmptyPlace]:
    posts = _advising(held)
    if not any(post in held.assignments_by_post for post in posts):
        return  # nobody advises any school: the post itself is listed
    for school in held.schools.values():
        if school.offered and not any(_filled(held, post, None, school.key) for post in posts):
            said = f"{school.label} has no {held.posts[posts[0]].title}."
            yield EmptyPlace(SCHOOL, school.key, school.label, said, posts[0], None, school.key)
