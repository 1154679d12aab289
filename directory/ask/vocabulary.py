"""The wording that all authorities share, read from data/vocabulary and checked."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, TypeVar

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError
from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError
from ruamel.yaml.reader import ReaderError

from directory.ask.everyday import Everyday
from directory.ask.manner import MannerWords
from directory.errors import SignpostError
from directory.unreadable import why_unreadable

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
        return read_checked(folder / "danger_messages.yaml", TypeAdapter(cls))


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
    """The part of calibration.yaml that belongs to topics; the schools' part is read in school_weights.py."""

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
        ambiguities = read_checked(folder / "ambiguous.yaml", TypeAdapter(tuple[Ambiguity, ...]))
        for ambiguity in ambiguities:
            for key in ambiguity.topics:
                if key not in topics:
                    raise VocabularyError(f"ambiguous.yaml: there is no topic '{key}' in topics.yaml.")
        ordinary = _ordinary(folder)
        return cls(
            topics=topics,
            not_ours=_wordings(folder / "not_ours.yaml"),
            small_talk=read_checked(folder / "small_talk.yaml", TypeAdapter(dict[str, Talk])),
            intents=read_checked(folder / "intents.yaml", TypeAdapter(dict[str, Intent])),
            ambiguities=ambiguities,
            urgent=read_checked(folder / "urgent.yaml", TypeAdapter(UrgentWording)),
            councils=read_checked(folder / "other_councils.yaml", TypeAdapter(CouncilWording)),
            stop_words=ordinary.stop_words,
            also_words=ordinary.also_words,
            manners=ordinary,
            roles=ordinary.roles,
            abbreviations=_abbreviations(folder),
            calibration=read_checked(folder / "calibration.yaml", TypeAdapter(_CalibrationFile)).topics,
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
    return read_checked(folder / "ordinary_words.yaml", TypeAdapter(_OrdinaryWords))


def _abbreviations(folder: Path) -> dict[str, str]:
    return read_checked(folder / "abbreviations.yaml", TypeAdapter(dict[str, str]))


def _topics(path: Path) -> tuple[_Topic, ...]:
    return read_checked(path, TypeAdapter(tuple[_Topic, ...]))


def _wordings(path: Path) -> dict[str, Wording]:
    return read_checked(path, TypeAdapter(dict[str, Wording]))


T = TypeVar("T")


_PLAINLY = {
    "missing": "it is missing",
    "extra_forbidden": "nothing of that name belongs there",
    "string_type": "it is no text; put it in quotation marks",
    "string_pattern_mismatch": "it is blank, or not of the right form",
    "tuple_type": "it is no list",
    "frozen_set_type": "it is no list",
    **dict.fromkeys(
        ("dict_type", "mapping_type", "model_type", "dataclass_type"), "it holds no names with colons"
    ),
    **dict.fromkeys(("float_type", "float_parsing", "int_type", "int_parsing"), "it is no number"),
}
"""What pydantic finds wrong, in words for an officer."""


def read_checked(path: Path, kind: TypeAdapter[T]) -> T:
    """What a YAML file holds. Raises VocabularyError, naming the file and the place in it."""
    text = _text(path)
    try:
        return kind.validate_python(YAML(typ="safe").load(text))
    except MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else "?"
        place, what = f", line {line}", error.problem
    except ReaderError as error:
        place, what = (
            f", line {_line(text[: error.position])}",
            "a character stands there that no text can hold",
        )
    except ValidationError as error:
        first = error.errors()[0]
        place = ", at " + " > ".join(map(str, first["loc"])) if first["loc"] else ""
        what = _PLAINLY.get(first["type"], first["msg"])
    except (TypeError, ValueError) as error:
        place, what = "", f"it holds a value that cannot be read ({error})"
    raise VocabularyError(f"{path.name}{place}: {what}. Put that right and start again.")


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        advice = "Put it back, or set SIGNPOST_DATA to the folder with the data."
        raise VocabularyError(f"{path.name} is missing from {path.parent}. {advice}") from None
    except UnicodeDecodeError as error:
        line = _line(error.object[: error.start].decode(errors="replace"))
        what = f"{path.name}, line {line}: this is not text in UTF-8"
        raise VocabularyError(f"{what}. Save the file in that encoding and start again.") from None
    except OSError as error:
        raise VocabularyError(
            f"{path.name} in {path.parent} cannot be read: {why_unreadable(error)}."
        ) from None


def _line(before: str) -> int:
    return before.count("\n") + 1
