"""What people ask of a consultation that its documents do not say: an honest answer beats a near one.

`unsaid` in intents.yaml lists what such documents often leave out. A council whose own dates, rules or offers
carry the same words does say it.
"""

from directory.ask.consultation import ConsultationIndex
from directory.ask.index import INTENT
from directory.ask.reading import Reading
from directory.ask.text import stem
from directory.ask.vocabulary import TIMELINE, Vocabulary

UNSAID = "unsaid"
"""The key of what documents leave out, among the intents."""

_ASKS_A_DAY = frozenset({"date", "dates", "day", "days", "month", "deadline"})


def is_unsaid(reading: Reading, consultation: ConsultationIndex, vocabulary: Vocabulary) -> bool:
    """Whether a message asks for something that the documents of the consultation do not say."""
    return _of_facts(reading, consultation) or _of_dates(reading, consultation, vocabulary)


def _of_facts(reading: Reading, consultation: ConsultationIndex) -> bool:
    """Whether it holds a wording of what is often left out, which nothing in the documents carries."""
    left_out = [hit for hit in reading.weighing.hits if INTENT + UNSAID in hit.keys]
    told = consultation.wordings_in(reading.found)
    return any(not any(start <= hit.start and hit.end <= end for start, end in told) for hit in left_out)


def _of_dates(reading: Reading, consultation: ConsultationIndex, vocabulary: Vocabulary) -> bool:
    """Whether it asks for the day of a step that stands in no row of the timetable."""
    asks_a_day = _ASKS_A_DAY | frozenset(vocabulary.intents[TIMELINE].asks)
    if reading.said.isdisjoint(asks_a_day) or consultation.dates.names_a_row(reading.found):
        return False
    steps = {stem(word) for word in reading.said & frozenset(vocabulary.intents[UNSAID].cues)}
    return bool(steps) and steps.isdisjoint(consultation.dates.words)
