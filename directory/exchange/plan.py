"""What an import would do, before anything is written: every row, every problem, and who is left without."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from directory.editing.removals import is_many
from directory.errors import SignpostError
from directory.packs.problems import Problem, spoken
from directory.packs.schema import RecordRow, SourceRow


class Verb(StrEnum):
    """What happens to one record."""

    ADDED = "added"
    CHANGED = "changed"
    UNCHANGED = "unchanged"
    REMOVED = "removed"  # not in the file: its last day is yesterday; it is kept, and can be put back
    KEPT = "kept"  # not in the file, but left as it is; `note` says why


@dataclass(frozen=True)
class Change:
    """One field: its name in plain words, and what it says before and after ("": nothing)."""

    field: str
    before: str
    after: str

    def __str__(self) -> str:
        return f"{self.field}: {self.before or 'blank'} -> {self.after or 'blank'}"


@dataclass(frozen=True)
class Outcome:
    """What happens to one record, and the line of the file that says so (None: it is not in the file)."""

    verb: Verb
    kind: str
    key: str
    name: str
    line: int | None = None
    changes: tuple[Change, ...] = ()
    note: str = ""


@dataclass(frozen=True)
class Left:
    """Schools open to people but without an area, or without a lead inclusion advisor: URN and name."""

    without_area: tuple[tuple[str, str], ...] = ()
    without_advisor: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Plan:
    """A whole import. `kinds` are the kinds of record that the file holds. It was made from `revision` of the
    directory; `fingerprint` stands for that, the file and the editor's choices. `alike` says which new
    records look like others."""

    authority: str
    revision: int
    fingerprint: str
    file: str
    today: date
    kinds: tuple[str, ...]
    outcomes: tuple[Outcome, ...]
    problems: tuple[Problem, ...] = ()
    notes: tuple[str, ...] = ()
    alike: tuple[str, ...] = ()
    left: Left = Left()
    held: dict[str, int] = field(default_factory=dict)  # how many of each kind hold today
    rows: tuple[tuple[str, RecordRow], ...] = field(default=(), repr=False)  # kind and row to be written
    sources: tuple[SourceRow, ...] = field(default=(), repr=False)  # that the rows need and there are not yet

    def of(self, verb: Verb) -> tuple[Outcome, ...]:
        """The records to which this happens."""
        return tuple(each for each in self.outcomes if each.verb == verb)

    @property
    def changes_nothing(self) -> bool:
        """Whether the directory is as the file says already."""
        return not any(each.verb in (Verb.ADDED, Verb.CHANGED, Verb.REMOVED) for each in self.outcomes)

    def removals_to_confirm(self) -> Iterator[tuple[str, int, int]]:
        """Each kind of which more than a tenth would be removed: the kind, how many, and of how many."""
        for kind in self.kinds:
            removed = sum(each.kind == kind for each in self.of(Verb.REMOVED))
            if is_many(removed, self.held.get(kind, 0)):
                yield kind, removed, self.held.get(kind, 0)


class ImportRefused(SignpostError):
    """A plan was not applied; nothing was changed."""


class HasProblems(ImportRefused):
    """The file has mistakes, which `plan.problems` lists."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        count = len(plan.problems)
        shown = "\n".join(f"  {problem}" for problem in plan.problems[:20])
        more = f"\n  and {count - 20} more" if count > 20 else ""
        said = "1 mistake" if count == 1 else f"{count} mistakes"
        super().__init__(
            f"{plan.file} has {said}. Nothing was changed. Correct the file, then import it again."
            f"\n{shown}{more}"
        )


class RemovesMany(ImportRefused):
    """More than a tenth of the records are not in the file; `removals` is kind, how many, of how many."""

    def __init__(self, removals: tuple[tuple[str, int, int], ...]) -> None:
        self.removals = removals
        said = " and ".join(f"{number} of {whole} {spoken(kind)}" for kind, number, whole in removals)
        super().__init__(
            f"This would remove {said}, because they are not in the file. Nothing was changed. Confirm that "
            "they are to be removed, or choose to keep what is not in the file."
        )


class StalePlan(ImportRefused):
    """The directory has changed since the plan was made."""

    def __init__(self, plan: Plan, revision: int) -> None:
        super().__init__(
            f"The directory has changed since this preview was made (change {plan.revision} then, {revision} "
            "now). Nothing was changed. Look at a new preview, then apply that."
        )


def counted(number: int, kind: str) -> str:
    """How many records of a kind: ``1 contact``, ``2 contacts``."""
    return f"{number} {spoken(kind).removesuffix('s') if number == 1 else spoken(kind)}"
