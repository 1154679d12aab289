"""What a message is understood to say: one pass over its words, before anything is looked up."""

from collections.abc import Collection, Sequence
from enum import StrEnum
from functools import partial
from itertools import chain
from math import sqrt
from typing import NamedTuple

from directory.ask import asides, turns
from directory.ask.contacts import PROTECTION_TOPIC
from directory.ask.evidence import Weighing
from directory.ask.index import INTENT, NOT_OURS, TALK, AskIndex, SharedIndex
from directory.ask.likeness import Alike, spelt_right
from directory.ask.manner import Manner
from directory.ask.privacy import names_a_child
from directory.ask.schools import SchoolFinding
from directory.ask.text import MOST_CHARACTERS, PAUSE, Token, sentences_of, shouted, straight, tokens
from directory.ask.titles import TitleFinding

_OF_INTRODUCTION = frozenset(
    {"im", "i", "this", "its", "it", "working", "speaking", "as", "from", "were", "we", "for", "at", "in"}
)
_WANTED_FROM = frozenset(
    {"help", "support", "advice", "guidance", "input", "visit", "training", "news", "reply", "response"}
    | {"answer", "call", "callback", "letter", "somebody", "someone", "anybody", "anyone", "heard", "hear"}
)
"""Words behind which "from" says from whom something is wanted, not who is writing."""
_MOST_SCORED = 12
LIKE_DANGER = "like messages of a child in danger"
_LONGEST_QUOTE = 45
_LONG_PHRASE = 3
_WHO = frozenset({"who", "whos", "whom", "whose", "which"})
_CLEAR = 4.0
"""So much must be said of a need for it to be asked of somebody else than who is named."""


class Sort(StrEnum):
    """Which family of things a key belongs to."""

    TOPIC = "topic"
    INTENT = "intent"
    NOT_OURS = "not ours"
    TALK = "talk"


def is_topic(key: str) -> bool:
    """Whether an evidence key is that of a need of the directory."""
    return ":" not in key


def sort_of(key: str) -> Sort:
    """The family of an evidence key."""
    if is_topic(key):
        return Sort.TOPIC
    for prefix, sort in ((INTENT, Sort.INTENT), (NOT_OURS, Sort.NOT_OURS), (TALK, Sort.TALK)):
        if key.startswith(prefix):
            return sort
    return Sort.TOPIC


class Scored(NamedTuple):
    """One thing that the message may be about, the evidence for it, and its rank among all of them."""

    key: str
    score: float
    rank: float

    @property
    def is_topic(self) -> bool:
        """Whether it is a need that the directory covers."""
        return ":" not in self.key


_scored = partial(tuple.__new__, Scored)
"""Makes one of its three parts, at once."""


class Reading(NamedTuple):
    """All that was understood. `scored` is best first; `said` are the words, as plain ones.

    `caps_count` is false where all is in capitals; `kept` are the words that say something of what is asked
    for, `row` the same as they are compared, spelt right.
    """

    text: str
    found: tuple[Token, ...]
    said: frozenset[str]
    urgent: str | None
    schools: SchoolFinding
    names_a_child: bool
    manner: Manner
    another_school: bool
    another_council: str | None
    title: TitleFinding | None
    areas: tuple[str, ...]
    place: str
    weighing: Weighing
    scored: tuple[Scored, ...]
    alike: Alike
    caps_count: bool
    kept: Sequence[Token]
    row: Sequence[str]

    @property
    def own_phrase(self) -> bool:
        """Whether a wording that the authority's editors have taught stands in the message."""
        return any(hit.own for hit in self.weighing.hits)

    def phrases_for(self, key: str) -> float:
        """How many words of phrases for `key` were said; a phrase for several needs counts in part."""
        return sum(
            [min(hit.length, _LONG_PHRASE) / len(hit.keys) for hit in self.weighing.hits if key in hit.keys]
        )

    @property
    def names_a_school(self) -> bool:
        """Whether a school of the authority seems to be named, one or one of several."""
        return self.schools.kind != "none" and not self.schools.place_only

    @property
    def announces_two(self) -> bool:
        """Whether the message announces two needs."""
        return turns.announces_two(self.text)

    @property
    def joined(self) -> bool:
        """Whether two things are joined by a sign or with emphasis."""
        return turns.joined(self.text, caps_count=self.caps_count)

    @property
    def another_child(self) -> bool:
        """Whether a second child or family is spoken of."""
        return turns.another_child(self.text, self.said)

    @property
    def goes_on(self) -> bool:
        """Whether the message goes on to a further thing: "also"."""
        return turns.goes_on(self.text, self.said)

    @property
    def hedged(self) -> bool:
        """Whether the message itself wavers between two things."""
        return turns.hedged(self.text, self.said)

    @property
    def best(self) -> Scored:
        """The likeliest key, or an empty one with score 0."""
        return self.scored[0] if self.scored else Scored("", 0.0, 0.0)

    def may_mean_another(self, key: str) -> bool:
        """Whether an ambiguous wording was said that could mean the need `key`."""
        return any([hit.ambiguous and key in hit.keys for hit in self.weighing.hits])

    def words_for(self, key: str) -> str:
        """The words of the message that spoke most for `key`, as they were typed, on one line."""
        spans = sorted(self.weighing.support(key), reverse=True)
        if not spans:
            return ""
        _, start, end = spans[0]
        for _, more_start, more_end in spans[1:4]:
            low, high = min(start, more_start), max(end, more_end)
            between = self.text[min(end, more_end) : max(start, more_start)]
            if high - low <= _LONGEST_QUOTE and not PAUSE.search(between):
                start, end = low, high
        return " ".join(self.text[start:end].split())


def read(text: str, index: AskIndex) -> Reading:
    """Reads a message of any length and in any script; never raises for what it holds.

    Since when it is asked is left out, where the need is clear without: "who does EHE after the redesign".
    """
    reading = _read(straight(text), index)
    title = (reading.title.start, reading.title.end) if reading.title else None
    aside = (
        None if _WHO.isdisjoint(reading.said) else asides.since_a_change(reading.text, reading.said, title)
    )
    if aside is None:
        return reading
    start, end = aside
    rest = _read(f"{reading.text[:start]}{' ' * (end - start)}{reading.text[end:]}", index)
    return rest._replace(text=reading.text, urgent=reading.urgent) if _is_clear(rest.weighing) else reading


def _read(text: str, index: AskIndex) -> Reading:
    shared = index.shared
    found = tokens(text, shared.vocabulary.abbreviations)
    said = frozenset([token.plain for token in found])
    schools = index.schools.find(text).open_now()
    of_school = _inside(found, schools)
    of_none = index.of_no_title_or_place
    telling: Sequence[Token] = [token for token in found if token.plain not in of_none]
    one_school = schools.kind == "one"
    if one_school:
        telling = _outside(telling, of_school)
    place = index.places.find(telling)
    asked = shared.vocabulary.manners.asked(found)
    but_not = of_school | _of_place(place, found, index) | _introduced(text, found, index)
    if len(asked) < len(found):
        but_not |= {token.start for token in found} - {token.start for token in asked}
    caps = not shouted(text)
    kept, weighing = _weighed(text, said, _outside(found, but_not), index, caps_count=caps)
    row = spelt_right(weighing.words, kept)
    alike = shared.likeness.of(row)
    scored = ranked(weighing, alike)
    return Reading(
        text=text,
        found=found,
        said=said,
        urgent=None
        if shared.vocabulary.manners.only_greets(asked)
        else danger_in(
            found,
            sentences_of(text, asked),
            ordinary_need(scored, weighing),
            shared,
            index.evidence.known_words,
        ),
        schools=schools,
        names_a_child=names_a_child(text[:MOST_CHARACTERS], index.not_names, schools.span),
        manner=shared.vocabulary.manners.manner(asked, len(kept)),
        another_school=turns.another_school(text, said),
        another_council=index.councils.asked_about(_outside(found, of_school) if one_school else found),
        title=index.titles.find(telling),
        areas=index.place_areas[place.posts[0].key] if place else (),
        place=place.posts[0].key if place else "",
        weighing=weighing,
        scored=scored,
        alike=alike,
        caps_count=caps,
        kept=kept,
        row=row,
    )


def _weighed(
    text: str, said: frozenset[str], kept: Sequence[Token], index: AskIndex, *, caps_count: bool
) -> tuple[Sequence[Token], Weighing]:
    """What the words `kept` say, but for what is denied and, where a need is clear without it, what stands
    aside: who was tried in vain, and small talk. With the words that are left."""
    weighing = index.evidence.weigh(kept, caps_count=caps_count)
    denied = asides.denied(text, said, weighing)
    if denied:
        kept = _without(denied, kept)
        weighing = index.evidence.weigh(kept, caps_count=caps_count)
    aside = [*asides.tried_in_vain(text, said, weighing), *asides.small_talk(text, kept, weighing)]
    aside += asides.beside_a_need(text, said)
    thanks = index.shared.vocabulary.manners.thanks
    if not thanks.isdisjoint(said):
        aside += asides.thanked_for(text, kept, thanks)
    if not aside:
        return kept, weighing
    rest = _without(aside, kept)
    of_rest = index.evidence.weigh(rest, caps_count=caps_count)
    return (rest, of_rest) if _is_clear(of_rest) else (kept, weighing)


def _is_clear(weighing: Weighing) -> bool:
    """Whether enough is said of a need for it to be asked of somebody else than who stands aside."""
    return any(total >= _CLEAR for key, total in weighing.totals.items() if is_topic(key))


def ordinary_need(scored: Sequence[Scored], weighing: Weighing) -> float:
    """How clearly a message speaks for something other than child protection, be it a need of the directory
    or one that it does not cover, for its length."""
    ranks = [each.rank for each in scored if _is_ordinary(each.key)]
    return max([0.0, *ranks]) / sqrt(max(1, len(weighing.words)))


def _is_ordinary(key: str) -> bool:
    """Whether a key is that of such a need."""
    return key.startswith(NOT_OURS) or (is_topic(key) and key != PROTECTION_TOPIC)


def danger_in(
    found: Sequence[Token],
    sentences: Sequence[Sequence[Token]],
    ordinary: float,
    shared: SharedIndex,
    known: Collection[str],
) -> str | None:
    """What speaks enough for a child in danger: a sign, and how like known messages of danger it is what the
    `sentences` ask; None where nothing does.

    It must be the more like them, the clearer it speaks for an `ordinary` need; or else one of its sentences
    must be much like them, or hold a sign of its own: danger is told in passing too. `known` are words spelt
    rightly.
    """
    numbers, several = shared.vocabulary.calibration, len(sentences) > 1
    danger = shared.danger.of([*chain.from_iterable(sentences)]) - numbers.danger_ordinary * ordinary
    likeness = [shared.danger.of(sentence) for sentence in sentences] if several else []
    danger = max([danger, *[like - numbers.danger_sentence for like in likeness]])
    told = _told_of(found, danger, numbers.danger_enough, shared, known)
    if told or not several:
        return told
    enough = numbers.danger_enough + numbers.danger_aside
    each_like = zip(sentences, likeness, strict=True)
    return next(filter(None, (_told_of(each, like, enough, shared, known) for each, like in each_like)), None)


def _told_of(
    found: Sequence[Token], danger: float, enough: float, shared: SharedIndex, known: Collection[str]
) -> str | None:
    """What tells of danger in words that are so like `danger`; None if it is less than `enough`."""
    numbers = shared.vocabulary.calibration
    if danger + numbers.danger_sign < enough:
        return None  # no sign would make up for it
    sign = shared.urgent.surest(found, known)
    if sign:
        danger += numbers.danger_scattered if sign.scattered else numbers.danger_sign
    if danger < enough:
        return None
    return sign.line if sign else LIKE_DANGER


def _inside(found: Sequence[Token], schools: SchoolFinding) -> frozenset[int]:
    span = schools.where if schools.kind == "none" else schools.span
    if span is None:
        return frozenset()
    start, end = span
    return frozenset([token.start for token in found if start <= token.start < end])


def _of_place(place: TitleFinding | None, found: Sequence[Token], index: AskIndex) -> frozenset[int]:
    """The words of a place that was named in full, with the one before that puts something there: "in"."""
    if place is None or place.posts[0].share < 1:
        return frozenset()
    inside = [at for at, token in enumerate(found) if place.start <= token.start < place.end]
    if len(inside) > place.posts[0].words:
        return frozenset()
    before = inside[0] - 1
    if before >= 0 and found[before].plain in index.shared.school_words.before_a_place:
        inside.append(before)
    return frozenset([found[at].start for at in inside])


def _outside(found: Sequence[Token], starts: Collection[int]) -> Sequence[Token]:
    """The words but for those that begin at one of the characters `starts`."""
    return [token for token in found if token.start not in starts]


def _without(spans: Sequence[tuple[int, int]], found: Sequence[Token]) -> Sequence[Token]:
    """The words but for those that begin in one of the spans of characters."""
    return [token for token in found if not any(start <= token.start < end for start, end in spans)]


def _introduced(text: str, found: Sequence[Token], index: AskIndex) -> frozenset[int]:
    """The words by which people say what they are, which is not what they ask about."""
    before = ["", *[token.plain for token in found]]
    begin = [
        token.start
        for token, said in zip(found, before, strict=False)
        if token.plain in _OF_INTRODUCTION and not (token.plain == "from" and said in _WANTED_FROM)
    ]
    found_at = [match for start in begin if (match := index.introduction.match(text, start))]
    spans = [match.span(match.lastindex or 0) for match in found_at]
    if not spans:
        return frozenset()
    return frozenset(t.start for t in found if any(start <= t.start < end for start, end in spans))


def ranked(weighing: Weighing, alike: Alike) -> tuple[Scored, ...]:
    """The likeliest keys: those with the most evidence and likeness together; equals as they were found."""
    totals = weighing.totals
    if not totals:
        return ()
    ranks = alike.beside(totals)
    likeliest = sorted(ranks, key=ranks.__getitem__, reverse=True)[:_MOST_SCORED]
    return tuple([_scored((key, totals[key], ranks[key])) for key in likeliest])
