"""Finding the numbers of needs: the weights of signs are learnt, the rest is searched for.

What a question's label says of the signs: whether it is of a need at all, and whether the likeliest need is
the one that was meant. A question that is decided by something else (danger, a title, the consultation, an
ambiguous wording) teaches neither. Whether it is about a consultation is learnt as if council staff had
asked all of them; what schools asked in vain is left out of that, since it may have been the consultation.
"""

from collections.abc import Iterator, Sequence
from copy import copy
from datetime import date
from itertools import starmap
from typing import NamedTuple

from directory.ask.answer import Kind
from directory.ask.calibrate import Numbers, Tally
from directory.ask.decide import decide
from directory.ask.desk import EnquiryDesk, answered
from directory.ask.evaluate import HEDGED, LABELLED_FOR, Labelled, is_right
from directory.ask.index import AskIndex, SharedIndex
from directory.ask.internal import CONSULTATION_TOPIC, KINDS, signs_of_consultation
from directory.ask.learning import logistic_weights
from directory.ask.parts import likeliest_pair
from directory.ask.reading import Reading, read
from directory.ask.reply import Replier
from directory.ask.sureness import Signs, needs, signs_of_alone, signs_of_ours, signs_of_two
from directory.ask.vocabulary import AloneWeights, Calibration, ConsultationWeights, OursWeights, TwoWeights
from directory.words import Audience

_STEP = 0.5
_FINER = {name: 0.02 for name in ("ours_enough", "alone_enough", "fragment_enough")}
LEARNT = frozenset({"ours", "alone", "two", "consultation"})
"""The groups of weights that are learnt."""
_GIVEN = frozenset(
    {name for name in Calibration.model_fields if name.startswith("danger_")}
    | {"offered", "telling", "two_enough", "consultation_enough", "consultation_public"}
)
"""Not searched for: what is read before anything is decided, and what a search would give away: an answer
with one need, or one option, too many still counts as right, and the sets hold more everyday requests than
questions of council staff."""
TOPIC_STEPS: Numbers = {
    name: _FINER.get(name, _STEP) for name in Calibration.model_fields if name not in LEARNT | _GIVEN
}
"""How far apart the values are that are tried for each number."""

Place = tuple[str, Audience, date]


class _Lesson(NamedTuple):
    """The signs of one question, and whether what they are signs of was the case."""

    signs: Signs
    true: bool


class TopicTrial:
    """Labelled questions, read once; `tally` answers them all with other numbers."""

    def __init__(self, desk: EnquiryDesk, shared: SharedIndex, questions: Sequence[Labelled]) -> None:
        """Reads the questions. Raises UnknownAuthority."""
        self._indexes: dict[Place, AskIndex] = {}
        self._read: list[tuple[Labelled, Place, Reading]] = []
        self._by_staff: list[tuple[Labelled, Reading, AskIndex]] = []
        for labelled in questions:
            key = (labelled.authority, labelled.audience, labelled.today or LABELLED_FOR)
            staff = (labelled.authority, Audience.STAFF, key[2])
            for place in {key, staff} - self._indexes.keys():
                held = desk.snapshot(labelled.authority).visible_to(place[1], place[2])
                self._indexes[place] = AskIndex(shared, held)
            self._read.append((labelled, key, read(labelled.q, self._indexes[key])))
            if _teaches_consultation(labelled):
                self._by_staff.append(
                    (labelled, read(labelled.q, self._indexes[staff]), self._indexes[staff])
                )

    def tally(self, calibration: Calibration) -> Tally:
        """How the questions are answered with these numbers."""
        indexes = {key: _deciding_by(calibration, index) for key, index in self._indexes.items()}
        repliers = {key: Replier(index, key[2]) for key, index in indexes.items()}
        right = wrong = 0
        for labelled, key, reading in self._read:
            index = indexes[key]
            own = labelled.asker_school if labelled.asker_school in index.held.schools else None
            answer = answered(repliers[key], reading, decide(reading, index, labelled.audience, own))
            if is_right(answer, labelled):
                right += 1
            elif answer.kind not in HEDGED:
                wrong += 1
        return Tally(len(self._read), right, wrong)

    def learnt(self, calibration: Calibration) -> Calibration:
        """The same numbers, but for the weights of the signs, which are learnt from the questions.

        Weights stay as they are where the questions are all of one kind.
        """
        taught = list(self._undecided(calibration))
        ours = _weights([_of_ours(labelled, reading) for labelled, reading, _ in taught])
        alone = _weights(list(filter(None, (_of_alone(*each[:2]) for each in taught))))
        two = _weights(list(filter(None, starmap(_of_two, taught))))
        consultation = _weights(list(starmap(_of_consultation, self._by_staff)))
        return calibration.model_copy(
            update={
                "ours": OursWeights(**ours) if ours else calibration.ours,
                "alone": AloneWeights(**alone) if alone else calibration.alone,
                "two": TwoWeights(**two) if two else calibration.two,
                "consultation": ConsultationWeights(**consultation)
                if consultation
                else calibration.consultation,
            }
        )

    def _undecided(self, calibration: Calibration) -> Iterator[tuple[Labelled, Reading, AskIndex]]:
        """The questions that nothing but the signs decides."""
        indexes = {key: _deciding_by(calibration, index) for key, index in self._indexes.items()}
        for labelled, key, reading in self._read:
            if reading.urgent or reading.own_phrase or labelled.expect.kind not in _TEACHES:
                continue
            if decide(reading, indexes[key], labelled.audience, None).sure:
                yield labelled, reading, indexes[key]


_TEACHES = frozenset({Kind.CONTACT, Kind.CHOOSE, Kind.UNKNOWN})


def _of_ours(labelled: Labelled, reading: Reading) -> _Lesson:
    return _Lesson(signs_of_ours(reading), labelled.expect.kind is not Kind.UNKNOWN)


def _teaches_consultation(labelled: Labelled) -> bool:
    want = labelled.expect
    if want.kind is Kind.UNKNOWN:
        return labelled.audience is Audience.STAFF
    return want.kind is not Kind.URGENT and CONSULTATION_TOPIC not in (
        *want.topics,
        *want.topics_all,
        *want.options,
    )


def _of_consultation(labelled: Labelled, reading: Reading, index: AskIndex) -> _Lesson:
    return _Lesson(signs_of_consultation(reading, index), labelled.expect.kind in KINDS.values())


def _of_alone(labelled: Labelled, reading: Reading) -> _Lesson | None:
    want, found = labelled.expect, needs(reading)
    if want.kind is Kind.UNKNOWN or len(want.topics_all) > 1 or not found:
        return None
    return _Lesson(signs_of_alone(reading, found), found[0].key in want.topics)


def _of_two(labelled: Labelled, reading: Reading, index: AskIndex) -> _Lesson | None:
    pair = likeliest_pair(reading, needs(reading), index)
    if pair is None or labelled.expect.kind is Kind.UNKNOWN:
        return None
    return _Lesson(signs_of_two(reading, pair), set(labelled.expect.topics_all) == set(pair.keys))


def _weights(lessons: Sequence[_Lesson]) -> dict[str, float]:
    """The weight of each sign, and the constant; none where there is nothing to learn."""
    if len({lesson.true for lesson in lessons}) < 2:
        return {}
    names = list(lessons[0].signs)
    rows = [[float(lesson.signs[name]) for name in names] for lesson in lessons]
    found = logistic_weights(rows, [lesson.true for lesson in lessons])
    return {name: round(weight, 3) for name, weight in zip(("constant", *names), found, strict=True)}


def _deciding_by(calibration: Calibration, index: AskIndex) -> AskIndex:
    """The same index, which decides by other numbers."""
    other = copy(index)
    other.shared = index.shared.deciding_by(calibration)
    return other
