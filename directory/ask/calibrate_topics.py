"""Finding the numbers of needs: the weights of signs are learnt, the rest is searched for.

What a question's label says of the signs: whether it is of a need at all, and whether the likeliest need is
the one that was meant. A question that is decided by something else (danger, a title, the consultation, an
ambiguous wording) teaches neither. Whether it is about a consultation is learnt as if council staff had
asked all of them; what schools asked in vain is left out of that, since it may have been the consultation.

What words hint at is learnt with the signs, so that neither says again what the other says.
"""

from collections.abc import Iterator, Mapping, Sequence
from copy import copy
from datetime import date
from itertools import chain, starmap
from typing import NamedTuple, TypeVar

from directory.ask.answer import Kind
from directory.ask.calibrate import Numbers, Tally
from directory.ask.decide import decide
from directory.ask.desk import EnquiryDesk, answered
from directory.ask.evaluate import HEDGED, LABELLED_FOR, Labelled, is_right
from directory.ask.hints import Hint, Hints, is_pair, said_in
from directory.ask.index import AskIndex, SharedIndex
from directory.ask.internal import CONSULTATION_TOPIC, KINDS, signs_of_consultation
from directory.ask.need_examples import Example, example_of
from directory.ask.parts import likeliest_pair
from directory.ask.reading import Reading, read
from directory.ask.reply import Replier
from directory.ask.sureness import Signs, needs, signs_of_alone, signs_of_ours, signs_of_two
from directory.ask.vocabulary import AloneWeights, Calibration, ConsultationWeights, OursWeights, TwoWeights
from directory.words import Audience

LEARNT = frozenset({"ours", "alone", "two", "consultation"})
"""The groups of weights that are learnt."""
TOPIC_STEPS: Numbers = dict.fromkeys(("ours_enough", "alone_enough", "fragment_enough"), 0.05)
"""The numbers that are searched for, and how far apart the values are that are tried."""

_LEAST, _LEAST_OF_TWO = 0.1, 0.3
"""Hints that weigh less, both ways, are left out: words, and two words that follow each other."""
PARTS = 4
"""Parts of the questions, each answered by what is learnt from the others while it is searched."""

_Place = tuple[int, str, Audience, date]
"""The part that a question is of, where parts are read differently; who asked, and when."""
T = TypeVar("T")


class _Lesson(NamedTuple):
    """The signs of one question, what it says besides, and whether what they tell of was the case."""

    signs: Signs
    true: bool
    said: Mapping[object, float] = {}


class Learnt(NamedTuple):
    """Numbers with learnt weights, and what words hint at beside them."""

    calibration: Calibration
    hints: Hints


class TopicTrial:
    """Labelled questions, read once; `tally` answers them all with other numbers."""

    def __init__(
        self,
        desk: EnquiryDesk,
        shared: SharedIndex,
        questions: Sequence[Labelled],
        by_part: Sequence[SharedIndex] = (),
    ) -> None:
        """Reads the questions, each part of them with an index `by_part` if there are any.

        Raises UnknownAuthority.
        """
        self._indexes: dict[_Place, AskIndex] = {}
        self._read: list[tuple[Labelled, _Place, Reading]] = []
        self._by_staff: list[tuple[Labelled, Reading, AskIndex]] = []
        for at in range(PARTS):
            use = by_part[at] if by_part else shared
            for labelled in _parted(questions, at)[0]:
                self._take(desk, use, labelled, at if by_part else 0)

    def _take(self, desk: EnquiryDesk, shared: SharedIndex, labelled: Labelled, part: int) -> None:
        day = labelled.today or LABELLED_FOR
        place, staff = ((part, labelled.authority, who, day) for who in (labelled.audience, Audience.STAFF))
        for new in {place, staff} - self._indexes.keys():
            held = desk.snapshot(labelled.authority).visible_to(new[2], day)
            self._indexes[new] = AskIndex(shared, held)
        self._read.append((labelled, place, read(labelled.q, self._indexes[place])))
        if _teaches_consultation(labelled):
            self._by_staff.append((labelled, read(labelled.q, self._indexes[staff]), self._indexes[staff]))

    def examples(self, without: int | None = None) -> Iterator[Example]:
        """What the questions teach of needs, but for those of one part."""
        kept = self._read if without is None else _parted(self._read, without)[1]
        for labelled, _, reading in kept:
            if not reading.urgent and labelled.expect.kind is not Kind.URGENT:
                yield example_of(labelled, reading)

    def parts(self) -> Iterator[tuple["TopicTrial", "TopicTrial"]]:
        """Each part of the questions, already read, and all the others: every part is of other files."""
        for at in range(PARTS):
            part, others = copy(self), copy(self)
            part._read, others._read = _parted(self._read, at)
            part._by_staff, others._by_staff = _parted(self._by_staff, at)
            yield part, others

    def tally(self, learnt: Learnt) -> Tally:
        """How the questions are answered with these numbers and hints."""
        indexes = {key: _deciding_by(learnt, index) for key, index in self._indexes.items()}
        repliers = {key: Replier(index, key[-1]) for key, index in indexes.items()}
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

    def learnt(self, known: Learnt, beside: "TopicTrial") -> Learnt:
        """The same numbers and hints, but for the weights that are learnt from the questions.

        How sure a reading is, is also learnt from questions `beside`. Weights stay as they are where the
        questions are all of one kind.
        """
        calibration = known.calibration
        natural = list(self._undecided(known))
        taught = [*natural, *beside._undecided(known)]
        ours = _weights([_of_ours(labelled, reading) for labelled, reading, _ in taught])
        alone = _weights(list(filter(None, (_of_alone(*each[:2]) for each in taught))))
        two = _weights(list(filter(None, starmap(_of_two, natural))))
        consultation = _weights(list(starmap(_of_consultation, self._by_staff)))
        return Learnt(
            calibration.model_copy(
                update={
                    "ours": OursWeights(**ours.signs) if ours else calibration.ours,
                    "alone": AloneWeights(**alone.signs) if alone else calibration.alone,
                    "two": TwoWeights(**two.signs) if two else calibration.two,
                    "consultation": ConsultationWeights(**consultation.signs)
                    if consultation
                    else calibration.consultation,
                }
            ),
            _hints(ours.said, alone.said, two.said if two else {}) if ours and alone else known.hints,
        )

    def _undecided(self, known: Learnt) -> Iterator[tuple[Labelled, Reading, AskIndex]]:
        """The questions that nothing but the signs decides."""
        indexes = {key: _deciding_by(known, index) for key, index in self._indexes.items()}
        for labelled, key, reading in self._read:
            if reading.urgent or reading.own_phrase or labelled.expect.kind not in _TEACHES:
                continue
            if decide(reading, indexes[key], labelled.audience, None).sure:
                yield labelled, reading, indexes[key]


def _parted(questions: Sequence[T], at: int) -> tuple[list[T], list[T]]:
    """One of the parts of the questions, and the rest."""
    start, end = at * len(questions) // PARTS, (at + 1) * len(questions) // PARTS
    return [*questions[start:end]], [*questions[:start], *questions[end:]]


_TEACHES = frozenset({Kind.CONTACT, Kind.CHOOSE, Kind.UNKNOWN})


def _of_ours(labelled: Labelled, reading: Reading) -> _Lesson:
    said = said_in(reading.row, _likeliest(reading), in_a_row=True)
    return _Lesson(signs_of_ours(reading), labelled.expect.kind is not Kind.UNKNOWN, said)


def _likeliest(reading: Reading) -> list[str]:
    return [each.key for each in needs(reading)[:2]]


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
    return _Lesson(
        signs_of_alone(reading, found), found[0].key in want.topics, said_in(reading.row, _likeliest(reading))
    )


def _of_two(labelled: Labelled, reading: Reading, index: AskIndex) -> _Lesson | None:
    pair = likeliest_pair(reading, needs(reading), index)
    if pair is None or labelled.expect.kind is Kind.UNKNOWN:
        return None
    said = said_in(reading.row, pair.keys, in_a_row=True)
    return _Lesson(signs_of_two(reading, pair), set(labelled.expect.topics_all) == set(pair.keys), said)


class _Weights(NamedTuple):
    """The weight of each sign, with the constant, and of what is said besides."""

    signs: Mapping[str, float]
    said: Mapping[object, float]


def _weights(lessons: Sequence[_Lesson]) -> _Weights | None:
    """What is learnt from the lessons; None where there is nothing to learn."""
    if len({lesson.true for lesson in lessons}) < 2:
        return None
    from directory.ask.learning import logistic_weights  # noqa: PLC0415 - it needs scikit-learn

    names = list(lessons[0].signs)
    rows = [[float(lesson.signs[name]) for name in names] for lesson in lessons]
    signs, said = logistic_weights(
        rows, [lesson.true for lesson in lessons], [lesson.said for lesson in lessons]
    )
    weights = {name: round(weight, 3) for name, weight in zip(("constant", *names), signs, strict=True)}
    return _Weights(weights, said)


def _hints(*said: Mapping[object, float]) -> Hints:
    """What words hint at, from how much each weighs for each thing that a hint tells of."""
    weights = {
        word: Hint(*(round(weight.get(word, 0.0), 2) for weight in said))
        for word in dict.fromkeys(chain(*said))
    }
    least = {word: _LEAST_OF_TWO if is_pair(word) else _LEAST for word in weights}
    return Hints({word: hint for word, hint in weights.items() if max(map(abs, hint)) >= least[word]})


def _deciding_by(learnt: Learnt, index: AskIndex) -> AskIndex:
    """The same index, which decides by other numbers and hints."""
    other = copy(index)
    other.shared = index.shared.deciding_by(learnt.calibration, learnt.hints)
    return other
