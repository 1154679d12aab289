"""The numbers that decide which school a message means, kept in one data file."""

from dataclasses import dataclass, fields
from pathlib import Path

from ruamel.yaml import YAML


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


def load_school_weights(path: Path) -> SchoolWeights:
    """Read `calibration.yaml`.

    Raises `ValueError`, naming the file and the number, when one is missing or is not a number.
    """
    data = (YAML(typ="safe").load(path.read_text(encoding="utf-8")) or {}).get("schools") or {}
    wrong = [f.name for f in fields(SchoolWeights) if not isinstance(data.get(f.name), int | float)]
    if wrong:
        raise ValueError(
            f"{path.name} has no number for {', '.join(wrong)} under schools. Run the calibration again."
        )
    return SchoolWeights(**{f.name: float(data[f.name]) for f in fields(SchoolWeights)})
