"""Why a change was not made. Each message is for the person who asked; nothing has been changed."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from directory.errors import SignpostError


class EditingError(SignpostError):
    """Base of the errors below. The caller's transaction must not be kept (`db.writing` sees to that)."""


class UnknownRecord(EditingError):
    """No record of that kind has that key."""

    def __init__(self, label: str, key: str) -> None:
        super().__init__(
            f"There is no {label} '{key}' in the directory. Nothing was changed. Search for it first."
        )


class BadFields(EditingError):
    """Fields that are not right: `errors` gives a sentence for each, by the field's name."""

    def __init__(self, errors: Mapping[str, str]) -> None:
        self.errors = dict(errors)
        super().__init__("Nothing was saved. " + " ".join(self.errors.values()))


class LikelyDuplicate(EditingError):
    """It looks like a record there is already. To save it all the same, repeat with `confirmed=True`."""

    def __init__(self, warnings: tuple[str, ...]) -> None:
        self.warnings = warnings
        super().__init__("Nothing was saved yet. " + " ".join(warnings) + " Save it all the same?")


@dataclass(frozen=True)
class Use:
    """A record that refers to another: its kind, its key, and the use in words."""

    kind: str
    key: str
    said: str


class StillUsed(EditingError):
    """Others refer to the record. They need a successor, or `nobody=True`; `uses` says which they are.

    Where `needs_editing` is true neither would help: the uses must be changed first.
    """

    def __init__(self, name: str, uses: tuple[Use, ...], *, needs_editing: bool = False) -> None:
        self.uses = uses
        self.needs_editing = needs_editing
        shown = "; ".join(use.said for use in uses[:5]) + (
            f"; and {len(uses) - 5} more" if len(uses) > 5 else ""
        )
        remedy = "Change those first." if needs_editing else 'Name a successor, or say "nobody, for now".'
        super().__init__(f"{name} is still used: {shown}. Nothing was changed. {remedy}")


class AlreadyRetired(EditingError):
    """The record is out of use already. `how` says since when, and what stands in its place."""

    def __init__(self, name: str, how: str) -> None:
        super().__init__(f"{name} is out of use already: {how} Nothing had to be changed.")


@dataclass(frozen=True)
class Since:
    """A change made meanwhile: by whom (a Slack user id or a name), when, what in words, and why."""

    revision: int
    who: str
    at: datetime
    said: tuple[str, ...]
    why: str = ""


class StaleEdit(EditingError):
    """The record is no longer as the editor saw it. `since` says what changed, oldest first.

    To overwrite, repeat the edit with `version` as the expected one.
    """

    def __init__(self, name: str, since: tuple[Since, ...], version: int) -> None:
        self.since = since
        self.version = version
        told = " ".join(
            f"{each.who} changed it (change {each.revision}): {' '.join(each.said)}" for each in since
        )
        super().__init__(
            f"{name} was changed since. {told} Nothing of yours was saved yet.".replace("  ", " ")
        )


class TakenBack(EditingError):
    """The change was taken back already, by a change that stands: `by` is its number.

    `again`: taking that one back would bring the change back as it was.
    """

    def __init__(self, number: int, by: int, *, again: bool) -> None:
        first = (
            ""
            if again
            else f", first take back what was changed after change {by} (see /directory history), then"
        )
        remedy = f"If you want it after all{first}: /directory undo {by}"
        super().__init__(
            f"Change {number} was taken back already, by change {by}, so it does not stand. Nothing was "
            f"changed. {remedy}"
        )


class Clash(EditingError):
    """The change would leave a reference to nothing, or two holders where there can be one."""

    def __init__(self, faults: tuple[str, ...]) -> None:
        self.faults = faults
        super().__init__("Nothing was changed. " + " ".join(faults))


class UndoRemovesMany(EditingError):
    """More than a tenth of the records in use would go. To undo it, repeat with `confirmed=True`."""

    def __init__(self, number: int, removed: int, whole: int) -> None:
        super().__init__(
            f"Taking back change {number} would remove {removed:,} of the {whole:,} records in use, so "
            "that answers no longer give them. Nothing has been changed yet. Remove them all the same?"
        )


class UnknownRevision(EditingError):
    """The authority's history has no such change."""

    def __init__(self, number: int) -> None:
        super().__init__(f"There is no change number {number}. See the history for the numbers there are.")
