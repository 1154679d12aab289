"""From a reading to what is wanted: a need to look up, a choice to offer, or a refusal."""

from collections.abc import Sequence
from dataclasses import replace

from directory.ask import school_turns
from directory.ask.ambiguity import OpenWording, open_wording, said_outside
from directory.ask.answer import Kind, Need
from directory.ask.contacts import AREA_TOPIC, LEAD_TOPIC
from directory.ask.decision import IN_A_SCHOOL, PRIVATE_DETAILS, Decision
from directory.ask.index import INTENT, NOT_OURS, TALK, AskIndex
from directory.ask.internal import about_consultation, names_no_more_than_a_post
from directory.ask.parts import likeliest_pair, listed_needs
from directory.ask.privacy import asks_for_home
from directory.ask.reading import Reading, Scored
from directory.ask.sureness import ABOUT_SCHOOL, Sureness, chance_of_two, needs, sureness
from directory.ask.titles import TitleFinding
from directory.words import Audience

MOST_OPTIONS = 5
SPECIALIST_PLACES, ALTERNATIVE_PROVISION = "specialist-places", "alternative-provision"
_OF_PLACES = frozenset(
    {
        SPECIALIST_PLACES,
        ALTERNATIVE_PROVISION,
        "admissions",
        "place-planning",
        "fair-access",
        "ehcp-annual-review",
    }
)
"""Needs whose wordings may stand beside a wish for such a place."""
_SAID_IN_FULL = 0.9
_OF_AREAS = frozenset({"team", "teams", "area"})
_NEAREST, _NEAR = 3, 2.5
_BESIDE_TITLE = 2.0
_TITLE_SCORE = _LISTED_SCORE = 10.0


def decide(reading: Reading, index: AskIndex, audience: Audience, asker_school: str | None) -> Decision:
    """What the message asks for, apart from danger, which is looked at before this."""
    school, options = _school(reading, asker_school)
    elsewhere = reading.another_school or (reading.schools.kind == "none" and reading.schools.elsewhere)
    need = Need(
        school=school or (None if elsewhere or options else asker_school),
        area=reading.areas[0] if len(reading.areas) == 1 and not school else None,
        elsewhere=elsewhere and not school,
    )
    talk = index.shared.small_talk.kind_of(reading.text, reading.found)
    if not talk and asks_for_home(reading.text, reading.said):
        talk = PRIVATE_DETAILS
    if talk or reading.another_council:
        return Decision(Kind.UNKNOWN, need, talk=talk, council=reading.another_council or "")
    if reading.schools.kind == "one" and school_turns.of_itself(reading.text, reading.schools.span or (0, 0)):
        return Decision(Kind.UNKNOWN, need, talk=IN_A_SCHOOL)
    other = (
        _special_place(reading, need, index, asker_school)
        or _listed(reading, index, need, options)
        or about_consultation(reading, index, need, audience)
        or _by_title(reading, need, index)
    )
    if other:
        return other
    found = needs(reading)
    calibration = index.shared.vocabulary.calibration
    sure = sureness(reading, found, index.shared)
    if found and (sure.ours >= calibration.ours_enough or _asks_for_its_post(reading, found[0], index)):
        told = _by_topic(reading, index, need, options=options, found=found, sure=sure)
        return (_by_title_alone(reading, need, index) if told.kind is Kind.CHOOSE else None) or told
    refused = _by_title_alone(reading, need, index) or _without_topic(reading, index, need, options, sure)
    says_little = refused.kind is Kind.UNKNOWN and not refused.talk and reading.manner.fragment
    if says_little and len(found) > 1 and sure.ours >= calibration.fragment_enough:
        return Decision(Kind.CHOOSE, _with(need), options=_close(found, calibration.offered), sure=sure)
    return refused


def _by_topic(
    reading: Reading,
    index: AskIndex,
    need: Need,
    *,
    options: tuple[str, ...],
    found: Sequence[Scored],
    sure: Sureness,
) -> Decision:
    """One need, two needs, or a choice between needs that are about as likely as each other."""
    calibration = index.shared.vocabulary.calibration
    best = found[0]
    pair = likeliest_pair(reading, found, index)
    if pair and chance_of_two(reading, pair, index.shared) >= calibration.two_enough:
        both = [scored.key for scored in found if scored.key in pair.keys]
        return Decision(Kind.CONTACT, _with(need, *both), options=options, sure=sure)
    alone = sure.alone >= calibration.alone_enough
    wording = None if alone else open_wording(reading, best.key)
    if wording:
        meant = _meant(wording, found, calibration.offered)
        return Decision(Kind.CHOOSE, _with(need), options=meant, sure=sure)
    if not alone and len(found) > 1:
        return Decision(Kind.CHOOSE, _with(need), options=_close(found, calibration.offered), sure=sure)
    return Decision(Kind.CONTACT, _with(need, best.key), options=options, sure=sure)


def _with(need: Need, *topics: str) -> Need:
    return Need(topics, need.school, need.area, need.post, need.elsewhere)


def _school(reading: Reading, asker_school: str | None) -> tuple[str | None, tuple[str, ...]]:
    """The one school that is named, or the URNs of those it may be. Who asks for a school of their own and
    names another only in passing means their own."""
    finding = reading.schools
    if asker_school and finding.span and school_turns.named_in_passing(reading.text, finding.span):
        return asker_school, ()
    if finding.kind == "one":
        return finding.schools[0].urn, ()
    if finding.kind == "several":
        return None, tuple(school.urn for school in finding.schools)
    return None, ()


def _by_title(reading: Reading, need: Need, index: AskIndex) -> Decision | None:
    """A post named by its title: "who is the EHC senior officer"."""
    title = _title(reading)
    if title is None:
        return None
    owned = _owned(title, index)
    topics = [s.key for s in reading.scored if s.is_topic]
    if topics and (
        topics[0] in owned or said_outside(reading, topics[0], title.start, title.end) > _BESIDE_TITLE
    ):
        return None
    return _of_title(title, topics, need, index)


def _by_title_alone(reading: Reading, need: Need, index: AskIndex) -> Decision | None:
    """A post that is named by its title, and hardly anything besides: "who replaced our caseworker"."""
    title = _title(reading)
    if title is None or not names_no_more_than_a_post(reading, index):
        return None
    words = [word.token.start for word in reading.weighing.words]
    if len([at for at in words if not title.start <= at < title.end]) > _BESIDE_TITLE:
        return None
    return _of_title(title, [s.key for s in reading.scored if s.is_topic], need, index)


def _of_title(title: TitleFinding, topics: Sequence[str], need: Need, index: AskIndex) -> Decision:
    """The post of a title, with the likeliest of the needs that it answers."""
    named, owned = title.posts[0], _owned(title, index)
    topic = next((topic for topic in topics if topic in owned), None)
    need = replace(need, topics=(topic,) if topic else (), post=named.key)
    return Decision(Kind.CONTACT, need, old_title=named.name, score=_TITLE_SCORE * named.share)


def _special_place(
    reading: Reading, need: Need, index: AskIndex, asker_school: str | None
) -> Decision | None:
    """A place that is wished at a special school or pupil referral unit that is not the asker's."""
    named, span = reading.schools.schools, reading.schools.span
    if reading.schools.kind != "one" or span is None or named[0].urn == asker_school:
        return None
    topic = _place_topic(index.held.schools[named[0].urn].establishment_type)
    if not topic or not school_turns.wished(reading.text, span) or "review" in reading.said:
        return None
    meant = {key for hit in reading.weighing.hits if not hit.ambiguous for key in hit.keys}
    if meant - _OF_PLACES:
        return None
    return Decision(
        Kind.CONTACT,
        replace(_with(need, topic), school=named[0].urn),
        score=_TITLE_SCORE,
        because=f"A place is wished at {named[0].name}, which decides the need.",
    )


def _place_topic(establishment_type: str) -> str:
    """The need that a place at a school of a special type is, or nothing."""
    kind = establishment_type.lower()
    if "referral unit" in kind or "alternative provision" in kind:
        return ALTERNATIVE_PROVISION
    return SPECIALIST_PLACES if "special" in kind else ""


def _listed(reading: Reading, index: AskIndex, need: Need, options: tuple[str, ...]) -> Decision | None:
    """Needs that are listed and nothing else: "governors and HR"."""
    listed = listed_needs(reading, index.shared.vocabulary.manners.asks_whom)
    return (
        Decision(Kind.CONTACT, _with(need, *listed), options=options, score=_LISTED_SCORE) if listed else None
    )


def _title(reading: Reading) -> TitleFinding | None:
    """The title that was said in full, its words together: "the head ... do I send it" is no Head of SEND."""
    title = reading.title
    if title is None or title.posts[0].share < _SAID_IN_FULL or title.posts[0].words < 2:
        return None
    among = [word for word in reading.weighing.words if title.start <= word.token.start < title.end]
    return title if len(among) <= title.posts[0].words else None


def _asks_for_its_post(reading: Reading, need: Scored, index: AskIndex) -> bool:
    """Whether the post that answers a need is asked for by its title, by those it works for: "our ..."."""
    title = _title(reading) if reading.manner.asks_whom and reading.manner.of_us else None
    return title is not None and need.key in _owned(title, index)


def _owned(title: TitleFinding, index: AskIndex) -> list[str]:
    """The needs that the post of a title answers."""
    return [t for s in index.held.services.values() if s.post == title.posts[0].key for t in s.topics]


def _close(found: Sequence[Scored], reach: float) -> tuple[str, ...]:
    """The two likeliest needs, and those that come close behind."""
    return tuple(dict.fromkeys((found[0].key, found[1].key, *_behind(found, reach))))[:MOST_OPTIONS]


def _behind(found: Sequence[Scored], reach: float) -> list[str]:
    """Those of the needs whose rank is not more than `reach` behind that of the first."""
    return [each.key for each in found if found[0].rank - each.rank <= reach]


def _meant(wording: OpenWording, found: Sequence[Scored], reach: float) -> tuple[str, ...]:
    """The needs that a wording could mean, likeliest first, and those nearly as likely as the first; where
    there is room, those that come close behind."""
    order = {scored.key: at for at, scored in enumerate(found)}
    meant = sorted(wording.keys, key=lambda key: order.get(key, len(order)))
    near, close = _behind(found[:_NEAREST], _NEAR), _behind(found, reach)
    return tuple(dict.fromkeys((*meant[: MOST_OPTIONS - 1], *near, *meant, *close)))[:MOST_OPTIONS]


def _without_topic(
    reading: Reading, index: AskIndex, need: Need, options: tuple[str, ...], sure: Sureness
) -> Decision:
    best = reading.best
    if best.key.startswith(TALK) and best.score > 0 and _is_talk(reading):
        return Decision(Kind.UNKNOWN, need, talk=best.key.removeprefix(TALK), sure=sure)
    if best.key.startswith((NOT_OURS, INTENT)):
        return Decision(Kind.UNKNOWN, need, talk=best.key, sure=sure)
    if (reading.names_a_school or reading.areas) and _little_else(reading, index):
        return _of_a_place(reading, need, options, sure)
    return Decision(Kind.UNKNOWN, need, sure=sure)


def _of_a_place(reading: Reading, need: Need, options: tuple[str, ...], sure: Sureness) -> Decision:
    """Where hardly more than a school or a place is named: the need of which a wording stands beside it; or
    else who is there for that school or place, unless a fact is asked about it."""
    best = reading.best
    if best.is_topic and reading.phrases_for(best.key) >= 1:
        return Decision(Kind.CONTACT, _with(need, best.key), options=options, sure=sure)
    if reading.manner.asks_a_fact:
        return Decision(Kind.UNKNOWN, need, sure=sure)
    if reading.names_a_school and reading.said.isdisjoint(_OF_AREAS):
        return Decision(Kind.CONTACT, _with(need, LEAD_TOPIC), options=options, sure=sure)
    return Decision(Kind.CONTACT, _with(need, AREA_TOPIC), sure=sure)


def _is_talk(reading: Reading) -> bool:
    """Whether small talk stands where people put it: at the beginning or the end of a message ("ta", and not
    "can a ta give medicine")."""
    first, last = reading.found[0], reading.found[-1]
    hits = [hit for hit in reading.weighing.hits if reading.best.key in hit.keys]
    return not hits or any(hit.start == first.start or hit.end == last.end for hit in hits)


def _little_else(reading: Reading, index: AskIndex) -> bool:
    """Whether no content words stand outside the name of the school or place but those that ask for
    somebody: "who covers Wookey", and not "vet number for Wells"."""
    start, end = reading.schools.span or (0, 0)
    known = index.shared.vocabulary.manners.asks_whom.union(reading.place.lower().split())
    words = [word.token for word in reading.weighing.words]
    return all([start <= token.start < end or token.plain in known for token in words])


def depends_on_school(topic: str) -> bool:
    """Whether a topic is itself about which people belong to a school."""
    return topic in ABOUT_SCHOOL
