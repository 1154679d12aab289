"""Why a message was answered as it was: everything that was weighed, with its numbers."""

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from itertools import pairwise
from typing import Any

from directory.ask.answer import Kind
from directory.ask.decision import IN_A_SCHOOL, PRIVATE_DETAILS, Decision
from directory.ask.index import INTENT, NOT_OURS, TALK, AskIndex
from directory.ask.reading import Reading, Scored, Sort, sort_of
from directory.ask.sureness import Sureness, needs

_SORTS = {
    Sort.TOPIC: "need",
    Sort.INTENT: "about the consultation",
    Sort.NOT_OURS: "not ours",
    Sort.TALK: "small talk",
}
_OF_CONSULTATION = (Kind.TIMELINE, Kind.GUIDANCE, Kind.POST)
_TELLING = -1.5
"""Hints that weigh at least so much are told of."""


@dataclass(frozen=True)
class Candidate:
    """Something that the message may be about: its key, family, name, evidence, and the words behind it."""

    key: str
    sort: str
    label: str
    score: float
    words: str


@dataclass(frozen=True)
class School:
    """A school that may be meant, with the finder's score (about 0 to 3)."""

    urn: str
    name: str
    town: str
    score: float


@dataclass(frozen=True)
class Title:
    """A post's title that may be meant, and the share of it that was said (0 to 1)."""

    post: str
    title: str
    share: float


@dataclass(frozen=True)
class Explanation:
    """All that was weighed, likeliest first. `urgent` is the sign of danger, `why` how it was decided."""

    candidates: tuple[Candidate, ...]
    schools: tuple[School, ...]
    school_words: str
    titles: tuple[Title, ...]
    place: str
    areas: tuple[str, ...]
    urgent: str | None
    why: tuple[str, ...]

    def as_json(self) -> dict[str, Any]:
        """The same as plain JSON values."""
        return asdict(self)

    def as_text(self) -> str:
        """The same for a person to read."""
        return "\n".join(self._lines())

    def _lines(self) -> Iterator[str]:
        yield "What it may be about:"
        for each in self.candidates:
            words = f", because of '{each.words}'" if each.words else ""
            yield f"  {each.score:6.2f}  {each.label} ({each.sort}: {each.key}){words}"
        if not self.candidates:
            yield "  nothing: no word of it is known"
        yield f"Schools: {self.school_words}"
        for school in self.schools:
            yield f"  {school.score:6.2f}  {school.name}, {school.town} ({school.urn})"
        if self.titles:
            yield "Titles of posts:"
        for title in self.titles:
            yield f"  {100 * title.share:5.0f}%  {title.title} ({title.post})"
        if self.place:
            yield f"Place: {self.place} (areas: {', '.join(self.areas) or 'none'})"
        yield f"Sign of danger: {self.urgent or 'none'}"
        yield "Decided:"
        yield from (f"  {line}" for line in self.why)


def explain(reading: Reading, decision: Decision, index: AskIndex) -> Explanation:
    """What was weighed for a message, and how that led to the decision."""
    return Explanation(
        candidates=tuple(_candidate(scored, reading, index) for scored in reading.scored if scored.score > 0),
        schools=tuple(School(s.urn, s.name, s.town, s.score) for s in reading.schools.schools),
        school_words=reading.schools.because,
        titles=tuple(Title(t.key, t.name, t.share) for t in (reading.title.posts if reading.title else ())),
        place=reading.place,
        areas=reading.areas,
        urgent=reading.urgent,
        why=tuple(_why(reading, decision, index)),
    )


def _candidate(scored: Scored, reading: Reading, index: AskIndex) -> Candidate:
    sort = _SORTS[sort_of(scored.key)]
    return Candidate(
        scored.key, sort, _label(scored.key, index), round(scored.score, 3), reading.words_for(scored.key)
    )


def _label(key: str, index: AskIndex) -> str:
    plain = key.removeprefix(INTENT).removeprefix(NOT_OURS).removeprefix(TALK)
    return index.shared.vocabulary.label(key) if plain == key else plain.replace("-", " ")


def _why(reading: Reading, decision: Decision, index: AskIndex) -> Iterator[str]:
    if reading.urgent:
        yield f"The sign of danger '{reading.urgent}' puts the emergency route first."
    if reading.another_school:
        yield "Another school than the person's own is meant."
    named, meant = reading.schools.schools, decision.need.school
    if reading.schools.kind != "none" and meant and meant not in {school.urn for school in named}:
        yield "The school that is named is one that a child has to do with: the person's own is meant."
    if reading.names_a_child:
        yield "It looks as if a child is named."
    yield from _decided(reading, decision, index)


def _decided(reading: Reading, decision: Decision, index: AskIndex) -> Iterator[str]:
    """What the decision was made by."""
    if decision.council:
        yield f"It asks for a service of {decision.council}, another council: no contact is given."
    elif decision.because:
        yield decision.because
    elif len(decision.need.topics) > 1 and decision.sure is None:
        yield "Nothing is said but a wording of each need: all are answered."
    elif decision.talk == IN_A_SCHOOL:
        yield "Something is asked that only the school itself can tell: no contact is given."
    elif decision.talk == PRIVATE_DETAILS:
        yield "The home address or private number of somebody is asked for: nothing is given."
    elif decision.talk and decision.sure is None:
        yield f"All that is said is small talk: {decision.talk}."
    elif decision.old_title:
        yield f"The title '{decision.old_title}' was said: its post is what is asked for."
    elif decision.kind in _OF_CONSULTATION:
        yield f"It is about a consultation: {decision.kind.value} has the most, {decision.score:.2f}."
    else:
        yield from _by_evidence(reading, decision, index)


def _by_evidence(reading: Reading, decision: Decision, index: AskIndex) -> Iterator[str]:
    """How sure it is beside how sure it must be."""
    calibration = index.shared.vocabulary.calibration
    best, topics = reading.best, decision.need.topics
    sure = decision.sure or Sureness(0.0, 0.0)
    enough = calibration.ours_enough
    yield f"That it is a need of the directory is {sure.ours:.0%} sure; {enough:.0%} is needed."
    yield from _hints(reading, index)
    if decision.kind == Kind.UNKNOWN:
        if best.is_topic:
            yield "That is too little for any need: no contact is given."
        else:
            yield f"'{_label(best.key, index)}' is no need that the directory covers: no contact is given."
        return
    if decision.kind == Kind.CHOOSE and sure.ours < enough:
        enough = calibration.fragment_enough
        yield f"To ask back about so few words {enough:.0%} is enough: it asks back."
        return
    if len(topics) > 1:
        yield "Two parts of the message speak for a need each: both are answered."
    elif sure.ours < enough and best.key in topics:
        yield "Hardly more is said than a school or a place and a wording of this need: it is answered."
    elif topics and topics[0] not in {scored.key for scored in needs(reading)[:1]}:
        yield f"A school or a place is named and little else: '{_label(topics[0], index)}' answers that."
    else:
        then = "it asks back" if decision.kind == Kind.CHOOSE else "it is answered"
        enough = calibration.alone_enough
        yield f"That the likeliest alone is meant is {sure.alone:.0%} sure; {enough:.0%} is needed: {then}."
    if len(decision.options) > 1 and decision.kind == Kind.CONTACT:
        yield "Several schools may be meant: they are listed if the contact depends on the school."


def _hints(reading: Reading, index: AskIndex) -> Iterator[str]:
    """The words that speak most against being ours, alone or two in a row, against one need alone being
    meant, and for two."""
    words = [(word, token.typed) for word, token in zip(reading.row, reading.kept, strict=True)]
    pairs = [((word, after), f"'{typed} {then}'") for (word, typed), (after, then) in pairwise(words)]
    hints = {typed: index.shared.hints.of_said(said) for said, typed in (*words, *pairs)}
    for told, weights in (
        ("Words that others use", {word: hint.ours for word, hint in hints.items()}),
        ("Words that leave open what is meant", {word: hint.alone for word, hint in hints.items()}),
        ("Words that tell of two needs", {word: -hint.two for word, hint in hints.items()}),
    ):
        most = sorted(word for word, weight in weights.items() if weight <= _TELLING)
        if most:
            yield f"{told}: {', '.join(most)}."
