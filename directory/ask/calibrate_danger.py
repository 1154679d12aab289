"""Learning what tells of a child in danger, from messages of danger, ordinary ones and labelled questions.

It begins with naive Bayes: how much commoner a word is in messages of danger. That counts one thing several
times where it is said in several words ("locked", "locked in", "in the shed"). So the weights are then put
right where they take messages for what they are not: logistic regression, whose ridge penalty is on how far
the weights go from what was counted, so that rare words stay near it (Hastie, Tibshirani and Friedman, The
Elements of Statistical Learning, 3.4 and 4.4). Questions that a need answers may be close to a danger: they
are left out of the count and only put the weights right. The same messages give the same weights every time.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain
from math import log
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize
from scipy.sparse import csr_matrix, diags
from scipy.special import expit
from sklearn.feature_extraction.text import CountVectorizer

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
_PENALTY = 0.1
_MIDDLE, _STEEPNESS = 1.0, 2.0
"""Where a message is as likely of danger as not, and how fast that changes beside it."""
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


def danger_weights(messages: Messages, abbreviations: Mapping[str, str]) -> Weights:
    """The weights of what messages say that tell of a danger, and those that do not."""
    of_danger, of_others, close, mixed = (
        [said_in(tokens(message, abbreviations)) for message in each]
        for each in (*messages, _mixed(messages.danger, messages.ordinary))
    )
    counted = _counted(of_danger, of_others)
    if not counted:
        return {}
    weights = _put_right([*of_danger, *mixed], [*of_others, *close], counted)
    found = zip(counted, weights.tolist(), strict=True)
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


def _put_right(
    danger: Sequence[_Said], others: Sequence[_Said], counted: Mapping[object, float]
) -> NDArray[np.float64]:
    """The weights, in the order of those that were `counted`, that tell messages of danger from others."""
    every = [*danger, *others]
    said = CountVectorizer(analyzer=list, vocabulary={feature: at for at, feature in enumerate(counted)})
    table = csr_matrix(diags([1 / length(each) for each in every]) @ said.transform(every))
    side = _STEEPNESS * np.repeat([1.0, -1.0], [len(danger), len(others)])
    start = np.array(list(counted.values()))
    known = table @ start - _MIDDLE

    def loss(change: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        beyond = side * (known + table @ change)
        slope = _PENALTY * change - table.T @ (side * expit(-beyond))
        return float(np.logaddexp(0, -beyond).sum() + _PENALTY / 2 * change @ change), slope

    found: NDArray[np.float64] = start + minimize(loss, np.zeros(len(start)), jac=True, method="L-BFGS-B").x
    return found
