"""From a decision to the answer: contacts, dates and posts are looked up, and the reasons are written."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from directory import facts
from directory.ask import contacts, wording
from directory.ask.answer import Answer, ContactCard, Kind, Need, Option, SchoolRef
from directory.ask.coming import Later, coming_changes
from directory.ask.consultation_reply import ConsultationReplier
from directory.ask.contacts import AREA_TOPIC, LEAD_TOPIC, PROTECTION_TOPIC, Found, Where
from directory.ask.decide import depends_on_school
from directory.ask.decision import IN_A_SCHOOL, PRIVATE_DETAILS, Decision
from directory.ask.index import AskIndex
from directory.ask.old_titles import now_called, same_title
from directory.ask.privacy import REMINDER
from directory.ask.reading import Reading
from directory.words import PostStatus

_ALSO_LIKELY, _MOST_OTHERS = 0.35, 5
_SAID_IN_FULL = 0.9
_HALF_SURE = 5.0
_MOST_TOPICS = 3
_TALK = {
    "greeting": 'Hello. Tell me what you need, for example "attendance", and I will say who to contact.',
    "thanks": "You are welcome.",
    "acknowledged": 'All right. When you need somebody, tell me what for, for example "attendance".',
    "goodbye": "Goodbye.",
    "about": "I am Signpost, a computer program. I look up who to contact in your council's directory.",
    PRIVATE_DETAILS: "I only give how to reach people at work. I have no home address or private number.",
    "hostile": "I am sorry this is frustrating. Tell me what you need in a few words and I will try to help.",
}


@dataclass(frozen=True)
class Replier:
    """Writes answers from what one audience may see on one day."""

    index: AskIndex
    today: date
    later: Later = ()

    def urgent(self, ordinary: Answer) -> Answer:
        """The emergency route first; an ordinary contact for the same message goes under it."""
        held = self.index.held
        cards = contacts.emergency(held)
        label = held.front_door_label
        lines = ["If a child is in danger now, call 999."]
        for card, what in zip(cards, (label, "Out of hours"), strict=False):
            lines.append(f"{what}: {card.phone}" + (f" ({card.hours})" if card.hours else ""))
        lines.append("Then tell your designated safeguarding lead (DSL).")
        school = ordinary.school or self._school(ordinary.need)
        shown = {card.name for card in (*cards, *contacts.general(held))}
        under = ordinary.contacts if ordinary.kind == Kind.CONTACT else ()
        under = tuple(card for card in under if card.name not in shown)
        topics = tuple(dict.fromkeys((PROTECTION_TOPIC, *(ordinary.topics if under else ()))))
        answer = Answer(
            kind=Kind.URGENT,
            topics=topics,
            school=school,
            area=ordinary.area,
            contacts=(*cards, *under),
            headline="\n".join(lines),
            because=("what you wrote may mean that a child is in danger",),
            notes=tuple(note for note in ordinary.notes if note == REMINDER),
            need=replace(ordinary.need, topics=topics),
            score=1.0,
        )
        return self._told(answer)

    def _school(self, need: Need) -> SchoolRef | None:
        school = self.index.held.schools.get(need.school or "")
        return SchoolRef(school.key, school.name) if school else None

    def decided(self, decision: Decision, reading: Reading) -> Answer:
        """The answer to a decision that was read from a message."""
        because = _because(decision, reading, self.index)
        match decision.kind:
            case Kind.TIMELINE | Kind.GUIDANCE | Kind.POST:
                answer = self._internal(decision, reading)
            case Kind.CHOOSE:
                answer = self._choose_topic(decision)
            case Kind.CONTACT:
                answer = self._wanted(decision, reading)
            case _:
                answer = self.unknown(decision.talk, decision.need, decision.council)
        kept = tuple(dict.fromkeys((*because, *answer.because)))
        notes = (*answer.notes, REMINDER) if reading.names_a_child else answer.notes
        return self._told(answer.but(because=kept, notes=notes, score=_certainty(decision)))

    def _wanted(self, decision: Decision, reading: Reading) -> Answer:
        """A contact; or a choice of schools, if a name fits several or the contact depends on which it is."""
        named = not reading.schools.place_only
        if len(decision.options) > 1 and (named or self._depends_on_school(decision.need)):
            answer = self._choose_school(decision, reading)
        else:
            answer = self._contact(decision.need, reading)
        post = self.index.held.posts.get(decision.need.post or "")
        if post and decision.old_title and not same_title(decision.old_title, post.title):
            note = now_called(self.index.held, decision.old_title, post)
            answer = answer.but(notes=(note, *answer.notes))
        elif note := self._by_its_old_title(answer, reading):
            answer = answer.but(notes=(note, *answer.notes))
        return answer

    def _by_its_old_title(self, answer: Answer, reading: Reading) -> str:
        """What is said of a title beside the need that was asked for, where it is known what it became."""
        for said in reading.title.posts[:1] if reading.title else ():
            post = self.index.held.posts[said.key]
            shown = any(card.post == post.title for card in answer.contacts)
            in_full = said.words > 1 and said.share >= _SAID_IN_FULL
            if shown and in_full and not same_title(said.name, post.title):
                return now_called(self.index.held, said.name, post)
        return ""

    def _depends_on_school(self, need: Need) -> bool:
        if need.school:
            return False
        return any(
            depends_on_school(topic) or self._contacts_for(topic, Where()).local for topic in need.topics
        )

    def _contacts_for(self, topic: str, where: Where) -> Found:
        return self._everywhere.get(topic) or contacts.for_topic(topic, where, self.index.held)

    @cached_property
    def _everywhere(self) -> Mapping[str, Found]:
        return contacts.for_everywhere(self.index.held)

    def chosen(self, need: Need, picked: str) -> Answer:
        """The contacts for a need that was completed by picking an option, with that as the reason."""
        held = self.index.held
        school, post = held.schools.get(picked), held.posts.get(picked)
        label = (
            (school and school.name) or (post and post.title) or self.index.shared.vocabulary.label(picked)
        )
        answer = self._contact(need)
        return self._told(answer.but(because=(f"you chose: {label}", *answer.because), score=1.0))

    def contact(self, need: Need) -> Answer:
        """The contacts for a need that has been understood."""
        return self._told(self._contact(need))

    def _contact(self, need: Need, reading: Reading | None = None) -> Answer:
        """The contacts for a need, without the text; `reading` is the message that it was read from."""
        held = self.index.held
        school = held.schools.get(need.school or "")
        area = school.area if school else need.area
        where = Where(school, (area,) if area else ())
        cards: list[ContactCard] = []
        notes: list[str] = []
        because: list[str] = []
        local = False
        topics = need.topics
        if need.post and need.post in held.posts:
            found = contacts.for_post(held.posts[need.post], where, held)
            cards, local = list(found.cards), found.local
            covered = [topic for s in held.services.values() if s.post == need.post for topic in s.topics]
            topics = topics or tuple(covered[:1])
        for topic in need.topics:
            found = self._contacts_for(topic, where)
            cards += found.cards
            local = local or found.local
            if not found.owned:
                notes.append(self._stands_in(topic, found.cards))
        asks_school = local and school is None and not (cards and where.known)
        if asks_school:
            notes.append("Tell me your school and I can name its own contact.")
        if not any(map(contacts.reachable, cards)):
            route = contacts.general(held)
            notes += _no_way(cards, general=bool(route), asks_school=asks_school)
            cards += route
        cards = list(contacts.distinct(cards))
        if school:
            because.append(_place_reason(school, held.areas.get(area or "")))
        return Answer(
            kind=Kind.CONTACT,
            topics=topics,
            school=SchoolRef(school.key, school.name) if school else None,
            area=held.areas[area].name if area and area in held.areas else None,
            contacts=tuple(cards[: contacts.MOST_CONTACTS]),
            headline=self._headline(topics, need, school),
            because=tuple(because),
            notes=(*notes, *coming_changes(need, held, self.later), *self._proposed(cards)),
            need=need,
            others=self._others(need, reading),
            asks_school=asks_school,
        )

    def _stands_in(self, topic: str, cards: tuple[ContactCard, ...]) -> str:
        label = self.index.shared.vocabulary.label(topic)
        said = f"The directory has no contact of its own for this need: {label}."
        titles = sorted({card.post for card in cards if card.post})
        return f"{said} {titles[0]} helps schools to find the right support." if titles else said

    def _headline(self, topics: tuple[str, ...], need: Need, school: facts.School | None) -> str:
        labels = [self.index.shared.vocabulary.label(topic) for topic in topics]
        post = self.index.held.posts.get(need.post or "")
        about = post.title if post else "; ".join(labels)
        return f"{about} - {school.name}" if school else about

    def _proposed(self, cards: list[ContactCard]) -> tuple[str, ...]:
        if not self._proposed_titles:
            return ()
        titles = {card.post for card in cards}
        proposed = [title for title in self._proposed_titles if title in titles]
        return tuple(
            [f"{title} is a proposed post: the council has not decided on it yet." for title in proposed[:2]]
        )

    @cached_property
    def _proposed_titles(self) -> tuple[str, ...]:
        posts = self.index.held.posts.values()
        return tuple(post.title for post in posts if post.status == PostStatus.PROPOSED)

    def _others(self, need: Need, reading: Reading | None = None) -> tuple[Option, ...]:
        """Other needs that may be meant, likeliest first, then the school's own contacts."""
        label, held = self.index.shared.vocabulary.label, self.index.held
        enough = _ALSO_LIKELY * reading.best.score if reading else 0.0
        likely = [s.key for s in reading.scored if s.score >= enough and s.is_topic] if reading else []
        own = [topic for topic in (LEAD_TOPIC, AREA_TOPIC) if topic in held.services_by_topic]
        keys = [key for key in dict.fromkeys((*likely, *own)) if key not in need.topics]
        return tuple([Option(key, label(key)) for key in keys[:_MOST_OTHERS]])

    def _choose_topic(self, decision: Decision) -> Answer:
        label = self.index.shared.vocabulary.label
        return Answer(
            kind=Kind.CHOOSE,
            options=tuple(Option(key, label(key)) for key in decision.options),
            headline="Which of these do you mean?",
            need=decision.need,
        )

    def _choose_school(self, decision: Decision, reading: Reading) -> Answer:
        schools = [self.index.held.schools[urn] for urn in decision.options if urn in self.index.held.schools]
        return Answer(
            kind=Kind.CHOOSE,
            topics=decision.need.topics,
            options=tuple(Option(school.key, school.label) for school in schools),
            headline="Which school do you mean?",
            need=decision.need,
            others=self._others(decision.need, reading),
        )

    def unknown(self, talk: str, need: Need, council: str = "") -> Answer:
        """An honest refusal with the general route, or a short human reply to small talk."""
        if talk in _TALK:
            return self._told(Answer(kind=Kind.UNKNOWN, headline=_TALK[talk], need=need))
        if council:
            own = self.index.held.authority_name
            headline = f"This is {own}'s directory. For {council}, please ask that council."
            return self._told(Answer(kind=Kind.UNKNOWN, headline=headline, need=need))
        cards = contacts.general(self.index.held)
        route = " The general route is below." if cards else ""
        why = (
            " I know people at the council; a school's own website has its own."
            if talk == IN_A_SCHOOL
            else ""
        )
        headline = f"I do not have a contact for that.{why}{route}"
        return self._told(Answer(kind=Kind.UNKNOWN, headline=headline, contacts=cards, need=need))

    def _internal(self, decision: Decision, reading: Reading) -> Answer:
        """An answer about a consultation, or an honest refusal with the feedback route."""
        replier = ConsultationReplier(self.index, self.today)
        return replier.answer(decision, reading) or self._nothing_said()

    def _told(self, answer: Answer) -> Answer:
        return answer.but(text=wording.whole(answer, self.today))

    def _nothing_said(self) -> Answer:
        """The documents do not say: where to ask instead."""
        held = self.index.held
        routes = [c.feedback_contact for c in held.consultations.values() if c.feedback_contact]
        cards = tuple(contacts.plain(held, held.contacts[key]) for key in routes if key in held.contacts)
        headline = "The directory has nothing on that in its consultation documents."
        return Answer(kind=Kind.UNKNOWN, headline=headline, contacts=cards or contacts.general(held))


def _certainty(decision: Decision) -> float:
    """How sure a decision is, between 0 and 1; of evidence, the least that is answered is one half."""
    if decision.sure:
        return round(decision.sure.ours * decision.sure.alone, 3)
    score = max(0.0, decision.score)
    return round(score / (score + _HALF_SURE), 3)


def _because(decision: Decision, reading: Reading, index: AskIndex) -> tuple[str, ...]:
    """The reasons, quoting the message's own words unless it seems to name a child."""
    named = decision.need.post and decision.old_title
    reasons = [f"you named the post {decision.old_title}"] if named else []
    for topic in () if named else decision.need.topics[:_MOST_TOPICS]:
        label = index.shared.vocabulary.label(topic)
        said = "" if reading.names_a_child else reading.words_for(topic)
        reasons.append(
            f"you wrote '{said}', which is about: {label}" if said else f"you asked about: {label}"
        )
    finding = reading.schools
    if finding.kind == "one" and finding.span and finding.schools[0].urn == decision.need.school:
        start, end = finding.span
        reasons.append(f"you wrote '{reading.text[start:end]}', which is {finding.schools[0].name}")
    if decision.need.area and reading.place:
        reasons.append(f"you named {reading.place}")
    return tuple(reasons)


def _no_way(cards: Sequence[ContactCard], *, general: bool, asks_school: bool) -> tuple[str, ...]:
    """What is said where nobody can be reached for a need, and of the general route that stands in."""
    if cards:
        names = " or ".join(dict.fromkeys(card.name for card in cards))
        said = f"The directory does not say how to reach {names}."
        return (f"{said} The general route is below, too." if general else said,)
    if asks_school:
        return ("Until then, this is the general route.",) if general else ()
    said = "The directory names nobody for this yet."
    return (f"{said} This is the general route." if general else said,)


def _place_reason(school: facts.School, area: facts.Area | None) -> str:
    return f"{school.name} is in the {area.name} area" if area else f"your school is {school.name}"
