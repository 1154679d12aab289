"""Everything that a message is compared with, built once for one authority, revision and audience."""

import calendar
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from copy import copy
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

from directory.ask.consultation import ConsultationIndex
from directory.ask.councils import OtherCouncils
from directory.ask.danger import DangerLikeness
from directory.ask.evidence import Evidence
from directory.ask.hints import Hints
from directory.ask.likeness import Likeness, LineCounts, NeedWeights, count_lines
from directory.ask.names import SchoolWords, load_school_words
from directory.ask.school_weights import SchoolWeights, load_school_weights
from directory.ask.schools import SchoolIndex
from directory.ask.spellings import SchoolName
from directory.ask.talk import SmallTalk
from directory.ask.text import tokens
from directory.ask.titles import TitleIndex
from directory.ask.urgent import UrgentSigns
from directory.ask.vocabulary import Calibration, Vocabulary, Wording
from directory.snapshot import Snapshot
from directory.words import SchoolStatus

INTENT, NOT_OURS, TALK = "intent:", "not-ours:", "talk:"
_FEW_SCHOOLS = 3


@dataclass(frozen=True)
class SharedIndex:
    """What does not depend on an authority: the evidence of the vocabulary, what is learnt of needs, what
    words hint at, the signs of danger."""

    vocabulary: Vocabulary
    school_words: SchoolWords
    school_weights: SchoolWeights
    danger: DangerLikeness
    hints: Hints
    need_weights: NeedWeights

    @classmethod
    def read(cls, folder: Path) -> "SharedIndex":
        """Reads a vocabulary folder. Raises VocabularyError."""
        return cls(
            Vocabulary.read(folder),
            load_school_words(folder / "school_words.yaml"),
            load_school_weights(folder / "calibration.yaml"),
            DangerLikeness.read(folder),
            Hints.read(folder),
            NeedWeights.read(folder),
        )

    def deciding_by(self, calibration: Calibration, hints: Hints) -> "SharedIndex":
        """The same index, which decides by other numbers; what has been built is not built again."""
        other = copy(self)
        object.__setattr__(other, "vocabulary", replace(self.vocabulary, calibration=calibration))
        object.__setattr__(other, "hints", hints)
        return other

    def telling_by(self, learnt: NeedWeights) -> "SharedIndex":
        """The same index, which tells needs apart by other weights."""
        other = replace(self, need_weights=learnt)
        other.__dict__.update(counts=self.counts, evidence=self.evidence)
        return other

    @cached_property
    def evidence(self) -> Evidence:
        """What the lines of the vocabulary say for and against each need."""
        return Evidence(self.vocabulary, self.wordings(), self.school_words.everyday)

    @cached_property
    def counts(self) -> LineCounts:
        """How often the same lines say what."""
        lines = {key: (*wording.phrases, *wording.examples) for key, wording in self.wordings().items()}
        return count_lines(lines, self.vocabulary.abbreviations)

    @cached_property
    def likeness(self) -> Likeness:
        """The same lines, to tell needs apart by."""
        return Likeness(self.counts, self.need_weights)

    def wordings(self) -> Mapping[str, Wording]:
        """Topics, intents, needs that are not ours and small talk, each under its own prefix."""
        held = self.vocabulary
        return {
            **held.topics,
            **{INTENT + key: wording for key, wording in held.intents.items()},
            **{NOT_OURS + key: wording for key, wording in held.not_ours.items()},
            **{TALK + key: wording for key, wording in held.small_talk.items() if wording.phrases},
        }

    @cached_property
    def small_talk(self) -> SmallTalk:
        """What is small talk and nothing else."""
        held = self.vocabulary
        said = {kind: (*talk.phrases, *talk.whole) for kind, talk in held.small_talk.items()}
        return SmallTalk(said, held.abbreviations)

    @cached_property
    def urgent(self) -> UrgentSigns:
        """The signs of danger."""
        held = self.vocabulary
        return UrgentSigns(held.urgent, held.abbreviations, self.evidence.known_words)


class AskIndex:
    """The names of one authority's schools, posts and places. `held` is already what the audience may see."""

    def __init__(self, shared: SharedIndex, held: Snapshot) -> None:
        self.shared = shared
        self.held = held
        own: dict[str, list[str]] = defaultdict(list)
        for phrase in held.topic_phrases.values():
            own[phrase.topic].append(phrase.phrase)
        self.evidence = shared.evidence.and_also(own) if own else shared.evidence
        self.schools = index_schools(shared.school_words, shared.school_weights, held)
        self.titles = TitleIndex(
            {post.key: (post.title, *post.aliases) for post in held.posts.values()},
            shared.vocabulary,
            shared.evidence.known_words,
        )
        self.consultation = ConsultationIndex(held, shared.vocabulary)
        self.councils = OtherCouncils(shared.vocabulary.councils, held.authority_name)
        self.introduction = _introduction(shared.vocabulary.roles)
        self.not_names = _not_names(shared, held)
        self.place_areas = _place_areas(held)
        self.places = TitleIndex(
            {name: (name,) for name in self.place_areas}, shared.vocabulary, shared.evidence.known_words
        )
        self.of_no_title_or_place = self.titles.ordinary & self.places.ordinary


def index_schools(words: SchoolWords, weights: SchoolWeights, held: Snapshot) -> SchoolIndex:
    """The names of the schools that are not closed."""
    names = [
        SchoolName(
            urn=school.key,
            name=school.name,
            town=school.town,
            locality=school.locality,
            postcode=school.postcode,
            aliases=school.aliases,
            district=held.authority_name,
            proposed=school.status == SchoolStatus.PROPOSED,
        )
        for school in held.schools.values()
        if school.status != SchoolStatus.CLOSED
    ]
    areas = [name for area in held.areas.values() for name in (area.name, *area.aliases)]
    return SchoolIndex(names, words, weights, areas)


def _introduction(roles: Iterable[str]) -> re.Pattern[str]:
    """Matches "I'm the new SENCO" and "we're a small primary": the last group is who asks."""
    names = "|".join(sorted(map(re.escape, roles), key=len, reverse=True))
    return re.compile(
        r"\b(?:i['’]?m|i am|this is|it['’]?s|i work as|working as|speaking as|as|from)\s+"
        r"(?:(?:the|a|an|your|our|their|just|only|brand|new|newly|appointed|acting|interim|temporary|covering|"
        r"part[- ]time|school|primary|secondary)\s+)*"
        rf"({names})\b|"
        r"\b(?:we['’]?re|we are|i['’]?m|i am|for|at|in|from)\s+(?:(?:in|at|from)\s+)?(?:an?|our)\s+"
        r"((?:(?:small|big|large|little|tiny|local|rural|village|maintained)\s+)*"
        r"(?:primary|secondary|infants?|juniors?|first|middle)(?:\s+(?:school|academy))?)(?=\W*$|\s*[,.;:?!\n-])",
        re.IGNORECASE,
    )


_CALENDAR = frozenset(
    word.lower()
    for word in (*calendar.month_name, *calendar.day_name, "Easter", "Christmas", "England", "English")
)


def _not_names(shared: SharedIndex, held: Snapshot) -> frozenset[str]:
    """Words in lower case that are no child's name even when they begin with a capital."""
    named = (
        *(f"{s.name} {s.town} {s.locality}" for s in held.schools.values()),
        *(post.title for post in held.posts.values()),
        *(team.name for team in held.teams.values()),
        *shared.vocabulary.councils.names,
        held.authority_name,
    )
    words = {token.plain for text in named for token in tokens(text)}
    return frozenset(words | set(shared.evidence.known_words) | shared.vocabulary.stop_words | _CALENDAR)


def _place_areas(held: Snapshot) -> Mapping[str, tuple[str, ...]]:
    """The areas that each area's name, and each town with a few schools, stands for; the commonest first."""
    places: dict[str, Counter[str]] = defaultdict(Counter)
    for area in held.areas.values():
        for name in (area.name, *area.aliases):
            places[name][area.key] += 1_000
    for school in held.schools.values():
        if school.offered and school.town and school.area and school.area in held.areas:
            places[school.town][school.area] += 1
    return {
        name: tuple(key for key, count in areas.most_common() if count * 10 >= areas.total())
        for name, areas in places.items()
        if areas.total() >= _FEW_SCHOOLS
    }
