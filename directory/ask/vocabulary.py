"""The wording that all authorities share, read from data/vocabulary and checked."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, TypeVar

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError
from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError

from directory.ask.everyday import Everyday
from directory.ask.manner import MannerWords
from directory.errors import SignpostError

TIMELINE, GUIDANCE, POST = "timeline", "guidance", "post"


class VocabularyError(SignpostError):
    """A file of the vocabulary is not as it should be."""


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Wording(_Strict):
    """How people put one need: `phrases` decide alone, `examples` are whole messages."""

    label: str = ""
    phrases: tuple[str, ...] = ()
    examples: tuple[str, ...] = ()


class Talk(Wording):
    """One kind of small talk; what stands under `whole` counts only where it is all of a message."""

    whole: tuple[str, ...] = ()


class Intent(Wording):
    """How council staff ask one kind of question about a consultation.

    `cues` are single words that speak for it, `asks` the question words that all but decide for it.
    """

    cues: tuple[str, ...] = ()
    asks: tuple[str, ...] = ()


class _Topic(_Strict):
    key: Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]
    label: str
    phrases: tuple[str, ...] = ()


class Ambiguity(_Strict):
    """Short wordings that could mean any of `topics`."""

    phrases: tuple[str, ...]
    topics: tuple[str, ...]


class UrgentWording(_Strict):
    """Wordings of danger by family, what takes the danger out of them (`calm`) and what brings it back
    (`even_so`). urgent.yaml says how they are read."""

    model_config = ConfigDict(coerce_numbers_to_str=True)

    words: Mapping[str, tuple[str, ...]]
    danger: Mapping[str, tuple[str, ...]]
    calm: tuple[str, ...]
    even_so: tuple[str, ...]
    not_misspelt: tuple[str, ...]


class DangerMessages(_Strict):
    """Messages of a child in danger now, and messages that only sound like it; `make calibrate` learns what
    tells of danger from them."""

    danger: tuple[str, ...]
    ordinary: tuple[str, ...]

    @classmethod
    def read(cls, folder: Path) -> "DangerMessages":
        """Reads those of a vocabulary folder. Raises VocabularyError."""
        return _checked(folder / "danger_messages.yaml", TypeAdapter(cls))


class CouncilWording(_Strict):
    """The names of councils, and how people ask about another one's service (see councils.py)."""

    names: tuple[str, ...]
    services: tuple[str, ...]
    moving: tuple[str, ...]
    people: frozenset[str]
    somebody: frozenset[str]
    ways: frozenset[str]


class _OrdinaryWords(MannerWords):
    roles: tuple[str, ...]
    stop_words: frozenset[str]
    also_words: frozenset[str]


class OursWeights(_Strict):
    """How much each sign counts that a message is of a need which the directory covers (see sureness.py)."""

    constant: float
    evidence: float
    lead: float
    school: float
    asks_a_fact: float
    fragment: float
    likeness: float
    likeness_of_other: float
    ambiguous: float


class AloneWeights(_Strict):
    """How much each sign counts that the likeliest need is the one that is meant (see sureness.py)."""

    constant: float
    lead_share: float
    likeness_lead: float
    evidence_per_word: float
    words: float
    hedged: float
    school: float
    ambiguous: float


class TwoWeights(_Strict):
    """How much each sign counts that two needs are meant (see sureness.py)."""

    constant: float
    announced: float
    joined: float
    another_child: float
    goes_on: float
    hedged: float
    gain: float
    lesser: float
    apart: float
    words: float


class ConsultationWeights(_Strict):
    """How much each sign counts that council staff ask about a consultation (see internal.py)."""

    constant: float
    lead: float
    lead_over_others: float
    evidence: float
    topic_phrase: float
    item: float
    date: float
    asks_when: float
    title: float
    past: float
    story: float
    school: float
    asks_whom: float


class Calibration(_Strict):
    """The numbers that decide: most are found in question sets by `make calibrate`, some are set by hand."""

    ours: OursWeights
    alone: AloneWeights
    two: TwoWeights
    consultation: ConsultationWeights
    ours_enough: float
    alone_enough: float
    fragment_enough: float
    offered: float
    danger_sign: float
    danger_scattered: float
    danger_ordinary: float
    danger_sentence: float
    danger_aside: float
    danger_enough: float
    two_enough: float
    cue: float
    asked: float
    said: float
    title: float
    story: float
    consultation_enough: float
    consultation_public: float


class _CalibrationFile(BaseModel):
    """The part of calibration.yaml that belongs to topics; the schools' part is read in schools.py."""

    topics: Calibration


@dataclass(frozen=True)
class Vocabulary:
    """All of it. `topics` are in the order of the file; the other mappings are by key."""

    topics: Mapping[str, Wording]
    not_ours: Mapping[str, Wording]
    small_talk: Mapping[str, Talk]
    intents: Mapping[str, Intent]
    ambiguities: tuple[Ambiguity, ...]
    urgent: UrgentWording
    councils: CouncilWording
    stop_words: frozenset[str]
    also_words: frozenset[str]
    manners: MannerWords
    roles: tuple[str, ...]
    abbreviations: Mapping[str, str]
    calibration: Calibration

    @classmethod
    def read(cls, folder: Path) -> "Vocabulary":
        """Reads and checks a folder. Raises VocabularyError, naming the file and the place in it."""
        topics = {t.key: Wording(label=t.label, phrases=t.phrases) for t in _topics(folder / "topics.yaml")}
        for path in sorted((folder / "wording").glob("*.yaml")):
            for key, more in _wordings(path).items():
                if key not in topics:
                    raise VocabularyError(f"{path.name}: there is no topic '{key}' in topics.yaml.")
                first = topics[key]
                topics[key] = Wording(
                    label=first.label,
                    phrases=(*first.phrases, *more.phrases),
                    examples=(*first.examples, *more.examples),
                )
        ambiguities = _checked(folder / "ambiguous.yaml", TypeAdapter(tuple[Ambiguity, ...]))
        for ambiguity in ambiguities:
            for key in ambiguity.topics:
                if key not in topics:
                    raise VocabularyError(f"ambiguous.yaml: there is no topic '{key}' in topics.yaml.")
        ordinary = _ordinary(folder)
        return cls(
            topics=topics,
            not_ours=_wordings(folder / "not_ours.yaml"),
            small_talk=_checked(folder / "small_talk.yaml", TypeAdapter(dict[str, Talk])),
            intents=_checked(folder / "intents.yaml", TypeAdapter(dict[str, Intent])),
            ambiguities=ambiguities,
            urgent=_checked(folder / "urgent.yaml", TypeAdapter(UrgentWording)),
            councils=_checked(folder / "other_councils.yaml", TypeAdapter(CouncilWording)),
            stop_words=ordinary.stop_words,
            also_words=ordinary.also_words,
            manners=ordinary,
            roles=ordinary.roles,
            abbreviations=_abbreviations(folder),
            calibration=_checked(folder / "calibration.yaml", TypeAdapter(_CalibrationFile)).topics,
        )

    @property
    def everyday(self) -> Everyday:
        """The words that tell nothing of what is asked about."""
        return Everyday(self.stop_words, self.abbreviations)

    def label(self, topic: str) -> str:
        """What the topic is called."""
        return self.topics[topic].label if topic in self.topics else topic


def read_everyday(folder: Path) -> Everyday:
    """The words of a vocabulary folder that tell nothing, without the rest of it. Raises VocabularyError."""
    return Everyday(_ordinary(folder).stop_words, _abbreviations(folder))


def _ordinary(folder: Path) -> _OrdinaryWords:
    return _checked(folder / "ordinary_words.yaml", TypeAdapter(_OrdinaryWords))


def _abbreviations(folder: Path) -> dict[str, str]:
    return _checked(folder / "abbreviations.yaml", TypeAdapter(dict[str, str]))


def _topics(path: Path) -> tuple[_Topic, ...]:
    return _checked(path, TypeAdapter(tuple[_Topic, ...]))


def _wordings(path: Path) -> dict[str, Wording]:
    return _checked(path, TypeAdapter(dict[str, Wording]))


T = TypeVar("T")


def _checked(path: Path, kind: TypeAdapter[T]) -> T:
    try:
        return kind.validate_python(YAML(typ="safe").load(path))
    except FileNotFoundError:
        raise VocabularyError(f"{path.name} is missing from {path.parent}.") from None
    except MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else "?"
        raise VocabularyError(f"{path.name}, line {line}: {error.problem}.") from None
    except ValidationError as error:
        first = error.errors()[0]
        place = " > ".join(str(part) for part in first["loc"])
        raise VocabularyError(f"{path.name}, at {place}: {first['msg']}.") from None
