"""Questions about a consultation: dates, rules, what becomes of a post. Only council staff get those."""

from dataclasses import replace

from directory.ask.answer import Kind, Need
from directory.ask.decision import Decision
from directory.ask.index import INTENT, TALK, AskIndex
from directory.ask.old_titles import change_of
from directory.ask.reading import Reading, Sort, sort_of
from directory.ask.vocabulary import GUIDANCE, POST, TIMELINE
from directory.words import Audience

CONSULTATION_TOPIC = "restructure-consultation"
GREETING = TALK + "greeting"
_MOST_POSTS = 3
_NAMED, _NAMED_LOOSELY = 0.9, 0.7
_CUE, _ASKED, _SAID, _TITLE, _STORY = 1.5, 5.0, 6.0, 8.0, 6.0
_KINDS = {TIMELINE: Kind.TIMELINE, GUIDANCE: Kind.GUIDANCE, POST: Kind.POST}


def about_consultation(reading: Reading, index: AskIndex, need: Need, audience: Audience) -> Decision | None:
    """The decision, if the message is about a consultation; None if it is an ordinary question.

    To schools, everything internal is a thing that the directory does not have.
    """
    scores = {s.key: s.score for s in reading.scored}
    hits = [key for hit in reading.weighing.hits for key in hit.keys if sort_of(key) == Sort.INTENT]
    if audience == Audience.SCHOOLS:
        return None if _tells_of_an_old_title(reading, index) else _for_schools(reading, need, scores, hits)
    best = next((s.key for s in reading.scored if s.key != GREETING), "")
    named = reading.title is not None and reading.title.posts[0].share >= _NAMED
    story = named and (scores.get(INTENT + POST, 0) > 0 or _is_past(reading, index))
    if not (hits or sort_of(best) == Sort.INTENT or best == CONSULTATION_TOPIC or story):
        return None
    weights = _weights(reading, index, scores, hits, story)
    intent = max(weights, key=lambda key: (weights[key], key))
    posts = _posts(reading) if intent == POST else ()
    return Decision(_KINDS[intent], need, posts=posts, score=weights[intent])


def _tells_of_an_old_title(reading: Reading, index: AskIndex) -> bool:
    """Whether an old title was said of which schools may know what it became: that is no secret."""
    if reading.title is None or reading.title.posts[0].share < _NAMED:
        return False
    said = reading.title.posts[0]
    return change_of(index.held, said.name, index.held.posts[said.key]) is not None


def _weights(
    reading: Reading, index: AskIndex, scores: dict[str, float], hits: list[str], story: bool
) -> dict[str, float]:
    """How much speaks for each of the three kinds: the wording, its cues, and what it finds."""
    said = {token.plain for token in reading.found}
    intents = index.shared.vocabulary.intents
    weights = {
        key: scores.get(INTENT + key, 0.0)
        + _CUE * min(2, len(said & set(intents[key].cues)))
        + (_ASKED if said & set(intents[key].asks) else 0.0)
        + (_SAID if INTENT + key in hits else 0.0)
        for key in _KINDS
    }
    weights[TIMELINE] += index.consultation.best_date(reading.found)
    weights[GUIDANCE] += index.consultation.best_item(reading.found)
    if reading.title and reading.title.posts[0].share >= _NAMED_LOOSELY:
        weights[POST] += _TITLE * reading.title.posts[0].share + (_STORY if story else 0)
    return weights


def _is_past(reading: Reading, index: AskIndex) -> bool:
    """Whether the title that was said is an old one: of a post that nobody holds, or by a former name."""
    if reading.title is None:
        return False
    said = reading.title.posts[0]
    post = index.held.posts[said.key]
    return said.key not in index.held.assignments_by_post or said.name != post.title


def _posts(reading: Reading) -> tuple[str, ...]:
    if reading.title is None:
        return ()
    top = reading.title.posts[0].share
    return tuple(post.key for post in reading.title.posts if post.share >= top - 0.05)[:_MOST_POSTS]


def _for_schools(reading: Reading, need: Need, scores: dict[str, float], hits: list[str]) -> Decision | None:
    public = scores.get(CONSULTATION_TOPIC, 0.0)
    internal = max((score for key, score in scores.items() if sort_of(key) == Sort.INTENT), default=0.0)
    title = reading.title
    about_a_post = title is not None and title.posts[0].share >= _NAMED and INTENT + POST in hits
    best = reading.best.key
    if about_a_post or sort_of(best) == Sort.INTENT or (hits and best == CONSULTATION_TOPIC):
        if public > internal:
            return Decision(Kind.CONTACT, replace(need, topics=(CONSULTATION_TOPIC,)), score=public)
        # As for a topic that there is not: also how sure it is tells nothing.
        heard = max((each.score for each in reading.scored if each.is_topic), default=0.0)
        return Decision(Kind.UNKNOWN, need, score=heard)
    return None
