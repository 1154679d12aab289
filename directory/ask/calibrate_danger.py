"""Learning what tells of a child in danger, from messages of danger, ordinary ones and labelled questions.

It begins with naive Bayes: how much commoner a word is in messages of danger. That counts one thing several
times where it is said in several words ("locked", "locked in", "in the shed"). So the weights are then put
right where they take messages for what they are not: logistic regression by gradient ascent, from there on
and for so few steps that rare words stay near what was counted (Hastie, Tibshirani and Friedman, The Elements
of Statistical Learning, 4.4 and 11.4). Questions that a need answers may be close to a danger: they are left
out of the count and only put the weights right. The same messages give the same weights every time.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import chain
from math import exp, log
from typing import NamedTuple

from directory.ask.answer import Kind
from directory.ask.danger import Weights, length, said_in
from directory.ask.evaluate import Labelled
from directory.ask.text import tokens
from directory.ask.vocabulary import Vocabulary

_SMOOTHING = 0.3
_SEEN = 2
_DOUBT, _DOUBT_PAIR = 2.0, 3.0
_STRONGEST = 3.0
_PAIR = 0.5
_STEPS, _RATE = 200, 0.01
_MIDDLE, _STEEPNESS = 1.0, 2.0
"""Where a message is as likely of danger as not, and how fast that changes beside it."""
_OF_DANGER = 2.0
"""How many times an ordinary message a message of danger counts: to miss one is worse."""
_REACH = 3.0
"""Messages farther than this on the right side of the middle teach nothing more."""
_APART = 7919
"""A prime: the business of two dangers in a row is far apart in the list of ordinary messages."""
_LEAST = 0.15
"""Weights below this are left out."""

_Said = tuple[object, ...]


class Messages(NamedTuple):
    """Messages of danger, ordinary ones, and those that are no danger but may be `close` to one."""

    danger: Sequence[str]
    ordinary: Sequence[str]
    close: Sequence[str] = ()


class _Lesson(NamedTuple):
    """A message: whether it is of danger, which known features it has, what their sum is divided by."""

    danger: bool
    said: Sequence[int]
    length: float


def ordinary_messages(vocabulary: Vocabulary) -> list[str]:
    """The examples of all needs but those of council staff, small talk, and what is not ours: taken as
    telling of no danger. The phrases of needs are left out: some may be all that is said of a danger."""
    needs = (vocabulary.topics, vocabulary.not_ours, vocabulary.small_talk)
    examples = [each.examples for wordings in needs for each in wordings.values()]
    others = (*vocabulary.not_ours.values(), *vocabulary.small_talk.values())
    return [*chain.from_iterable(examples), *chain.from_iterable(wording.phrases for wording in others)]


def messages_of(questions: Sequence[Labelled]) -> Messages:
    """Labelled questions as messages: those to be refused are ordinary, those that are answered may be close
    to a danger."""
    danger, refused, answered = (
        [each.q for each in questions if each.expect.kind in kinds]
        for kinds in ({Kind.URGENT}, {Kind.UNKNOWN}, set(Kind) - {Kind.URGENT, Kind.UNKNOWN})
    )
    return Messages(danger, refused, answered)


def danger_weights(
    messages: Messages,
    abbreviations: Mapping[str, str],
    on_progress: Callable[[int, int], None] = lambda _done, _of: None,
) -> Weights:
    """The weights of what messages say that tell of a danger, and those that do not.

    `on_progress` is told how many steps were done, of how many.
    """
    of_danger, of_others, close, mixed = (
        [said_in(tokens(message, abbreviations)) for message in each]
        for each in (*messages, _mixed(messages.danger, messages.ordinary))
    )
    counted = _counted(of_danger, of_others)
    place = {feature: at for at, feature in enumerate(counted)}
    weights = list(counted.values())
    every = [
        _Lesson(label, [place[feature] for feature in said if feature in place], length(said))
        for label, each in ((True, of_danger), (True, mixed), (False, of_others), (False, close))
        for said in each
    ]
    lessons = [lesson for lesson in every if _beyond(lesson, weights) < _REACH]
    for done in range(_STEPS):
        slope = _slope(lessons, weights)
        weights = [weight + _RATE * change for weight, change in zip(weights, slope, strict=True)]
        on_progress(done + 1, _STEPS)
    found = zip(counted, weights, strict=True)
    return {feature: round(weight, 2) for feature, weight in found if abs(weight) >= _LEAST}


def _mixed(danger: Sequence[str], ordinary: Sequence[str]) -> Iterator[str]:
    """Messages that tell of a danger beside other business, before it and behind it in turn."""
    for at, message in enumerate(danger if ordinary else ()):
        business = ordinary[at * _APART % len(ordinary)]
        yield f"{message}. {business}" if at % 2 else f"{business}. {message}"


def _counted(of_danger: Sequence[_Said], of_others: Sequence[_Said]) -> dict[object, float]:
    """What naive Bayes says, held back for what was said seldom; what was said once says nothing."""
    dangers, others = (Counter([each for said in of for each in said]) for of in (of_danger, of_others))
    odds = log((len(of_others) + 2 * _SMOOTHING) / (len(of_danger) + 2 * _SMOOTHING))
    weights = {}
    for feature in dict.fromkeys((*dangers, *others)):
        seen = dangers[feature] + others[feature]
        if seen >= _SEEN:
            pair = isinstance(feature, tuple)
            ratio = odds + log((dangers[feature] + _SMOOTHING) / (others[feature] + _SMOOTHING))
            weight = ratio * seen / (seen + (_DOUBT_PAIR if pair else _DOUBT))
            weights[feature] = max(-_STRONGEST, min(_STRONGEST, weight)) * (_PAIR if pair else 1)
    return weights


def _beyond(lesson: _Lesson, weights: Sequence[float]) -> float:
    """How far a message is on the right side of the middle; below 0 on the wrong side."""
    likeness = sum([weights[at] for at in lesson.said]) / lesson.length
    return likeness - _MIDDLE if lesson.danger else _MIDDLE - likeness


def _slope(lessons: Sequence[_Lesson], weights: Sequence[float]) -> Sequence[float]:
    """How the weights must change for the labels to be likelier."""
    slope = [0.0] * len(weights)
    for lesson in lessons:
        mistaken = 1 / (1 + exp(_STEEPNESS * _beyond(lesson, weights)))
        change = mistaken / lesson.length * (_OF_DANGER if lesson.danger else -1)
        for at in lesson.said:
            slope[at] += change
    return slope
