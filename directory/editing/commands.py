"""What an editor can ask for. Each command is carried out by `directory.editing.carry_out.carry_out`.

A record is named by its kind (a name of directory/editing/kinds.py) and its key. `from_day` is the first day
on which the change holds; None means today. Values of `fields` may be typed text: they are checked and
understood first (directory/editing/check.py).
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, ClassVar

from directory.words import Audience, DateStatus


@dataclass(frozen=True)
class Add:
    """A new record. `key` is made from its name where it is not given; a school's is its URN.

    With `from_day` None it has no first day: it counts as having been there all along.
    `confirmed`: the editor has seen that it looks like another record and wants it all the same.
    """

    kind: str
    fields: Mapping[str, Any]
    from_day: date | None = None
    key: str | None = None
    confirmed: bool = False
    why: str = ""


@dataclass(frozen=True)
class Edit:
    """New values for some fields. `expected_version` is what `show` gave when the editor began to type.

    None is for a caller who has made sure in another way that nothing is overwritten, such as an import.
    """

    kind: str
    key: str
    fields: Mapping[str, Any]
    expected_version: int | None
    from_day: date | None = None
    confirmed: bool = False
    why: str = ""


@dataclass(frozen=True)
class Retire:
    """The record holds until the day before `from_day`. It is kept, never deleted.

    Where others refer to it, either `successor` (the key of a record of the same kind) takes its place, or
    with `nobody` the place stays empty for now.
    """

    kind: str
    key: str
    from_day: date | None = None
    successor: str | None = None
    nobody: bool = False
    why: str = ""


@dataclass(frozen=True)
class Assign:
    """The contact holds the post for the school, the area, or (neither) the whole authority, from a day.

    Whoever held it until then does so until the day before. With `post` None it is the only post that the
    contact holds already.
    """

    contact: str
    post: str | None = None
    school: str | None = None
    area: str | None = None
    from_day: date | None = None
    why: str = ""


@dataclass(frozen=True)
class Alias:
    """Other names to add to a record and to take away, in one go."""

    kind: str
    key: str
    add: tuple[str, ...] = ()
    remove: tuple[str, ...] = ()
    why: str = ""


@dataclass(frozen=True)
class Verify:
    """The record is still right: it counts as confirmed today."""

    kind: str
    key: str
    why: str = ""


@dataclass(frozen=True)
class Undo:
    """Put back what revision `number` changed.

    `why` is not for the editor to give: the history reads from it which change an undo took back.
    `confirmed`: the editor has seen that more than a tenth of the records in use go, and wants it so.
    """

    number: int
    confirmed: bool = False
    why: str = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "why", f"Takes back change {self.number}.")


def change_taken_back(why: str) -> int | None:
    """The number of the change that an undo with the reason `why` took back; None for another reason."""
    found = re.fullmatch(r"Takes back change ([0-9]+)\.", why)
    return int(found[1]) if found else None


@dataclass(frozen=True)
class AddPhrase:
    """A wording that stands for a topic (a key of the vocabulary), for this authority."""

    topic: str
    phrase: str
    why: str = ""


@dataclass(frozen=True)
class RemovePhrase:
    """A wording of the authority's own no longer stands for a topic. Shared wordings cannot be removed."""

    topic: str
    phrase: str
    why: str = ""


@dataclass(frozen=True)
class AddKeyDate:
    """A new row of a consultation's timeline. With `audience` None it is for those of the consultation."""

    consultation: str
    title: str
    days: tuple[date, ...]
    audience: Audience | None = None
    status: DateStatus = DateStatus.CONFIRMED
    condition: str = ""
    note: str = ""
    why: str = ""
    kind: ClassVar[str] = "key_date"


@dataclass(frozen=True)
class MoveKeyDate:
    """One day of a key date becomes another. `from_day` may be None where it has only one day.

    Where it is the row that begins or ends the consultation, the consultation's own first or last day goes
    with it. `expected_version` as for an Edit.
    """

    key: str
    to_day: date
    from_day: date | None = None
    expected_version: int | None = None
    why: str = ""
    kind: ClassVar[str] = "key_date"


@dataclass(frozen=True)
class ConfirmKeyDate:
    """A key date is certain: it is no longer provisional and depends on no condition."""

    key: str
    expected_version: int | None = None
    why: str = ""
    kind: ClassVar[str] = "key_date"


@dataclass(frozen=True)
class CancelKeyDate:
    """A key date will not take place; with `on_day`, only on that one of its days. It stays to be seen."""

    key: str
    on_day: date | None = None
    expected_version: int | None = None
    why: str = ""
    kind: ClassVar[str] = "key_date"


@dataclass(frozen=True)
class NewRow:
    """A row of a new consultation. With `audience` None it is for those of the consultation."""

    title: str
    days: tuple[date, ...]
    audience: Audience | None = None
    status: DateStatus = DateStatus.CONFIRMED
    condition: str = ""
    note: str = ""


@dataclass(frozen=True)
class NewConsultation:
    """A new consultation with its timeline. `starts_on` and `ends_on`: the days on which people respond."""

    title: str
    summary: str = ""
    starts_on: date | None = None
    ends_on: date | None = None
    rows: tuple[NewRow, ...] = ()
    audience: Audience = Audience.STAFF
    why: str = ""
    kind: ClassVar[str] = "consultation"


@dataclass(frozen=True)
class EditConsultation:
    """New values for a consultation's title, summary, stage, starts_on or ends_on.

    The row that begins or ends it goes with its first or last day. `expected_version` as for an Edit.
    """

    key: str
    fields: Mapping[str, Any]
    expected_version: int | None = None
    why: str = ""
    kind: ClassVar[str] = "consultation"


ConsultationCommand = (
    AddKeyDate | MoveKeyDate | ConfirmKeyDate | CancelKeyDate | NewConsultation | EditConsultation
)
Command = (
    Add | Edit | Retire | Assign | Alias | Verify | Undo | AddPhrase | RemovePhrase | ConsultationCommand
)


@dataclass(frozen=True)
class Done:
    """What a command did. `said` are plain sentences: what changed, from what to what, from which day.

    `revision` is the number of the revision, None where nothing had to be changed. It is what an Undo names.
    `kind` and `key` name the record that it was about ("" for an undo). `from_day` is the day from which it
    holds, where that is later than today.
    """

    revision: int | None
    said: tuple[str, ...]
    kind: str = ""
    key: str = ""
    warnings: tuple[str, ...] = field(default=())
    from_day: date | None = None

    @property
    def undo(self) -> Undo | None:
        """The command that takes it back."""
        return None if self.revision is None else Undo(self.revision)
