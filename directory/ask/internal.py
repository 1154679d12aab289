"""Questions about a consultation: dates, rules, what becomes of a post. Only council staff get those."""

from collections.abc import Sequence
from dataclasses import replace
from math import sqrt

from directory.ask.answer import Kind, Need
from directory.ask.decision import Decision
from directory.ask.feedback import gives_feedback
from directory.ask.index import INTENT, AskIndex
from directory.ask.old_titles import change_of
from directory.ask.posts_asked import applies_for, names_a_ring_fence, words_of
from directory.ask.reading import Reading, Scored, Sort, sort_of
from directory.ask.sureness import Signs, chance, within
from directory.ask.unsaid import UNSAID
from directory.ask.vocabulary import GUIDANCE, POST, TIMELINE
from directory.words import Audience

CONSULTATION_TOPIC = "restructure-consultation"
_MOST_POSTS = 3
_NAMED, _NAMED_LOOSELY = 0.9, 0.7
_MOST, _MOST_LEAD, _MOST_EVIDENCE, _MOST_PHRASES = 8.0, 12.0, 6.0, 4.0
_NOTHING = Scored("", 0.0, -4.0)
_FAR_BEHIND = 12.0
_FALLS_BACK = 10.0
"""How far behind the likeliest kind another may be that is told instead, where nothing is of that."""
_TOO_FAR_BEHIND = 2.0
"""How far behind a need what is of a consultation may be to be thought of, where a school asks."""
_FOUND = 2.0
_APPLYING_SCORE = 10.0
_ASKING = frozenset({"how", "what", "whats", "who", "which", "where", "why"})
_WHO = frozenset({"who", "whos", "whom"})
_OF_STAFFING = frozenset(
    {
        "job",
        "jobs",
        "salary",
        "salaries",
        "pay",
        "paid",
        "wage",
        "filled",
        "fill",
        "vacancy",
        "advert",
        "advertised",
    }
    | {
        "cutting",
        "cuts",
        "saving",
        "savings",
        "given",
        "appointed",
        "interview",
        "interviews",
        "apply",
        "applied",
    }
    | {"redundancy", "redundant"}
)
"""Words of what a school is not told about a post."""
_OF_SUCCESSORS = frozenset({"replaces", "replaced"})
_JOINING = frozenset({"and", "or", "then"})
SAID_LOOSELY = 0.4
"""The share of a title that is enough, where nothing but a post can be meant."""
_LISTED = 2
KINDS = {TIMELINE: Kind.TIMELINE, GUIDANCE: Kind.GUIDANCE, POST: Kind.POST}
"""The kinds of answer to a question about a consultation, by the key of their wording."""


def about_consultation(reading: Reading, index: AskIndex, need: Need, audience: Audience) -> Decision | None:
    """The decision, if the message is about a consultation; None if it is an ordinary question.

    To schools, everything internal is a thing that the directory does not have.
    """
    hits = [key for hit in reading.weighing.hits for key in hit.keys if key.startswith(INTENT)]
    if audience == Audience.SCHOOLS:
        return None if _tells_of_an_old_title(reading, index) else _for_schools(reading, index, need, hits)
    if _asks_for_its_ring_fence(reading, index):
        return Decision(Kind.GUIDANCE, need, score=_APPLYING_SCORE)
    if gives_feedback(reading.said, names_a_post=reading.title is not None):
        return Decision(Kind.GUIDANCE, need, score=_APPLYING_SCORE)
    if not _is_of_consultation(reading, index) or index.consultation.is_another(reading.found):
        return None
    weights = _weights(reading, index, hits)
    likeliest = sorted(weights, key=lambda key: (weights[key], key), reverse=True)
    most = weights[likeliest[0]]
    near = [key for key in likeliest if weights[key] >= most - _FALLS_BACK]
    intent = next((key for key in near if _is_told(key, reading, index)), near[0])
    posts = _posts(reading, index) if intent == POST else ()
    return Decision(KINDS[intent], need, posts=posts, score=weights[intent])


def _asks_for_its_ring_fence(reading: Reading, index: AskIndex) -> bool:
    """Whether it is asked who may apply for a new post that was named: its ring fence says so."""
    title = reading.title if _is_named(reading, _NAMED_LOOSELY) else None
    if title is None or not applies_for(reading.text, title.start) or _asks_when(reading, index):
        return False
    abbreviations = index.shared.vocabulary.abbreviations
    named = words_of(title.posts[0].name, abbreviations)
    posts = [post for fence in index.held.ring_fences.values() for post in fence.new_posts]
    return any(named <= words_of(post, abbreviations) for post in posts)


def _is_of_consultation(reading: Reading, index: AskIndex) -> bool:
    numbers = index.shared.vocabulary.calibration
    return chance(signs_of_consultation(reading, index), numbers.consultation) >= numbers.consultation_enough


def _is_told(intent: str, reading: Reading, index: AskIndex) -> bool:
    """Whether the documents tell anything of what is asked, if it is this kind of question."""
    if intent == GUIDANCE:
        return bool(index.consultation.items(reading.found, asks_whom=reading.manner.asks_whom))
    if intent == POST:
        return bool(
            index.titles.find(reading.found, SAID_LOOSELY)
            or index.consultation.posts.listed(reading.found, reading.text)
        )
    return True


def _tells_of_an_old_title(reading: Reading, index: AskIndex) -> bool:
    """Whether an old title was said of which schools may know what it became: that is no secret."""
    if reading.title is None or reading.title.posts[0].share < _NAMED:
        return False
    said = reading.title.posts[0]
    return change_of(index.held, said.name, index.held.posts[said.key]) is not None


def signs_of_consultation(reading: Reading, index: AskIndex) -> Signs:
    """What tells whether a question of council staff is about a consultation."""
    topics = [each for each in reading.scored if each.is_topic and each.key != CONSULTATION_TOPIC]
    kinds = [
        each for each in reading.scored if sort_of(each.key) is Sort.INTENT or each.key == CONSULTATION_TOPIC
    ]
    others = [each for each in reading.scored if sort_of(each.key) in (Sort.NOT_OURS, Sort.TALK)]
    title = reading.title.posts[0] if reading.title else None
    content = max(1, len(reading.weighing.words))
    of_need = reading.phrases_for(_first(topics).key)
    past = _is_named(reading, _NAMED_LOOSELY) and _is_past(reading, index)
    item = index.consultation.best_item(reading.found)
    date = index.consultation.dates.told(reading.found)
    # What is found in the consultation speaks for it as much as the wording of the question does.
    strength = max([_first(kinds).rank, *(found for found in (item, date) if found >= _FOUND)])
    listing = index.consultation.posts.listed(reading.found, reading.text)
    of_posts = past or reading.phrases_for(INTENT + POST) > 0
    return {
        "lead": within(strength - _first(topics).rank, _MOST_LEAD),
        "lead_over_others": within(strength - _first(others).rank, _MOST_LEAD),
        "evidence": within(max((each.score for each in kinds), default=0.0) / sqrt(content), _MOST_EVIDENCE),
        "topic_phrase": within(of_need, _MOST_PHRASES),
        "item": within(item / sqrt(content), _MOST),
        "date": within(date / sqrt(content), _MOST),
        "asks_when": not of_need and _asks_when(reading, index),
        "title": title.words
        if of_posts and title and title.share >= _NAMED_LOOSELY
        else _LISTED
        if listing
        else 0,
        "past": past,
        "story": _has_story(reading, index),
        "school": reading.names_a_school,
        "asks_whom": reading.manner.asks_whom,
    }


def _asks_when(reading: Reading, index: AskIndex) -> bool:
    """Whether "when" is asked; after another question word it only joins: "how many were at risk when"."""
    asks = index.shared.vocabulary.intents[TIMELINE].asks
    found = reading.found
    for at, token in enumerate(found):
        if token.plain in asks:
            before = [each.plain for each in found[:at] if each.clause == token.clause]
            last = at + 1 == len(found) or found[at + 1].clause != token.clause
            if last or not _ASKING & set(before) or before[-1] in _JOINING:
                return True
    return False


def _first(scored: Sequence[Scored]) -> Scored:
    return scored[0] if scored else _NOTHING


def _weights(reading: Reading, index: AskIndex, hits: list[str]) -> dict[str, float]:
    """How much speaks for each of the three kinds: the wording, its cues, and what it finds."""
    said = {token.plain for token in reading.kept}
    ranks = {each.key: each.rank for each in reading.scored}
    intents, numbers = index.shared.vocabulary.intents, index.shared.vocabulary.calibration
    weights = {
        key: ranks.get(INTENT + key, _NOTHING.rank)
        + numbers.cue * min(2, len(said & set(intents[key].cues)))
        + (numbers.said if INTENT + key in hits else 0.0)
        for key in KINDS
    }
    date = index.consultation.dates.told(reading.found)
    item = index.consultation.best_item(reading.found)
    weights[TIMELINE] += date
    weights[GUIDANCE] += item
    if _asks_when(reading, index):
        # Once more where a day is known better than an item: "when must comments on the role profiles be in".
        weights[TIMELINE] += numbers.asked * (1 if item > date else 2)
    if names_a_ring_fence(reading.kept):
        return weights
    if reading.title and reading.title.posts[0].share >= _NAMED_LOOSELY:
        weights[POST] += numbers.title * reading.title.posts[0].share + (
            numbers.story if _has_story(reading, index) else 0
        )
    elif index.consultation.posts.listed(reading.found, reading.text):
        weights[POST] += numbers.title
    return weights


def _has_story(reading: Reading, index: AskIndex) -> bool:
    """Whether a title was said whose story is asked for, or can only be asked for: it is one of the past."""
    least = _of_needs(reading) - _FAR_BEHIND
    of_posts = any(
        each.key == INTENT + POST and each.score > 0 and each.rank > least for each in reading.scored
    )
    told_of = _has_cues_of_posts(reading, index) or _is_past(reading, index)
    named = _is_named(reading, _NAMED_LOOSELY if told_of else _NAMED)
    return named and (told_of or of_posts) and _has_changed(reading, index)


def _is_named(reading: Reading, enough: float = _NAMED) -> bool:
    return reading.title is not None and reading.title.posts[0].share >= enough


def _has_changed(reading: Reading, index: AskIndex) -> bool:
    """Whether anything became of the posts that were named: else there is no story to tell."""
    named = {title.key for title in reading.title.posts} if reading.title else set()
    return any(side.post in named for change in index.held.post_changes.values() for side in change.sides)


def _is_past(reading: Reading, index: AskIndex) -> bool:
    """Whether the title that was said is an old one: of a post that nobody holds, or by a former name."""
    if reading.title is None:
        return False
    said = reading.title.posts[0]
    post = index.held.posts[said.key]
    return said.key not in index.held.assignments_by_post or said.name != post.title


def _posts(reading: Reading, index: AskIndex) -> tuple[str, ...]:
    """The posts that were named. What a post became bears its title too, and is told with it."""
    if reading.title is None:
        return ()
    top = reading.title.posts[0].share
    named = [title for title in reading.title.posts if title.share >= top - 0.05]
    of_its_own = {title.name for title in named if index.held.posts[title.key].title == title.name}
    told = [t for t in named if t.name not in of_its_own or index.held.posts[t.key].title == t.name]
    return tuple(title.key for title in told)[:_MOST_POSTS]


def _for_schools(reading: Reading, index: AskIndex, need: Need, hits: list[str]) -> Decision | None:
    """What a consultation means for schools has a contact; all else about it is not told to them."""
    of_staff, of_needs = _of_staff(reading), _of_needs(reading)
    public = next((each.rank for each in reading.scored if each.key == CONSULTATION_TOPIC), 0.0)
    of_its_pay = INTENT + UNSAID in hits and not reading.manner.of_us
    about_a_post = _is_named(reading) and (INTENT + POST in hits or of_its_pay)
    if not (about_a_post or names_a_ring_fence(reading.kept)):
        if max(public, of_staff) < of_needs - _TOO_FAR_BEHIND:
            return None
        if not _is_of_consultation(reading, index):
            return None
    if _asks_who_does_it(reading, index):
        return None
    alone = reading.manner.fragment and reading.best.key == CONSULTATION_TOPIC
    if alone or public - of_staff >= index.shared.vocabulary.calibration.consultation_public:
        return Decision(Kind.CONTACT, replace(need, topics=(CONSULTATION_TOPIC,)), score=public)
    # As for a topic that there is not: also how sure it is tells nothing.
    heard = max((each.score for each in reading.scored if each.is_topic), default=0.0)
    return Decision(Kind.UNKNOWN, need, score=heard)


def _asks_who_does_it(reading: Reading, index: AskIndex) -> bool:
    """Whether a school asks for somebody to turn to, and not what became of a post: "our officer has left,
    who's replaced her", "who is our SEND caseworker"."""
    if _is_named(reading) and names_no_more_than_a_post(reading, index):
        return True
    return (
        reading.manner.of_us and not _WHO.isdisjoint(reading.said) and _of_needs(reading) > _of_staff(reading)
    )


def names_no_more_than_a_post(reading: Reading, index: AskIndex) -> bool:
    """Whether no word asks what became of a post, or of its staff; "who replaced" one asks for somebody."""
    cues = _OF_STAFFING.union(index.shared.vocabulary.intents[POST].cues)
    if not _WHO.isdisjoint(reading.said):
        cues -= _OF_SUCCESSORS
    return cues.isdisjoint([token.plain for token in reading.kept])


def _of_needs(reading: Reading) -> float:
    """The rank of the likeliest need."""
    return max([each.rank for each in reading.scored if each.is_topic], default=0.0)


def _of_staff(reading: Reading) -> float:
    """The rank of the likeliest kind of question that council staff ask about a consultation."""
    return max([each.rank for each in reading.scored if each.key.startswith(INTENT)], default=0.0)


def _has_cues_of_posts(reading: Reading, index: AskIndex) -> bool:
    cues = index.shared.vocabulary.intents[POST].cues
    return any(token.plain in cues for token in reading.kept)
