"""The numbers that decide which school a message means, kept in one data file."""

from dataclasses import dataclass
from pathlib import Path

from pydantic import BaseModel, TypeAdapter

from directory.ask.vocabulary import read_checked


@dataclass(frozen=True)
class SchoolWeights:
    """The `schools` part of `calibration.yaml`, where each number is explained."""

    one_slip: float
    two_slips: float
    first_letter: float
    beside_exact: float
    shortened: float
    joined: float
    part: float
    part_place: float
    village: float
    missing: float
    extra: float
    gap: float
    neighbour: float
    everyday: float
    everyday_two: float
    no_context: float
    place_near: float
    place_far: float
    kind_said: float
    kind_near: float
    kind_unsaid: float
    kind_other: float
    common_said: float
    town_share: float
    threshold: float
    said: float
    margin: float
    second: float


class _CalibrationFile(BaseModel):
    schools: SchoolWeights


def load_school_weights(path: Path) -> SchoolWeights:
    """Read `calibration.yaml`. Raises VocabularyError, naming the number that is missing or is none."""
    return read_checked(path, TypeAdapter(_CalibrationFile)).schools
