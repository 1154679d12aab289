"""Which changes have been taken back: an undo can be taken back in its turn, and so on."""

from collections.abc import Iterable

from sqlalchemy import select
from sqlalchemy.orm import Session

from directory.editing.commands import change_taken_back
from directory.editing.errors import Since
from directory.models import Revision
from directory.roles import Action


class Undone:
    """The undos in an authority's history, and what is true now because of them."""

    def __init__(self, session: Session, authority_id: int) -> None:
        query = (
            select(Revision.number, Revision.why)
            .where(Revision.authority_id == authority_id, Revision.action == Action.UNDO.name.lower())
            .order_by(Revision.number.desc())
        )
        self._takes_back: dict[int, int] = {}
        self._by: dict[int, int] = {}
        for number, why in session.execute(query):
            target = change_taken_back(why)
            if target is not None:
                self._takes_back[number] = target
                if number not in self._by:  # only a later change could have taken it back, and none did
                    self._by.setdefault(target, number)

    def by(self, number: int) -> int | None:
        """The last change that took change `number` back and stands itself; None where `number` stands."""
        return self._by.get(number)

    def counting(self, changes: Iterable[Since], after: int) -> tuple[Since, ...]:
        """Those of the changes after change `after` that make a difference now.

        One that was taken back makes none, nor does the undo that took it back.
        """
        return tuple(
            each
            for each in changes
            if each.revision not in self._by and self._takes_back.get(each.revision, 0) <= after
        )
