"""How sure a reading is: that it is of a need of the directory, and that the likeliest alone is meant.

Both are chances between 0 and 1, from a few signs of the reading, each with a weight, and from what its words
hint at (hints.py). The weights are learnt from labelled questions (logistic regression, learning.py) and
stand in calibration.yaml.
"""

from collections.abc import Mapping, Sequence
from math import exp, sqrt
from operator import mul
from typing import NamedTuple

from directory.ask.contacts import AREA_TOPIC, LEAD_TOPIC
from directory.ask.index import INTENT, SharedIndex
from directory.ask.parts import Pair
from directory.ask.reading import Reading, Scored
from directory.ask.vocabulary import AloneWeights, ConsultationWeights, OursWeights, TwoWeights

ABOUT_SCHOOL = frozenset({LEAD_TOPIC, AREA_TOPIC, "school-relationship-manager"})
"""Needs that are themselves about who belongs to a school: one of them is never asked back beside another."""
_MOST_WORDS, _MOST_LENGTH = 12, 20
_MOST_EVIDENCE, _MOST_LEAD, _MOST_LIKENESS, _MOST_GAIN = 40.0, 25.0, 40.0, 60.0
_MOST_PER_WORD = 15.0

_NOTHING = Scored("", 0.0, 0.0)

Signs = Mapping[str, float]
Weights = OursWeights | AloneWeights | TwoWeights | ConsultationWeights


class Sureness(NamedTuple):
    """The chances, 0 to 1: `ours` of a need of the directory, `alone` that the likeliest is the one meant."""

    ours: float
    alone: float


def chance_of_two(reading: Reading, pair: Pair, shared: SharedIndex) -> float:
    """The chance, 0 to 1, that both needs of a pair are meant."""
    hint = shared.hints.of(reading.row, pair.keys)
    return chance(signs_of_two(reading, pair), shared.vocabulary.calibration.two, hint.two)


def sureness(reading: Reading, found: Sequence[Scored], shared: SharedIndex) -> Sureness:
    """How sure a reading is, of which `found` are the needs; without doubt ours where it holds a wording that
    editors have taught."""
    numbers = shared.vocabulary.calibration
    hint = shared.hints.of(reading.row, [each.key for each in found[:2]])
    ours = 1.0 if reading.own_phrase else chance(signs_of_ours(reading), numbers.ours, hint.ours)
    return Sureness(ours, chance(signs_of_alone(reading, found), numbers.alone, hint.alone))


def needs(reading: Reading) -> list[Scored]:
    """The needs that a message may be of, likeliest first, without those that are never asked back."""
    found = [scored for scored in reading.scored if scored.score > 0 and scored.is_topic]
    if found and found[0].key in ABOUT_SCHOOL:
        found = [found[0], *(scored for scored in found[1:] if scored.key not in ABOUT_SCHOOL)]
    return found


def signs_of_ours(reading: Reading) -> Signs:
    """What tells whether a message is of a need that the directory covers."""
    best = next((scored for scored in reading.scored if scored.is_topic), _NOTHING)
    other = next((s for s in reading.scored if not s.is_topic and not s.key.startswith(INTENT)), _NOTHING)
    words, manner = len(reading.weighing.words), reading.manner
    return {
        "evidence": _for_its_length(best.score, words),
        "lead": within(best.rank - other.rank, _MOST_LEAD),
        "school": reading.names_a_school or reading.schools.where is not None,
        "asks_a_fact": manner.asks_a_fact,
        "fragment": manner.fragment,
        "likeness": within(reading.alike.nearest, _MOST_LIKENESS),
        "likeness_of_other": within(reading.alike.nearest_other, _MOST_LIKENESS),
        "ambiguous": reading.may_mean_another(best.key),
    }


def signs_of_alone(reading: Reading, found: Sequence[Scored]) -> Signs:
    """What tells whether the likeliest of the needs `found` is the one that is meant."""
    best, second = (*found[:2], _NOTHING, _NOTHING)[:2]
    words, lead = len(reading.weighing.words), best.rank - second.rank
    return {
        "lead_share": within(lead / max(1.0, best.rank), 1.0),
        "likeness_lead": within(reading.alike.lead(best.key), _MOST_LIKENESS) if best.key else 0.0,
        "evidence_per_word": _for_its_length(best.score, words),
        "words": min(words, _MOST_WORDS),
        "hedged": reading.hedged,
        "school": reading.names_a_school or reading.schools.where is not None,
        "ambiguous": reading.may_mean_another(best.key),
    }


def signs_of_two(reading: Reading, pair: Pair) -> Signs:
    """What tells whether a message is of both needs of a pair."""
    return {
        "announced": reading.announces_two,
        "joined": reading.joined,
        "another_child": reading.another_child,
        "goes_on": reading.goes_on,
        "hedged": reading.hedged,
        "gain": within(pair.gain, _MOST_GAIN),
        "lesser": within(pair.lesser, _MOST_EVIDENCE),
        "apart": within(pair.apart, _MOST_LEAD),
        "words": min(len(reading.weighing.words), _MOST_LENGTH),
    }


def _for_its_length(evidence: float, words: int) -> float:
    """The evidence for a need beside the length of the message, however often one word is said."""
    return within(max(0.0, evidence) / sqrt(max(1, words)), _MOST_PER_WORD)


def chance(signs: Signs, weights: Weights, hint: float = 0.0) -> float:
    """The chance (0 to 1) that signs with these weights give, and what the words hint at."""
    weight = map(vars(weights).__getitem__, signs)
    total = weights.constant + hint + sum(map(mul, weight, signs.values()))
    return 1 / (1 + exp(-max(-30.0, min(30.0, total))))


def within(value: float, most: float) -> float:
    """The value, or the nearest to it from `-most` to `most`."""
    if value > most:
        return most
    return value if value > -most else -most
